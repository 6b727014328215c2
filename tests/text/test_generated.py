"""Random laws of every kind are read back to exactly the tree that they were made from."""

from __future__ import annotations

from collections import Counter

import pytest

from dauys.text.inspection import inspect
from dauys.text.languages import GRAMMARS
from dauys.text.read import read
from dauys.text.wire import read_text, write_text
from tests.text.generated import generated

SEEDS = 150


@pytest.mark.parametrize("language", GRAMMARS)
def test_a_generated_law_is_read_to_its_tree_without_a_doubt(language: str) -> None:
    for seed in range(SEEDS):
        law, tree = generated(language, seed)
        reading = read(law.encode(), language)
        assert reading.text == tree, seed
        assert reading.findings.found == [], seed


@pytest.mark.parametrize("language", GRAMMARS)
def test_as_markdown_from_another_system_and_on_the_wire_it_is_the_same(language: str) -> None:
    for seed in range(40):
        law, tree = generated(language, seed)
        marked = law.replace("\n", "\n\n")
        assert read(marked.encode(), language, markdown=True).text == tree, seed
        assert read(("\ufeff" + law.replace("\n", "\r\n")).encode()).text == tree, seed
        assert read_text(write_text(tree)) == tree, seed


@pytest.mark.parametrize("language", GRAMMARS)
def test_a_generated_law_has_no_finding(language: str) -> None:
    for seed in range(60):
        law, _ = generated(language, seed)
        found = [each.code for each in inspect(read(law.encode(), language)).found]
        assert set(found) <= {"text.wordless"}, seed  # a division may be left without articles


def test_the_generator_makes_every_kind_of_provision() -> None:
    """What it never made would never have been read back."""
    for language in GRAMMARS:
        counts: Counter[str] = Counter()
        for seed in range(SEEDS):
            _, tree = generated(language, seed)
            counts.update(each.kind for each in tree.walk())
            counts.update("inserted" for each in tree.articles() if not each.number.isdecimal())
        assert min(counts.values()) > 20, (language, counts)
        assert len(counts) == 11, (language, counts)  # all kinds but the Spanish conclusion


def addresses(law: str, language: str) -> list[str]:
    text = read(law.encode(), language).text
    return [each.address.partition("__para_1")[2] for each in text.walk()]


def test_a_passage_among_kazakh_letters_stays_where_it_stands() -> None:
    """«ә» comes before «б» in the alphabet and behind «я» in Unicode."""
    law = "1-бап\nМыналар бар:\nа) өзен;\nә) көл;\nКөл таза;\nб) орман.\n"
    assert addresses(law, "kk")[-4:] == ["__point_a", "__point_ae", "__point_ae__al_2", "__point_b"]


def test_a_passage_among_small_roman_numerals_stays_where_it_stands() -> None:
    """ix is more than viii, and less in the order of letters."""
    numerals = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii"]
    items = "".join(f"({each}) town;\n" for each in numerals)
    law = f"Article 1\nThere are:\n{items}The eighth is old;\n(ix) river.\n"
    assert addresses(law, "en")[-2:] == ["__point_viii__al_2", "__point_ix"]


def test_letters_and_small_roman_numerals_are_told_apart_by_what_stands_around() -> None:
    numerals = ["i", "ii", "iii", "iv", "v", "vi"]
    law = (
        "Article 1\nThere are:\n"
        + "".join(f"({each}) town;\n" for each in "abcdefgh")
        + "".join(f"({each}) river;\n" for each in numerals)
        + "(i) bank;\n(j) bridge, being:\n(i) old;\n(ii) new.\n"
    )
    steps = [each.removeprefix("__point_") for each in addresses(law, "en")[2:]]
    assert steps == [
        *"abcdefgh",
        *(f"h__sub_{each}" for each in numerals),
        "i",
        "j",
        "j__sub_i",
        "j__sub_ii",
    ]
