"""What a person should look at in a law before it goes further: ``dauys text check``.

docs/specification/3-text.md, section 6. The doubts of the reading, and then what the tree shows:
numbers out of order, references that dangle, letters of another alphabet, quotation marks and
brackets without their pair, doubled words, provisions without words, sentences in another
language. A finding is an error only where the text is wrong whatever its author meant; else it is
a warning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from dauys.errors import Fact, Finding, Findings
from dauys.text import numbers
from dauys.text.exclusion import is_excluded
from dauys.text.findings import excerpt
from dauys.text.languages import GRAMMARS
from dauys.text.lookalikes import strange_words
from dauys.text.mixture import foreign_sentences
from dauys.text.places import UNITS
from dauys.text.provision import DIVISIONS, Kind, Provision, Text, passages
from dauys.text.quotes import lonely_signs
from dauys.text.read import Reading
from dauys.text.references import references
from dauys.text.sequence import jumps

_DOUBLED = re.compile(r"(?<![\w-])([^\W\d_]+) \1(?![\w-])", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:art|trans)_[^_]+")
_MEANT_TWICE = frozenset({"that", "had"})
_LISTED: tuple[Kind, ...] = ("paragraph", "point", "subpoint")


def inspect(reading: Reading) -> Findings:
    """All findings on a text, in the order of the checks above and of the text."""
    found = Findings()
    checks: tuple[Callable[[Text], Iterator[Finding]], ...] = (
        _sequences,
        _references,
        _letters,
        _signs,
        _doubled,
        _wordless,
        _languages,
    )
    for finding in reading.findings.found:
        found.add(finding)
    for check in checks:
        for finding in check(reading.text):
            found.add(finding)
    return found


def _sequences(text: Text) -> Iterator[Finding]:
    """Paragraphs, points and divisions whose number does not follow the one before it."""
    for row in (text.provisions, *(each.children for each in text.walk())):
        for kind in (*_LISTED, *DIVISIONS, "transitional"):
            numbered = [each for each in row if each.kind == kind and each.number]
            yield from _jumps(numbered, text.language)


def _jumps(row: list[Provision], language: str) -> Iterator[Finding]:
    for n in jumps([_counted(each, language) for each in row], language):
        here = row[n]
        if n:
            facts: dict[str, Fact] = {"number": here.number, "previous": row[n - 1].number}
            yield Finding("text.sequence", "warning", _at(here.address), facts=facts)
        elif here.kind not in ("point", "subpoint"):  # those the reader has told
            yield Finding("text.list", "warning", _at(here.address), facts={"number": here.number})


def _counted(provision: Provision, language: str) -> str:
    """The number by which a provision is counted: «ВТОРОЙ» and «II» are 2."""
    if provision.kind in _LISTED:
        return provision.number
    roman = provision.kind in (*DIVISIONS, *UNITS)
    ordinals = GRAMMARS[language].ordinals
    return numbers.normal(provision.number, ordinals, roman=roman) or provision.number


def _references(text: Text) -> Iterator[Finding]:
    """An article that is not there is an error; what an article lacks may be meant of another."""
    for each in references(text):
        if not each.missing:
            continue
        whole = any(_ARTICLE.fullmatch(missing) for missing in each.missing)
        yield Finding(
            "text.reference",
            "error" if whole else "warning",
            _at(each.address),
            facts={"words": excerpt(each.words), "missing": excerpt(" ".join(each.missing))},
        )


def _letters(text: Text) -> Iterator[Finding]:
    for each in text.walk():
        for strange in strange_words(f"{each.heading} {each.text}", text.language):
            yield Finding(
                "text.letters",
                "error" if strange.certain else "warning",
                _at(each.address),
                facts={"word": excerpt(strange.word), "letters": excerpt(strange.names(), 120)},
            )


def _signs(text: Text) -> Iterator[Finding]:
    for unit in _stretches(text):
        spoken = ((each.address, part) for each in unit for part in (each.heading, each.text))
        for lonely in lonely_signs(spoken):
            yield Finding(
                "text.quotes",
                "warning",
                f"provision:{lonely.address}",
                facts={"sign": lonely.sign, "words": lonely.words},
            )


def _stretches(text: Text) -> Iterator[list[Provision]]:
    """The provisions of each article, transitional provision or note, and what stands between."""
    stretch: list[Provision] = []
    for each in text.walk():
        if each.kind in (*UNITS, *DIVISIONS, "note", "preamble", "conclusion") and stretch:
            yield stretch
            stretch = []
        stretch.append(each)
    if stretch:
        yield stretch


def _doubled(text: Text) -> Iterator[Finding]:
    for each in text.walk():
        names = each.kind == "conclusion" or each.address.startswith("conclusions")
        for found in _DOUBLED.finditer("" if names else each.text):  # «Fernández Fernández»
            if found[1].casefold() not in _MEANT_TWICE:
                word = excerpt(found[0])
                yield Finding("text.doubled", "warning", _at(each.address), facts={"word": word})


def _wordless(text: Text) -> Iterator[Finding]:
    """A number, or a heading, with nothing under it; what is marked as excluded has its reason."""
    for each in text.walk():
        if each.kind == "note" or is_excluded(each):
            continue
        spoken = [part for part in passages(each) if part != each.heading]
        holds_others = each.kind in DIVISIONS and any(c.kind != "note" for c in each.children)
        if not spoken and not holds_others:
            yield Finding("text.wordless", "warning", _at(each.address))


def _languages(text: Text) -> Iterator[Finding]:
    for each in text.walk():
        if each.kind == "note":
            continue
        for sentence, language in foreign_sentences(each.text, text.language):
            yield Finding(
                "text.foreign",
                "warning",
                _at(each.address),
                facts={"language": language, "words": excerpt(sentence)},
            )


def _at(address: str) -> str:
    return f"provision:{address}"
