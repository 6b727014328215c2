"""The term base: read strictly, and the longest term wins."""

from __future__ import annotations

from importlib import resources

import pytest

from dauys.errors import DauysError, Refused, Unreadable
from dauys.text.concepts.terms import TermBase, read_terms

BASE = """concept,kk,ru,en,source
constitutional-law,конституциялық заң*,конституционн* закон*,constitutional law*,a law
free,тегін|ақы төлемей,бесплатн*|безвозмездн*,free of charge,
law,заң|заңда,закон|закона,,
"""


def base(text: str) -> TermBase:
    return read_terms(text.encode("utf-8"), accused="file:terms.csv")


def built_in() -> TermBase:
    return read_terms((resources.files("dauys.text.concepts") / "terms.csv").read_bytes())


def test_terms_are_found_with_their_endings_and_the_longest_wins() -> None:
    terms = base(BASE)
    assert terms.find("Конституционным законом и законом", "ru") == {
        "constitutional-law": ["конституционным законом"]
    }
    assert terms.find("Ақы төлемей, тегін; заңда", "kk") == {
        "free": ["ақы төлемей", "тегін"],
        "law": ["заңда"],
    }


def test_a_concept_without_a_word_in_a_language_is_not_compared_there() -> None:
    terms = base(BASE)
    assert terms.covers("law", "kk", "ru")
    assert not terms.covers("law", "kk", "en")


def test_the_base_that_comes_with_dauys_is_sorted_and_says_where_each_term_was_read() -> None:
    data = (resources.files("dauys.text.concepts") / "terms.csv").read_text(encoding="utf-8")
    rows = [line.split(",") for line in data.splitlines()[1:]]
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    compared = [row for row in rows if sum(map(bool, row[1:4])) > 1]
    assert [row[0] for row in compared if not row[4]] == []
    assert len(built_in().concepts) == len(rows) > 120


BAD = [
    ("terms.empty", "concept,kk,ru\n"),
    ("terms.empty", "concept,kk\nlaw,заң\n"),
    ("terms.language", "concept,kk,ru,klingon\nlaw,заң,закон,x\n"),
    ("table.duplicate", "concept,kk,ru\nlaw,заң,закон\nlaw,заңда,закона\n"),
    ("table.column", "word,kk,ru\nlaw,заң,закон\n"),
    ("table.cell", "concept,kk,ru\nLaw!,заң,закон\n"),
    ("table.empty", ""),
    ("table.row", "concept,kk,ru\nlaw,заң\n"),
    ("terms.pattern", "concept,kk,ru\nlaw,заң,закон|\n"),
    ("terms.pattern", "concept,kk,ru\nlaw,заң,за*кон\n"),
    ("terms.pattern", "concept,kk,ru\nlaw,заң,*\n"),
    ("terms.pattern", "concept,kk,ru\nlaw,заң,a b c d e f g h i\n"),
    ("terms.pattern", "concept,kk,ru\nact,заң,акт\nlaw,заң,закон\n"),
    ("terms.pattern", "concept,kk,ru\nlaw,заң|заң,закон\n"),
]


@pytest.mark.parametrize(("code", "text"), BAD)
def test_a_term_base_that_is_wrong_is_refused_with_its_code(code: str, text: str) -> None:
    with pytest.raises(DauysError) as caught:
        base(text)
    assert caught.value.code == code


def test_another_encoding_is_said() -> None:
    with pytest.raises(Unreadable) as caught:
        read_terms(BASE.encode("cp1251", "replace"))
    assert caught.value.code == "table.encoding"


def test_a_base_of_too_many_concepts_is_refused() -> None:
    rows = "".join(f"c{n},кк{n},рр{n}\n" for n in range(5_001))
    with pytest.raises(Unreadable) as caught:
        base(f"concept,kk,ru\n{rows}")
    assert caught.value.code == "terms.many"


def test_a_term_for_two_concepts_names_its_line() -> None:
    with pytest.raises(Refused) as caught:
        base("concept,kk,ru\nact,заң,акт\nlaw,заң,закон\n")
    assert caught.value.facts == {"line": 3, "column": "kk", "found": "заң"}
