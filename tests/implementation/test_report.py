"""How a matrix stands on a day, by hand."""

from __future__ import annotations

import pytest

from dauys.errors import Unreadable
from dauys.implementation.report import report
from tests.consultation.made import LAW, places
from tests.implementation.made import task


def test_every_status_has_its_count() -> None:
    stands = report([task(), task(task="t-2", status="complete")], places(), "2027-09-01")
    assert stands.statuses == {
        "no_evidence": 0,
        "not_started": 0,
        "limited": 1,
        "substantial": 0,
        "complete": 1,
    }
    assert (stands.tasks, stands.norms["immediate"]) == (2, 2)


def test_the_day_of_the_deadline_is_still_in_time() -> None:
    assert report([task()], places(), "2027-11-21").overdue == ()
    assert report([task()], places(), "2027-11-22").overdue == ("t-1",)


def test_what_is_complete_or_undated_is_never_overdue() -> None:
    tasks = [task(status="complete"), task(task="t-2", deadline=None)]
    assert report(tasks, places(), "2099-01-01").overdue == ()


def test_a_task_below_an_article_is_a_task_for_the_article() -> None:
    assert report([task()], places(), "2027-09-01").without == ("art_2", "art_3")


def test_a_task_with_other_words_is_suspect() -> None:
    changed = places(LAW.replace("восьми", "девяти"))
    assert report([task()], changed, "2027-09-01").suspect == ("t-1",)
    assert report([task()], places(), "2027-09-01").suspect == ()


def test_a_day_that_is_no_day_is_refused() -> None:
    with pytest.raises(Unreadable) as told:
        report([], places(), "tomorrow")
    assert told.value.code == "implementation.date"
