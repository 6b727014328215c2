"""What stands at a provision of a version: what was proposed on it, and what came from earlier."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dauys.consultation.proposal import Proposal as Told
from dauys.site.consultation import placed, queries, sides, texts
from dauys.site.consultation.models import AnchorDecision, Proposal, State
from tests.site.conftest import publish_charter

pytestmark = pytest.mark.django_db


@pytest.fixture
def new(consulted: dict[str, Told]) -> texts.Version:
    """The second draft, which all proposals of the sample were made before."""
    publish_charter("new")
    placed._carried.cache_clear()  # other tests' decisions bear the same numbers
    found = texts.version("draft-2")
    assert found is not None
    return found


def same_words(new: texts.Version) -> Proposal:
    """A proposal whose provision reads alike in both drafts."""
    for row in Proposal.objects.order_by("id"):
        there = texts.places(new, row.language)
        if there and texts.has(there, row.address) and there.anchor(row.address).hash == row.hash:
            return row
    raise AssertionError("the sample has such a one")


def decided(row: Proposal, after: str) -> None:
    """A person's decision on where it stands in the second draft."""
    AnchorDecision.objects.create(
        proposal=row, entry=99, decided="2027-01-01T00:00:00Z", version="draft-2", after=after,
        decision="reanchored" if after else "orphaned", before_version=row.version,
        before=row.address, who="dana", why="moved",
    )  # fmt: skip


def test_what_reads_as_before_stands_there_without_a_word(new: texts.Version) -> None:
    row = same_words(new)
    assert row in queries.at(new.name, row.address)


def test_what_reads_otherwise_waits_for_a_decision(new: texts.Version) -> None:
    row = Proposal.objects.get(pk="p-02")
    assert row not in queries.at(new.name, row.address)
    decided(row, "art_12")
    assert row in queries.at(new.name, "art_12")
    assert row not in queries.at(new.name, row.address)
    assert any(row.kind in side.kinds for side in sides.counted(queries.at(new.name, "art_12")))


def test_a_decision_goes_before_the_words(new: texts.Version) -> None:
    row = same_words(new)
    decided(row, "")
    assert row not in queries.at(new.name, row.address)


def test_what_was_taken_back_stands_only_where_it_was_made(new: texts.Version) -> None:
    row = same_words(new)
    Proposal.objects.filter(pk=row.pk).update(state=State.WITHDRAWN)
    old = texts.version(row.version)
    assert old is not None
    assert row not in queries.at(new.name, row.address)
    assert row in queries.at(old.name, row.address)


def test_a_provision_inside_has_its_proposals_shown_at_the_outer(new: texts.Version) -> None:
    decided(Proposal.objects.get(pk="p-02"), "art_12__para_1")
    assert queries.at(new.name, "art_12").filter(pk="p-02").exists()
    assert not queries.at(new.name, "art_1").filter(pk="p-02").exists()


def test_the_page_asks_no_more_where_more_came(new: texts.Version, client: Client) -> None:
    path = "/kk/consultation/at/draft-2/art_12/"
    rows: Any = Proposal.objects.filter(state=State.RECEIVED)
    client.get(path)
    asked = []
    for count in (1, 20):
        for row in rows.exclude(pk__in=AnchorDecision.objects.values("proposal_id"))[:count]:
            decided(row, "art_12")
        with CaptureQueriesContext(connection) as queried:
            assert client.get(path).status_code == 200
        asked.append(len(queried))
    assert asked[1] <= asked[0] < 50
