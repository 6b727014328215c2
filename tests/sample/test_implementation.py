"""The matrix of the sample is bound to the adopted charter."""

from __future__ import annotations

from dauys import sample
from dauys.errors import Findings
from dauys.implementation import findings
from dauys.implementation.matrix import ACTS, NORMS, STATUSES, Task
from dauys.implementation.report import report
from dauys.implementation.wire import read_matrix
from tests.sample.read import places


def matrix(found: Findings) -> list[Task]:
    return read_matrix(sample.data("implementation.csv"), places("new", "kk"), found)


def test_nothing_is_wrong() -> None:
    """Where this fails for implementation.hash, the words of an article were changed after the
    matrix was made: `dauys implementation report --json` prints the hashes of today."""
    found = Findings()
    tasks = matrix(found)
    findings.find(tasks, places("new", "kk"), found)
    assert found.found == []
    assert len(tasks) == 20


def test_all_kinds_of_everything_occur() -> None:
    tasks = matrix(Findings())
    assert {each.norm for each in tasks} == set(NORMS)
    assert {each.act for each in tasks} == set(ACTS)
    assert {each.status for each in tasks} == set(STATUSES)
    assert all(set(each.title) == set(each.body) == set(sample.LANGUAGES) for each in tasks)


def test_the_time_runs_from_the_day_on_which_the_charter_is_in_force() -> None:
    """Thirty days after the results, by local time at UTC+5: article 29(2)."""
    assert sample.calendar().at("charter_in_force") == "2027-08-20T19:00:00Z"
    starts = {each.trigger_date for each in matrix(Findings()) if each.trigger == "in_force"}
    assert starts == {"2027-08-21"}


def test_deadlines_follow_the_transitional_provisions() -> None:
    due = {each.transitional: each.deadline for each in matrix(Findings()) if each.transitional}
    assert due["art_30__para_2"] == "2027-11-21"
    assert due["art_30__para_3"] == "2028-07-01"
    assert due["art_30__para_4"] == "2029-08-21"


def test_the_report_on_the_day_of_planning() -> None:
    stands = report(matrix(Findings()), places("new", "kk"), "2027-08-23")
    assert (stands.tasks, stands.overdue, stands.suspect) == (20, (), ())
