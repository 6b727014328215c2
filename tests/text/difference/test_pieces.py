"""Differences read as a person would have marked them, and lose no character."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dauys.text.difference.pieces import NEW, OLD, Piece, difference
from dauys.text.difference.tokens import cut

SIGNS = {"kept": ("", ""), "deleted": ("[-", "-]"), "inserted": ("{+", "+}")}
MIRROR = {"kept": "kept", "deleted": "inserted", "inserted": "deleted"}

WORDS = st.sampled_from(
    ["город", "Город", "вода", "и", "в", "статьи 44", "44-баптың", "12 482 613", "не", "закон",
     ",", ".", ";", "–", "(", ")", "«", "»", " ", "  ", "\n", "е\u0301", "½", "_", "\u00ad"]
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(WORDS, max_size=30).map(" ".join), st.lists(WORDS, max_size=30).map("".join), st.text()
)


def shown(old: str, new: str) -> str:
    pieces = difference(old, new)
    return "".join(SIGNS[p.mark][0] + p.text + SIGNS[p.mark][1] for p in pieces)


def joined(pieces: Iterable[Piece], marks: tuple[str, ...]) -> str:
    return "".join(piece.text for piece in pieces if piece.mark in marks)


@given(TEXTS, TEXTS)
@example(" а", "а ")
@example("вода. вода", "вода.  вода ")
@settings(max_examples=400, deadline=None)
def test_no_character_is_lost_or_made_up(old: str, new: str) -> None:
    pieces = difference(old, new)
    assert joined(pieces, OLD) == old
    assert joined(pieces, NEW) == new
    assert all(piece.text for piece in pieces)


@given(TEXTS, TEXTS)
@settings(max_examples=200, deadline=None)
def test_swapped_texts_give_the_same_marks_swapped(old: str, new: str) -> None:
    there, back = difference(old, new), difference(new, old)
    assert {(p.mark, p.text) for p in there} == {(MIRROR[p.mark], p.text) for p in back}
    kept = [[p.text for p in each if p.mark == "kept"] for each in (there, back)]
    assert kept[0] == kept[1]


@given(TEXTS)
def test_a_text_beside_itself_is_kept_whole(text: str) -> None:
    assert difference(text, text) == ((Piece("kept", text),) if text else ())


@given(TEXTS)
def test_tokens_are_the_text_cut(text: str) -> None:
    tokens = cut(text)
    assert tokens.text(0, len(tokens)) + tokens.tail == text


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # a word is whole, whatever its letters share
        ("Суд открытый.", "Суд открыт.", "Суд [-открытый-]{+открыт+}."),
        # nothing in common: one deletion and one insertion, not two of each
        ("кошка бежит", "собака лежит", "[-кошка бежит-]{+собака лежит+}"),
        # a short word between two changes ends neither
        (
            "беречь дом и прекрасный сад круглый год",
            "хранить реку и большое поле круглый год",
            "[-беречь дом и прекрасный сад-]{+хранить реку и большое поле+} круглый год",
        ),
        # punctuation stays with what is kept
        ("На всей территории Республики.", "На всей территории Республики Казахстан.",
         "На всей территории Республики{+ Казахстан+}."),
        # an item of a list takes its own comma along, not that of its neighbour
        ("воды, леса, горы, реки", "воды, леса, реки", "воды, леса,[- горы,-] реки"),
        # a comma alone is shown with its word
        ("Народ, ведающий правами, вправе.", "Народ, ведающий правами вправе.",
         "Народ, ведающий [-правами,-]{+правами+} вправе."),
        # numbers and references are whole
        ("Согласно пункту 2 статьи 44 и закону", "Согласно пункту 2 статьи 45 и закону",
         "Согласно пункту 2 [-статьи 44-]{+статьи 45+} и закону"),
        ("44-баптың күші жойылсын", "45-баптың күші жойылсын",
         "[-44-баптың-]{+45-баптың+} күші жойылсын"),
        ("under article 44(2) of the law", "under article 44(3) of the law",
         "under [-article 44(2)-]{+article 44(3)+} of the law"),
        ("не менее 12 482 613 тенге", "не менее 12 482 614 тенге",
         "не менее [-12 482 613-]{+12 482 614+} тенге"),
        # a sentence that is gone is gone as a whole, with its own stop
        ("Жилище неприкосновенно. Обыск запрещён ночью. Суд решает.",
         "Жилище неприкосновенно. Суд решает.",
         "Жилище неприкосновенно.[- Обыск запрещён ночью.-] Суд решает."),
        ("Каждый вправе жить. Казнь запрещена.", "Каждый вправе жить.",
         "Каждый вправе жить.[- Казнь запрещена.-]"),
        # the sentence after a deleted one begins where it begins, however short
        ("Договоры страны важнее законов. Порядок и условия определяет закон.",
         "Порядок определяет закон.",
         "[-Договоры страны важнее законов. -]Порядок[- и условия-] определяет закон."),
        ("", "Всё новое.", "{+Всё новое.+}"),
        ("Всё прежнее.", "", "[-Всё прежнее.-]"),
    ],
)  # fmt: skip
def test_it_reads_as_a_person_would_mark_it(old: str, new: str, expected: str) -> None:
    assert shown(old, new) == expected


def test_long_texts_of_the_same_word_end() -> None:
    """Equal words by the thousand must not make the work square."""
    old, new = "а " * 20_000 + "б", "в " + "а " * 19_000
    assert joined(difference(old, new), NEW) == new
