"""The pages that everyone reads: they show the record, run nothing in it, and stay quick."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dauys.consultation.course import decided, ended
from dauys.consultation.lifecycle import Step
from dauys.consultation.lineage import Decision
from dauys.consultation.proposal import Answer, Proposal
from dauys.consultation.wire import received
from dauys.record.opening import ReferendumOpened
from dauys.site.consultation import counts
from dauys.site.consultation.models import Proposal as Row
from dauys.site.consultation.models import State
from dauys.site.people.models import Person
from tests.sample import read
from tests.site.consultation.conftest import SALT, enter

pytestmark = pytest.mark.django_db
ROOT = "/en/consultation/"
AT = "2027-05-01T10:00:00Z"
MARKUP = '<script>alert(1)</script><img src=x onerror="a()">'
ATOM = "{http://www.w3.org/2005/Atom}"


def test_what_was_taken_back_or_set_aside_does_not_wait(
    consulted: dict[str, Proposal],
) -> None:
    """p-02 is withdrawn; p-01 goes into p-42, which is set aside: nothing of these waits."""
    waiting = counts.figures().total.received - counts.figures().total.answered
    assert (counts.ended(), waiting) == (0, len(consulted))
    enter(*ended(Step("p-02", "withdrawn", AT, "the author", "-"), SALT), at=AT)
    merging = Decision("merge", AT, ("p-01", "p-42"), ("p-42",), "A. Omarova", "the same")
    enter(*decided(merging, SALT), at=AT)
    assert counts.ended() == 1
    enter(*ended(Step("p-42", "moderated", AT, "A. Omarova", "names"), SALT), at=AT)
    assert counts.ended() == 3
    *_, waits, gone = counts.picture(counts.figures().total, "en").rows
    assert (waits[1], gone[1]) == (str(len(consulted) - 3), "3")


def made(number: int, **more: Any) -> Proposal:
    """A proposal of the test's own at the second paragraph of article 8."""
    told: dict[str, Any] = {
        "id": f"t-{number}",
        "received": f"2026-02-{1 + number % 28:02}T05:00:00Z",
        "kind": "amend",
        "anchor": read.places("draft", "en").anchor("art_8__para_2"),
        "language": "en",
        "group": "citizen",
        "region": "central",
        "origin": "letter",
        "hearing": None,
        "quote": "",
        "proposed": f"words number {number}",
        "reasons": "",
    }
    return Proposal(**{**told, **more})


def many(first: int, count: int) -> None:
    for number in range(first, first + count):
        body, data = received(made(number), SALT)
        enter(body, data, at="2026-03-01T05:00:00Z")


def queries_of(client: Client, path: str) -> int:
    """How many queries a page makes."""
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(f"{ROOT}{path}").status_code == 200
    return len(seen)


LISTS = ("", "proposals/", "at/draft-1/art_8/", "at/draft-1/art_8/feed/", "figures/")


@pytest.mark.parametrize("path", LISTS)
def test_no_list_makes_more_queries_as_rows_grow(
    client: Client, drafted: ReferendumOpened, path: str
) -> None:
    many(0, 2)
    queries_of(client, path)  # whatever is kept between requests is there now
    few = queries_of(client, path)
    many(2, 40)
    queries_of(client, path)
    assert queries_of(client, path) <= few


PAGES = (
    "proposals/t-1/",
    "proposals/",
    "proposals/t-1/feed/",
    "at/draft-1/art_8__para_2/",
    "at/draft-1/art_8__para_2/feed/",
)


@pytest.mark.parametrize("path", PAGES)
def test_markup_in_the_words_of_a_stranger_stays_words(
    client: Client, drafted: ReferendumOpened, path: str
) -> None:
    told = made(1, proposed=MARKUP, reasons=MARKUP, group="citizen")
    body, data = received(told, SALT)
    enter(body, data, at="2026-03-01T05:00:00Z")
    page = client.get(f"{ROOT}{path}").content.decode()
    assert "<script>alert" not in page
    assert "<img" not in page


def test_a_filter_with_markup_is_shown_as_words(client: Client, drafted: ReferendumOpened) -> None:
    page = client.get(f"{ROOT}proposals/", {"search": MARKUP, "address": MARKUP}).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_filters_find_what_they_say(client: Client, answered_all: dict[str, Answer]) -> None:
    def found(**asked: str) -> set[str]:
        page = client.get(f"{ROOT}proposals/", asked).context["page"]
        return {row.id for row in page.paginator.object_list}

    everything = {row.id: row for row in Row.objects.all()}
    assert found() == set(everything)
    youth = {name for name, row in everything.items() if row.group == "youth"}
    assert found(group="youth") == youth
    accepted = {name for name, each in answered_all.items() if each.outcome == "accepted"}
    assert found(outcome="accepted") == accepted
    assert found(group="youth", outcome="accepted") == youth & accepted
    assert found(search="p-07") == {"p-07"}
    assert found(kind="nonsense") == set()
    assert found(sort="nonsense", page="-5") == set(everything)


def test_a_proposal_shows_its_answer_and_the_words_that_it_changed(
    client: Client, answered_all: dict[str, Answer]
) -> None:
    page = client.get(f"{ROOT}proposals/p-01/").content.decode()
    assert answered_all["p-01"].reasons["en"] in page
    assert "/en/consultation/why/draft-2/ru/art_8__para_2/" in page
    assert "двадцать" in page


def test_words_that_were_set_aside_are_on_no_page(
    client: Client, consulted: dict[str, Proposal]
) -> None:
    told, at = consulted["p-07"], "2027-05-01T10:00:00Z"
    paths = ("proposals/p-07/", f"at/draft-1/{told.anchor.address}/", "proposals/?language=en")
    for path in paths:
        assert told.proposed in client.get(f"{ROOT}{path}").content.decode()
    body, data = ended(Step("p-07", "moderated", at, "A. Omarova", "a name in it"), SALT)
    enter(body, data, at=at)
    assert Row.objects.get(pk="p-07").state == State.MODERATED
    for path in (*paths, "proposals/p-07/feed/"):
        page = client.get(f"{ROOT}{path}").content.decode()
        assert told.proposed not in page
        assert told.reasons not in page
    assert "a name in it" in client.get(f"{ROOT}moderated/").content.decode()


@pytest.mark.parametrize(
    "path", ["answers/feed/", "proposals/p-01/feed/", "at/draft-1/art_9/feed/"]
)
def test_feeds_are_atom(client: Client, answered_all: dict[str, Answer], path: str) -> None:
    answer = client.get(f"{ROOT}{path}")
    feed = ET.fromstring(answer.content)
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    for entry in entries:
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert client.get(link.attrib["href"]).status_code == 200
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)


def test_a_hearing_tells_what_was_proposed_there(
    client: Client, consulted: dict[str, Proposal]
) -> None:
    page = client.get(f"{ROOT}hearings/h-1/")
    there = {name for name, each in consulted.items() if each.hearing == "h-1"}
    assert {row.id for row in page.context["page"]} == there
    assert there


@pytest.mark.parametrize(
    "path",
    [
        "proposals/nothing/",
        "hearings/h-99/",
        "at/draft-9/art_8/",
        "at/draft-1/art_99/",
        "why/draft-1/kk/art_99/",
        "why/draft-9/kk/art_8/",
        "groups/abc.svg",
        "why/?version=draft-9",
    ],
)
def test_what_is_not_there_is_not_found(
    client: Client, consulted: dict[str, Proposal], path: str
) -> None:
    assert client.get(f"{ROOT}{path}").status_code == 404


def test_only_the_author_takes_a_proposal_back(
    client: Client, consulted: dict[str, Proposal], person: Callable[..., Person]
) -> None:
    path = f"{ROOT}proposals/p-01/withdraw/"
    assert "/account/login/" in client.post(path)["Location"]
    client.force_login(
        person("other@example.org"),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    assert client.post(path).status_code == 404
    assert Row.objects.get(pk="p-01").state == State.RECEIVED
