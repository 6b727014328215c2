"""The way of a proposal: only in order, never back in time, always with a person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dauys.consultation import course, course_table
from dauys.consultation.lifecycle import AFTER, STATES, State, Step, Way, find_in_answers, ways
from dauys.consultation.lineage import check_form
from dauys.consultation.wire import DecisionWords
from dauys.errors import Findings, Refused
from dauys.wire import shape
from tests.consultation.made import answer
from tests.consultation.test_lineage import merge, split

AT = "2027-02-03T05:00:00Z"
LATER = "2027-02-10T05:00:00Z"
RECEIVED = Step("p-1", "received", AT, "Registry")
TO_THE_ANSWER: tuple[State, ...] = ("received", "screened", "under_review", "answered")


def way(*states: State) -> Way:
    made = Way(AT)
    for state in states:
        made.go(replace(RECEIVED, state=state, reason="at the author's wish"))
    return made


def test_the_whole_way() -> None:
    assert way(*TO_THE_ANSWER).state() == "answered"
    assert Way(AT).state() == "received"


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("following", STATES)
def test_only_what_may_follow_follows(state: State, following: State) -> None:
    made = way(*(TO_THE_ANSWER[: TO_THE_ANSWER.index(state) + 1] if state in TO_THE_ANSWER
                 else ("received", state)))  # fmt: skip
    step = replace(RECEIVED, state=following, reason="why")
    if following in AFTER[state]:
        made.go(step)
        assert made.state() == following
        return
    with pytest.raises(Refused) as told:
        made.go(step)
    assert told.value.code == "step.order"
    assert made.state() == state


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"state": "under_review"}, "step.order"),
        ({"at": "2027-02-03T04:59:59Z"}, "step.time"),
        ({"who": ""}, "step.who"),
        ({"state": "moderated", "reason": ""}, "step.reason"),
        ({"state": "withdrawn", "reason": ""}, "step.reason"),
        ({"proposal": "p-2"}, "step.unknown"),
    ],
)
def test_a_step_that_cannot_be(change: dict[str, str], code: str) -> None:
    step = replace(RECEIVED, **{"state": "screened", **change})  # type: ignore[arg-type]
    found = Findings()
    told = ways({"p-1": AT}, [RECEIVED, step], found)
    assert [each.code for each in found.found] == [code]
    assert told["p-1"].state() == "received"


def test_the_first_step_is_the_receipt_at_its_moment() -> None:
    for step, code in (
        (replace(RECEIVED, at=LATER), "step.time"),
        (replace(RECEIVED, state="screened"), "step.order"),
    ):
        found = Findings()
        ways({"p-1": AT}, [step], found)
        assert [each.code for each in found.found] == [code]


def test_step_and_answer_agree() -> None:
    steps = [replace(RECEIVED, state=state) for state in TO_THE_ANSWER]
    steps[-1] = replace(steps[-1], at=LATER)
    for taken, given, wrong in (
        (steps, [answer()], False),
        (steps, [answer(answered="2027-02-11T05:00:00Z")], True),
        (steps, [], True),
        (steps[:-1], [answer()], True),
        (steps[:-1], [], False),
    ):
        found = Findings()
        find_in_answers(ways({"p-1": AT}, taken, found), given, found)
        assert [each.code for each in found.found] == ["step.answer"] * wrong


def test_the_files() -> None:
    found = Findings()
    steps = "proposal,state,at,who,reason\n"
    row = f"p-1,withdrawn,{LATER},Registry,Asked by letter\n"
    (step,) = course_table.read_steps((steps + row + "p-1,lost,,,\n").encode(), found)
    assert step == Step("p-1", "withdrawn", LATER, "Registry", "Asked by letter")
    decisions = f"act,at,of,into,who,why\nmerge,{LATER},p-1 p-2,p-1,Chair,'=same\nmerge,,,,,\n"
    (decision,) = course_table.read_decisions(decisions.encode(), found)
    assert (decision.of, decision.into, decision.why) == (("p-1", "p-2"), ("p-1",), "=same")
    assert [each.code for each in found.found] == ["table.cell", "table.cell"]


@pytest.mark.parametrize("decision", [merge("a b", "a"), split("a", "a.1 a.2")])
def test_a_decision_goes_into_the_record_without_its_person(decision) -> None:  # type: ignore[no-untyped-def]
    event, data = course.decided(decision, b"x" * 32)
    assert b"Secretary" not in shape.write(event)
    assert shape.read(type(event), shape.write(event)) == event
    again = course.decision_of(event, shape.read(DecisionWords, data))
    check_form(again)
    assert again == decision


@pytest.mark.parametrize("state", ["moderated", "withdrawn"])
def test_an_end_goes_into_the_record_without_its_reason(state: State) -> None:
    step = replace(RECEIVED, state=state, reason="the author's address")
    event, data = course.ended(step, b"x" * 32)
    assert b"address" not in shape.write(event)
    assert shape.read(type(event), shape.write(event)) == event
    assert course.step_of(event, shape.read(DecisionWords, data)) == step


def test_what_is_no_event() -> None:
    cases = (
        (lambda: course.ended(RECEIVED, b"x" * 32), "step.order"),
        (lambda: course.ended(replace(RECEIVED, state="moderated"), b"x" * 32), "step.reason"),
        (lambda: course.decided(merge("a", "a"), b"x" * 32), "lineage.count"),
        (lambda: course.decided(merge("a b", "a"), b"short"), "proposal.salt"),
    )
    for make, code in cases:
        with pytest.raises(Refused) as told:
            make()
        assert told.value.code == code
    event, data = course.decided(merge("a b", "a"), b"x" * 32)
    said = shape.read(DecisionWords, data)
    with pytest.raises(Refused) as told:
        check_form(course.decision_of(replace(event, proposals=("a", "a")), said))  # type: ignore[call-arg]
    assert told.value.code == "lineage.twice"
