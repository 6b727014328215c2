"""What is said of a piece elsewhere or before: when it can be so, and what of it still holds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dauys.ballots.arithmetic import REFERENCE
from dauys.ballots.box import masks_of
from dauys.ballots.wire import Ballot
from dauys.errors import Refused
from dauys.verification.pieces import (
    UNLISTED,
    Fault,
    Hit,
    Judged,
    Part,
    Piece,
    choices_of,
    could_be,
    fits,
    judge_part,
    renewed,
    sealed_of,
    seconded,
)
from dauys.wire import shape
from dauys.wire.laid import laid
from tests.verification.test_challenged import cast_and_challenged
from tests.verification.test_large import WORLD, parts_of, voted_again_falsely
from tests.verification.world import World


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dauys.verification.judging.SPAN", 3)


def judged(part: Part) -> Judged:
    return judge_part(part, REFERENCE)


def told_otherwise(part: Part) -> list[Part]:
    """The same ballots where others of them count, and others have been opened."""
    weights = [
        tuple(weight if weight == UNLISTED else new(at) for at, weight in enumerate(part.weights))
        for new in (lambda at: 0, lambda at: 1, lambda at: at % 2 * 3)
    ]
    ballot = shape.read(Ballot, part.ballots[0])
    opened = [frozenset[bytes](), part.opened, part.opened | masks_of(ballot)]
    return [replace(part, weights=each, opened=masks) for each in weights for masks in opened]


WORLDS = {
    "honest": WORLD,
    "a second ballot is false": voted_again_falsely(),
    "opened and cast": cast_and_challenged(challenged_first=True),
}


@pytest.mark.parametrize("world", WORLDS.values(), ids=WORLDS)
def test_what_was_judged_before_is_renewed_as_if_it_were_judged_anew(world: World) -> None:
    for part in parts_of(world):
        before = [part, *told_otherwise(part)]
        answers = [judged(each) for each in before]
        for old in answers:
            for now, answer in zip(before, answers, strict=True):
                assert renewed(old, now) == answer
                assert could_be(old, now)
                assert fits(old, now) == (old == answer)


def test_an_answer_for_more_ballots_is_not_renewed() -> None:
    part = parts_of(WORLD)[0]
    fewer = replace(part, ballots=part.ballots[:-1], weights=part.weights[:-1])
    with pytest.raises(ValueError, match="zip"):
        renewed(judged(part), fewer)


def test_the_ciphertexts_of_a_long_ballot_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """An election says how long its ballots may be: longer than other documents, if need be."""
    part = parts_of(WORLD)[0]
    expected = choices_of(sealed_of(part.election), part.ballots[0])
    monkeypatch.setattr("dauys.wire.canonical.MAX_BYTES", len(part.ballots[0]) - 1)
    assert choices_of(sealed_of(part.election), part.ballots[0]) == expected


def test_a_piece_holds_the_bytes_of_its_ballots_once_however_many_parts_share_them() -> None:
    one, other = laid([b"12345", b"678"]), laid([b"1234567"])
    part = parts_of(WORLD)[0]
    parts = [replace(part, ballots=each) for each in (one, one.picked([1]), other)]
    assert Piece(0, tuple(parts)).held() == 8 + 7
    assert Piece(0, tuple(parts[:2])).held() == 8


@pytest.mark.parametrize("certain", [True, False])
def test_a_fault_is_the_refusal_that_it_was(certain: bool) -> None:
    fault = Fault(0, "receipt.gap", "receipt", certain, '{"of":3,"shard":2}')
    told: Any = Refused("receipt.gap", "receipt", certain=certain, shard=2, of=3)
    error = fault.error()
    assert (error.code, error.accused) == (told.code, told.accused)
    assert (error.facts, error.certain) == (told.facts, told.certain)


def guilty() -> Part:
    """A part with a ballot that is refused."""
    return next(part for part in parts_of(voted_again_falsely()) if judged(part).faults)


NOT_OF_A_BALLOT: dict[str, dict[str, Any]] = {
    "of somebody else": {"accused": "trustee:1"},
    "of no code": {"code": "\x1b[2Jverdict"},
    "of no code, with a fact": {"code": "none", "facts": '{"none":1}'},
    "of another code, whose facts it lacks": {"code": "receipt.gap"},
    "with more facts": {"facts": '{"a":1}'},
    "with facts that are none": {"facts": "{"},
    "with facts in another spelling": {"facts": "{ }"},
    "with a list of facts": {"facts": "[]"},
    "with facts that are no facts": {"code": "receipt.shard", "facts": '{"given":[1]}'},
}


@pytest.mark.parametrize("changes", NOT_OF_A_BALLOT.values(), ids=NOT_OF_A_BALLOT)
def test_a_fault_that_no_ballot_can_have_is_in_no_answer(changes: dict[str, Any]) -> None:
    """So what a file of what was judged, or a receipt, may hold is always something to be told."""
    part = guilty()
    answer = judged(part)
    assert could_be(answer, part)
    odd = replace(answer, faults=tuple(replace(each, **changes) for each in answer.faults))
    assert not could_be(odd, part)


def test_a_fact_may_be_a_number_or_a_text() -> None:
    part = guilty()
    answer = judged(part)
    for code, facts in (
        ("receipt.shard", '{"given":"e\u0301"}'),
        ("receipt.gap", '{"of":3,"shard":2}'),
    ):
        other = (replace(answer.faults[0], code=code, facts=facts),)
        assert could_be(replace(answer, faults=other), part)


def test_a_sum_has_an_element_of_each_kind_for_every_cell_and_no_more() -> None:
    part = parts_of(WORLD)[0]
    answer = judged(part)
    (row,) = answer.sums
    assert could_be(answer, part)
    none = replace(row[0], alpha="beyond")
    for sums in ((), (row, row), (row[:-1],), ((*row, row[0]),), ((none, *row[1:]),)):
        assert not could_be(replace(answer, sums=sums), part)


def test_places_rise_and_lie_in_the_part() -> None:
    part = guilty()
    answer = judged(part)
    (fault,) = answer.faults
    mask = Hit(0, ("0" * 64,))
    assert could_be(replace(answer, hits=(mask,)), part)
    for at in (-1, len(part.weights)):
        assert not could_be(replace(answer, faults=(replace(fault, at=at),)), part)
        assert not could_be(replace(answer, hits=(replace(mask, at=at),)), part)
    assert not could_be(replace(answer, faults=(fault, fault)), part)
    assert not could_be(replace(answer, hits=(mask, mask)), part)
    assert not could_be(replace(answer, hits=(replace(mask, masks=("0" * 63,)),)), part)


def test_a_listed_voters_ballot_of_another_form_is_refused_whatever_is_said() -> None:
    """Its credential stands on the roll, so nothing but its form tells that it is none."""
    part = parts_of(WORLD)[0]
    ballot = shape.read(Ballot, part.ballots[0])
    odd = shape.write(replace(ballot, answers=ballot.answers * 2))
    spoilt = replace(part, ballots=[odd, *part.ballots[1:]])
    answer = judged(spoilt)
    assert [fault.at for fault in answer.faults] == [0]
    silent = replace(answer, faults=())
    assert could_be(silent, spoilt)
    assert seconded(answer, spoilt, REFERENCE)
    assert not seconded(silent, spoilt, REFERENCE)
