"""What a row of the sweep is: an address, in a town, as a person, and how the page comes about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

from tests.site.browser import arrive
from tests.site.sweep.towns import Town

Prepare = Callable[[Page, Town], None]


@dataclass(frozen=True, slots=True)
class Row:
    """A page to be looked at.

    ``words`` fill the address of the name; ``{…}`` in them is one of the names of the town's
    residents. ``start`` is the name of the page at which ``before`` begins, else its own; after it
    the browser must be at the address of the name. ``shows`` is what must be there to be seen.
    """

    town: str = "whole"
    who: str = ""
    words: dict[str, Any] = field(default_factory=dict)
    query: str = ""
    status: int = 200
    start: str = ""
    before: Prepare | None = None
    shows: str = "h1"


def press(page: Page, selector: str = "main form button") -> None:
    """Sends the form of the page by its first button, or that of a selector."""
    arrive(page.locator(selector).first)
