"""Every check of parity, over every pair of languages of a version (3-text, section 9).

1. the languages are told apart, and must be the same before and after
2. each two are laid side by side; texts that are not one law are refused
3. structure, form, values, terms, modality and edits are compared place by place
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from dauys.errors import Finding, Refused, Unreadable
from dauys.text.alignment.across import Across, across
from dauys.text.concepts.terms import TermBase
from dauys.text.languages import GRAMMARS
from dauys.text.parity.divergence import Divergence, finding
from dauys.text.parity.edits import Change, changes, edits
from dauys.text.parity.form import form
from dauys.text.parity.modality import modality
from dauys.text.parity.places import Place, places
from dauys.text.parity.structure import structure
from dauys.text.parity.values import values
from dauys.text.parity.vocabulary import vocabulary
from dauys.text.provision import Text
from dauys.wire.ids import Language

ONE_LAW = Fraction(1, 2)  # of the units of both texts must go together, alike by so much or more
ALIKE = 40  # hundredths


@dataclass(frozen=True, slots=True)
class Parity:
    """What was compared, and where the languages differ. ``authoritative`` are those that bind."""

    languages: tuple[Language, ...]
    authoritative: tuple[Language, ...]
    divergences: tuple[Divergence, ...]
    provisions: int  # places compared, over all pairs of languages

    def findings(self) -> list[Finding]:
        """The divergences as findings, in the same order."""
        return [finding(each, self.authoritative) for each in self.divergences]


def parity(
    texts: Sequence[Text],
    terms: TermBase,
    before: Sequence[Text] = (),
    authoritative: Sequence[Language] = (),
) -> Parity:
    """Where the languages of a version differ; ``before`` is the version before it, in the same
    languages. No authoritative language named: all are equal.

    Raises `Unreadable` parity.languages, parity.authoritative, parity.before, terms.lacking and
    `Refused` parity.law, text.units.
    """
    named = _by_language(texts)
    old = _by_language(before) if before else {}
    if before and set(old) != set(named):
        found = " ".join(sorted(old))
        raise Unreadable("parity.before", "", expected=" ".join(sorted(named)), found=found)
    binding = tuple(dict.fromkeys(authoritative)) or tuple(named)
    if stray := [language for language in binding if language not in named]:
        raise Unreadable("parity.authoritative", "", found=stray[0][:40])
    if len(set(named) & set(terms.languages)) < 2:
        raise Unreadable("terms.lacking", "", languages=" ".join(named))
    changed = {language: changes(old[language], named[language]) for language in old}
    divergences: list[Divergence] = []
    compared = 0
    for first, second in combinations(named.values(), 2):
        found_across = _one_law(across(first, second, terms))
        divergences += structure(found_across)
        found_places = list(places(found_across))
        ratio = _ratio(found_places)
        compared += len(found_places)
        for place in found_places:
            divergences += _checks(place, terms, ratio, changed)
    return Parity(tuple(named), binding, tuple(divergences), compared)


def _checks(
    place: Place,
    terms: TermBase,
    ratio: Fraction,
    changed: Mapping[Language, Mapping[str, Change]],
) -> Iterator[Divergence]:
    yield from form(place, ratio)
    yield from values(place)
    yield from vocabulary(place, terms)
    yield from modality(place)
    if changed:
        yield from edits(place, changed)


def _ratio(found: Sequence[Place]) -> Fraction:
    """How long the first language is beside the second, over the whole of both."""
    first, second = (sum(len(place.said[side]) for place in found) for side in (0, 1))
    return Fraction(first or 1, second or 1)


def _by_language(texts: Sequence[Text]) -> dict[Language, Text]:
    """The texts in the order of `GRAMMARS`, whatever the order in which they were given."""
    found = {text.language: text for text in texts}
    if len(texts) < 2 or len(found) < len(texts):
        languages = " ".join(sorted(text.language for text in texts))
        raise Unreadable("parity.languages", "", found=languages)
    return {language: found[language] for language in GRAMMARS if language in found}


def _one_law(found: Across) -> Across:
    """Two laws that have little in common would give a finding for every provision."""
    units = sum(max(len(each.first), len(each.second)) for each in found.units)
    alike = sum(bool(u.first and u.second and u.alike >= ALIKE) for u in found.units)
    if alike < ONE_LAW * units:
        languages = f"{found.first.language} {found.second.language}"
        raise Refused("parity.law", "", languages=languages, alike=alike, units=units)
    return found
