"""The term base: which words stand for one concept in each language (3-text, section 9).

A CSV table: a column ``concept``, a column for each language, and, if wanted, ``source``. A cell
holds the ways to say it, ``|`` between them; ``*`` after a word stands for any ending. It is read
strictly, and finds terms in words; comparing two languages is `values`.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dauys.errors import Refused, Unreadable
from dauys.text.languages import GRAMMARS
from dauys.text.tokens import words
from dauys.wire import table

MAX_CONCEPTS = 5_000
MAX_WORDS = 8  # in one term
_CONCEPT = re.compile(r"[a-z][a-z0-9-]{0,59}")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*\*?")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")  # "people's" is read as two words


@dataclass(frozen=True, slots=True)
class Term:
    """One way to say a concept: its words, each with whether any ending may follow."""

    concept: str
    words: tuple[tuple[str, bool], ...]

    def rank(self) -> tuple[int, int]:
        """Longer terms are taken before shorter ones that stand in them."""
        return len(self.words), sum(len(word) for word, _ in self.words)

    def stands_at(self, found: Sequence[str], at: int) -> bool:
        """Whether the words from ``at`` on are this term."""
        return at + len(self.words) <= len(found) and all(
            word.startswith(stem) if any_ending else word == stem
            for word, (stem, any_ending) in zip(
                found[at : at + len(self.words)], self.words, strict=True
            )
        )


@dataclass(frozen=True, slots=True)
class TermBase:
    """The terms of each language, by the first letters of their first word."""

    concepts: tuple[str, ...]
    languages: tuple[str, ...]
    lacking: frozenset[tuple[str, str]]  # concept and language without a word for it
    _terms: Mapping[str, Mapping[str, tuple[Term, ...]]] = field(repr=False)

    def covers(self, concept: str, *languages: str) -> bool:
        """Whether each of some languages has a word for a concept."""
        return not any((concept, language) in self.lacking for language in languages)

    def find(self, text: str, language: str) -> dict[str, list[str]]:
        """The concepts of a passage with the words that stand for them. A word belongs to one
        term, the longest that stands there: «конституционный закон» is no «закон»."""
        found: dict[str, list[str]] = {}
        terms = self._terms.get(language, {})
        said = words(text)
        at = 0
        while at < len(said):
            here = terms.get(said[at][:2], ())
            term = next((term for term in here if term.stands_at(said, at)), None)
            size = len(term.words) if term else 1
            if term:
                found.setdefault(term.concept, []).append(" ".join(said[at : at + size]))
            at += size
        return found


def read_terms(data: bytes, *, accused: str = "") -> TermBase:
    """The term base of a CSV table.

    Raises ``table.*`` for what is no table, ``terms.language`` for a column that is no known
    language, ``terms.empty``, and ``terms.pattern`` for a cell that is no list of terms or a term
    that stands for two concepts.
    """
    header = _header(data)
    rows = table.read(data, ["concept"], key="concept", accused=accused)
    languages = [column for column in header if column not in ("concept", "source")]
    for language in languages:
        if language not in GRAMMARS:
            known = " ".join(GRAMMARS)
            raise Unreadable("terms.language", accused, expected=known, found=language[:40])
    if not rows or len(languages) < 2:
        raise Unreadable("terms.empty", accused)
    if len(rows) > MAX_CONCEPTS:
        raise Unreadable("terms.many", accused, limit=MAX_CONCEPTS)
    return _base(rows, languages, accused)


def _header(data: bytes) -> list[str]:
    """The names of the columns; what is no table is refused by `table.read`."""
    first = data.decode("utf-8-sig", "replace").partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    cells = next(csv.reader(io.StringIO(first), delimiter=delimiter), [])
    return [unicodedata.normalize("NFC", cell.strip()) for cell in cells]


def _base(rows: Sequence[table.Row], languages: Sequence[str], accused: str) -> TermBase:
    terms: dict[str, dict[str, list[Term]]] = {language: {} for language in languages}
    taken: dict[tuple[str, tuple[tuple[str, bool], ...]], str] = {}
    lacking: set[tuple[str, str]] = set()
    for row in rows:
        concept = row.text("concept")
        if not _CONCEPT.fullmatch(concept):
            raise row.wrong("concept", "a-z 0-9 -")
        for language in languages:
            found = _terms(row, language, concept, accused)
            if not found:
                lacking.add((concept, language))
            for term in found:
                other = taken.setdefault((language, term.words), concept)
                if other != concept or sum(term == each for each in found) > 1:
                    raise _wrong(row, language, " ".join(word for word, _ in term.words), accused)
                terms[language].setdefault(term.words[0][0][:2], []).append(term)
    sorted_terms = {
        language: {
            key: tuple(sorted(held, key=Term.rank, reverse=True)) for key, held in of.items()
        }
        for language, of in terms.items()
    }
    concepts = tuple(row.cells["concept"] for row in rows)
    return TermBase(concepts, tuple(languages), frozenset(lacking), sorted_terms)


def _terms(row: table.Row, language: str, concept: str, accused: str) -> list[Term]:
    cell = row.cells[language]
    found: list[Term] = []
    for way in cell.split("|") if cell else ():
        said = _APOSTROPHE.sub(" ", way.casefold()).split()
        if not 0 < len(said) <= MAX_WORDS or not all(map(_WORD.fullmatch, said)):
            raise _wrong(row, language, way, accused)
        if len(said[0].rstrip("*")) < 2:
            raise _wrong(row, language, way, accused)
        found.append(Term(concept, tuple((w.rstrip("*"), w.endswith("*")) for w in said)))
    return found


def _wrong(row: table.Row, language: str, found: str, accused: str) -> Refused:
    return Refused("terms.pattern", accused, line=row.line, column=language, found=found[:80])
