"""Pictures: well-formed, named, without inline style, and each with a table that says the same."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from xml.etree import ElementTree

import pytest

from dauys.site.look import pictures
from dauys.site.look.pictures import Bar, Flow, Picture, Row, Span, Tile
from dauys.site.look.pictures.tiles import level

SVG = "{http://www.w3.org/2000/svg}"


def bars(*values: int | Fraction) -> Picture:
    """Bars with labels that no picture may take for markup."""
    of = [Bar(f"<b>{place} & more", value) for place, value in enumerate(values)]
    return pictures.bars("Title", "What it shows", of, "kk", head=("Place", "Count"))


def flow(*of: Flow) -> Picture:
    return pictures.flow("Title", "What it shows", of, "en", head=("Old", "New", "Words"))


def stacks(*of: Row) -> Picture:
    series = ("agree", "disagree", "pass")
    return pictures.stacks("Title", "What it shows", series, of, "en", head="Statement")


def tiles(*of: Tile) -> Picture:
    return pictures.tiles("Title", "What it shows", of, "ru", head=("Region", "Share"))


def timeline(now: date | None, *of: Span) -> Picture:
    head = ("Stage", "From", "To")
    return pictures.timeline("Title", "What it shows", of, "en", head=head, now=now)


JANUARY = Span("January", date(2026, 1, 1), date(2026, 1, 31))
FEBRUARY = Span("February", date(2026, 2, 1), date(2026, 2, 28))
ALL = [
    bars(128, 64, 0),
    bars(),
    stacks(Row("1", (50, 30, 20)), Row("2", (0, 0, 0))),
    flow(Flow("§ 1", "§ 1", 40), Flow("§ 2", "§ 1", 5), Flow("§ 2", "§ 3", 0)),
    flow(),
    tiles(Tile("A", "Region A", 0, 0, Fraction(1, 2)), Tile("B", "Region B", 1, 1, None)),
    tiles(),
    timeline(date(2026, 1, 15), JANUARY, FEBRUARY),
    timeline(None),
]


@pytest.mark.parametrize("picture", ALL)
def test_a_picture_is_well_formed_named_and_described(picture: Picture) -> None:
    root = ElementTree.fromstring(str(picture.svg))
    title, description = root.find("title"), root.find("desc")
    assert title is not None
    assert description is not None
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == title.get("id")
    assert root.get("aria-describedby") == description.get("id")
    assert (title.text, description.text) == ("Title", "What it shows")


@pytest.mark.parametrize("picture", ALL)
def test_a_picture_has_no_style_of_its_own(picture: Picture) -> None:
    """The content policy would refuse it; colours come from the style sheet, by class."""
    for each in ElementTree.fromstring(str(picture.svg)).iter():
        assert each.get("style") is None
        assert (each.get("fill") or "url(#").startswith("url(#")


@pytest.mark.parametrize("picture", ALL)
def test_a_table_has_as_many_cells_as_its_head(picture: Picture) -> None:
    assert all(len(row) == len(picture.head) for row in picture.rows)


def test_markup_in_a_label_is_text() -> None:
    assert "<b>" not in bars(1).svg
    assert "&lt;b&gt;0 &amp; more" in bars(1).svg


def test_a_bar_is_as_long_as_its_share_of_the_longest() -> None:
    drawn = [e.get("width") for e in _boxes(bars(200, 100, 1), "series-1")]
    assert drawn == ["100.000%", "50.000%", "0.500%"]


def test_the_parts_of_a_stack_make_up_the_whole() -> None:
    root = ElementTree.fromstring(str(stacks(Row("1", (1, 1, 1))).svg))
    widths = [e.get("width", "") for e in root.iter("rect") if "%" in e.get("width", "")]
    assert set(widths) == {"33.333%"}
    assert stacks(Row("1", (1, 1, 1))).rows == (("1", "1 (33.3%)", "1 (33.3%)", "1 (33.3%)"),)


def test_parts_are_told_apart_by_patterns_too() -> None:
    svg = stacks(Row("1", (1, 1, 1))).svg
    assert svg.count("<pattern ") == 2
    assert svg.count('class="pattern"') == 4  # in the legend and in the bar


def test_a_stack_wants_a_value_for_each_series() -> None:
    with pytest.raises(ValueError, match="shorter"):
        stacks(Row("1", (1, 2)))


def test_bands_are_as_thick_as_what_they_carry_and_fill_their_nodes() -> None:
    picture = flow(Flow("a", "x", 75), Flow("a", "y", 25))
    paths = [e.get("d", "") for e in ElementTree.fromstring(str(picture.svg)).iter("path")]
    assert [path.split("C")[0] for path in paths] == ["M0 0", "M0 225"]
    assert [path.rsplit(" ", 1)[1] for path in paths] == ["225Z", "300Z"]
    assert picture.rows == (("a", "x", "75"), ("a", "y", "25"))


def test_shades_part_the_way_in_five_and_no_value_has_none() -> None:
    assert [level(v, 100) for v in (None, 0, 19, 20, 99, 100)] == [0, 1, 1, 2, 5, 5]
    assert level(0, 0) == 1


def test_a_tile_tells_its_number_and_not_only_its_shade() -> None:
    assert ">55<" in tiles(Tile("A", "Region A", 0, 0, 55)).svg
    assert ">–<" in tiles(Tile("A", "Region A", 0, 0, None)).svg


def test_spans_tell_what_is_over_open_and_to_come() -> None:
    svg = timeline(date(2026, 2, 10), JANUARY, FEBRUARY).svg
    assert svg.count("span-done") == 1
    assert svg.count("span-open") == 1
    assert timeline(date(2025, 1, 1), JANUARY).svg.count("span-ahead") == 1
    assert "now" not in timeline(date(2025, 1, 1), JANUARY).svg


def test_the_same_figures_make_the_same_bytes() -> None:
    assert bars(1, 2).svg == bars(1, 2).svg


def _boxes(picture: Picture, kind: str) -> list[ElementTree.Element]:
    root = ElementTree.fromstring(str(picture.svg))
    return [each for each in root.iter("rect") if each.get("class") == kind]
