"""What becomes of a proposal comes after what became of it before; and what is kept of it all."""

from __future__ import annotations

from typing import Any

import pytest

from dauys.consultation.decision import Decision as Verdict
from dauys.consultation.lifecycle import Step
from dauys.consultation.lineage import Decision
from dauys.errors import Refused
from dauys.verification.report import Report
from dauys.verification.verify import verify_record
from tests.verification import course
from tests.verification.telling import error, told
from tests.verification.test_findings import WORLD, spoilt
from tests.verification.world import Builder, MemorySource, opened

DECIDED, ENDED, ANSWERED = "2027-02-20T08:00:00Z", "2027-02-21T08:00:00Z", "2027-02-27T08:00:00Z"
BEFORE = "2027-02-19T08:00:00Z"


@pytest.fixture
def made() -> Builder:
    """A record with a text and two proposals; a fault in what is added next is raised."""
    made = Builder("Ed25519")
    made.add("2027-01-01T08:00:00Z", opened())
    made.text("2027-01-03T08:00:00Z", "draft-1", "draft", {"en": "five", "ru": "пять"})
    course.receive(made, "p-1", 1)
    course.receive(made, "p-2", 2)
    return made


def refused(caught: pytest.ExceptionInfo[Refused]) -> tuple[str, str, dict[str, Any]]:
    return caught.value.code, caught.value.accused, dict(caught.value.facts)


def test_what_was_answered_was_not_merged_before_its_answer(made: Builder) -> None:
    """The answer would not have been one to the proposal as it stood by then."""
    course.answer(made, "p-1", 3)
    with pytest.raises(Refused) as caught:
        course.decide(made, "merge", ("p-2", "p-1"), ("p-1",), 4)
    assert refused(caught) == ("lineage.early", "proposal:p-1", {"at": DECIDED})


def test_what_was_answered_was_not_taken_back_before_its_answer(made: Builder) -> None:
    course.answer(made, "p-1", 3)
    with pytest.raises(Refused) as caught:
        course.end(made, "p-1", "withdrawn", 4)
    facts = {"state": "withdrawn", "before": ANSWERED}
    assert refused(caught) == ("step.time", "proposal:p-1", facts)


def test_two_things_may_happen_in_one_second(made: Builder) -> None:
    """Merged, and split at the same moment; the parts end a day later, and nothing is amiss."""
    course.receive(made, "p-1.1", 3)
    course.decide(made, "merge", ("p-1", "p-2"), ("p-1",), 4)
    course.decide(made, "split", ("p-1",), ("p-1", "p-1.1"), 5)
    course.end(made, "p-1", "withdrawn", 6)
    course.end(made, "p-2", "moderated", 7)


@pytest.mark.parametrize(("number", "name"), [(2, "p-4"), (3, "p-4.1")])
def test_an_answer_comes_after_the_decision_that_it_answers(number: int, name: str) -> None:
    """To the whole, and to the part that the decision made."""
    report = spoilt("proposal.answered", "body.answered", BEFORE, number).report()
    faults = [each for each in told(report) if each[1] == "error"]
    assert faults == [error(6, "proposal.early", f"proposal:{name}")]


def test_an_answer_is_for_each_of_those_who_asked() -> None:
    """p-4 stands for p-3 too, which was made in Russian."""
    world = WORLD.changed("proposal.received", "body.language", lambda _: "ru", 2)
    whole = [each for each in told(world.report()) if each[2] == "proposal.reasons"]
    assert whole == []
    only = world.changed("proposal.answered", "body.reasons.@.reasons", lambda _: {"en": "No."}, 2)
    faults = [each for each in told(only.report()) if each[2] == "proposal.reasons"]
    assert faults == [error(6, "proposal.reasons", "proposal:p-3", language="ru")]


def test_what_was_decided_is_kept_word_for_word() -> None:
    """By this a command knows what of a file stands in the record already."""
    trusted = verify_record(MemorySource(WORLD.files()), Report(lambda: 0.0))
    assert trusted is not None
    same, both = ("Secretary", "They say the same."), ("p-4", "p-4.1")
    assert trusted.decisions == {
        Decision("merge", DECIDED, ("p-3", "p-4"), ("p-4",), *same),
        Decision("split", DECIDED, ("p-4",), both, *same),
    }
    assert trusted.endings == {
        Step("p-5", "moderated", ENDED, "Registry", "It names a person."),
        Step("p-6", "withdrawn", ENDED, "Registry", "It names a person."),
    }
    when, words = "2027-03-01T10:00:00Z", "Six days now."
    assert trusted.followed == {
        ("p-1", "draft-2"): Verdict("p-1", "confirmed", "art_1__para_2", "Secretary", when, words),
        ("p-2", "draft-2"): Verdict("p-2", "orphaned", "", "Secretary", when, words),
    }
