"""What a task must be, and when it is suspect."""

from __future__ import annotations

from typing import Any

import pytest

from dauys.errors import Findings, Refused
from dauys.implementation import check, findings
from dauys.implementation.matrix import Task
from tests.consultation.made import LAW, places
from tests.implementation.made import task


def codes(*tasks: Task, law: str = LAW) -> list[str]:
    found = Findings()
    findings.find(tasks, places(law), found)
    return [finding.code for finding in found.found]


def test_what_is_in_order_passes() -> None:
    assert codes(task()) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": {}}, "implementation.words"),
        ({"body": {}}, "implementation.words"),
        ({"deadline": "2027-08-20"}, "implementation.deadline"),
        ({"deadline": None, "norm": "needs_deadline_act"}, "implementation.undated"),
        ({"status": "complete", "evidence": None}, "implementation.evidence"),
    ],
)
def test_a_wrong_task_has_its_code(changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as told:
        check.check_task(task(**changes))
    assert told.value.code == code


def test_a_deadline_may_be_the_day_from_which_the_time_runs() -> None:
    check.check_task(task(deadline="2027-08-21"))


def test_when_the_words_change_the_task_is_suspect() -> None:
    """It was made for other words; someone must look again."""
    assert codes(task(), law=LAW.replace("восьми", "девяти")) == ["implementation.hash"]


def test_when_the_provision_is_gone_the_task_says_so() -> None:
    assert codes(task(), law=LAW.replace("1. Сад открыт", "5. Сад открыт")) == ["anchor.address"]


def test_the_transitional_provision_must_be_there() -> None:
    assert codes(task(transitional="art_9")) == ["anchor.address"]


def test_a_task_stands_in_the_matrix_once() -> None:
    assert codes(task(), task()) == ["implementation.twice"]


def test_the_same_act_for_the_same_provision_stands_once() -> None:
    """Two rows would count one piece of work twice."""
    assert codes(task(), task(task="t-2")) == ["implementation.duplicate"]
    assert codes(task(), task(task="t-2", act="repeal")) == []
