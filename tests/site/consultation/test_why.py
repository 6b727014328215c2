"""Who changed this word: on the site as in the stage, both ways, and kept until something new."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from dauys.consultation.cause import Causes
from dauys.consultation.proposal import Answer, Proposal
from dauys.consultation.trace import trace
from dauys.consultation.wire import answered, received
from dauys.site.consultation import texts, why
from dauys.site.consultation.actions import end
from dauys.site.record import queries
from dauys.text.compare import comparison
from tests.sample import read
from tests.site.consultation.conftest import SALT, enter

pytestmark = pytest.mark.django_db


def new_version() -> texts.Version:
    """The second draft."""
    found = texts.version("draft-2")
    assert found is not None
    return found


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_changes_are_those_of_the_stage(
    consulted: dict[str, Proposal], answered_all: dict[str, Answer], language: str
) -> None:
    reading = why.reading(new_version(), language)
    assert reading is not None
    made = comparison(read.text("draft", language), read.text("new", language))
    expected = trace(made, Causes(language, consulted.values(), answered_all))
    assert tuple(each for row in reading.rows for each in row.changes) == expected
    assert expected


def test_from_a_word_to_its_proposal_and_back(
    client: Client, answered_all: dict[str, Answer]
) -> None:
    page = client.get("/en/consultation/why/draft-2/kk/art_9__para_3/").content.decode()
    assert "/en/consultation/proposals/p-02/" in page
    back = client.get("/en/consultation/proposals/p-02/").content.decode()
    assert "/en/consultation/why/draft-2/kk/art_9__para_3/" in back


def test_a_reading_is_kept_until_something_else_may_be_behind_a_change(
    consulted: dict[str, Proposal],
    answered_all: dict[str, Answer],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = why.reading(new_version(), "kk")
    monkeypatch.setattr(why, "_read", lambda *_: pytest.fail("read again"))
    assert why.reading(new_version(), "kk") == first
    pattern = consulted["p-01"]
    at = queries.moment()
    enter(*received(replace(pattern, id="later"), SALT), at=at)
    assert why.reading(new_version(), "kk") == first  # it waits for its answer: behind nothing
    words = dict.fromkeys(("kk", "ru", "en"), "No.")
    enter(*answered(Answer("later", at, "rejected", (), words), (), SALT), at=at)
    assert why.reading(new_version(), "kk") == first
    end(["p-02"], "withdrawn", "Staff", "Its author asked for it.", destroy=False)
    with pytest.raises(pytest.fail.Exception):
        why.reading(new_version(), "kk")


def test_the_first_version_has_nothing_before_it(
    client: Client, consulted: dict[str, Proposal]
) -> None:
    page = client.get("/en/consultation/why/in-force/kk/art_8/")
    assert "This is the first version" in page.content.decode()
