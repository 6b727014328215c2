"""Where regions lie on the map: a file of the referendum, a layout of the package, else a grid."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from dauys.errors import DauysError
from dauys.site.question import layout
from dauys.site.question.layout import Spot
from tests.shared import shared


@pytest.fixture
def own() -> Iterator[Path]:
    """The file of this referendum; gone after the test."""
    path = layout.own_file()
    yield path
    path.unlink(missing_ok=True)


def kazakhstan() -> list[dict[str, str]]:
    with shared("map/kz_regions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("column", ["iso", "key"])
def test_every_region_of_kazakhstan_has_its_tile(column: str) -> None:
    names = [row[column] for row in kazakhstan()]
    spots = layout.layout(names)
    assert len(spots) == 20
    assert len({(spot.column, spot.row) for spot in spots.values()}) == 20
    assert all(set(spot.short) == {"kk", "ru", "en"} for spot in spots.values())
    assert all(len(name) <= 6 for spot in spots.values() for name in spot.short.values())


def test_neighbours_lie_in_their_direction() -> None:
    at = layout.layout([row["key"] for row in kazakhstan()])
    assert at["north_kazakhstan"].row < at["akmola"].row < at["shymkent"].row
    assert at["west_kazakhstan"].column < at["karaganda"].column < at["east_kazakhstan"].column
    assert at["almaty_city"].row > at["almaty_region"].row


def test_names_of_one_language_differ_in_the_tiles() -> None:
    spots = layout.layout([row["key"] for row in kazakhstan()])
    for language in ("kk", "ru", "en"):
        assert len({spot.short[language] for spot in spots.values()}) == 20


def test_without_a_layout_regions_stand_in_a_grid_in_their_order() -> None:
    assert layout.layout(["north", "south"]) == {"north": Spot(0, 0), "south": Spot(1, 0)}
    at = layout.layout([f"r{n}" for n in range(23)])
    assert [(spot.column, spot.row) for spot in at.values()][:6] == [
        (0, 0), (1, 0), (2, 0), (3, 0), (4, 0), (0, 1),
    ]  # fmt: skip
    assert layout.layout([]) == {}


def test_one_region_that_a_layout_does_not_know_makes_a_grid_of_all() -> None:
    """A map on which one region is missing would hide it."""
    assert layout.layout(["astana", "atlantis"])["astana"] == Spot(0, 0)


def test_the_file_of_the_referendum_stands_first(own: Path) -> None:
    own.write_text("region,column,row,kk\nastana,2,1,Елорда\nshymkent,0,3,\n", encoding="utf-8")
    assert layout.layout(["astana", "shymkent"]) == {
        "astana": Spot(2, 1, {"kk": "Елорда"}), "shymkent": Spot(0, 3),
    }  # fmt: skip


WRONG = {
    "region,column\na,1\n": "table.column",
    "region,column,row\na,1,1\na,2,2\n": "table.duplicate",
    "region,column,row\na,1,1\nb,1,1\n": "table.duplicate",
    "region,column,row\na,-1,1\n": "table.cell",
    "region,column,row\na,1,40\n": "table.cell",
    "region,column,row\na,1\n": "table.row",
    "": "table.empty",
}


@pytest.mark.parametrize("data", WRONG)
def test_a_file_that_is_wrong_is_refused_and_no_page_fails_for_it(own: Path, data: str) -> None:
    with pytest.raises(DauysError) as refused:
        layout.parse(data.encode())
    assert refused.value.code == WRONG[data]
    own.write_text(data, encoding="utf-8")
    assert layout.layout(["a", "b"]) == {"a": Spot(0, 0), "b": Spot(1, 0)}
