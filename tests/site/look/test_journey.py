"""The frame in a real browser: both widths, both themes, three languages, with axe."""

from __future__ import annotations

from dauys.record.opening import ReferendumOpened
from tests.site.browser import OpenPage, look_over


def test_the_first_page(referendum: ReferendumOpened, open_page: OpenPage) -> None:
    look_over(open_page, "", "look/front")


def test_an_error_page(referendum: ReferendumOpened, open_page: OpenPage) -> None:
    look_over(open_page, "nothing/", "look/missing", status=404)


def test_every_piece(referendum: ReferendumOpened, open_page: OpenPage) -> None:
    look_over(open_page, "look/", "look/pieces")
