"""The question that is called: in every language, bound to a text, with regions in order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dauys.errors import Refused
from dauys.question import check
from dauys.question.wire import Answer, CountingRegion, QuestionCalled
from dauys.wire import shape
from tests.question.world import CALLED, LANGUAGES, LOG, TEXT, words


def called_refusal(
    called: QuestionCalled, languages: tuple[str, ...] = LANGUAGES, texts: set[str] | None = None
) -> Refused:
    with pytest.raises(Refused) as caught:
        check.check_called(called, languages, {TEXT} if texts is None else texts, LOG)
    return caught.value


def test_a_question_in_order_passes_and_travels() -> None:
    check.check_called(CALLED, LANGUAGES, {TEXT, "bb" * 32}, LOG)
    assert shape.read(QuestionCalled, shape.write(CALLED)) == CALLED


def without(language: str, text: dict[str, str]) -> dict[str, str]:
    return {key: value for key, value in text.items() if key != language}


@pytest.mark.parametrize(
    "changed",
    [
        replace(CALLED, title=without("kk", CALLED.title)),
        replace(CALLED, wording=without("ru", CALLED.wording)),
        replace(CALLED, wording={}),
        replace(CALLED, wording=words("Do you?") | {"de": "Nehmen Sie an?"}),
        replace(CALLED, wording=CALLED.wording | {"kk": " \n"}),
        replace(CALLED, answers=(CALLED.answers[0], Answer("no", {"en": "No"}))),
        replace(CALLED, regions=(CountingRegion("north", {"en": "North"}, ("hill",)),)),
    ],
    ids=["title", "wording", "no words", "one more", "only space", "answer", "region"],
)
def test_a_wording_that_is_missing_in_a_language_is_refused(changed: QuestionCalled) -> None:
    """Whoever reads that language would vote on nothing."""
    error = called_refusal(changed)
    assert (error.code, error.accused) == ("question.language", "question:charter")


def test_a_text_that_was_not_published_is_refused() -> None:
    assert called_refusal(CALLED, texts={"bb" * 32}).code == "question.text"
    assert called_refusal(CALLED, texts=set()).code == "question.text"


@pytest.mark.parametrize(
    "keys", [(), ("yes",), ("yes", "yes"), ("no", "maybe"), ("yes", "no", "no")]
)
def test_answers_other_than_one_yes_and_one_no_are_refused(keys: tuple[str, ...]) -> None:
    answers = tuple(Answer(key, words(key)) for key in keys)
    assert called_refusal(replace(CALLED, answers=answers)).code == "question.answers"


def region(name: str, *districts: str) -> CountingRegion:
    return CountingRegion(name, words(name), districts)


@pytest.mark.parametrize(
    "regions",
    [
        (),
        (region("north", "hill"), region("north", "shore")),
        (region("north", "hill"), region("south", "hill")),
        (region("north", "hill", "hill"),),
        (region("north"),),
    ],
    ids=["none", "a region twice", "a district in two", "a district twice", "no district"],
)
def test_regions_and_districts_that_repeat_or_are_missing_are_refused(
    regions: tuple[CountingRegion, ...],
) -> None:
    assert called_refusal(replace(CALLED, regions=regions)).code == "question.regions"


@pytest.mark.parametrize("minimum", [0, -1])
def test_a_minimum_below_one_is_refused(minimum: int) -> None:
    assert called_refusal(replace(CALLED, minimum_electors=minimum)).code == "question.minimum"


def test_a_calendar_that_is_not_in_order_is_refused() -> None:
    window = CALLED.calendar[0]
    closed = replace(window, closes=window.opens)
    assert called_refusal(replace(CALLED, calendar=(closed,))).code == "calendar.window"
    unknown = replace(window, stage="lottery")
    assert called_refusal(replace(CALLED, calendar=(unknown,))).code == "calendar.stage"
    assert called_refusal(replace(CALLED, calendar=(window, window))).code == "calendar.stage"


def test_a_question_of_another_log_is_refused() -> None:
    """Ballots, keys and confirmations are bound to the question: they cannot be played again."""
    assert called_refusal(replace(CALLED, log="2" * 64)).code == "question.log"


def test_answers_that_look_alike_in_one_language_are_refused() -> None:
    """A reader of that language could not tell which is which."""
    alike = (Answer("yes", words("Yes")), Answer("no", words("No") | {"kk": words("Yes")["kk"]}))
    assert called_refusal(replace(CALLED, answers=alike)).code == "question.answers"


@pytest.mark.parametrize("moment", ["", "2026-02-30T07:00:00Z", "2026-03-15 07:00", "\uffff"])
def test_a_window_without_a_moment_is_refused(moment: str) -> None:
    """Voting that opens or closes at no moment would be open at will."""
    window = replace(CALLED.calendar[0], closes=moment)
    assert called_refusal(replace(CALLED, calendar=(window,))).code == "calendar.moment"
