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
from dauys.verification.pieces import Fault, Hit
from dauys.verification.survey import Opened, Settled, Survey, settle
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
    survey = Survey(SealedBox("north", sealed, roll), "ballot:{}".format, Quick())
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


WEIGHTS = {1: 3, 2: 5, 3: 7}  # of voters


def fault(number: int) -> Fault:
    return Fault(0, "ballot.signature", f"ballot:{number}", certain=True, facts="{}")


def mask(number: int) -> bytes:
    return bytes([number]) * 32


def settled(
    ballots: Sequence[int],
    faults: Sequence[int] = (),
    opened: dict[int, int] | None = None,
    challenged: Sequence[int] = (),
) -> Settled:
    """What becomes of ballots of these voters, of which some are false and some were opened.

    Challenges stand at places of the record, numbered; ``opened`` are ballots with their masks.
    """
    roll = Roll(weights_of({Element(f"voter {who}"): each for who, each in WEIGHTS.items()}))
    survey = surveyed(ballots, roll)
    for number, place in enumerate(challenged):
        masks = frozenset({mask(number)})
        survey.challenges.append(Opened(place, f"entry:{number}", mask(number), masks))
    hits = {n: Hit(0, (mask(whose).hex(),)) for n, whose in (opened or {}).items()}
    return settle(survey, {n: fault(n) for n in faults}, hits)


def told(of: Settled) -> list[tuple[int, str, str]]:
    return [(place, error.code, error.accused) for place, error in of.late]


def test_all_that_count_are_counted_with_their_weights() -> None:
    found = settled([1, 2, 1 + MANY, 3])
    assert (found.counted, found.weight, found.late) == (3, 15, [])
    assert (found.instead, found.without) == ([], [])


def test_where_the_last_ballot_is_false_the_one_before_it_counts() -> None:
    """It is in no sum, so nothing is taken out; of the third voter nothing is left."""
    found = settled([1, 2, 1 + MANY, 2 + MANY, 3], faults=[2, 3, 4])
    assert told(found) == [(n, "ballot.signature", f"ballot:{n}") for n in (2, 3, 4)]
    assert (found.counted, found.weight) == (2, 8)
    assert (found.instead, found.without) == ([(0, 3), (1, 5)], [])


@pytest.mark.parametrize("at", [-1, 1])
def test_where_the_last_ballot_was_opened_it_is_taken_out_of_the_sum(at: int) -> None:
    """Its proofs hold, so it has been added up."""
    found = settled([1, 2, 1 + MANY, 3], opened={2: 0, 3: 1}, challenged=[at, at])
    assert told(found) == [(n, "ballot.challenged", f"ballot:{n}") for n in (2, 3)]
    assert (found.counted, found.weight) == (2, 8)
    assert (found.instead, found.without) == ([(0, 3)], [(2, 3), (3, 7)])


def test_what_is_opened_after_it_was_cast_counts_and_the_challenge_is_refused() -> None:
    found = settled([1, 2], opened={0: 0, 1: 1}, challenged=[1, 1])
    assert told(found) == [(1, "challenge.cast", f"entry:{n}") for n in (0, 1)]
    assert (found.counted, found.weight) == (2, 8)
    assert (found.instead, found.without) == ([], [])


def test_what_repeats_a_refused_ballot_is_no_duplicate() -> None:
    """The first of them was not cast, so the others are judged for themselves."""
    found = settled([1, 1, 1], faults=[0, 1, 2])
    assert told(found) == [(n, "ballot.signature", f"ballot:{n}") for n in range(3)]
    assert told(settled([1, 1])) == [(1, "ballot.duplicate", "ballot:1")]
