"""The words of statements: an object of their own, of every statement of the matrix."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from dauys.consultation.opinion.event import GroupsComputed
from dauys.consultation.opinion.worded import check_words, read, worded
from dauys.errors import Refused
from dauys.wire import canonical
from dauys.wire.ids import ObjectRef

EVENT = GroupsComputed("dauys-groups-1", 1, ObjectRef("0" * 64, 1), ObjectRef("1" * 64, 1))
SALT = bytes(32)
WORDS = {0: {"ru": "Да.", "kk": "Иә."}, 3: {"kk": "Жоқ."}, 9: {"kk": "Ешкім дауыс бермеді."}}


def test_the_event_names_the_words_of_the_statements_that_were_voted_on() -> None:
    event, data = worded(EVENT, WORDS, [0, 3], SALT)
    assert event.statements is not None
    assert event.statements.size == len(data)
    assert read(data).by_number() == {0: WORDS[0], 3: WORDS[3]}
    check_words(data, [0, 3])


@pytest.mark.parametrize("statements", [[0, 3, 9], [3, 0], [0], [], [0, 4]])
def test_words_of_other_statements_are_refused(statements: list[int]) -> None:
    _, data = worded(EVENT, WORDS, [0, 3], SALT)
    with pytest.raises(Refused) as refused:
        check_words(data, statements, accused="entry:7")
    assert (refused.value.code, refused.value.accused) == ("groups.statements", "entry:7")


def test_a_statement_without_words_is_not_written() -> None:
    for words in ({}, {"kk": " "}):
        with pytest.raises(Refused) as refused:
            worded(EVENT, {0: words}, [0], SALT)
        assert refused.value.code == "groups.statements"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda told: told["statements"][0]["words"].clear(),
        lambda told: told["statements"][0]["words"].update(kk=""),
        lambda told: told["statements"][0].update(statement=1),
        lambda told: told["statements"].append(told["statements"][0]),
        lambda told: told.update(salt="0"),
        lambda told: told.pop("salt"),
        lambda told: told.update(more=1),
    ],
)
def test_another_form_is_refused(spoil: Callable[[Any], object]) -> None:
    _, data = worded(EVENT, WORDS, [0, 3], SALT)
    told = json.loads(data)
    spoil(told)
    with pytest.raises(Refused) as refused:
        check_words(canonical.write(told), [0, 3])
    assert refused.value.code in ("groups.statements", "json.shape")
