"""The rows of the sweep are all pages of the site; their titles differ; the rest is no page."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections.abc import Callable
from http.client import HTTPMessage
from urllib.parse import quote

import pytest

from tests.site.people.addresses import PAGES
from tests.site.sweep.row import Row
from tests.site.sweep.rows import FAULTS, NO_PAGE, ROWS
from tests.site.sweep.test_sweep import LOOKED
from tests.site.sweep.test_sweep import address as path_of
from tests.site.sweep.towns import Town

Settle = Callable[[str], Town]
# Who sees what is no page, by name or by its beginning; else somebody with an account.
WHO = {
    "consultation:desk": "secretary", "people:decide": "steward", "people:settle": "steward",
    "people:picture": "fresh", "text:desk": "editor",
}  # fmt: skip
API = {name for name in PAGES if name.startswith("api:")}


class Stay(urllib.request.HTTPRedirectHandler):
    """Goes nowhere that it is sent to."""

    def redirect_request(self, *_: object) -> None:
        return None


def get(town: Town, path: str, who: str = "") -> tuple[int, HTTPMessage, str]:
    """Status, head and text of an answer; who is sent on does not go."""
    address = town.address(quote(path.removeprefix("/"), safe="/?&="))
    request = urllib.request.Request(address)
    if who:
        request.add_header("Cookie", f"sessionid={town.facts['sessions'][who]}")
    try:
        answer = urllib.request.build_opener(Stay).open(request, timeout=60)
    except urllib.error.HTTPError as refused:
        answer = refused
    with answer:
        return answer.status, answer.headers, answer.read().decode("utf-8", "replace")


def test_every_address_is_swept_or_is_no_page() -> None:
    swept = {name.partition(",")[0] for name in set(ROWS) - set(FAULTS)}
    assert swept & set(NO_PAGE) == set()
    assert swept | set(NO_PAGE) | API == set(PAGES)


@pytest.mark.parametrize("name", sorted(NO_PAGE))
def test_what_is_not_swept_is_no_page(name: str, settle_in: Settle) -> None:
    town = settle_in("whole")
    who = WHO.get(name, WHO.get(name.partition("_")[0], "careful"))
    status, head, _ = get(town, path_of(name, Row(words=NO_PAGE[name]), town, "kk"), who)
    leads_on, form_alone = status == 302, status == 405
    assert leads_on or form_alone or head.get_content_type() != "text/html"


@pytest.mark.parametrize("language", LOOKED)
def test_titles_differ(language: str, settle_in: Settle) -> None:
    """Two tabs of the site are told apart, and so are two pages that are read aloud."""
    bearers: dict[str, set[str]] = {}
    for name, row in ROWS.items():
        if row.status == 200 and row.before is None and "," not in name:
            town = settle_in(row.town)
            status, _, told = get(town, path_of(name, row, town, language) + row.query, row.who)
            assert status == 200, name
            title = re.findall(r"<title>\s*(.+?)\s*</title>", told, re.S)[0]  # pictures have some
            bearers.setdefault(title, set()).add(name)
    assert {title: names for title, names in bearers.items() if len(names) > 1} == {}
