"""Changes that cannot both be made: the same words, the same place, or what is removed.

Specification: docs/specification/4-consultation.md, section 7. Changes that say the very same are
one, of several proposals. What is to be done about a collision a person says (`resolution`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dauys.consultation.amendment import Addition, Change, Edit, Rank, Removal, Span
from dauys.wire.ids import Name


@dataclass(frozen=True, slots=True)
class Collision:
    """Proposals of which not all can be carried out as they stand, and where: an address."""

    proposals: tuple[Name, ...]
    address: str


def together(changes: Iterable[Change]) -> list[Change]:
    """The changes, those that say the same as one, in an order that is that of the text's
    addresses and not of the proposals."""
    found: dict[Change, set[Name]] = {}
    for each in changes:
        found.setdefault(replace(each, proposals=()), set()).update(each.proposals)
    made = [replace(each, proposals=tuple(sorted(found[each]))) for each in found]
    return sorted(made, key=_key)


def collisions(changes: Sequence[Change]) -> list[Collision]:
    """Every collision among changes that are `together`: those that collide directly or through
    others are one."""
    leader = list(range(len(changes)))

    def find(n: int) -> int:
        while leader[n] != n:
            n = leader[n]
        return n

    for a, b in _pairs(changes):
        if collide(changes[a], changes[b]):
            leader[find(b)] = find(a)
    groups: dict[int, list[Change]] = {}
    for n, each in enumerate(changes):
        groups.setdefault(find(n), []).append(each)
    return [
        Collision(
            tuple(sorted({name for each in group for name in each.proposals})), group[0].address
        )
        for group in groups.values()
        if len(group) > 1
    ]


def collide(first: Change, second: Change) -> bool:
    """Whether two changes cannot both be made."""
    if isinstance(first, Removal) and isinstance(second, Removal):
        return False  # what is gone with the whole is gone
    for outer, inner in ((first, second), (second, first)):
        if isinstance(outer, Removal):
            return inner.address in outer.inside
    if isinstance(first, Edit) and isinstance(second, Edit):
        return _overlap(first, second)
    if isinstance(first, Addition) and isinstance(second, Addition):
        return first.address == second.address and not _ordered(first, second)
    return False


def _pairs(changes: Sequence[Change]) -> Iterable[tuple[int, int]]:
    """The pairs that could collide: at one address, and what is removed with what is inside."""
    there: dict[str, list[int]] = {}
    for n, each in enumerate(changes):
        there.setdefault(each.address, []).append(n)
    for group in there.values():
        yield from ((a, b) for at, a in enumerate(group) for b in group[at + 1 :])
    for n, each in enumerate(changes):
        if isinstance(each, Removal):
            yield from ((n, b) for address in each.inside for b in there.get(address, ()))


def _overlap(first: Edit, second: Edit) -> bool:
    if (first.address, first.part) != (second.address, second.part) or _ordered(first, second):
        return False
    if not first.words and not second.words:
        return _cross(first.claim, second.claim)  # which of them takes the space is no matter
    spans = (first.start, first.end), (second.start, second.end)
    return _cross(*spans) or _cross(first.claim, second.claim)


def _ordered(first: Change, second: Change) -> bool:
    """Whether a person said which of two comes first at one place."""
    if not first.rank[0] or first.rank[0] != second.rank[0]:
        return False
    if isinstance(first, Edit) and isinstance(second, Edit):
        return first.start == first.end == second.start == second.end
    return True


def _cross(first: Span, second: Span) -> bool:
    if first == second:
        return True
    return first[0] < second[1] and second[0] < first[1]


def _key(change: Change) -> tuple[str, str, int, int, Rank, str]:
    part, start, end, words = "", 0, 0, ""
    if isinstance(change, Edit):
        part, start, end = change.part, change.start, change.end
    if not isinstance(change, Removal):
        words = change.words
    return change.address, part, start, end, change.rank, words
