"""Pictures of pages, and one sheet of all that a run has taken, so that a person can look at them.

They lie in ``screenshots/`` (not in git). `sheet` is made once, at the end of a run, by
`tests.conftest`; where ``ARTIFACTS`` names a folder, as ``make test`` says it by what it finds in
``DAUYS_ARTIFACTS``, all of it is put there in one archive.
"""

from __future__ import annotations

import os
import zipfile
from collections import defaultdict
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

PLACE = Path(__file__).resolve().parents[3] / "screenshots"
TALLEST = 6000  # pixels of a page that a picture shows
QUALITY = 60
SIZES = {"phone": 120, "desktop": 320}  # pixels of width on the sheet
HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Pictures of every page</title>
<style>body { font: 14px sans-serif; margin: 1em } h2 { margin: 1.5em 0 .3em }
div { display: flex; flex-wrap: wrap; gap: 8px } figure { margin: 0 }
img { border: 1px solid #999; object-fit: cover; object-position: top; max-height: 480px }
</style></head><body><h1>Pictures of every page</h1>
"""


def take(page: Page, name: str, look: str) -> None:
    """Keeps a picture of a page as ``screenshots/NAME/LOOK.jpg``."""
    place = PLACE / named(name) / f"{look}.jpg"
    place.parent.mkdir(parents=True, exist_ok=True)
    width, height = page.evaluate("() => [innerWidth, document.documentElement.scrollHeight]")
    clip = {"x": 0, "y": 0, "width": width, "height": min(height, TALLEST)}
    page.screenshot(path=place, full_page=True, clip=clip, type="jpeg", quality=QUALITY)


def named(name: str) -> str:
    """The folder of a page."""
    return name.strip("/").replace(", ", "/").replace(":", "-").replace(" ", "-")


def taken(since: float) -> list[Path]:
    """The pictures that are not older than a moment, in the order of their names."""
    found = (each for end in ("png", "jpg") for each in PLACE.rglob(f"*.{end}"))
    return sorted(each for each in found if each.stat().st_mtime >= since)


def sheet(places: Iterable[Path]) -> str:
    """A page with all pictures, by the page that they show."""
    by_page: dict[Path, list[Path]] = defaultdict(list)
    for place in places:
        by_page[place.parent.relative_to(PLACE)].append(place)
    return HEAD + "".join(_page(*each) for each in sorted(by_page.items())) + "</body></html>\n"


def _page(page: Path, places: list[Path]) -> str:
    figures = "".join(_figure(place) for place in places)
    return f"<h2>{escape(str(page))}</h2><div>{figures}</div>\n"


def _figure(place: Path) -> str:
    path = escape(place.relative_to(PLACE).as_posix())
    wide = next((size for kind, size in SIZES.items() if kind in place.stem), SIZES["desktop"])
    return (
        f'<figure><a href="{path}"><img src="{path}" width="{wide}" loading="lazy" alt=""></a>'
        f"<figcaption>{escape(place.stem)}</figcaption></figure>"
    )


def finish(since: float) -> str:
    """Writes the sheet, and the archive where one is asked for; says where they lie."""
    places = taken(since)
    if not places:
        return ""
    index = PLACE / "index.html"
    index.write_text(sheet(places), encoding="utf-8")
    told = f"{len(places)} pictures of pages: {index}"
    if folder := os.environ.get("ARTIFACTS"):
        archive = Path(folder) / "screenshots.zip"
        archive.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as kept:
            for each in (index, *places):
                kept.write(each, each.relative_to(PLACE))
        told += f", and all of them in {archive}"
    return told
