"""The picture: every article has its box, nothing is said by colour alone, no script."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from lxml import etree

from dauys.text.table.picture import BOX, SIGNS, STEP, STYLE, counts, picture, ties
from tests.text.table.laws import any_table, say, small

SVG = "{http://www.w3.org/2000/svg}"


def drawn(name: str) -> etree._Element:
    return etree.fromstring(picture(any_table(name).comparison, say("ru"), "ru").encode())


@pytest.mark.parametrize("name", ["sample-ru", "sample-kk", "kz", "cl"])
def test_every_article_of_both_texts_has_a_box_and_none_lies_on_another(name: str) -> None:
    root = drawn(name)
    found = any_table(name).comparison
    boxes = [each for each in root.iter(f"{SVG}rect") if each.get("width") == str(BOX)]
    assert len(boxes) == len(found.old.units()) + len(found.new.units())
    places = sorted((int(each.get("x", "")), int(each.get("y", ""))) for each in boxes)
    for (x, y), (next_x, next_y) in pairwise(places):
        assert x != next_x or next_y - y >= STEP
    assert max(y for _, y in places) + STEP <= int(root.get("viewBox", "").split()[3])


def test_ribbons_are_the_ties() -> None:
    root = drawn("kz")
    rows = [row for row in any_table("kz").comparison.rows if row.old and row.new]
    assert len(list(root.iter(f"{SVG}path"))) == sum(len(r.old) * len(r.new) for r in rows)


def test_the_picture_says_in_words_what_it_shows() -> None:
    root = drawn("sample-ru")
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert "26" in str(desc.text)
    assert "исключена 1" in str(desc.text)


def test_every_kind_has_a_sign_of_its_own_and_a_stroke() -> None:
    assert len(set(SIGNS.values())) == len(SIGNS)
    dashes = re.findall(r"path\.(\w+)\{[^}]*?(stroke-dasharray:[^}]*)?\}", STYLE)
    assert len({dash for name, dash in dashes if name in ("moved", "split", "merged")}) == 3


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_text_stands_out_from_every_box() -> None:
    """WCAG 2.2, 1.4.3: at least 4.5 to 1."""
    ink = luminance("#1b1b1b")
    for colour in re.findall(r"rect\.\w+\{fill:(#[0-9a-f]{6})", STYLE):
        assert (luminance(colour) + 0.05) / (ink + 0.05) >= 4.5


def test_it_is_the_same_every_time_and_runs_nothing() -> None:
    first, second = (picture(small().comparison, say("kk"), "kk") for _ in range(2))
    assert first == second
    assert "script" not in first
    assert "http" not in first.replace("http://www.w3.org/2000/svg", "")


def test_the_table_beside_it_holds_the_same_rows() -> None:
    found = small().comparison
    told = ties(found, say("en"))
    assert len(told) == len(found.rows) == sum(counts(found).values())
    assert [(tie.old, tie.relation, tie.new) for tie in told] == [
        ("Article 1", "reworded", "Article 1"),
        ("Article 2", "dropped", ""),
        ("Article 3", "reworded", "Article 2"),
        ("", "new", "Article 3"),
    ]
