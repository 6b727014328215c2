"""What is kept, deleted and inserted between two passages (3-text, section 8).

The kept and the deleted pieces joined are exactly the old passage, the kept and the inserted ones
exactly the new. Sentences that went elsewhere are known before (`moves`), and given as ``apart``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from dauys.text.difference.clean import Block, Span, clean
from dauys.text.difference.match import match
from dauys.text.difference.tokens import Tokens, cut

Mark = Literal["kept", "deleted", "inserted", "moved_away", "moved_here"]
OLD: tuple[Mark, ...] = ("kept", "deleted", "moved_away")
NEW: tuple[Mark, ...] = ("kept", "inserted", "moved_here")


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one passage or both. ``place`` is the address of the other place of words that
    were moved, in the other text, and else empty."""

    mark: Mark
    text: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Apart:
    """Sentences of a pair of passages that went elsewhere or came from elsewhere: the address of
    the other place by the number of the sentence, old and new."""

    old: dict[int, str]
    new: dict[int, str]


STAYED = Apart({}, {})


def difference(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of two passages in the order in which they are read, a deletion before the
    insertion that takes its place. Swapped passages give the same with the marks swapped."""
    return between(cut(old), cut(new))


def between(old: Tokens, new: Tokens, apart: Apart = STAYED) -> tuple[Piece, ...]:
    """The pieces of two passages that are cut already; sentences that were moved are known."""
    if old.bodies > new.bodies:  # of two equal ways to mark, the same whichever text is called old
        return _mirrored(between(new, old, Apart(apart.new, apart.old)))
    if old.bodies == new.bodies and not (apart.old or apart.new):
        blocks = [(0, 0, len(old))]
    else:
        out = _positions(old, apart.old), _positions(new, apart.new)
        blocks = clean(match(old, new, out), old, new, out)
    return joined(_emitted(blocks, old, new, apart))


def _positions(side: Tokens, sentences: dict[int, str]) -> frozenset[int]:
    if not sentences:
        return frozenset()
    return frozenset(at for at, each in enumerate(side.sentences) if each in sentences)


_MIRROR: dict[Mark, Mark] = {
    "kept": "kept",
    "deleted": "inserted",
    "inserted": "deleted",
    "moved_away": "moved_here",
    "moved_here": "moved_away",
}


def _mirrored(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The same change read from the other side."""
    return joined([Piece(_MIRROR[each.mark], each.text, each.place) for each in pieces])


def _emitted(blocks: list[Block], old: Tokens, new: Tokens, apart: Apart) -> list[Piece]:
    """The pieces run by run. White space before a change that both sides have is kept, and so
    is that after it; white space that differs is a change of its own."""
    found: list[Piece] = []
    a = b = 0
    for c, d, size in blocks:
        found += _change(old, new, (a, c), (b, d), apart)
        a, b = c + size, d + size
        found += _run(old, new, (c, a), (d, b))
    found += _change(old, new, (a, len(old)), (b, len(new)), apart)
    return found + _space(old.tail, new.tail)


def _change(old: Tokens, new: Tokens, ours: Span, theirs: Span, apart: Apart) -> list[Piece]:
    gone = _side(old, *ours, "deleted", "moved_away", apart.old)
    come = _side(new, *theirs, "inserted", "moved_here", apart.new)
    lead = _common(gone[0].text, come[0].text) if gone and come else ""
    if not lead:
        return gone + come
    first, *gone = gone
    second, *come = come
    return [
        Piece("kept", lead),
        Piece(first.mark, first.text[len(lead) :], first.place),
        *gone,
        Piece(second.mark, second.text[len(lead) :], second.place),
        *come,
    ]


def _run(old: Tokens, new: Tokens, ours: Span, theirs: Span) -> list[Piece]:
    """A kept run; only its white space may differ."""
    if old.leads[slice(*ours)] == new.leads[slice(*theirs)]:
        return [Piece("kept", old.text(*ours))]
    found: list[Piece] = []
    for a, b in zip(range(*ours), range(*theirs), strict=True):
        found += [*_space(old.leads[a], new.leads[b]), Piece("kept", old.bodies[a])]
    return found


def _side(
    side: Tokens, start: int, end: int, plain: Mark, moved: Mark, places: dict[int, str]
) -> list[Piece]:
    """The pieces of a change on one side: one, but for sentences that were moved."""
    if start == end:
        return []
    if not places:
        return [Piece(plain, side.text(start, end))]
    found: list[Piece] = []
    for at in range(start, end):
        place = places.get(side.sentences[at], "")
        _add(found, Piece(moved if place else plain, side.leads[at] + side.bodies[at], place))
    return found


def _space(old: str, new: str) -> list[Piece]:
    if old == new:
        return [Piece("kept", old)]
    return [Piece("deleted", old), Piece("inserted", new)]


def _common(old: str, new: str) -> str:
    """The white space with which both begin."""
    first, second = (text[: len(text) - len(text.lstrip())] for text in (old, new))
    return first if first == second else ""


def joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Neighbours of one kind as one piece; between two kept pieces deletions come first."""
    found: list[Piece] = []
    gone: list[Piece] = []
    come: list[Piece] = []
    for piece in (*pieces, Piece("kept", "")):
        if piece.mark == "kept":
            for each in (*gone, *come, piece):
                _add(found, each)
            gone, come = [], []
        else:
            (gone if piece.mark in OLD else come).append(piece)
    return tuple(piece for piece in found if piece.text)


def _add(found: list[Piece], piece: Piece) -> None:
    if found and (found[-1].mark, found[-1].place) == (piece.mark, piece.place):
        found[-1] = Piece(piece.mark, found[-1].text + piece.text, piece.place)
    else:
        found.append(piece)
