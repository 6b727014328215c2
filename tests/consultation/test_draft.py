"""Proposals applied to the text: exactly where they quote, in any order, with their trace."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dauys.consultation.adopted import adopt
from dauys.consultation.amendment import Addition, Change, Edit, Removal, change_of
from dauys.consultation.anchor import Places
from dauys.consultation.collision import collide, collisions, together
from dauys.consultation.draft import Draft, draft
from dauys.consultation.proposal import Kind, Proposal
from dauys.errors import Findings, Refused
from dauys.text.formats import dump, load
from dauys.text.provision import Text
from dauys.text.read import read
from tests.consultation.made import LAW, places, proposal
from tests.sample.read import answers, proposals, text
from tests.sample.read import places as sample_places
from tests.shared import shared


def change(
    kind: Kind, address: str, quote: str = "", proposed: str = "", name: str = "p-1"
) -> Change:
    anchor = places().anchor(address)
    given = proposal(id=name, kind=kind, anchor=anchor, quote=quote, proposed=proposed)
    made = change_of(given, places())
    assert made is not None
    return made


def after(*changes: Change) -> Draft:
    return draft(places().text, changes)


def words_at(made: Draft, address: str) -> str:
    return made.text.find(address).text


@pytest.mark.parametrize(
    ("kind", "quote", "proposed", "there"),
    [
        ("amend", "с восьми часов", "с семи часов", "Сад открыт каждый день с семи часов."),
        ("amend", "С ВОСЬМИ часов.", "всегда.", "Сад открыт каждый день всегда."),
        ("amend", "", "Сад закрыт.", "Сад закрыт."),
        ("add", "Сад", "и двор", "Сад и двор открыт каждый день с восьми часов."),
        ("add", "день", ", даже в снег,", "Сад открыт каждый день, даже в снег, с восьми часов."),
        ("add", "", "Зимой нет.", "Сад открыт каждый день с восьми часов. Зимой нет."),
        ("delete", "каждый день", "", "Сад открыт с восьми часов."),
        ("delete", "Сад", "", "открыт каждый день с восьми часов."),
    ],
)
def test_words_are_changed_where_they_are_quoted(
    kind: Kind, quote: str, proposed: str, there: str
) -> None:
    made = after(change(kind, "art_1__para_1", quote, proposed))
    assert words_at(made, "art_1__para_1") == there


def test_a_provision_is_added_with_the_next_number_or_removed_whole() -> None:
    made = after(
        change("add", "art_2", proposed="Деревья поливают утром."),
        change("add", "art_3__para_1", proposed="3) зажечь фонари.", name="p-2"),
        change("delete", "art_1__para_2", name="p-3"),
        change("delete", "art_3__para_1", "открыть окна", name="p-4"),
    )
    assert words_at(made, "art_2__para_3") == "Деревья поливают утром."
    assert words_at(made, "art_3__para_1__point_3") == "зажечь фонари."
    gone = {each.address for each in places().text.walk()} - {
        each.address for each in made.text.walk()
    }
    assert gone == {"art_1__para_2", "art_3__para_1__point_2"}


@pytest.mark.parametrize(
    ("kind", "address", "quote", "proposed", "code"),
    [
        ("amend", "art_3", "", "Садовник вправе всё.", "amendment.whole"),
        ("amend", "art_3__para_1", "закрыть ворота открыть окна", "всё", "amendment.place"),
    ],
)
def test_a_proposal_without_a_certain_place_is_refused(
    kind: Kind, address: str, quote: str, proposed: str, code: str
) -> None:
    """The second quotes words of two points at once."""
    with pytest.raises(Refused) as refused:
        change(kind, address, quote, proposed)
    assert refused.value.code == code


def test_words_that_stand_twice_are_not_chosen_among() -> None:
    law = Places(
        "garden", "draft-1", read(LAW.replace("Сад открыт", "Сад и сад открыт").encode(), "ru").text
    )
    given = proposal(anchor=law.anchor("art_1__para_1"), quote="сад", proposed="двор")
    with pytest.raises(Refused, match=r"amendment\.place.*count=2"):
        change_of(given, law)


@pytest.mark.parametrize(
    ("words", "code"),
    [("5) зажечь фонари.", "amendment.number"), ("б) зажечь.", "amendment.number")],
)
def test_a_number_out_of_order_is_refused(words: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        after(change("add", "art_3__para_1", proposed=words))
    assert refused.value.code == code


def test_nothing_is_added_to_a_division() -> None:
    law = Places(
        "w", "v", read(LAW.replace("Статья 1.", "Глава 1. Сад\nСтатья 1.").encode(), "ru").text
    )
    given = proposal(kind="add", anchor=law.anchor("chp_1"), quote="", proposed="Всё.")
    made = change_of(given, law)
    assert made is not None
    with pytest.raises(Refused) as refused:
        draft(law.text, [made])
    assert refused.value.code == "amendment.level"


def test_what_collides_and_what_does_not() -> None:
    at = "art_1__para_1"
    hours = change("amend", at, "с восьми часов", "с семи часов")
    eight = change("amend", at, "восьми", "девяти", "p-2")
    days = change("amend", at, "каждый день", "по будням", "p-3")
    gone = change("delete", "art_1", name="p-4")
    end = change("add", at, proposed="Зимой он закрыт.", name="p-5")
    other = change("add", at, proposed="Летом он открыт.", name="p-6")
    more, most = (change("add", "art_2", proposed=each, name=each) for each in ("а", "б"))
    assert collide(hours, eight)
    assert collide(end, other)
    assert collide(more, most)
    assert collide(gone, days)
    assert collide(end, gone)
    assert not collide(hours, days)
    assert not collide(hours, end)
    assert not collide(gone, change("delete", at, name="p-7"))
    same = change("amend", at, "с восьми часов", "с семи часов", "p-8")
    assert [each.proposals for each in together([hours, same])] == [("p-1", "p-8")]
    found = collisions(together([hours, eight, days, gone]))
    assert [each.proposals for each in found] == [("p-1", "p-2", "p-3", "p-4")]
    with pytest.raises(Refused, match=r"amendment\.collision"):
        after(hours, eight)


@cache
def constitution() -> Places:
    return Places("w", "old", load(shared("texts/kz/1995.rus.txt")))


def proposed(seed: int, there: Places, size: int = 12) -> list[Proposal]:
    """Proposals that do not collide: each in a provision without parts, three in one: on its first
    words, on those that follow them, and on others further on."""
    chance = random.Random(seed)
    leaves = [
        each
        for each in there.text.walk()
        if not each.children and len(set(each.text.lower().split())) == len(each.text.split()) > 8
    ]
    found: list[Proposal] = []
    for n, leaf in enumerate(chance.sample(leaves, size)):
        words = leaf.text.split()
        for half, start in (("a", 0), ("b", 2), ("c", len(words) // 2 + 1)):
            kind = chance.choice(("amend", "add", "delete"))
            found.append(
                proposal(
                    id=f"p-{n}{half}",
                    kind=kind,
                    anchor=there.anchor(leaf.address),
                    quote=" ".join(words[start : start + 2]),
                    proposed="" if kind == "delete" else f"слова {n} {half}",
                )
            )
    return found


def changes(given: list[Proposal], there: Places) -> list[Change]:
    made = [change_of(each, there) for each in given]
    return [each for each in made if each is not None]


def one_by_one(given: list[Proposal], there: Places) -> Text:
    """Each applied to the text that the one before it left, its anchor made anew there."""
    for each in given:
        anchored = replace(each, anchor=there.anchor(each.anchor.address))
        made = draft(there.text, changes([anchored], there))
        there = Places(there.work, there.version, made.text)
    return there.text


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), order=st.randoms(use_true_random=False))
def test_proposals_that_do_not_collide_give_the_same_text_in_any_order(
    seed: int, order: random.Random
) -> None:
    there = constitution()
    given_ = proposed(seed, there)
    together_ = draft(there.text, changes(given_, there))
    order.shuffle(given_)
    assert draft(there.text, changes(given_, there)) == together_
    assert one_by_one(given_, there) == together_.text


@pytest.mark.parametrize("seed", range(5))
def test_the_trace_names_the_very_characters(seed: int) -> None:
    there = constitution()
    given_ = proposed(seed, there, size=40)
    made = draft(there.text, changes(given_, there))
    now = {each.address: each for each in made.text.walk()}
    assert {name for each in made.made for name in each.proposals} == {each.id for each in given_}
    for each in made.made:
        passage = getattr(now[each.address], each.part)
        assert passage[each.start : each.end] == each.words
    undone = {each.address: each.text for each in made.text.walk()}
    for each in reversed(made.made):
        passage = undone[each.address]
        undone[each.address] = passage[: each.start] + each.gone + passage[each.end :]
    assert undone == {each.address: each.text for each in there.text.walk()}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_next_version_of_the_sample_is_read_again_as_it_was_made(language: str) -> None:
    found = Findings()
    given_ = [each for each in proposals(found) if each.language == language]
    by_id = {each.proposal: each for each in answers(found)}
    made = adopt(given_, by_id, sample_places("draft", language), [], found)
    assert made is not None
    assert {each.code for each in found.found} <= {"amendment.part"}
    assert read(dump(made.text, ".txt"), language).text == made.text
    if language == "en":  # word for word as in the second draft
        assert made.text.find("art_9") != text("draft", "en").find("art_9")
        assert made.text.find("art_9__para_5") == text("new", "en").find("art_9__para_5")


def test_a_heading_is_changed_like_a_text() -> None:
    headed = LAW.replace("Статья 2.\n", "Статья 2. Деревья в саду\n")
    law = Places("w", "v", read(headed.encode(), "ru").text)
    given_ = proposal(anchor=law.anchor("art_2"), quote="в саду", proposed="и кусты")
    made = draft(law.text, changes([given_], law))
    assert made.text.find("art_2").heading == "Деревья и кусты"
    assert made.made[0].part == "heading"


def test_neighbouring_words_do_not_collide() -> None:
    at = "art_1__para_1"
    made = after(
        change("amend", at, "каждый день", "всегда"),
        change("amend", at, "с восьми", "с девяти", "p-2"),
        change("delete", at, "часов", "", "p-3"),
        change("add", at, "открыт", "людям", "p-4"),
    )
    assert words_at(made, at) == "Сад открыт людям всегда с девяти."


def test_neighbouring_deletions_at_the_beginning_leave_no_space_before_the_rest() -> None:
    at = "art_1__para_1"
    first, second = change("delete", at, "Сад"), change("delete", at, "открыт", "", "p-2")
    assert not collide(first, second)
    for made in (after(first, second), after(second, first)):
        assert words_at(made, at) == "каждый день с восьми часов."
        assert [(each.gone, each.proposals) for each in made.made] == [
            ("Сад ", ("p-1",)),
            ("открыт ", ("p-2",)),
        ]


def test_deletions_that_together_leave_no_word_take_the_provision() -> None:
    at = "art_1__para_1"
    made = after(
        change("delete", at, "Сад открыт"),
        change("delete", at, "каждый день с восьми часов", "", "p-2"),
    )
    assert [each.address for each in made.text.find("art_1").children] == ["art_1__para_2"]
    (gone,) = made.made
    assert (gone.address, gone.words, gone.proposals) == (at, "", ("p-1", "p-2"))
    assert gone.gone == "Сад открыт каждый день с восьми часов."


def test_what_is_said_after_quoted_words_collides_with_their_change() -> None:
    at = "art_1__para_1"
    said = change("add", at, "каждый день", "кроме зимы")
    assert collide(said, change("amend", at, "день", "вечер", "p-2"))


def test_kinds_of_change_are_told_apart() -> None:
    assert isinstance(change("delete", "art_1"), Removal)
    assert isinstance(change("add", "art_2", proposed="Всё."), Addition)
    assert isinstance(change("delete", "art_1__para_1", "день"), Edit)
    assert change_of(proposal(kind="support", proposed=""), places()) is None
