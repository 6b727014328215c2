"""The words of the statements from which groups follow: an object that `groups.computed` names.

Specification: docs/specification/4-consultation.md, section 5. Whoever publishes the statements
writes them. Groups follow from the votes alone: this says what people were asked, and no more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dauys.consultation.opinion.event import GroupsComputed
from dauys.consultation.wire import Salt, object_of, salt_of
from dauys.errors import Refused
from dauys.wire import shape
from dauys.wire.ids import Words

MAX_WORDS = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Worded:
    """A statement by its number in the matrix, and its words by language."""

    statement: int
    words: Words


@dataclass(frozen=True, slots=True)
class StatementWords:
    """The object: every statement of the matrix in its order."""

    salt: Salt
    statements: tuple[Worded, ...]

    def by_number(self) -> dict[int, Words]:
        """The words by the number of the statement."""
        return {each.statement: each.words for each in self.statements}


def worded(
    event: GroupsComputed, words: Mapping[int, Words], statements: Sequence[int], salt: bytes
) -> tuple[GroupsComputed, bytes]:
    """The event that names the words of its statements, and the bytes of their object.

    ``statements`` are those of the matrix, in order. Raises `Refused` ``groups.statements`` where
    one has no words, and ``proposal.salt``.
    """
    told = tuple(Worded(each, dict(sorted(words.get(each, {}).items()))) for each in statements)
    _check(told, statements, "")
    reference, data = object_of(StatementWords(salt_of(salt, "groups"), told))
    return replace(event, statements=reference), data


def read(data: bytes, *, accused: str = "") -> StatementWords:
    """The object; raises ``json.*``."""
    return shape.read(StatementWords, data, accused=accused, limit=MAX_WORDS)


def check_words(data: bytes, statements: Sequence[int], *, accused: str = "") -> None:
    """Refuses words that are not those of the statements of the matrix, in its order.

    Raises `Refused` ``groups.statements``, ``json.*``.
    """
    _check(read(data, accused=accused).statements, statements, accused)


def _check(told: Sequence[Worded], statements: Sequence[int], accused: str) -> None:
    said = all(each.words and all(map(str.strip, each.words.values())) for each in told)
    if not said or [each.statement for each in told] != list(statements):
        raise Refused("groups.statements", accused)
