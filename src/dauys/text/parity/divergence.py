"""Where two languages differ, and the finding that says so.

A divergence holds both sides as they stand; which of them is right, it does not say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dauys.errors import Fact, Finding
from dauys.text.parity.places import Place
from dauys.wire.ids import Language

Check = Literal[
    "structure",
    "numbering",
    "sentences",
    "aside",
    "length",
    "number",
    "date",
    "deadline",
    "reference",
    "term",
    "permission",
    "duty",
    "negation",
    "exception",
    "restriction",
    "edit",
]
NOTHING = "–"
BETWEEN = ", "


@dataclass(frozen=True, slots=True)
class Divergence:
    """A difference between two languages at a place.

    ``found`` is what each side has and the other has not, in its own words; of a term, ``concept``
    is its name in the term base.
    """

    check: Check
    languages: tuple[Language, Language]
    addresses: tuple[tuple[str, ...], tuple[str, ...]]
    said: tuple[str, str]
    found: tuple[tuple[str, ...], tuple[str, ...]]
    concept: str = ""

    @property
    def address(self) -> str:
        """The provision that the finding names: the first of the first side that has one."""
        return (self.addresses[0] or self.addresses[1])[0]


def at(
    place: Place, check: Check, first: Sequence[str], second: Sequence[str], concept: str = ""
) -> Divergence:
    """A divergence at a place that stands in both languages."""
    found = tuple(first), tuple(second)
    return Divergence(check, place.languages, place.addresses, place.said, found, concept)


def finding(divergence: Divergence, authoritative: Sequence[Language]) -> Finding:
    """What a person should look at; it says which languages bind."""
    accused = f"provision:{divergence.address}"
    first, second = divergence.languages
    in_first, in_second = (BETWEEN.join(side) or NOTHING for side in divergence.found)
    sides: dict[str, Fact] = {
        "first": first,
        "in_first": in_first,
        "second": second,
        "in_second": in_second,
        "authority": BETWEEN.join(authoritative),
    }
    match divergence.check:
        case "structure":
            return Finding("parity.structure", "warning", accused, facts=sides)
        case "numbering":
            return Finding("parity.numbering", "warning", accused, facts=sides)
        case "sentences":
            return Finding("parity.sentences", "warning", accused, facts=sides)
        case "aside":
            return Finding("parity.aside", "warning", accused, facts=sides)
        case "length":
            return Finding("parity.length", "warning", accused, facts=sides)
        case "number":
            return Finding("parity.number", "warning", accused, facts=sides)
        case "date":
            return Finding("parity.date", "warning", accused, facts=sides)
        case "deadline":
            return Finding("parity.deadline", "warning", accused, facts=sides)
        case "reference":
            return Finding("parity.reference", "warning", accused, facts=sides)
        case "term":
            facts = {"concept": divergence.concept, **sides}
            return Finding("parity.term", "warning", accused, facts=facts)
        case "permission":
            return Finding("parity.permission", "warning", accused, facts=sides)
        case "duty":
            return Finding("parity.duty", "warning", accused, facts=sides)
        case "negation":
            return Finding("parity.negation", "warning", accused, facts=sides)
        case "exception":
            return Finding("parity.exception", "warning", accused, facts=sides)
        case "restriction":
            return Finding("parity.restriction", "warning", accused, facts=sides)
        case "edit":
            return Finding("parity.edit", "warning", accused, facts=sides)
