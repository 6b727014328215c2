"""Aligning across languages: by structure, by what both sides share, and with shifted numbers."""

from __future__ import annotations

import csv
from importlib import resources
from pathlib import Path

import pytest

from dauys.errors import Refused
from dauys.sample import charter, data
from dauys.text.alignment import across as module
from dauys.text.alignment.across import Across, across
from dauys.text.concepts.terms import TermBase, read_terms
from dauys.text.formats import load
from dauys.text.provision import Text
from dauys.text.read import read
from tests.shared import shared
from tests.text.renumbered import renumbered

PAIRS = Path(__file__).resolve().parents[1] / "pairs" / "kz-2026-kaz-rus.csv"
TORN = ("55", "60", "88", "89")  # articles in which the Kazakh verb stands in another point


def terms() -> TermBase:
    return read_terms((resources.files("dauys.text.concepts") / "terms.csv").read_bytes())


def sample(language: str) -> Text:
    return read(data(charter("new", language)), language).text


def kazakh() -> Text:
    return load(shared("texts/kz/2026.kaz.txt"))


def russian() -> Text:
    return load(shared("texts/kz/2026.rus.txt"))


def article_ties(found: Across) -> set[tuple[str, str]]:
    return {
        (a.address, b.address)
        for unit in found.units
        for a in unit.first
        for b in unit.second
        if a.kind == "article"
    }


def test_the_list_made_by_reading_is_found_whole() -> None:
    """All 21 pairs of kz-2026-kaz-rus.csv, and no other partner for any article of the list."""
    with PAIRS.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    right = {(f"art_{row['kaz']}", f"art_{row['rus']}") for row in rows if row["sure"] == "yes"}
    listed = {first for first, _ in right}
    found = {tie for tie in article_ties(across(kazakh(), russian())) if tie[0] in listed}
    assert found == right
    assert len(right) == 21


def test_every_paragraph_of_2026_goes_with_its_own() -> None:
    """Both languages have the same paragraph and point numbers: any other pairing is a mistake."""
    found = across(kazakh(), russian(), terms())
    wrong = [
        pair
        for unit in found.units
        for pair in unit.paragraphs
        if [p.address for p in pair.first] != [p.address for p in pair.second]
    ]
    assert wrong == []
    assert found.numbering == 1


def test_lists_whose_verb_stands_elsewhere_are_joined_and_no_others() -> None:
    """Opening line and last point are one pairing in 55, 60, 88 and 89: the Kazakh verb is in the
    point, the Russian in the line."""
    found = across(kazakh(), russian(), terms())
    joined = [pair for unit in found.units for pair in unit.paragraphs if len(pair.first) > 1]
    assert [pair.first[0].address.split("__")[0] for pair in joined] == [f"art_{n}" for n in TORN]
    assert all(len(pair.first) == len(pair.second) == 2 for pair in joined)


@pytest.mark.parametrize("pair", [("kk", "ru"), ("kk", "en"), ("ru", "en")])
def test_the_sample_is_laid_side_by_side_in_any_two_languages(pair: tuple[str, str]) -> None:
    found = across(sample(pair[0]), sample(pair[1]), terms())
    for unit in found.units:
        assert [each.address for each in unit.first] == [each.address for each in unit.second]
        for inner in unit.paragraphs:
            assert [p.address for p in inner.first] == [p.address for p in inner.second]


@pytest.mark.parametrize(("with_terms", "least"), [(True, 89), (False, 86)])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_a_renumbered_translation_is_aligned_by_what_it_says(
    seed: int, with_terms: bool, least: int
) -> None:
    """Of 96 Russian articles 6 were dropped, 4 inserted, 24 exchanged, all numbered anew. Of the 90
    that are left at least so many are found; dropped and inserted ones may be paired wrongly."""
    inserted = load(shared("texts/ru/1993.rus.txt")).articles()[60:64]
    variant, was = renumbered(russian(), seed, dropped=6, swapped=12, inserted=inserted)
    found = article_ties(across(kazakh(), variant, terms() if with_terms else None))
    right = {(before, now) for now, before in was.items()}
    assert len(right) == 90
    assert len(found & right) >= least
    assert len(found - right) <= 7


def test_a_renumbered_sample_is_aligned_too() -> None:
    variant, was = renumbered(sample("ru"), 3, dropped=1, swapped=3, inserted=())
    found = article_ties(across(sample("kk"), variant, terms()))
    right = {(before, now) for now, before in was.items()}
    assert len(found & right) >= len(right) - 1


def test_it_is_the_same_on_every_run_and_every_unit_stands_in_one_row() -> None:
    first, second = sample("kk"), sample("en")
    found = across(first, second)
    assert found == across(first, second)
    told = [each.address for unit in found.units for each in unit.first if each.kind == "article"]
    assert told == [each.address for each in first.articles()]
    told = [each.address for unit in found.units for each in unit.second if each.kind == "article"]
    assert sorted(told) == sorted(each.address for each in second.articles())


def test_a_split_article_is_tied_to_both_halves() -> None:
    """One language has in two articles what the other has in one."""
    whole = (
        "Статья 1.\nЖители равны.\nСтатья 2.\n1. Совет состоит из семнадцати депутатов.\n"
        "2. Депутаты избираются тайным голосованием на четыре года.\n"
        "Статья 3.\nЗаконы публикуются.\n"
    )
    split = (
        "1-бап.\nТұрғындар тең.\n2-бап.\nКеңес он жеті депутаттан тұрады.\n3-бап.\n"
        "Депутаттар жасырын дауыс беру арқылы төрт жылға сайланады.\n4-бап.\nЗаңдар жарияланады.\n"
    )
    texts = read(split.encode(), "kk").text, read(whole.encode(), "ru").text
    ties = article_ties(across(*texts, terms()))
    assert ("art_4", "art_3") in ties
    assert {second for first, second in ties if first in ("art_2", "art_3")} == {"art_2"}


def test_texts_of_too_many_units_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_UNITS", 10)
    with pytest.raises(Refused) as caught:
        across(sample("kk"), sample("ru"))
    assert caught.value.code == "text.units"
