"""Where the counting regions lie on a map of tiles: a row and a column for each, and a short name.

Asked in this order: ``tiles.csv`` in the data of the site, for this referendum; a layout of the
package (``layouts/``) that knows every region of the question; else a grid in the regions' order.
A file has the columns ``region``, ``column``, ``row`` (from 0), if need be ``code``, another name
of the same region, and a column for each language with a name of at most some seven letters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from math import isqrt
from pathlib import Path

from django.conf import settings

from dauys.errors import DauysError, Refused
from dauys.wire import table

NAME = "tiles.csv"
REQUIRED = ("region", "column", "row")
MOST = 40  # columns or rows of a map
WIDEST = 5  # columns of a grid that nobody has laid out


@dataclass(frozen=True, slots=True)
class Spot:
    """The place of a region; ``short`` is what it is called in a tile, by language."""

    column: int
    row: int
    short: Mapping[str, str] = field(default_factory=dict)


Layout = Mapping[str, Spot]


def layout(regions: Sequence[str]) -> Layout:
    """The place of each of these regions. A file of one's own that is wrong is not taken."""
    for known in (_own(), *_packaged()):
        if regions and all(region.casefold() in known for region in regions):
            return {region: known[region.casefold()] for region in regions}
    width = min(WIDEST, isqrt(max(len(regions) - 1, 0)) + 1)
    return {region: Spot(n % width, n // width) for n, region in enumerate(regions)}


def own_file() -> Path:
    """Where the layout of this referendum lies, if it has one."""
    path: Path = settings.ENVIRONMENT.data / NAME
    return path


def parse(data: bytes, accused: str = f"file:{NAME}") -> Layout:
    """A layout by the names of its regions in lower case; raises ``table.*``."""
    rows = table.read(data, REQUIRED, key="region", accused=accused)
    found: dict[str, Spot] = {}
    taken: set[tuple[int, int]] = set()
    for row in rows:
        spot = _spot(row)
        if (spot.column, spot.row) in taken:
            place = f"{spot.column}, {spot.row}"
            raise Refused("table.duplicate", accused, line=row.line, column="row", value=place)
        taken.add((spot.column, spot.row))
        for name in (row.cells["region"], row.cells.get("code", "")):
            if name:
                found[name.casefold()] = spot
    return found


def _spot(row: table.Row) -> Spot:
    column, line = row.number("column"), row.number("row")
    for name, value in (("column", column), ("row", line)):
        if value >= MOST:
            raise row.wrong(name, f"0..{MOST - 1}")
    short = {
        name: words
        for name, words in row.cells.items()
        if name not in (*REQUIRED, "code") and words
    }
    return Spot(column, line, short)


def _own() -> Layout:
    path = own_file()
    try:
        return _read(path, path.stat().st_mtime_ns)
    except (OSError, DauysError):
        return {}


@lru_cache(maxsize=2)
def _read(path: Path, changed: int) -> Layout:
    return parse(path.read_bytes())


@lru_cache(maxsize=1)
def _packaged() -> tuple[Layout, ...]:
    folder = resources.files("dauys.site.question").joinpath("layouts")
    files = sorted(folder.iterdir(), key=lambda each: each.name)
    return tuple(parse(each.read_bytes()) for each in files if each.name.endswith(".csv"))
