"""The picture: well-formed, no script, groups told apart by shape, nothing lost or injected."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from xml.etree import ElementTree

import pytest

from dauys.consultation.opinion import picture, wire
from dauys.consultation.opinion.groups import Groups, find
from tests.consultation.opinion.made import csv_of, planted, votes_of

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def groups() -> Groups:
    return find(wire.read(csv_of(planted(200, 50, 4, cast=0.2)[0])).votes, asked=4)


def drawn(groups: Groups, texts: Mapping[int, str] | None = None) -> ElementTree.Element:
    labels = picture.Labels(
        language="kk",
        title="Пікір топтары",
        description="Сипаттама <b>",
        apart="топсыз",
        group=lambda group: f"{group.name} тобы: {group.people}",
        represented=lambda told: f"{told.side} {told.statement}",
    )
    return ElementTree.fromstring(picture.draw(groups, labels, texts or {}))


def words(svg: ElementTree.Element) -> str:
    return "\n".join(each.text or "" for each in svg.iter(SVG + "text"))


def test_it_has_a_title_and_a_description(groups: Groups) -> None:
    svg = drawn(groups)
    assert svg.find(SVG + "title").text == "Пікір топтары"
    assert svg.find(SVG + "desc").text == "Сипаттама <b>"
    assert (svg.get("role"), svg.get("aria-labelledby")) == ("img", "title desc")
    assert svg.get("viewBox").startswith("0 0 400 ")


def test_it_holds_nothing_that_runs_or_is_fetched(groups: Groups) -> None:
    svg = drawn(groups, {told.statement: "javascript:1 <script>" for told in groups.statements})
    tags = {each.tag.removeprefix(SVG) for each in svg.iter()}
    assert tags == {"svg", "title", "desc", "rect", "path", "polygon", "text"}
    names = {name for each in svg.iter() for name in each.attrib}
    assert not [name for name in names if name.startswith("on") or "href" in name]


def test_groups_differ_by_shape_outline_and_colour() -> None:
    for told in (picture.SHAPES, picture.DASHES, picture.COLOURS):
        assert len(set(told.values())) == len(told) == 5


def test_every_person_stands_under_a_mark(groups: Groups) -> None:
    """Marks on the same unit are drawn once; no place that someone holds is without a mark."""
    height, places = picture._places(groups)
    assert all(160 <= x <= 3840 and 160 <= y <= height - 160 for x, y in places)
    marks = re.compile(r"M([\d.]+) ([\d.]+)")
    drawn_at = {
        (float(x), float(y))
        for path in drawn(groups).iter(SVG + "path")
        for x, y in marks.findall(path.get("d", ""))
    }
    for x, y in places:
        assert (x // 10 + 0.5, y // 10 + 0.5) in drawn_at


def test_the_table_tells_the_groups_and_their_statements(groups: Groups) -> None:
    told = words(
        drawn(groups, {each.statement: f"Пікір {each.statement}" for each in groups.statements})
    )
    for group in groups.groups:
        assert f"{group.name} тобы: {group.people}" in told
        for each in group.representative:
            assert f"{each.side} {each.statement}: Пікір {each.statement}" in told
    assert "топсыз" in told


def test_statements_are_broken_into_lines_that_fit(groups: Groups) -> None:
    """Long words, Chinese without spaces, control characters and mark-up."""
    shown = groups.groups[0].representative[0].statement
    for text in ("ә" * 200, "我覺得應該審核人員" * 20, "a & <b> \x1b[31m\0", "слово " * 60):
        for line in words(drawn(groups, {shown: text})).splitlines():
            assert picture._wide(line) <= picture.COLUMNS
            assert line.isprintable()


def test_strange_conversations_can_be_drawn() -> None:
    for table in (["+"], ["+++"] * 4, ["+", "-"], ["++......", "..--....", "....++--"]):
        svg = drawn(find(votes_of(table)))
        assert svg.find(SVG + "rect") is not None


def test_the_outline_holds_every_point_and_has_no_needless_corner() -> None:
    draw = random.Random(1)
    points = [(draw.randrange(30), draw.randrange(30)) for _ in range(80)]
    outline = picture.hull(points)
    turns = zip(outline, outline[1:] + outline[:1], outline[2:] + outline[:2], strict=True)
    assert all(picture._turn(a, b, c) > 0 for a, b, c in turns)
    for a, b in zip(outline, outline[1:] + outline[:1], strict=True):
        assert all(picture._turn(a, b, point) >= 0 for point in points)
    assert picture.hull([(1, 1), (1, 1)]) == [(1, 1)]
    assert picture.hull([(2, 2), (1, 1), (3, 3)]) == [(1, 1), (3, 3)]


def test_the_same_picture_every_time(groups: Groups) -> None:
    assert ElementTree.tostring(drawn(groups)) == ElementTree.tostring(drawn(groups))
