"""An anchor holds while the words stand, and never moves by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dauys.consultation.anchor import check_anchor
from dauys.errors import Refused
from dauys.text.provision import provision_hash
from dauys.text.read import read
from tests.consultation.made import LAW, places


def refusal(code: str, call: object) -> None:
    with pytest.raises(Refused) as told:
        call()  # type: ignore[operator]
    assert told.value.code == code


def test_an_anchor_finds_its_provision() -> None:
    anchor = places().anchor("art_3__para_1__point_2")
    assert check_anchor(anchor, places().text).text == "открыть окна."
    assert anchor.hash == provision_hash(places().provision(anchor.address))


def test_a_changed_comma_is_no_change_of_words() -> None:
    anchor = places().anchor("art_1__para_1")
    changed = places(LAW.replace("каждый день с", "каждый день, с"))
    assert changed.check(anchor).number == "1"


def test_a_changed_word_is_refused() -> None:
    """Else a proposal would come to speak of words that its author never saw."""
    anchor = places().anchor("art_1__para_1")
    refusal("anchor.hash", lambda: places(LAW.replace("восьми", "девяти")).check(anchor))


def test_a_change_below_is_a_change_of_the_whole() -> None:
    anchor = places().anchor("art_3")
    refusal("anchor.hash", lambda: places(LAW.replace("окна", "двери")).check(anchor))


def test_an_address_that_is_not_there_is_refused() -> None:
    refusal("anchor.address", lambda: places().anchor("art_9"))


def test_the_same_words_at_another_address_attract_no_anchor() -> None:
    """«Вход в сад бесплатный» stands twice: when one is deleted, the other does not answer."""
    anchor = places().anchor("art_1__para_2")
    without = places(LAW.replace("2. Вход в сад бесплатный.\nСтатья 2.", "Статья 2."))
    refusal("anchor.address", lambda: without.check(anchor))


def test_an_anchor_of_another_language_is_refused() -> None:
    anchor = places().anchor("art_1")
    english = read(b"CHARTER\nArticle 1.\n1. The garden is open.\nArticle 2.\n1. It is.\n", "en")
    refusal("anchor.language", lambda: check_anchor(anchor, english.text))
    refusal("anchor.language", lambda: places().check(replace(anchor, language="kk")))


def test_a_quotation_must_stand_at_its_address() -> None:
    places().check_quote("art_1__para_1", "Открыт  каждый день")
    refusal("anchor.quote", lambda: places().check_quote("art_1__para_1", "каждую ночь"))


def test_a_quotation_is_of_whole_words() -> None:
    """ "час" is not quoted from "часов"."""
    refusal("anchor.quote", lambda: places().check_quote("art_1__para_1", "с восьми час"))


def test_a_quotation_without_words_is_refused() -> None:
    refusal("anchor.quote", lambda: places().check_quote("art_1__para_1", "…"))
    refusal("anchor.nowhere", lambda: places().find_quote("…"))


def test_quoted_words_find_the_smallest_provision() -> None:
    assert places().find_quote("закрыть ворота") == "art_3__para_1__point_1"
    assert places().find_quote("ворота; открыть") == "art_3__para_1"


def test_words_that_stand_twice_find_nothing() -> None:
    """Laws are full of sentences that look alike: none may be guessed."""
    refusal("anchor.ambiguous", lambda: places().find_quote("Вход в сад бесплатный"))


def test_words_that_stand_nowhere_find_nothing() -> None:
    refusal("anchor.nowhere", lambda: places().find_quote("по воскресеньям"))
