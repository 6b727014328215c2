"""A consultation on the site: the sample's hearings, proposals and answers in the record."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from dauys.consultation.check import carried
from dauys.consultation.proposal import Answer, Proposal
from dauys.consultation.wire import answered, held, received
from dauys.errors import Findings
from dauys.record.opening import ReferendumOpened
from dauys.site.record import actions
from tests.sample import read
from tests.site.conftest import publish_charter

SALT = bytes(32)


@pytest.fixture
def consulted(drafted: ReferendumOpened) -> dict[str, Proposal]:
    """The hearings and proposals of the sample are in the record; none is answered yet."""
    found = Findings()
    for hearing in read.hearings(found):
        enter(*held(hearing, SALT), at=hearing.closes)
    proposals = sorted(read.proposals(found), key=lambda each: each.received)
    for each in proposals:
        enter(*received(each, SALT), at=each.received)
    assert not found.found
    return {each.id: each for each in proposals}


@pytest.fixture
def answered_all(consulted: dict[str, Proposal]) -> dict[str, Answer]:
    """The new draft is published, and every proposal of the sample is answered."""
    publish_charter("new")
    answers = read.answers(Findings())
    for each in answers:
        anchors = carried(each, consulted[each.proposal], read.every_language("new"))
        enter(*answered(each, anchors, SALT), at=each.answered)
    return {each.proposal: each for each in answers}


def enter(body: Any, *objects: bytes, at: str = "") -> range:
    """Adds one event to the record."""
    with transaction.atomic():
        return actions.append([body], objects, at=at)
