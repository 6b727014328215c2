"""Whether stated groups are those that follow from the votes and the seed.

Specification: docs/specification/4-consultation.md, section 5. Everything is worked out again.
Assignments and figures must be equal; a position may be off by two millionths, so that another
program, which sums in another order, can be right too.
"""

from __future__ import annotations

from dataclasses import replace

from dauys.consultation.opinion import matrix, worded
from dauys.consultation.opinion.clusters import FEWEST, MOST
from dauys.consultation.opinion.event import GroupsComputed
from dauys.consultation.opinion.groups import MAX_SEED, METHOD, Groups, Person, find
from dauys.consultation.opinion.votes import Votes
from dauys.errors import Refused, Unreadable
from dauys.wire import shape
from dauys.wire.hashes import sha256_hex
from dauys.wire.ids import ObjectRef

TOLERANCE = 2  # millionths
MAX_RESULT = 256 * 1024 * 1024


def computed(votes: Votes, groups: Groups) -> tuple[GroupsComputed, bytes, bytes]:
    """The event of a result, and the bytes of its two objects: the matrix and the result."""
    told, cells = shape.write(groups), votes.canonical()
    event = GroupsComputed(groups.method, groups.seed, _named(cells), _named(told))
    return event, cells, told


def check_computed(
    event: GroupsComputed,
    cells: bytes,
    told: bytes,
    words: bytes | None = None,
    *,
    accused: str = "",
) -> None:
    """Refuses an event whose objects are others, or whose groups do not follow from its votes.

    Raises `Unreadable` ``groups.method`` for a method of another version, and `Refused`
    ``groups.*`` or ``json.*``.
    """
    if event.method != METHOD:
        raise Unreadable("groups.method", accused, method=event.method[:80])
    for stated, data in ((event.matrix, cells), (event.result, told)):
        if stated != _named(data):
            raise Refused("groups.matrix", accused)
    groups = shape.read(Groups, told, accused=accused, limit=MAX_RESULT)
    if event.seed != groups.seed:
        raise Refused("groups.figures", accused, where="seed")
    check(groups, matrix.read(cells, accused=accused), accused=accused)
    if words is not None:
        asked = [each.statement for each in groups.statements]
        worded.check_words(words, asked, accused=accused)


def check(stated: Groups, votes: Votes, *, accused: str = "") -> None:
    """Refuses a result that does not follow from these votes; raises ``groups.*``."""
    if stated.method != METHOD:
        raise Unreadable("groups.method", accused, method=stated.method[:80])
    if stated.matrix != votes.sha256():
        raise Refused("groups.matrix", accused)
    if not 0 <= stated.seed <= MAX_SEED:
        raise Refused("groups.figures", accused, where="seed")
    if stated.asked is not None and not FEWEST <= stated.asked <= MOST:
        raise Refused("groups.figures", accused, where="asked")
    right = find(votes, seed=stated.seed, asked=stated.asked)
    if len(stated.people) != len(right.people):
        raise Refused("groups.figures", accused, where="people")
    for given, expected in zip(stated.people, right.people, strict=True):
        _check_person(given, expected, accused)
    for name in Groups.__dataclass_fields__:
        if name != "people" and getattr(stated, name) != getattr(right, name):
            raise Refused("groups.figures", accused, where=name)


def _check_person(given: Person, expected: Person, accused: str) -> None:
    if given.group != expected.group:
        raise Refused(
            "groups.assignment",
            accused,
            person=expected.person,
            expected=expected.group or "-",
            found=given.group or "-",
        )
    if max(abs(given.x - expected.x), abs(given.y - expected.y)) > TOLERANCE:
        raise Refused("groups.position", accused, person=expected.person)
    if replace(given, x=expected.x, y=expected.y) != expected:
        raise Refused("groups.figures", accused, where=f"people/{expected.person}")


def _named(data: bytes) -> ObjectRef:
    return ObjectRef(sha256_hex(data), len(data))
