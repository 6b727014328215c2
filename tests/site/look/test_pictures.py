"""Pictures: well-formed, named, without inline style, and each with a table that says the same."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from xml.etree import ElementTree

import pytest

from dauys.site.look import pictures
from dauys.site.look.pictures import Bar, Flow, Measure, Picture, Row, Span, Tile, Verdict
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


def verdicts(*passed: bool | None) -> Picture:
    of = [
        Verdict(Tile(f"R{n}", f"Region {n}", n, 0, Fraction(1, 2), "50%", "1 / 2 (50%)"), each)
        for n, each in enumerate(passed)
    ]
    head, words = ("Region", "There is", "Result"), ("met", "not met", "no data")
    return pictures.verdicts("Title", "What it shows", of, "en", head=head, words=words)


def thresholds(*of: Measure) -> Picture:
    head = ("Condition", "There is", "Needed")
    return pictures.thresholds("Title", "What it shows", of, head=head)


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
    verdicts(True, False, None),
    verdicts(),
    thresholds(
        Measure("Turnout", Fraction(2, 3), "66.7%", Fraction(1, 2), "more than 1/2"),
        Measure("", None, "no data", None, "–"),
    ),
    thresholds(),
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


def test_a_region_that_meets_a_condition_differs_by_sign_and_border_and_not_by_colour_alone() -> (
    None
):
    picture = verdicts(True, False, None)
    root = ElementTree.fromstring(str(picture.svg))
    kinds = [e.get("class") for e in root.iter("rect") if len(e)]
    assert kinds == ["tile met", "tile unmet", "tile level-0"]
    signs = [e.text for e in root.iter("text") if e.get("class") == "tile-value"][1::2]
    assert signs == ["●", "○", "–"]
    assert [row[1:] for row in picture.rows] == [
        ("1 / 2 (50%)", "met"), ("1 / 2 (50%)", "not met"), ("1 / 2 (50%)", "no data"),
    ]  # fmt: skip
    legend = [e.text for e in root.iter("text") if e.get("class") == "legend"]
    assert legend == ["● met", "○ not met", "– no data"]
    assert "no data" not in verdicts(True).svg


def test_the_line_stands_where_the_share_is_that_is_needed() -> None:
    picture = thresholds(Measure("Turnout", Fraction(2, 3), "66.7%", Fraction(1, 2), "> 1/2"))
    (line,) = (
        e
        for e in ElementTree.fromstring(str(picture.svg)).iter("line")
        if e.get("class") == "needed"
    )
    assert (line.get("x1"), line.get("x2")) == ("50.000%", "50.000%")
    assert [e.get("width") for e in _boxes(picture, "series-1")] == ["66.667%"]
    assert picture.rows == (("Turnout", "66.7%", "> 1/2"),)


def test_a_share_that_is_not_known_has_no_bar() -> None:
    picture = thresholds(Measure("", None, "no data", Fraction(1, 2), "> 1/2"))
    assert _boxes(picture, "series-1") == []
    assert ">no data<" in picture.svg


def test_tiles_lie_where_they_are_put_and_leave_room_between() -> None:
    of = [Tile(c, c, x, y, 1) for c, x, y in (("A", 0, 0), ("B", 3, 0), ("C", 3, 1))]
    root = ElementTree.fromstring(str(tiles(*of).svg))
    places = [(e.get("x"), e.get("y"), e.get("width")) for e in root.iter("rect") if len(e)]
    assert places == [
        ("0.000%", "0", "24.200%"), ("75.000%", "0", "24.200%"), ("75.000%", "49", "24.200%"),
    ]  # fmt: skip


def test_a_long_name_is_cut_in_a_tile_and_whole_in_the_table() -> None:
    of = [Tile("Kyzylorda", "Kyzylorda", column, 0, 1) for column in range(7)]
    picture = tiles(*of)
    assert ">Kyzyl…<" in picture.svg
    assert picture.rows[0] == ("Kyzylorda", "1")


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
