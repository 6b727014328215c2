"""Reading and comparing in a real browser: both widths, both themes, three languages, with axe."""

from __future__ import annotations

import pytest

from dauys.record.opening import ReferendumOpened
from tests.site.browser import OpenPage, look_over
from tests.site.conftest import publish_charter

PAGES = {
    "index": "text/",
    "version": "text/draft-2/",
    "provision": "text/draft-2/art_6/",
    "compare": "text/compare/in-force/draft-2/",
    "search": "text/search/?q=1",
}


@pytest.fixture
def three(drafted: ReferendumOpened) -> None:
    """The charter in force and both drafts."""
    publish_charter("new")


@pytest.mark.parametrize("name", PAGES)
def test_every_page(name: str, three: None, open_page: OpenPage) -> None:
    look_over(open_page, PAGES[name], f"text/{name}")
