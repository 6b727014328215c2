"""Numbers as printed become numbers of addresses."""

from __future__ import annotations

import pytest

from dauys.text.languages import GRAMMARS
from dauys.text.numbers import lost_superscript, normal, order, printed


@pytest.mark.parametrize(
    ("number", "language", "expected"),
    [
        ("83-1", "ru", "83-1"),
        ("83–1", "kk", "83-1"),
        ("67¹", "ru", "67-1"),
        ("67.1", "ru", "67-1"),
        ("VIII", "ru", "8"),
        ("ХІ", "kk", "11"),
        ("ВТОРОЙ", "ru", "2"),
        ("ОН БІРІНШІ", "kk", "11"),
        ("12°", "es", "12"),
        ("1º", "es", "1"),
        ("19 bis", "en", "19-bis"),
        ("DECIMOCTAVA", "es", "18"),
        ("VIGESIMAOCTAVA", "es", "28"),
        ("DÉCIMA", "es", "10"),
        ("final", "es", "final"),
        ("Осы", "ru", "osy"),
        ("№", "ru", None),
    ],
)
def test_a_number_is_made_ascii(number: str, language: str, expected: str | None) -> None:
    assert normal(number, GRAMMARS[language].ordinals, roman=True) == expected


def test_letters_of_a_list_never_meet_in_one_address() -> None:
    letters = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі"
    assert len({normal(letter, {}, roman=False) for letter in letters}) == len(letters)


def test_all_thirty_nine_spanish_ordinals_are_known() -> None:
    ordinals = GRAMMARS["es"].ordinals
    assert set(range(1, 40)) <= set(ordinals.values())


def test_numbers_sort_as_law_does() -> None:
    numbers = ["1", "2", "2-1", "2-2", "3", "10", "10-1", "11"]
    assert sorted(["10", "3", "2-2", "11", "1", "2", "10-1", "2-1"], key=order) == numbers
    assert sorted(["б", "а1", "а", "ж1", "ж"], key=order) == ["а", "а1", "б", "ж", "ж1"]


@pytest.mark.parametrize(
    ("previous", "number", "meant"),
    [
        ("67", "671", "67-1"),
        ("67-1", "672", "67-2"),
        ("1", "11", "1-1"),
        ("10", "11", None),
        ("67-1", "68", None),
        ("", "1", None),
    ],
)
def test_a_raised_digit_is_missed_only_where_the_count_says_so(
    previous: str, number: str, meant: str | None
) -> None:
    assert lost_superscript(previous, number) == meant


def test_decoration_is_not_of_the_number() -> None:
    assert [printed(number) for number in ("1º", "12°", "83–1", "67¹")] == [
        "1",
        "12",
        "83-1",
        "67-1",
    ]
