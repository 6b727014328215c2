"""No page makes more queries as rows grow: every page of the site that needs no name, and lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from dauys.consultation.proposal import Answer, Proposal
from dauys.consultation.wire import answered, held, received
from dauys.errors import Findings
from dauys.site.consultation import models
from dauys.site.consultation.actions import end
from dauys.site.consultation.desk import batches
from dauys.site.people import actions as people
from dauys.site.people.models import Person
from dauys.site.people.roles import Role
from dauys.site.record import actions, queries
from dauys.site.text.models import Manuscript
from tests.sample import read
from tests.site.consultation.conftest import SALT, answered_all, consulted  # noqa: F401

pytestmark = pytest.mark.django_db
WORDS = dict.fromkeys(("kk", "ru", "en"), "Words.")


def addresses(patterns: list[URLPattern | URLResolver], spaces: str = "") -> Iterator[str]:
    """The name of every page whose address has nothing in it that stands for a row."""
    for each in patterns:
        if isinstance(each, URLResolver):
            inner = f"{spaces}{each.namespace}:" if each.namespace else spaces
            yield from addresses(each.url_patterns, inner)
        elif each.name and not each.pattern.converters and not each.pattern.regex.groups:
            yield f"{spaces}{each.name}"


def pages() -> list[str]:
    """The addresses of all pages of the site without a name of anything, and of lists with one."""
    named = [name for name in addresses(get_resolver().url_patterns) if ":" in name]
    lists = [
        reverse("consultation:place", args=["draft-1", "art_8"]),
        reverse("consultation:hearing", args=["h-1"]),
        reverse("consultation:why", args=["draft-2", "en", "art_8"]),
        reverse("consultation:desk_proposal", args=["p-01"]),
        reverse("consultation:proposal", args=["p-01"]),
        reverse("consultation:proposals") + "?q=words",
        reverse("consultation:desk_list") + "?queue=waiting",
        reverse("record:index") + "?kind=proposal.received",
        reverse("text:version", args=["draft-2"]),
        reverse("text:provision", args=["draft-2", "art_8"]),
        "/api/v1/entries?limit=500",
    ]
    return sorted({reverse(name) for name in named} | set(lists))


def test_the_pages_are_found() -> None:
    """Among them every list: whoever adds one need not think of this test."""
    found = set(pages())
    for name in ("proposals", "moderated", "hearings", "opinions", "groups", "changes", "mine",
                 "figures", "desk", "desk_list", "desk_batches", "desk_alike", "desk_imports",
                 "desk_hearings", "desk_statements", "desk_stock", "desk_anchors"):  # fmt: skip
        assert reverse(f"consultation:{name}") in found
    assert {reverse("people:staff"), reverse("people:trail"), reverse("people:intents")} <= found
    assert {reverse("data:index"), reverse("text:index"), reverse("record:index")} <= found


def grow(prefix: str, count: int, pattern: Proposal, by: Person, opened: str) -> None:
    """More of everything of which there are lists."""
    names = [f"{prefix}-{number}" for number in range(count)]
    at = queries.moment()
    made = [received(replace(pattern, id=name), SALT) for name in names]
    told = [answered(Answer(name, at, "rejected", (), WORDS), (), SALT) for name in names[::2]]
    hearing = next(iter(read.hearings(Findings())))
    sat = [held(replace(hearing, id=name), SALT) for name in names]
    events = [*made, *told, *sat]
    with transaction.atomic():
        actions.append([body for body, _ in events], [data for _, data in events], at=at)
    end(names[1::4], "moderated", "Staff", "A reason.", destroy=False)
    voice = models.Participant.objects.create(
        person=Person.objects.create_user(f"{prefix}@example.org"), number=len(prefix)
    )
    for name in names:
        statement = models.Statement.objects.create(words=WORDS)
        models.Opinion.objects.create(participant=voice, statement=statement, vote=1)
        models.Alike.objects.create(proposals=[name, "p-01"], likeness=[800])
        models.Stock.objects.create(name=name, outcome="rejected", reasons=WORDS)
        models.Import.objects.create(name=name, sha256=name, by=by, data=b"", mapping=b"")
        models.Planned.objects.create(id=name, opens=opened, region="central")
        models.Follow.objects.create(person=by, scope="proposal", name=name)
        models.Authorship.objects.create(person=by, proposal_id=name, token=name)
        models.Draft.objects.create(
            person=by, token=name, version="draft-2", address="art_8", language="en"
        )
        Manuscript.objects.create(
            work="w",
            name=name,
            role="draft",
            date="2027-01-01",
            author="-",
            authoritative=["kk"],
            by=by,
        )
        batches.prepare(by, f"batch-{name}", "answer", {"outcome": "rejected", "reasons": WORDS,
                        "carried": []}, {name: {}})  # fmt: skip
        Person.objects.create_user(f"{name}@example.org", roles=["editor"])
        people.request(by, "people.grant", {"person": by.pk, "role": "editor", "give": True})
        people.note(by, "people.block", "person:1")


def counted(client: Client) -> dict[str, int]:
    """How many queries each page makes, once what is kept in memory is there."""
    found = {}
    for address in pages():
        client.get(address)
        with CaptureQueriesContext(connection) as told:
            answer = client.get(address)
            if answer.streaming:
                b"".join(answer.streaming_content)  # type: ignore[arg-type]
        if answer.status_code == 200:
            found[address] = len(told)
    return found


def test_no_page_asks_more_as_rows_grow(
    answered_all: dict[str, Answer],  # noqa: F811
    consulted: dict[str, Proposal],  # noqa: F811
    person: Callable[..., Person],
) -> None:
    by = person("all@example.org", *Role)
    client = Client()
    client.force_login(by, backend="allauth.account.auth_backends.AuthenticationBackend")
    opened = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    grow("few", 4, consulted["p-01"], by, opened)
    few = counted(client)
    grow("many", 60, consulted["p-01"], by, opened)
    many = counted(client)
    assert len(few) > 45
    assert {address: count for address, count in many.items() if count > few[address]} == {}
    assert max(few.values()) < 60
