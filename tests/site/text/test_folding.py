"""Words are found however they are typed: in capitals, with е for ё, on a Russian keyboard."""

from __future__ import annotations

import unicodedata

import pytest

from dauys.site.text import folding


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("ҚЫЗ", "қыз"),
        ("Ещё", "еще"),
        (unicodedata.normalize("NFD", "Ещё й"), "еще й"),
        ("са\N{SOFT HYPHEN}мо", "само"),
        ("İ", "i̇"),
    ],
)
def test_what_counts_as_the_same_letter(typed: str, folded: str) -> None:
    assert folding.fold(typed) == folded


def test_the_nine_letters_have_a_nearest_one() -> None:
    assert folding.near(folding.fold("ӘҒҚҢӨҰҮҺІ")) == "агкноуухи"
    assert folding.near("қыз") == folding.near("кыз")


def test_a_hyphen_parts_words_and_each_has_a_space_before_it() -> None:
    assert folding.indexed("5-бап. Кіші-гірім") == " 5 бап кіші гірім"


def test_words_are_marked_where_they_begin_as_asked() -> None:
    assert folding.marked("Тіл туралы: тілдер.", ["тіл"], nearly=False) == [
        ("Тіл", True), (" туралы: ", False), ("тілдер", True), (".", False),
    ]  # fmt: skip
    assert folding.marked("Қыздар", ["кыз"], nearly=True) == [("Қыздар", True)]
    assert folding.marked("Қыздар", ["кыз"], nearly=False) == [("Қыздар", False)]
    assert folding.marked("", ["а"], nearly=False) == []
