"""The same structure in both languages: every provision on both sides, under the same number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from dauys.text.alignment.across import Across, UnitPairing
from dauys.text.alignment.verses import Pairing
from dauys.text.parity.divergence import Divergence
from dauys.text.parity.places import told
from dauys.text.provision import Provision, passages

Sides = tuple[Sequence[Provision], Sequence[Provision]]


def structure(found: Across) -> Iterator[Divergence]:
    """Provisions that one language has and the other has not, or has in more passages, and those
    that stand under another number. What is missing is told once, not again for its points."""
    for unit in found.units:
        if not (unit.first and unit.second) or len(unit.first) != len(unit.second):
            yield _divergence(found, "structure", (unit.first, unit.second))
        elif _number(unit.first[0]) != _number(unit.second[0]):
            yield _divergence(found, "numbering", (unit.first, unit.second))
        if unit.first and unit.second:
            yield from _inside(found, unit)


def _inside(found: Across, unit: UnitPairing) -> Iterator[Divergence]:
    missing: set[str] = set()
    for pair in unit.paragraphs:
        sides = pair.first, pair.second
        if not (pair.first and pair.second):
            present = (pair.first or pair.second)[0]
            if not any(present.address.startswith(f"{each}__") for each in missing):
                yield _divergence(found, "structure", sides)
            missing |= {each.address for each in (*pair.first, *pair.second)}
        elif len(pair.first) != len(pair.second):
            yield _divergence(found, "structure", sides)
        elif _renumbered(pair):
            yield _divergence(found, "numbering", sides)


def _renumbered(pair: Pairing) -> bool:
    """Another number of its own, the unit's not counted: that is told for the unit."""
    return any(
        "__" in a.address and _number(a) != _number(b)
        for a, b in zip(pair.first, pair.second, strict=True)
    )


def _words(provisions: Sequence[Provision]) -> str:
    """The words of some provisions; of an article without words of its own, those within it."""
    own = told(provisions)
    return own or " ".join(passage for each in provisions for passage in passages(each))


def _number(provision: Provision) -> str:
    return provision.address.rpartition("__")[2]


def _divergence(
    found: Across, check: Literal["structure", "numbering"], sides: Sides
) -> Divergence:
    addresses = tuple(tuple(each.address for each in side) for side in sides)
    languages = found.first.language, found.second.language
    said = _words(sides[0]), _words(sides[1])
    return Divergence(
        check, languages, (addresses[0], addresses[1]), said, (addresses[0], addresses[1])
    )
