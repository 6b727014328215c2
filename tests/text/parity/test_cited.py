"""References are compared by what they lead to, in whatever words and numbering."""

from __future__ import annotations

import time

import pytest

from tests.text.parity.test_compare import found

LAW = {
    "kk": "ҚАЛА ЖАРҒЫСЫ\n1-бап.\n1. Кеңес қаланың атынан шешеді.\n2. Кеңес бюджетті бекітеді.\n"
    "2-бап.\n1. Қала бюджеті ашық.\n2. Мэр кітапханаларды басқарады. {}\n",
    "ru": "УСТАВ ГОРОДА\nСтатья 1.\n1. Совет решает от имени города.\n2. Совет утверждает бюджет.\n"
    "Статья 2.\n1. Бюджет города открыт.\n2. Мэр управляет библиотеками. {}\n",
}
CITED = [  # Kazakh, Russian, whether they cite the same
    ("1-баптың 2-тармағы сақталады.", "Соблюдается пункт 2 статьи 1.", True),
    ("Осы баптың 1-тармағы сақталады.", "Соблюдается пункт 1 статьи 2.", True),
    ("Осы баптың 1-тармағы сақталады.", "Соблюдается пункт 1.", True),
    ("Осы бап сақталады.", "Это соблюдается.", True),
    ("1-баптың 2-тармағы сақталады.", "Соблюдается пункт 1 статьи 1.", False),
    ("1-баптың 2-тармағы сақталады.", "Соблюдается статья 1 и пункт 2.", False),
    ("1-баптың 2-тармағы сақталады.", "Соблюдается пункт 2 статьи 7.", False),
    ("Азаматтық кодекстің 5-бабы сақталады.", "Соблюдается статья 5 Гражданского кодекса.", True),
    ("Азаматтық кодекстің 5-бабы сақталады.", "Соблюдается статья 6 Гражданского кодекса.", False),
]


@pytest.mark.parametrize(("kazakh", "russian", "same"), CITED)
def test_what_is_cited_is_compared(kazakh: str, russian: str, same: bool) -> None:
    told = found(LAW["kk"].format(kazakh), LAW["ru"].format(russian))
    assert (("parity.reference", "provision:art_2__para_2") not in told) is same


def test_values_without_end_take_no_quadratic_time() -> None:
    """4,000 numbers and fractions that the other language lacks: 32 million pairs."""
    kazakh = LAW["kk"].format("Үш жүз екі бес. " * 4_000)
    russian = LAW["ru"].format("Две трети года. " * 4_000)
    before = time.process_time()
    assert "parity.number" in {code for code, _ in found(kazakh, russian)}
    assert time.process_time() - before < 6


def test_a_law_that_one_language_numbers_otherwise_cites_the_same() -> None:
    """Article 7 of the Russian is article 1 of the Kazakh: the number is told, no reference."""
    russian = LAW["ru"].replace("Статья 1.", "Статья 7.").format("Соблюдается статья 7.")
    told = found(LAW["kk"].format("1-бап сақталады."), russian)
    assert "parity.numbering" in {code for code, _ in told}
    assert "parity.reference" not in {code for code, _ in told}
