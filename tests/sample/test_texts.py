"""The three languages of each version say the same, place by place; the relations are as listed."""

from __future__ import annotations

import re
import typing

import pytest

from dauys import sample
from dauys.text.compare import compare
from dauys.text.provision import Provision, words_of
from dauys.wire import table
from tests.sample.read import text

VERSIONS: tuple[sample.Version, ...] = typing.get_args(sample.Version)
REFERENCES = {
    "kk": re.compile(r"((?:\d+(?:, | және ))*\d+)-ба[пб]"),
    "ru": re.compile(r"стать\w+ (\d+(?:(?:, | и )\d+)*)"),
    "en": re.compile(r"articles? (\d+(?:(?:, | and )\d+)*)"),
}
SHAPES = {
    "same": (1, 1),
    "moved": (1, 1),
    "reworded": (1, 1),
    "split": (1, 2),
    "merged": (2, 1),
    "dropped": (1, 0),
    "new": (0, 1),
}
NOBODY = Provision("", "article", "", "", "")


def article(version: sample.Version, language: str, number: str) -> Provision:
    return text(version, language).find(f"art_{number}")


def relations() -> list[tuple[list[str], list[str], str]]:
    rows = table.read(sample.data("relations.csv"), ("old", "new", "relation"))
    return [
        (row.cells["old"].split(), row.cells["new"].split(), row.text("relation")) for row in rows
    ]


@pytest.mark.parametrize("version", VERSIONS)
def test_the_languages_correspond_address_by_address(version: sample.Version) -> None:
    outlines = [
        [
            (each.address, each.kind, each.number, bool(each.heading), bool(each.text))
            for each in text(version, language).walk()
        ]
        for language in sample.LANGUAGES
    ]
    assert outlines[0] == outlines[1] == outlines[2]


@pytest.mark.parametrize(("version", "articles"), [("old", 26), ("draft", 30), ("new", 30)])
def test_no_article_is_missing(version: sample.Version, articles: int) -> None:
    numbers = [each.number for each in text(version, "kk").articles()]
    assert numbers == [str(n) for n in range(1, articles + 1)]


@pytest.mark.parametrize("version", VERSIONS)
def test_references_are_the_same_in_all_languages_and_lead_somewhere(
    version: sample.Version,
) -> None:
    seen = set()
    for unit in text(version, "kk").articles():
        cited = [
            sorted(_cited(language, text(version, language).find(unit.address)), key=int)
            for language in sample.LANGUAGES
        ]
        assert cited[0] == cited[1] == cited[2], unit.address
        seen.update(cited[0])
    assert seen <= {each.number for each in text(version, "kk").articles()}
    assert len(seen) >= (2 if version == "old" else 6)


def _cited(language: str, provision: Provision) -> list[str]:
    """The articles that a provision names."""
    told = "\n".join(each.text for each in provision.walk())
    return [n for phrase in REFERENCES[language].findall(told) for n in re.findall(r"\d+", phrase)]


def test_every_article_stands_in_the_list_of_relations_once() -> None:
    old = sorted((n for row in relations() for n in row[0]), key=int)
    new = sorted((n for row in relations() for n in row[1]), key=int)
    assert old == [str(n) for n in range(1, 27)]
    assert new == [str(n) for n in range(1, 31)]


@pytest.mark.parametrize("language", sample.LANGUAGES)
def test_the_relations_are_what_the_texts_show(language: str) -> None:
    for old, new, relation in relations():
        assert (len(old), len(new)) == SHAPES[relation], (old, new, relation)
        before = [article("old", language, number) for number in old]
        after = [article("new", language, number) for number in new]
        if relation in ("same", "moved", "reworded"):
            equal = words_of(before[0]) == words_of(after[0])
            assert equal == (relation != "reworded"), (old, new)
        if relation in ("split", "merged"):
            assert all(_share_a_paragraph(one, other) for one in before for other in after), old


@pytest.mark.parametrize("language", sample.LANGUAGES)
def test_what_is_new_or_dropped_has_no_partner(language: str) -> None:
    lone = [(old, new) for old, new, relation in relations() if relation in ("new", "dropped")]
    for old, new in lone:
        version: sample.Version = "old" if old else "new"
        other: sample.Version = "new" if old else "old"
        alone = article(version, language, (old or new)[0])
        assert not any(_share_a_paragraph(alone, each) for each in text(other, language).articles())


def _share_a_paragraph(one: Provision, other: Provision) -> bool:
    """Whether two paragraphs have at least 7 of 10 words in common."""
    return any(_alike(a, b) for a in one.children for b in other.children)


def _alike(one: Provision, other: Provision) -> bool:
    a, b = set(words_of(one).split()), set(words_of(other).split())
    return 10 * len(a & b) >= 7 * len(a | b)


@pytest.mark.parametrize("language", sample.LANGUAGES)
def test_the_comparison_finds_the_listed_relations(language: str) -> None:
    """What `dauys text compare` says of the old and the new charter is what their author meant."""
    rows = compare(text("old", language), text("new", language))
    told = {
        (a.number, b.number, row.relation)
        for row in rows
        for a in row.old or (NOBODY,)
        for b in row.new or (NOBODY,)
    }
    meant = {
        (a, b, relation)
        for old, new, relation in relations()
        for a in old or [""]
        for b in new or [""]
    }
    assert told == meant
