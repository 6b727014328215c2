"""What becomes of an anchor in the next version: kept, carried, or orphaned with its reason.

Specification: docs/specification/4-consultation.md, section 6. Kept: the same words, the same
provision. Carried: other words, the place certain; a person confirms. Orphaned: a person finds the
place, or says that there is none. Only the comparison of the two versions leads an anchor to its
new place; a sentence elsewhere that looks alike never does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from dauys.consultation.anchor import Anchor, Places
from dauys.consultation.counterpart import MOSTLY, Counterpart, Counterparts
from dauys.text.compare import Comparison
from dauys.text.provision import words_of
from dauys.text.tokens import words

State = Literal["kept", "carried", "orphaned"]
Reason = Literal[
    "dropped", "split", "merged", "quote", "lookalike", "unlike", "elsewhere", "uncompared"
]
STATES: tuple[State, ...] = ("kept", "carried", "orphaned")
REASONS: tuple[Reason, ...] = (
    "dropped",
    "split",
    "merged",
    "quote",
    "lookalike",
    "unlike",
    "elsewhere",
    "uncompared",
)


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of an anchor.

    ``after`` is its anchor in the next version, of what is kept or carried. ``near`` are the
    addresses at which a person may look for what was orphaned: never more than a hint.
    """

    anchor: Anchor
    state: State
    after: Anchor | None = None
    reason: Reason | None = None
    near: tuple[str, ...] = ()


@dataclass(slots=True)
class Fates:
    """The fates of anchors between two versions in one language; ``comparison`` is of the two."""

    before: Places
    after: Places
    comparison: Comparison
    _counterparts: Counterparts = field(init=False)
    _placed: dict[tuple[int, str, str, str], list[str]] = field(default_factory=dict)
    _words: dict[tuple[int, str], str] = field(default_factory=dict)
    _found: dict[tuple[str, str], Fate] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._counterparts = Counterparts(self.comparison)
        self._place(0, self.before, self._counterparts.home.scopes)
        self._place(1, self.after, self._counterparts.scope)

    def of(self, anchor: Anchor, quote: str = "", *, accused: str = "") -> Fate:
        """The fate of an anchor; ``quote`` are the words that it quotes, if any.

        Raises what `Places.check` raises where the anchor is not one of the old version.
        """
        self.before.check(anchor, accused=accused)
        key = anchor.address, " ".join(words(quote))
        if key not in self._found:
            self._found[key] = self._fate(anchor, key[1])
        return self._found[key]

    def _fate(self, anchor: Anchor, quote: str) -> Fate:
        found = self._counterparts.of(anchor.address)
        if found is None:
            return Fate(anchor, "orphaned", reason="uncompared")
        if kept := self._kept(anchor, found):
            return Fate(anchor, "kept", self.after.anchor(kept))
        reason = self._unplaced(anchor.address, found)
        at: list[str] = []
        if quote and reason in (None, "split", "merged"):
            at = [each for each in found.new if self._count(1, each, quote)]
            reason = self._quoted(found, at, quote, anchor.address, reason)
        elif reason is None:
            at = list(found.new)
        if reason is None:
            return Fate(anchor, "carried", self.after.anchor(at[0]))
        return Fate(anchor, "orphaned", reason=reason, near=found.new)

    def _kept(self, anchor: Anchor, found: Counterpart) -> str:
        """The address at which the same words stand on, if there is just one and no other
        provision could have gone there as well; else empty. What was split or merged beside it
        does not matter, unless it left its article."""
        same = [each for each in found.new if self._hash(each) == anchor.hash]
        if len(same) != 1 or (found.away and len(found.new) > 1):
            return ""
        if self._taken(anchor.address, found):
            return ""
        return same[0] if self._alone(anchor.address, found, same[0]) else ""

    def _unplaced(self, address: str, found: Counterpart) -> Reason | None:
        """Why the place of a provision in the next version is not certain; None where it is."""
        if not found.new:
            return "dropped"
        if found.decided and len(found.new) == len(found.olds) == 1:
            return None
        if self._taken(address, found):
            return "lookalike"
        if found.away:
            return "elsewhere"
        if len(found.new) > 1:
            return "split"
        if len(found.olds) > 1:
            return "merged"
        if not self._alone(address, found, found.new[0]):
            return "lookalike"
        return None if found.similarity >= MOSTLY else "unlike"

    def _taken(self, address: str, found: Counterpart) -> bool:
        """Whether what left its article would go where another stands in its own right."""
        taken = self._counterparts.taken
        return found.away and any(taken(each, address) for each in found.new)

    def _alone(self, address: str, found: Counterpart, new: str) -> bool:
        """Whether no other provision with the same words could have gone there as well. Of equally
        many in the same articles before and after, the first goes to the first, and so on."""
        if address == new or found.decided:
            return True
        scope = "" if found.away else found.scope
        level = self._level(address)
        digest = self.before.hash_at(address)
        olds = self._placed[0, level, scope, digest]
        if self._hash(new) != digest:
            return len(olds) == 1
        news = self._placed.get((1, level, scope, digest), [])
        if not scope or len(olds) != len(news):
            return len(olds) == len(news) == 1
        return olds.index(address) == news.index(new)

    def _quoted(
        self, found: Counterpart, at: Sequence[str], quote: str, address: str, reason: Reason | None
    ) -> Reason | None:
        """Why the quoted words have no certain place there; None where they have one."""
        if not at:
            return reason or "quote"
        if sum(self._count(1, each, quote) for each in at) > 1:
            return reason if reason == "split" else "lookalike"
        if sum(self._count(0, each, quote) for each in {address, *found.olds}) > 1:
            return "lookalike"  # those that are left may be the others
        return None

    def _hash(self, new: str) -> str:
        return self.after.hash_at(new)

    def _count(self, side: int, address: str, quote: str) -> int:
        """How often quoted words stand in a provision."""
        if (side, address) not in self._words:
            places = self.after if side else self.before
            self._words[side, address] = f" {words_of(places.provision(address))} "
        return sum(1 for _ in _occurrences(f" {quote} ", self._words[side, address]))

    def _place(self, side: int, places: Places, scopes: Mapping[str, str]) -> None:
        """Notes every provision by its words, in its group of articles and in the whole text."""
        units = {each.address for each in places.text.units()}
        for each in places.text.walk():
            if each.kind != "note":
                level = "unit" if each.address in units else "inner"
                for scope in {"", scopes.get(each.address, "")}:
                    key = side, level, scope, places.hash_at(each.address)
                    self._placed.setdefault(key, []).append(each.address)

    def _level(self, address: str) -> str:
        """Articles are held against articles: one of a single passage is no twin of the passage."""
        return "unit" if address in self._counterparts.units.rows else "inner"


def _occurrences(sought: str, there: str) -> Iterator[int]:
    at = there.find(sought)
    while at >= 0:
        yield at
        at = there.find(sought, at + 1)
