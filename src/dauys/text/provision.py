"""A law as a tree of provisions with stable addresses (docs/specification/3-text.md, section 2).

The nouns of the stage and what can be asked of them: `Text.find`, `Text.articles`, `words_of`,
`provision_hash`. It reads no format (see `read`), writes none (see `wire`) and compares nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dauys.errors import Refused
from dauys.text.tokens import words
from dauys.wire.hashes import labelled
from dauys.wire.ids import Language, Sha256

Kind = Literal[
    "preamble",
    "part",
    "section",
    "chapter",
    "article",
    "transitional",
    "paragraph",
    "point",
    "subpoint",
    "conclusion",
    "note",
]
DIVISIONS = ("part", "section", "chapter")


@dataclass(frozen=True, slots=True)
class Provision:
    """A place in a law.

    ``number`` is as printed, without its decoration («Статья», the full stop, the ordinal sign);
    ``text`` is the provision's own first passage; further passages are children without a number.
    """

    address: str
    kind: Kind
    number: str
    heading: str
    text: str
    children: tuple[Provision, ...] = ()

    def walk(self) -> Iterator[Provision]:
        """The provision and all below it, in the order of the text."""
        waiting = [self]
        while waiting:
            provision = waiting.pop()
            yield provision
            waiting.extend(reversed(provision.children))


@dataclass(frozen=True, slots=True)
class Text:
    """One expression of a law: a language, the title, and the provisions at the top."""

    language: Language
    title: str
    provisions: tuple[Provision, ...]

    def walk(self) -> Iterator[Provision]:
        """Every provision in the order of the text, notes included."""
        for provision in self.provisions:
            yield from provision.walk()

    def find(self, address: str) -> Provision:
        """The provision at an address; raises `Refused` text.address."""
        for provision in self.walk():
            if provision.address == address:
                return provision
        raise Refused("text.address", f"provision:{address[:120]}")

    def articles(self) -> tuple[Provision, ...]:
        """The articles in the order of the text, those marked as excluded among them."""
        return tuple(each for each in self.walk() if each.kind == "article")

    def units(self) -> tuple[Provision, ...]:
        """What is compared as one: articles, transitional provisions, and divisions whose
        paragraphs stand in no article."""
        return tuple(each for each in self.walk() if _is_unit(each))

    def divisions(self) -> dict[str, Provision]:
        """The nearest part, section or chapter around each unit, by the unit's address; a unit
        that stands in none is not in it."""
        found: dict[str, Provision] = {}
        waiting: list[tuple[Provision, Provision | None]] = [(p, None) for p in self.provisions]
        while waiting:
            provision, around = waiting.pop()
            inside = provision if provision.kind in DIVISIONS else around
            if inside is not None and _is_unit(provision):
                found[provision.address] = inside
            waiting.extend((child, inside) for child in provision.children)
        return found


def _is_unit(provision: Provision) -> bool:
    if provision.kind in DIVISIONS:
        return any(child.kind == "paragraph" for child in provision.children)
    return provision.kind in ("article", "transitional")


def passages(provision: Provision) -> list[str]:
    """The law's own words, passage by passage: headings and texts of the provision and of all
    below it; notes left out. Inner divisions and articles of a division are left out too, so that
    no word belongs to two units."""
    found: list[str] = []
    waiting = [provision]
    while waiting:
        each = waiting.pop()
        found += [part for part in (each.heading, each.text) if part]
        inner = (child for child in reversed(each.children) if child.kind != "note")
        waiting += (
            (child for child in inner if child.kind == "paragraph")
            if each.kind in DIVISIONS
            else inner
        )
    return found


def words_of(provision: Provision) -> str:
    """The normalised words of a provision, its heading and all its children, notes left out.

    Words are letters and digits, folded to one case, with one space between them: a changed comma
    or dash is the same words. The hash of a version, not this, covers every character.
    """
    inner = (each for each in provision.walk() if each.kind != "note")
    return " ".join(word for each in inner for word in words(f"{each.heading} {each.text}"))


def provision_hash(provision: Provision) -> Sha256:
    """What an anchor is bound to: the labelled hash of `words_of`, the number not included."""
    return labelled("provision", words_of(provision).encode("utf-8"))
