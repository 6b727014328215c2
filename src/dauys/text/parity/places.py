"""Where two languages are compared: provisions laid side by side, with their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dauys.text.alignment.across import Across
from dauys.text.concepts.mentions import Mention
from dauys.text.parity.cited import Cited
from dauys.text.provision import Provision
from dauys.wire.ids import Language


@dataclass(frozen=True, slots=True)
class Place:
    """Provisions of two languages that should say the same; neither side is empty.

    ``said`` are their words, ``bare`` the same without references, ``cited`` what these lead to.
    """

    languages: tuple[Language, Language]
    addresses: tuple[tuple[str, ...], tuple[str, ...]]
    said: tuple[str, str]
    bare: tuple[str, str]
    cited: tuple[list[Mention], list[Mention]]


def places(found: Across) -> Iterator[Place]:
    """The paragraphs and points that stand in both languages, in the order of the first."""
    languages = found.first.language, found.second.language
    partners = {
        unit.second[0].address: unit.first[0].address
        for unit in found.units
        if len(unit.first) == len(unit.second) == 1
    }
    first, second = Cited.of(found.first), Cited.of(found.second, partners)
    for unit in found.units:
        for pair in unit.paragraphs:
            if pair.first and pair.second:
                yield Place(
                    languages,
                    (_addresses(pair.first), _addresses(pair.second)),
                    (told(pair.first), told(pair.second)),
                    (told(map(first.bare, pair.first)), told(map(second.bare, pair.second))),
                    (first.by(pair.first), second.by(pair.second)),
                )


def _addresses(provisions: Sequence[Provision]) -> tuple[str, ...]:
    return tuple(each.address for each in provisions)


def told(provisions: Iterable[Provision]) -> str:
    """The words of some provisions, without those of what stands below them; each ends as a
    sentence does, so that a heading and a text are two."""
    parts = (part for each in provisions for part in (each.heading, each.text) if part)
    return " ".join(part if part[-1] in ".;:!?" else f"{part}." for part in parts)
