"""What becomes of anchors in a new version: every fate right, and nothing moves silently."""

from __future__ import annotations

import random
import time
from collections import Counter
from functools import cache

import pytest

from dauys import sample
from dauys.consultation.anchor import Places
from dauys.consultation.fate import Fate, Fates
from dauys.errors import Findings, Refused
from dauys.text.alignment.decisions import Decision
from dauys.text.compare import comparison
from dauys.text.formats import load
from dauys.text.provision import Text
from dauys.text.read import read
from tests.consultation.fated import Expected, made
from tests.consultation.made import LAW
from tests.sample.read import places, proposals, text
from tests.shared import shared


@cache
def kazakhstan(year: int) -> Text:
    return load(shared(f"texts/kz/{year}.rus.txt"))


def fates(old: Text, new: Text, *decisions: Decision) -> Fates:
    compared = comparison(old, new, decisions)
    return Fates(Places("w", "old", old), Places("w", "new", new), compared)


def of(made: Fates, address: str, quote: str = "") -> Fate:
    return made.of(made.before.anchor(address), quote)


def law(text: str) -> Text:
    return read(text.encode(), "ru").text


@cache
def of_1995() -> Fates:
    return fates(kazakhstan(1995), kazakhstan(2026))


def wrong(made: Fates, expected: list[Expected]) -> list[tuple[Expected, Fate]]:
    found = []
    for each in expected:
        fate = of(made, each.old, each.quote)
        at = fate.after.address if fate.after else ""
        if (fate.state, at) != (each.state, each.new):
            found.append((each, fate))
    return found


@pytest.mark.parametrize("seed", range(6))
def test_every_fate_is_right_where_the_new_version_was_made_by_script(seed: int) -> None:
    old = kazakhstan(1995)
    new = made(old, seed)
    assert wrong(fates(old, new.text), new.expected) == []
    assert Counter(each.state for each in new.expected).keys() == {"kept", "carried", "orphaned"}
    assert len(new.expected) > 300


def test_ten_thousand_anchors_of_the_real_constitution_in_little_time() -> None:
    """The dearest claim, that nothing moves silently: what is kept has the very same words, what
    is carried has its quotation once, and what is orphaned has its reason."""
    chance = random.Random(7)
    old, new = kazakhstan(1995), kazakhstan(2026)
    everywhere = list(old.walk())
    began = time.monotonic()
    following = fates(old, new)
    states: Counter[str] = Counter()
    for _ in range(10_000):
        provision = chance.choice(everywhere)
        words = provision.text.split()
        start = chance.randrange(len(words)) if words else 0
        quote = " ".join(words[start : start + 6]) if chance.random() < 0.7 else ""
        fate = of(following, provision.address, quote)
        states[fate.state] += 1
        assert (fate.reason is None) == (fate.after is not None) == (fate.state != "orphaned")
        if fate.after is not None:
            assert (fate.after.hash == fate.anchor.hash) == (fate.state == "kept")
            following.after.check(fate.after)
            if quote:
                following.after.check_quote(fate.after.address, quote)
    assert time.monotonic() - began < 5
    assert states.keys() == {"kept", "carried", "orphaned"}


@pytest.mark.parametrize(
    ("old", "state", "there"),
    [
        ("art_86__para_4__point_1", "kept", "art_88__para_4__point_1"),
        ("art_6__para_3", "kept", "art_8__para_3"),
        ("art_35__para_1", "carried", "art_38__para_1"),
        ("art_62__para_4", "carried", "art_61__para_3"),
        ("art_70__para_3", "carried", "art_69__para_3"),
        ("art_44__para_1__point_12", "carried", "art_46__para_1__point_9"),
        ("art_66__para_1__point_6", "carried", "art_65__para_1__point_6"),
        ("art_10__para_3", "dropped", ""),  # no citizenship of another state
        ("art_44__para_1__point_19", "unlike", ""),  # other duties under the next number
        ("art_13__para_3", "elsewhere", ""),  # a right, and an article on advocates like it
        ("art_77__para_3__point_5", "elsewhere", ""),  # from the courts to the sources of law
        ("art_54__para_2__point_2", "lookalike", ""),  # of two chambers to one assembly
        ("art_77", "split", ""),
    ],
)
def test_anchors_of_the_real_constitution_checked_by_reading(
    old: str, state: str, there: str
) -> None:
    fate = of(of_1995(), old)
    assert (fate.reason or fate.state) == state
    assert (fate.after.address if fate.after else "") == there


@pytest.mark.parametrize("language", sample.LANGUAGES)
def test_the_sample_keeps_every_anchor_but_in_the_nine_places(language: str) -> None:
    following = fates(text("draft", language), text("new", language))
    moved = {
        each.address
        for each in text("draft", language).walk()
        if each.address.startswith("art_")
        and "__" in each.address
        and of(following, each.address).state != "kept"
    }
    assert moved == {
        "art_8__para_2",
        "art_9__para_3",
        "art_10__para_1",
        "art_16__para_2",
        "art_24__para_3",
        "art_24__para_5",
        "art_27__para_2",
    }
    assert of(following, "art_24__para_5").reason == "dropped"
    assert of(following, "art_22").state == "carried"  # a paragraph was added to it


def test_the_proposals_of_the_sample_in_the_second_draft() -> None:
    given = proposals(Findings())
    following = {
        language: Fates(
            places("draft", language),
            places("new", language),
            comparison(text("draft", language), text("new", language)),
        )
        for language in sample.LANGUAGES
    }
    found = {each.id: following[each.language].of(each.anchor, each.quote) for each in given}
    assert Counter(each.state for each in found.values()) == {
        "kept": 46,
        "carried": 8,
        "orphaned": 12,
    }
    assert found["p-01"].reason == "quote"  # ten days became twenty, as it had proposed
    assert found["p-01"].near == ("art_8__para_2",)


def test_articles_of_the_old_charter_that_moved_split_and_merged() -> None:
    following = fates(text("old", "ru"), text("draft", "ru"))
    assert of(following, "art_8").after == following.after.anchor("art_12")
    assert of(following, "art_25").after == following.after.anchor("art_6")
    assert of(following, "art_7").reason == "split"
    assert of(following, "art_14").reason == "merged"
    assert of(following, "art_20").reason == "dropped"


def test_the_twin_of_a_dropped_sentence_keeps_its_own_anchor_and_draws_no_other() -> None:
    """«Вход в сад бесплатный.» stands in articles 1 and 2; the first is dropped."""
    new = law(LAW.replace("2. Вход в сад бесплатный.\nСтатья 2.", "Статья 2."))
    following = fates(law(LAW), new)
    assert of(following, "art_1__para_2").state == "orphaned"
    assert of(following, "art_2__para_2").after == following.after.anchor("art_2__para_2")


def test_a_provision_that_now_says_the_same_keeps_the_anchors_of_others_away() -> None:
    """Article 2 comes to say what article 1 said: its paragraph is what it was, reworded."""
    old = LAW.replace("Вход в сад бесплатный.\nСтатья 3", "Вход в сад платный зимой.\nСтатья 3")
    new = LAW.replace("2. Вход в сад бесплатный.\nСтатья 2.", "Статья 2.")
    following = fates(law(old), law(new))
    assert of(following, "art_1__para_2").reason == "lookalike"
    assert of(following, "art_1__para_2").after is None


def test_a_provision_merged_into_one_that_stayed_does_not_take_its_place() -> None:
    words = "Каждый житель округа вправе бесплатно входить в городской сад"
    old = LAW.replace("Вход в сад бесплатный.\nСтатья 2", f"{words}.\nСтатья 2").replace(
        "Вход в сад бесплатный.\nСтатья 3", f"{words} летом.\nСтатья 3"
    )
    new = old.replace(f"2. {words}.\nСтатья 2", "Статья 2").replace(f"{words} летом", words)
    following = fates(law(old), law(new))
    assert following.comparison.rows
    fate = of(following, "art_1__para_2")
    assert (fate.reason, fate.after) == ("lookalike", None)


def test_of_two_articles_with_the_same_words_none_goes_to_the_one_that_is_left() -> None:
    shut = "Сад закрыт зимой, если выпал снег."
    old = f"УСТАВ\nСтатья 1.\nДеревья поливают утром.\nСтатья 2.\n{shut}\nСтатья 3.\n{shut}\n"
    new = (
        f"УСТАВ\nСтатья 1.\nДеревья поливают утром.\nСтатья 2.\nЦветы не рвут.\nСтатья 4.\n{shut}\n"
    )
    following = fates(law(old), law(new))
    assert {of(following, each).state for each in ("art_2", "art_3")} == {"orphaned"}
    assert of(following, "art_1").state == "kept"


def test_a_reworded_sentence_in_another_article_draws_no_anchor() -> None:
    dropped = LAW.replace("1. Сад открыт каждый день с восьми часов.\n2. ", "1. ")
    new = law(
        dropped.replace(
            "2) открыть окна.", "2) открыть окна.\n2. Сад открыт каждый день с девяти часов."
        )
    )
    fate = of(fates(law(LAW), new), "art_1__para_1")
    assert (fate.state, fate.after) == ("orphaned", None)


def test_quoted_words_that_now_stand_twice_have_no_place() -> None:
    new = law(LAW.replace("с восьми часов", "с восьми часов, зимой с восьми часов утра"))
    assert of(fates(law(LAW), new), "art_1__para_1", "с восьми часов").reason == "lookalike"
    assert of(fates(law(LAW), new), "art_1__para_1").state == "carried"


def test_a_lawyer_who_pairs_two_paragraphs_leads_the_anchor_there() -> None:
    """The comparison with a person's decision is the comparison."""
    new = law(LAW.replace("Деревья сажает садовник.", "Кусты и цветы сажают жители округа."))
    assert of(fates(law(LAW), new), "art_2__para_1").state == "orphaned"
    pair = Decision("art_2__para_1", "art_2__para_1", "pair", "A. Omarova", "the same rule")
    assert of(fates(law(LAW), new, pair), "art_2__para_1").state == "carried"


def test_an_anchor_of_another_version_is_refused() -> None:
    following = fates(law(LAW), law(LAW))
    anchor = Places("w", "old", law(LAW.replace("восьми", "семи"))).anchor("art_1__para_1")
    with pytest.raises(Refused, match=r"anchor\.hash"):
        following.of(anchor)
    with pytest.raises(Refused, match=r"anchor\.address"):
        following.before.anchor("art_9")
