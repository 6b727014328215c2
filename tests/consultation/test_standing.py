"""Where a record places a proposal: where it says, or where its words were certainly kept."""

from __future__ import annotations

import pytest

from dauys.consultation.anchor import Anchor, Places
from dauys.consultation.standing import kept, stands
from dauys.text.provision import Text
from dauys.text.read import read
from tests.consultation.fated import made
from tests.consultation.test_fate import kazakhstan, of, of_1995

HEAD = "ЗАКОН\nо саде\n"
SAD = "Статья {}.\n1. Сад открыт для всех.\n2. Вход бесплатный.\n"
KATOK = "Статья {}.\n1. Каток открыт зимой.\n2. Вход бесплатный.\n"
RULES = "Статья {}.\n1. Порядок утверждает Совет.\n"


def version(name: str, *articles: str) -> Places:
    """A law of these articles, numbered in their order."""
    told = "".join(article.format(number) for number, article in enumerate(articles, 1))
    return Places("w", name, read((HEAD + told).encode(), "ru").text)


def kept_at(address: str, before: Places, after: Places) -> str:
    found = kept(before.anchor(address), before, after)
    return found.address if found else ""


FIRST = version("v1", SAD, KATOK, RULES)


def test_words_that_stand_once_are_followed_to_another_number() -> None:
    assert kept_at("art_3__para_1", FIRST, version("v2", SAD, RULES, KATOK)) == "art_2__para_1"


def test_words_that_stand_twice_are_followed_with_the_article_around_them() -> None:
    """Both articles say that the entrance is free; they change places."""
    swapped = version("v2", KATOK, SAD, RULES)
    assert kept_at("art_1__para_2", FIRST, swapped) == "art_2__para_2"
    assert kept_at("art_2__para_2", FIRST, swapped) == "art_1__para_2"


def test_a_twin_at_the_same_address_draws_no_anchor() -> None:
    """The garden's article was reworded and went down one; at its old address stands the rink's."""
    other = SAD.replace("для всех", "для жителей")
    assert kept_at("art_1__para_2", FIRST, version("v2", KATOK, other, RULES)) == ""


def test_other_words_at_the_same_address_are_not_the_same_place() -> None:
    other = RULES.replace("Совет", "мэр")
    assert kept_at("art_3__para_1", FIRST, version("v2", SAD, KATOK, other)) == ""


def test_words_that_come_twice_now_are_at_no_certain_place() -> None:
    assert kept_at("art_3", FIRST, version("v2", SAD, KATOK, RULES, RULES)) == ""


def test_a_place_is_that_of_the_last_version_of_which_the_record_says_one() -> None:
    second, third = version("v2", RULES, SAD, KATOK), version("v3", SAD, RULES, KATOK)
    texts = {each.version: each for each in (FIRST, second, third)}
    first = FIRST.anchor("art_1__para_1")
    assert stands({"v1": first}, "v1", texts) == first
    assert stands({"v1": first}, "v3", texts) == third.anchor("art_1__para_1")
    moved = second.anchor("art_1__para_1")  # somebody said that it is about the rules
    assert stands({"v1": first, "v2": moved}, "v3", texts) == third.anchor("art_2__para_1")
    assert stands({"v1": first, "v2": None}, "v3", texts) is None  # nowhere, somebody said
    assert stands({"v2": moved}, "v1", texts) is None  # it was not there yet
    assert stands({"v1": first}, "v9", texts) is None


def everything(text: Text) -> list[str]:
    """Every address but those of notes."""
    return [each.address for each in text.walk() if each.kind != "note"]


@pytest.mark.parametrize("seed", range(3))
def test_what_is_found_without_a_comparison_is_right(seed: int) -> None:
    """Twins are planted, articles renumbered: no place is another than the one that must be."""
    old = kazakhstan(1995)
    new = made(old, seed)
    before, after = Places("w", "old", old), Places("w", "new", new.text)
    found = 0
    for each in new.expected:
        if not each.quote:
            place = kept_at(each.old, before, after)
            assert place in ("", each.new if each.state == "kept" else ""), each
            found += bool(place)
    assert found > 300


def test_the_comparison_of_two_constitutions_never_says_otherwise() -> None:
    following = of_1995()
    found = 0
    for address in everything(following.before.text):
        anchor: Anchor | None = kept(
            following.before.anchor(address), following.before, following.after
        )
        if anchor is not None:
            found += 1
            fate = of(following, address)
            assert fate.after is None or fate.after == anchor, address
    assert found > 50
