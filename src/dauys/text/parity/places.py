"""Where two languages are compared: provisions laid side by side, with their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dauys.text.alignment.across import Across
from dauys.text.provision import Provision
from dauys.wire.ids import Language


@dataclass(frozen=True, slots=True)
class Place:
    """Provisions of two languages that should say the same; neither side is empty."""

    languages: tuple[Language, Language]
    addresses: tuple[tuple[str, ...], tuple[str, ...]]
    said: tuple[str, str]


def places(found: Across) -> Iterator[Place]:
    """The paragraphs and points that stand in both languages, in the order of the first."""
    languages = found.first.language, found.second.language
    for unit in found.units:
        for pair in unit.paragraphs:
            if pair.first and pair.second:
                sides = pair.first, pair.second
                yield Place(languages, _addresses(*sides), (told(sides[0]), told(sides[1])))


def _addresses(
    first: Sequence[Provision], second: Sequence[Provision]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(each.address for each in first), tuple(each.address for each in second)


def told(provisions: Sequence[Provision]) -> str:
    """The words of some provisions, without those of what stands below them; each ends as a
    sentence does, so that a heading and a text are two."""
    parts = (part for each in provisions for part in (each.heading, each.text) if part)
    return " ".join(part if part[-1] in ".;:!?" else f"{part}." for part in parts)
