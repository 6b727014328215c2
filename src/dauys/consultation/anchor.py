"""An anchor: the place in a text that a proposal, an answer or a plan speaks of.

Specification: docs/specification/4-consultation.md, section 2. An anchor names the work, the
version, the language and the address, and holds the hash of the words that stand there, so that
it can be checked and can never come to mean other words unnoticed. It moves no anchor to another
version: where the words are not the same, it refuses.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from dauys.errors import Refused
from dauys.text.provision import Provision, Text, provision_hash, words_of
from dauys.text.tokens import words
from dauys.wire.ids import Language, Name, Sha256
from dauys.wire.shape import Match

# Letters of any script: an address spells the printed number, and laws number with letters too.
ADDRESS = r"[\w.-]{1,200}"
Address = Annotated[str, Match(ADDRESS, "address of a provision, such as art_12__para_2")]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in one language of one version; ``hash`` is that of the provision's words."""

    work: Name
    version: Name
    language: Language
    address: Address
    hash: Sha256


@dataclass(slots=True)
class Places:
    """A text of one version, made ready for many anchors; a hash is worked out once."""

    work: str
    version: str
    text: Text
    _found: dict[str, Provision] = field(default_factory=dict)
    _hashes: dict[str, str] = field(default_factory=dict)
    _words: dict[str, str] = field(default_factory=dict)
    _units: set[str] = field(default_factory=set)
    _alike: dict[tuple[bool, str], list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for provision in self.text.walk():
            self._found.setdefault(provision.address, provision)

    def provision(self, address: str, *, accused: str = "") -> Provision:
        """The provision at an address; raises anchor.address."""
        if address not in self._found:
            raise Refused(
                "anchor.address", accused or f"provision:{address[:120]}", address=address[:120]
            )
        return self._found[address]

    def has(self, address: str) -> bool:
        """Whether there is a provision at an address."""
        return address in self._found

    def hash_at(self, address: str, *, accused: str = "") -> str:
        """The hash of the words at an address; raises anchor.address."""
        if address not in self._hashes:
            self._hashes[address] = provision_hash(self.provision(address, accused=accused))
        return self._hashes[address]

    def is_unit(self, address: str) -> bool:
        """Whether an address is that of an article, or of what is compared as one."""
        self._rank()
        return address in self._units

    def alike(self, digest: str, *, unit: bool) -> tuple[str, ...]:
        """The addresses at which words of a hash stand, in order.

        Articles are found among articles (``unit``), what is inside them apart: one of a single
        passage is no twin of the passage. A note is never found.
        """
        self._rank()
        return tuple(self._alike.get((unit, digest), ()))

    def _rank(self) -> None:
        if self._alike:
            return
        self._units.update(each.address for each in self.text.units())
        for each in self.text.walk():
            if each.kind != "note":
                key = each.address in self._units, self.hash_at(each.address)
                self._alike.setdefault(key, []).append(each.address)

    def anchor(self, address: str, *, accused: str = "") -> Anchor:
        """The anchor of an address; raises anchor.address."""
        digest = self.hash_at(address, accused=accused)
        return Anchor(self.work, self.version, self.text.language, address, digest)

    def check(self, anchor: Anchor, *, accused: str = "") -> Provision:
        """The provision of an anchor in this text.

        Raises anchor.language, anchor.address, and anchor.hash where other words stand there.
        """
        if anchor.language != self.text.language:
            raise Refused(
                "anchor.language", accused, expected=anchor.language, found=self.text.language
            )
        provision = self.provision(anchor.address, accused=accused)
        if self.hash_at(anchor.address) != anchor.hash:
            raise Refused("anchor.hash", accused, address=anchor.address)
        return provision

    def check_quote(self, address: str, quote: str, *, accused: str = "") -> None:
        """Refuses a quotation whose words do not stand at the address; raises anchor.quote."""
        if not _stands(_plain(quote), self._words_at(address, accused)):
            raise Refused("anchor.quote", accused, address=address)

    def find_quote(self, quote: str, *, accused: str = "") -> str:
        """The address of the smallest provision in which the quoted words stand.

        Laws are full of sentences that look alike: words that stand at several places are refused
        with anchor.ambiguous, words that stand nowhere with anchor.nowhere. Nothing is guessed.
        """
        smallest = self._smallest(_plain(quote), self.text.provisions)
        if not smallest:
            raise Refused("anchor.nowhere", accused)
        if len(smallest) > 1:
            raise Refused("anchor.ambiguous", accused, count=len(smallest))
        return smallest[0]

    def _words_at(self, address: str, accused: str) -> str:
        if address not in self._words:
            self._words[address] = words_of(self.provision(address, accused=accused))
        return self._words[address]

    def _smallest(self, sought: str, among: tuple[Provision, ...]) -> list[str]:
        """Where words stand and nothing below holds them all. The words of a provision are those
        of its children one after another, so only what holds them need be looked into."""
        found: list[str] = []
        for provision in among:
            if provision.kind != "note" and _stands(sought, self._words_at(provision.address, "")):
                found += self._smallest(sought, provision.children) or [provision.address]
        return found


def check_anchor(anchor: Anchor, text: Text, *, accused: str = "") -> Provision:
    """The provision that an anchor names in a text, its words unchanged.

    Which text a work and a version are is for the caller to know. Raises anchor.language,
    anchor.address, anchor.hash. For many anchors make a `Places` once.
    """
    return Places(anchor.work, anchor.version, text).check(anchor, accused=accused)


def _plain(quote: str) -> str:
    return " ".join(words(quote))


def _stands(sought: str, there: str) -> bool:
    """Whether whole words stand in words: "ten" is not quoted from "often"."""
    return bool(sought) and f" {sought} " in f" {there} "
