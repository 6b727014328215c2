"""The survey of a box takes little memory, and says the same of the same ballots, of no others."""

from __future__ import annotations

import hashlib
import tracemalloc
from collections.abc import Sequence
from typing import Any

import pytest

from dauys.ballots.arithmetic import Reference, Seen
from dauys.group import Element
from dauys.question.check import SealedBox
from dauys.question.roll import Roll, weights_of
from dauys.verification.survey import Survey
from tests.ballots.world import make_world

MOST = 128  # bytes a ballot or a credential
MANY = 20_000


class Quick(Reference):
    """Believes that a ballot is its number: its form is not what is measured here."""

    def scan(self, sealed: Any, ballots: Sequence[bytes]) -> list[Seen | None]:
        return [
            Seen(Element(f"voter {int(data) % MANY}"), hashlib.sha256(data).digest(), frozenset())
            for data in ballots
        ]


def listed(count: int = MANY) -> Roll:
    return Roll(weights_of({Element(f"voter {number}"): 1 for number in range(count)}))


def surveyed(ballots: Sequence[int], roll: Roll) -> Survey:
    sealed = make_world().sealed
    survey = Survey(SealedBox("north", sealed, roll), str, Quick())
    for place, number in enumerate(ballots):
        survey.cast(place, b"%d" % number)
    survey.close()
    return survey


def test_of_a_ballot_and_of_a_credential_less_than_the_bound_is_kept() -> None:
    tracemalloc.start()
    try:
        roll = listed()
        credential = tracemalloc.get_traced_memory()[0] / MANY
        survey = surveyed(range(MANY), roll)
        ballot = tracemalloc.get_traced_memory()[0] / MANY - credential
    finally:
        tracemalloc.stop()
    assert len(survey) == MANY
    assert credential < MOST / 2
    assert ballot < MOST


def test_the_last_ballot_of_a_credential_counts_that_repeats_none() -> None:
    """Voter 1 votes as 1, as 1 + MANY, and then the first ballot comes again."""
    survey = surveyed([1, 2, 1 + MANY, 1, 3 * MANY + 5], listed(3))
    assert survey.weights(0, 5) == (0, 1, 1, 0, -1)
    assert survey.repeats == {3: 0}


@pytest.mark.parametrize("other", [[1, 2], [2, 1, 3], [1, 2, 4], [1, 2, 3, 3]])
def test_other_ballots_have_another_digest(other: list[int]) -> None:
    roll = listed(10)
    digest = surveyed([1, 2, 3], roll).digest()
    assert surveyed([1, 2, 3], roll).digest() == digest
    assert surveyed(other, roll).digest() != digest


def test_another_roll_has_another_digest() -> None:
    assert surveyed([1, 2], listed(10)).digest() != surveyed([1, 2], listed(11)).digest()


def test_of_ballots_that_are_too_long_no_more_is_kept_than_shows_it() -> None:
    """Two that begin alike are two, and the first of them comes twice."""
    sealed = make_world().sealed
    long = b"1" * (100 * sealed.document_limit)
    survey = Survey(SealedBox("north", sealed, listed(1)), str)
    for place, data in enumerate((long, long + b"2", long)):
        survey.cast(place, data)
    assert {len(data) for _, data in survey.waiting} == {sealed.document_limit + 1}
    survey.close()
    assert list(survey.trackers) == [hashlib.sha256(each).digest() for each in (long, long + b"2")]
    assert survey.repeats == {2: 0}
