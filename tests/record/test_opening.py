"""Entry 0: a format that is known, and a title in every language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dauys.errors import Refused, Unreadable
from dauys.record.opening import check_opened
from tests.record.bodies import KEY, OPENED, WORDS


def refused(**changes: object) -> str:
    """The code with which a changed opening is refused."""
    with pytest.raises(Refused) as told:
        check_opened(replace(OPENED, **changes))  # type: ignore[arg-type]
    assert told.value.accused == "entry:0"
    return told.value.code


def test_an_opening_is_accepted() -> None:
    check_opened(OPENED)
    check_opened(replace(OPENED, simulated=False))


@pytest.mark.parametrize("number", [0, 2, -1])
def test_another_format_is_unreadable_and_not_wrong(number: int) -> None:
    """A newer record is no fault of its commission: the reader is too old."""
    with pytest.raises(Unreadable) as told:
        check_opened(replace(OPENED, format=number))
    assert (told.value.code, told.value.facts) == ("record.version", {"version": number})


def test_a_record_without_a_language_speaks_to_nobody() -> None:
    assert refused(languages=(), title={}) == "record.languages"


def test_a_language_stands_once() -> None:
    """Twice the same language could stand for another that was left out."""
    assert refused(languages=("kk", "kk", "ru")) == "record.languages"


def test_a_title_is_missing_in_a_language() -> None:
    assert refused(title={"ru": WORDS["ru"]}) == "record.languages"


def test_a_title_in_a_language_that_the_record_does_not_speak() -> None:
    assert refused(title=WORDS | {"en": "Charter"}) == "record.languages"


def test_witnesses_that_nobody_reads_yet_are_not_named() -> None:
    """A reader would believe that somebody watches the log."""
    with pytest.raises(Unreadable) as caught:
        check_opened(replace(OPENED, witnesses=(KEY,)))
    assert caught.value.code == "record.witnesses"


@pytest.mark.parametrize("title", ["", "  "])
def test_a_title_is_said_in_every_language(title: str) -> None:
    with pytest.raises(Refused) as caught:
        check_opened(replace(OPENED, title=OPENED.title | {"ru": title}))
    assert caught.value.code == "record.languages"
