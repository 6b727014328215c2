"""Errors that a later entry may excuse: what is told of them, where, and what they decide."""

from __future__ import annotations

import pytest

from dauys.errors import Finding, Refused, Unreadable
from dauys.verification import steps
from dauys.verification.report import Report

STEP = steps.BALLOTS
UNREAD = Unreadable("archive.empty", "archive")
WRONG = Refused("archive.spelling", "archive")


def missing(name: str) -> Refused:
    """An object that nobody has."""
    return Refused("object.missing", f"object:{name}", certain=False)


def missed(name: str) -> Finding:
    """How it is told where nothing excuses it."""
    return Finding("object.missing", "error", f"object:{name}", steps.OBJECTS, False)


def test_what_a_later_entry_excuses_is_no_error() -> None:
    report = Report(lambda: 0.0)
    report.awaits("p-1", missing("1"), steps.OBJECTS)
    report.explained("p-1", 7)
    report.settle()
    facts = {"entry": 7}
    told = Finding("object.withdrawn", "information", "object:1", steps.OBJECTS, facts=facts)
    assert report.findings.found == [told]
    assert report.verdict(strict=True) == "accepted"


def test_what_nothing_excuses_stands_where_it_was_found() -> None:
    """Before what comes after it, and in its order; and it is told once."""
    report = Report(lambda: 0.0)
    report.fault(WRONG, STEP)
    for name in ("1", "2", "3"):
        report.awaits(f"p-{name}", missing(name), steps.OBJECTS)
    report.note("verify.unfinished", "information", steps.OUTCOME)
    report.awaits("p-4", missing("4"), steps.OBJECTS)
    report.explained("p-2", 7)
    report.explained("p-9", 8)
    for _ in range(2):
        report.settle()
        wrong, first, third, _, last, excused = report.findings.found
        assert wrong.code == WRONG.code
        assert [first, third, last] == [missed("1"), missed("3"), missed("4")]
        assert excused.code == "object.withdrawn"


def test_who_must_not_go_on_is_stopped_by_what_nothing_excused() -> None:
    report = Report(lambda: 0.0, fail_fast=True)
    error = missing("1")
    report.awaits("p-1", error, steps.OBJECTS)
    with pytest.raises(Refused) as caught:
        report.settle()
    assert caught.value is error


def test_who_writes_a_record_waits_for_no_excuse() -> None:
    """The entry that would excuse it is not written yet, and perhaps never will be."""
    report = Report(lambda: 0.0, fail_fast=True, writing=True)
    error = missing("1")
    with pytest.raises(Refused) as caught:
        report.awaits("p-1", error, steps.OBJECTS)
    assert caught.value is error
    report.settle()


@pytest.mark.parametrize(
    ("excused", "first", "verdict"),
    [(True, True, "unread"), (False, True, "refused"), (False, False, "unread")],
)
def test_only_what_is_not_excused_decides(excused: bool, first: bool, verdict: str) -> None:
    """Words that were rightly withdrawn do not make a newer record a wrong one."""
    report = Report(lambda: 0.0)
    if not first:
        report.fault(UNREAD, STEP)
    report.awaits("p-1", missing("1"), steps.OBJECTS)
    if first:
        report.fault(UNREAD, STEP)
    if excused:
        report.explained("p-1", 7)
    report.settle()
    assert report.verdict() == verdict


def test_a_remark_before_it_does_not_decide() -> None:
    report = Report(lambda: 0.0)
    report.note("verify.unfinished", "information", steps.OUTCOME)
    report.awaits("p-1", missing("1"), steps.OBJECTS)
    report.fault(UNREAD, STEP)
    report.settle()
    assert report.verdict() == "refused"
