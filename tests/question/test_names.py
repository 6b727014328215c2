"""Names: what a reader cannot tell apart counts as one, and nothing else does."""

from __future__ import annotations

import pytest

from dauys.question.names import distinct

ALIKE = {
    "by case": ("Yes", "YES"),
    "by space around": ("Yes", " Yes\t"),
    "by space inside": ("Not now", "Not  now"),
    "by a space of another kind": ("Not now", "Not\u00a0now"),
    "by Unicode form": ("é", "e\u0301"),
    "by width": ("Yes", "Ｙｅｓ"),
    "by what is not seen": ("Yes", "Y\u200bes"),
    "by direction marks": ("Yes", "\u202eYes"),
    "by Cyrillic small letters": ("yes", "уеѕ"),
    "by one Cyrillic letter": ("Yes", "Yеs"),
    "by Cyrillic capitals": ("TOM", "ТОМ"),
    "by a Kazakh capital": ("YES", "ҮES"),
    "by a ligature": ("office", "oﬃce"),
    "sharp s": ("Strasse", "Straße"),
}  # fmt: skip
APART = (
    ("Yes", "No"), ("Иә", "Жоқ"), ("Да", "Нет"), ("бұл", "бул"), ("ұл", "үл"), ("қол", "кол"),
    ("ана", "аңа"), ("һ", "н"), ("і", "ы"), ("ө", "о"), ("ғ", "г"), ("A", "B"), ("1", "2"),
    ("é", "e"), ("й", "и"),
)  # fmt: skip


@pytest.mark.parametrize(("one", "other"), ALIKE.values(), ids=ALIKE)
def test_names_of_one_look_are_one(one: str, other: str) -> None:
    assert not distinct([one, other])
    assert not distinct(["Something else", other, one])


@pytest.mark.parametrize(("one", "other"), APART)
def test_names_that_differ_are_told_apart(one: str, other: str) -> None:
    """Kazakh letters are letters, and no two of one alphabet are taken for one."""
    assert distinct([one, other])
    assert distinct([one.upper(), other.upper()])


def test_no_two_letters_of_an_alphabet_are_taken_for_one() -> None:
    for alphabet in (
        "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
        "abcdefghijklmnopqrstuvwxyz",
        "αβγδεζηθικλμνξοπρστυφχψω",
    ):
        assert distinct(alphabet)


def test_no_name_is_like_no_other() -> None:
    assert distinct([])
    assert distinct(["Yes"])
