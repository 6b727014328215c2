"""The verdict: what is kept, what is counted, and what decides between unread and refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from dauys.errors import Finding, Refused, Unreadable
from dauys.verification import steps
from dauys.verification.report import BoxReport, Report, StepReport

STEP = steps.BALLOTS
UNREAD = Unreadable("archive.empty", "archive")
WRONG = Refused("archive.spelling", "archive")


def clocked(*moments: float) -> Report:
    """A report whose clock shows these moments, one after the other."""
    return Report(iter(moments).__next__)


def test_a_check_that_passes_is_counted_and_timed() -> None:
    report = clocked(1.0, 3.5, 10.0, 10.25)
    for count in (1, 40):
        with report.check(STEP, "entry:1", count=count):
            pass
    assert report.steps == {STEP: StepReport(41, 2.75)}
    assert report.findings.found == []
    assert report.verdict(strict=True) == "accepted"


def test_a_check_counts_one_thing_unless_it_says_so() -> None:
    report = clocked(0.0, 0.0)
    with report.check(STEP):
        pass
    assert report.steps[STEP].count == 1


def test_a_check_that_fails_is_a_finding_and_is_counted_too() -> None:
    report = clocked(1.0, 2.0)
    with report.check(STEP, "entry:1", count=3):
        raise Refused("ballot.absent", certain=False)
    assert report.findings.found == [Finding("ballot.absent", "error", "entry:1", STEP, False)]
    assert report.steps == {STEP: StepReport(3, 1.0)}


def test_an_error_that_names_somebody_keeps_the_name() -> None:
    report = clocked(0.0, 0.0)
    with report.check(STEP, "entry:1"):
        raise Refused("roll.duplicate", "credential:7")
    assert [each.accused for each in report.findings.found] == ["credential:7"]


def test_who_must_not_go_on_is_stopped_at_the_first_error() -> None:
    report = Report(lambda: 0.0, fail_fast=True)
    with pytest.raises(Refused), report.check(STEP, "entry:1"):
        raise Refused("ballot.absent")
    assert report.findings.found == []
    assert report.steps[STEP].count == 1


def test_what_is_no_error_of_ours_is_not_kept() -> None:
    """A fault of the verifier itself must never look like one of the record, nor like none."""
    report = Report(lambda: 0.0)
    with pytest.raises(ZeroDivisionError), report.check(STEP, "entry:1"):
        raise ZeroDivisionError
    assert report.findings.found == []


@pytest.mark.parametrize(
    ("errors", "verdict"),
    [
        ([], "accepted"),
        ([WRONG], "refused"),
        ([UNREAD], "unread"),
        ([UNREAD, WRONG], "unread"),
        ([WRONG, UNREAD], "refused"),
        ([UNREAD, UNREAD], "unread"),
    ],
)
def test_the_first_error_decides(errors: Sequence[Any], verdict: str) -> None:
    """A fault is not excused by what comes after it."""
    report = Report(lambda: 0.0)
    for error in errors:
        report.fault(error, STEP)
    assert report.verdict() == verdict
    assert report.verdict(strict=True) == verdict


@pytest.mark.parametrize(
    ("severity", "verdict", "strictly"),
    [("information", "accepted", "accepted"), ("warning", "accepted", "refused")],
)
def test_a_warning_is_an_error_for_the_strict(severity: Any, verdict: str, strictly: str) -> None:
    report = Report(lambda: 0.0)
    report.note("log.unwitnessed", severity, steps.LOG, "checkpoint", has=1, quorum=2)
    facts = {"has": 1, "quorum": 2}
    expected = Finding("log.unwitnessed", severity, "checkpoint", steps.LOG, facts=facts)  # type: ignore[arg-type]
    assert report.findings.found == [expected]
    assert (report.verdict(), report.verdict(strict=True)) == (verdict, strictly)


def test_a_step_that_was_not_run_says_so() -> None:
    report = Report(lambda: 0.0)
    report.skipped(STEP, "entry:4")
    assert report.findings.found == [Finding("verify.skipped", "information", "entry:4", STEP)]
    assert report.verdict(strict=True) == "accepted"


def test_a_remark_may_be_about_nobody() -> None:
    report = Report(lambda: 0.0)
    report.note("verify.unfinished", "information", steps.OUTCOME)
    assert report.findings.found == [Finding("verify.unfinished", "information", "", steps.OUTCOME)]


def test_a_fault_of_the_verifier_itself_accuses_nobody() -> None:
    report = Report(lambda: 0.0)
    report.fault(Unreadable("verify.failed", reason="KeyError"), steps.LOG)
    assert [(each.code, each.accused) for each in report.findings.found] == [("verify.failed", "")]


def summed(*results: list[list[int | str]] | None) -> Any:
    """The total of boxes with these results."""
    report = Report(lambda: 0.0)
    report.boxes = [BoxReport("north", "uuid", result, 0, 0) for result in results]
    return report.total()


def test_the_total_is_the_sum_of_the_boxes() -> None:
    assert summed([[4, 3], [1, 2, 3]], [[1, 0], [0, 0, 5]]) == [[5, 3], [1, 2, 8]]
    assert summed([[4, 3]]) == [[4, 3]]


def test_without_every_result_there_is_no_total() -> None:
    assert summed() is None
    assert summed([[4, 3]], None) is None
    assert summed(None) is None


@pytest.mark.parametrize("other", [[[1, 2, 3]], [[1, 2], [3]], []])
def test_results_of_unlike_questions_have_no_total(other: Any) -> None:
    assert summed([[4, 3]], other) is None


@pytest.mark.parametrize(
    ("count", "spelt"),
    [(2**30 - 1, 2**30 - 1), (2**30, "1073741824"), (5 * 10**9, "5000000000"), (61, 61)],
)
def test_a_large_total_is_a_string_as_in_the_record(count: int, spelt: int | str) -> None:
    assert summed([[count - 1, 0]], [[1, 0]]) == [[spelt, 0]]
    assert summed([[str(count), 0]]) == [[spelt, 0]]


@pytest.mark.parametrize("certain", [True, False])
def test_a_share_that_is_set_aside_is_as_certain_as_its_error(certain: bool) -> None:
    report = Report(lambda: 0.0)
    report.set_aside(Refused("decryption.proof", "trustee:3", certain=certain), steps.DECRYPTIONS)
    assert report.findings.found == [
        Finding("decryption.set_aside", "warning", "trustee:3", steps.DECRYPTIONS, certain)
    ]
