"""What a proposal, a hearing and an answer must be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dauys.consultation import check, findings
from dauys.consultation.proposal import Speaker
from dauys.errors import Findings, Refused
from tests.consultation.made import answer, places, proposal
from tests.consultation.test_wire import HEARING


def code_of(call: Any, *arguments: Any) -> str:
    with pytest.raises(Refused) as told:
        call(*arguments)
    return told.value.code


def test_what_is_in_order_passes() -> None:
    check.check_proposal(proposal())
    check.check_hearing(HEARING)
    check.check_answer(answer(), {"p-1": proposal()})


@pytest.mark.parametrize("kind", ["amend", "add", "question"])
def test_a_proposal_without_words_proposes_nothing(kind: str) -> None:
    assert code_of(check.check_proposal, proposal(kind=kind, proposed="")) == "proposal.words"


@pytest.mark.parametrize("kind", ["delete", "support"])
def test_to_delete_or_support_needs_no_words(kind: str) -> None:
    check.check_proposal(proposal(kind=kind, proposed=""))


@pytest.mark.parametrize(("origin", "hearing"), [("hearing", None), ("site", "h-1")])
def test_origin_and_hearing_agree(origin: str, hearing: str | None) -> None:
    made = proposal(origin=origin, hearing=hearing)
    assert code_of(check.check_proposal, made) == "proposal.hearing"


def test_a_proposal_names_a_known_hearing() -> None:
    made = proposal(origin="hearing", hearing="h-1")
    check.check_proposal(made, {"h-1": HEARING})
    assert code_of(check.check_proposal, made, {}) == "hearing.unknown"


def test_a_hearing_closes_after_it_opens() -> None:
    assert code_of(check.check_hearing, replace(HEARING, closes=HEARING.opens)) == "hearing.times"


def test_who_spoke_is_of_the_groups_for_which_someone_spoke() -> None:
    told = replace(HEARING, groups=("citizen", "youth"), speakers=())
    one, other = Speaker("citizen", "Д. Мұратова"), Speaker("youth", "М. Орлов")
    check.check_hearing(replace(told, speakers=(one, other, one)))
    check.check_hearing(told)
    assert code_of(check.check_hearing, replace(told, speakers=(one,))) == "hearing.speakers"
    more = replace(HEARING, groups=("citizen",), speakers=(one, other))
    assert code_of(check.check_hearing, more) == "hearing.speakers"
    nobody = replace(told, speakers=(one, replace(other, name="")))
    assert code_of(check.check_hearing, nobody) == "hearing.words"


@pytest.mark.parametrize("column", ["place", "agenda", "minutes"])
def test_a_hearing_has_place_agenda_and_minutes(column: str) -> None:
    made = replace(HEARING, **{column: {}})  # type: ignore[arg-type]
    assert code_of(check.check_hearing, made) == "hearing.words"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"proposal": "p-9"}, "proposal.unknown"),
        ({"answered": "2027-02-03T04:59:59Z"}, "proposal.early"),
        ({"reasons": {}}, "proposal.reasons"),
        ({"reasons": {"kk": "Сағаттар өзгертілді."}}, "proposal.reasons"),
        ({"carried": ()}, "proposal.uncarried"),
        ({"outcome": "accepted_in_part", "carried": ()}, "proposal.uncarried"),
        ({"outcome": "rejected"}, "proposal.carried"),
        ({"outcome": "outside"}, "proposal.carried"),
    ],
)
def test_a_wrong_answer_has_its_code(changes: dict[str, Any], code: str) -> None:
    assert code_of(check.check_answer, answer(**changes), {"p-1": proposal()}) == code


def test_what_was_already_provided_may_say_where() -> None:
    check.check_answer(answer(outcome="already_provided"), {"p-1": proposal()})


def test_carried_words_stand_in_the_next_version() -> None:
    following = {"ru": places(version="draft-2")}
    assert check.carried(answer(), proposal(), following) == (
        following["ru"].anchor("art_1__para_1"),
    )
    gone = answer(carried=("art_9",))
    assert code_of(check.carried, gone, proposal(), following) == "anchor.address"
    assert code_of(check.carried, answer(), proposal(), {}) == "anchor.language"


def collected(answers: list[Any], unread: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    found = Findings()
    known = findings.find_in_proposals([proposal()], None, found)
    findings.find_in_answers(answers, known, {"ru": places()}, found, unread)
    return [(finding.code, finding.severity) for finding in found.found]


def test_a_second_answer_is_found() -> None:
    """Two answers would let each side read its own."""
    assert collected([answer(), answer()]) == [("proposal.answered_twice", "error")]


def test_an_unanswered_proposal_is_a_warning() -> None:
    assert collected([]) == [("proposal.unanswered", "warning")]


def test_the_answer_to_a_row_with_a_fault_is_not_blamed() -> None:
    assert collected([answer(), answer(proposal="p-2")], ("p-2",)) == []


def test_a_proposal_or_a_hearing_that_stands_twice_is_found() -> None:
    found = Findings()
    findings.find_in_proposals([proposal(), proposal()], None, found)
    findings.find_in_hearings([HEARING, HEARING], found)
    assert [finding.code for finding in found.found] == ["proposal.twice", "hearing.twice"]
