"""A provision that was changed between two versions in one language and not in the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from fractions import Fraction

from dauys.errors import Refused
from dauys.text.compare import Comparison, comparison
from dauys.text.parity.divergence import Divergence, at
from dauys.text.parity.places import Place, told
from dauys.text.provision import Text
from dauys.text.tokens import words

ONE_LAW = Fraction(1, 2)  # of the units of the shorter version have a counterpart in the other
LONG = 4_000_000  # pairs of words; longer changes are shown whole, not word by word


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a provision's own words; ``before`` is empty for a new one."""

    before: str
    after: str

    def shown(self) -> list[str]:
        """The words that went and came: «−тең», «+қатар»."""
        old, new = words(self.before), words(self.after)
        if len(old) * len(new) > LONG:  # what a hostile text would take an hour for
            return [f"−{' '.join(old)}", f"+{' '.join(new)}"] if old != new else []
        marks: list[str] = []
        for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if kind != "equal":
                marks += [f"−{' '.join(old[a:b])}"] if a < b else []
                marks += [f"+{' '.join(new[c:d])}"] if c < d else []
        return marks


def changes(before: Text, after: Text) -> dict[str, Change]:
    """The provisions of a text whose words are not those of the version before, by address.

    Raises `Refused` parity.law where the other text is no version of this law: each provision
    would have come in every language, and nothing would be found.
    """
    found: dict[str, Change] = {}
    compared = comparison(before, after)
    _check_versions(compared)
    for row in compared.rows:
        for paragraph in compared.paragraphs(row) if row.new else ():
            if paragraph.new and paragraph.relation != "same":
                for each in paragraph.new:
                    found[each.address] = Change(told(paragraph.old), told([each]))
    return found


def _check_versions(compared: Comparison) -> None:
    sides = (
        (compared.old, {unit.address for row in compared.rows if row.new for unit in row.old}),
        (compared.new, {unit.address for row in compared.rows if row.old for unit in row.new}),
    )
    units, alike = min((len(text.units()), len(tied)) for text, tied in sides)
    if alike < ONE_LAW * units:
        language = compared.old.language
        raise Refused("parity.law", "", languages=language, alike=alike, units=units)


def edits(place: Place, changed: Mapping[str, Mapping[str, Change]]) -> Iterator[Divergence]:
    """A place whose words changed on one side only; ``changed`` is `changes` by language."""
    shown: list[list[str]] = []
    for language, addresses in zip(place.languages, place.addresses, strict=True):
        here = changed[language]
        shown.append([mark for each in addresses if each in here for mark in here[each].shown()])
    if bool(shown[0]) != bool(shown[1]):
        yield at(place, "edit", shown[0], shown[1])
