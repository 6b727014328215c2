"""The paragraphs of a comparison with their words marked: what a table shows (3-text, section 8).

Takes the rows of paragraphs as `dauys.text.compare` gives them, one to one or several to several,
and gives for each of its paragraphs the pieces of its own side. It prints nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dauys.text.compare import ParagraphRow
from dauys.text.difference import moves
from dauys.text.difference.pieces import NEW, OLD, Mark, Piece, between, joined
from dauys.text.difference.tokens import cut
from dauys.text.provision import Provision
from dauys.text.tokens import words

_STOP = re.compile(r"\s*[,;:.!?)»–—-]+(?=\s)")
_ALL = re.compile(r".*", re.DOTALL)
BREAK = "\n"  # between a heading and the text, and between the paragraphs of one row


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of one side: the pieces joined are its heading and text, a line break between."""

    provision: Provision
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A row of paragraphs, and its paragraphs of either side as they are marked."""

    row: ParagraphRow
    old: tuple[Passage, ...]
    new: tuple[Passage, ...]


def mark(rows: Sequence[ParagraphRow]) -> list[Marked]:
    """Every row with its words marked; sentences that went from one row to another are moved, and
    so are all words that the two sides of a row that is ``away`` share."""
    sides = [(_side(row.old), _side(row.new)) for row in rows]
    marked = []
    for row, (old, new), apart in zip(rows, sides, moves.find(sides), strict=True):
        pieces = between(old.tokens, new.tokens, apart)
        if row.away:
            pieces = _apart(row, pieces)
        marked.append(Marked(row, _passages(row.old, pieces, OLD), _passages(row.new, pieces, NEW)))
    return marked


def _apart(row: ParagraphRow, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Words that both sides share stand in two places, each of which names the other."""
    ends = _ends(row.old), _ends(row.new)
    found: list[Piece] = []
    at = [0, 0]
    for piece in pieces:
        if piece.mark != "kept":
            found.append(piece)
            at[piece.mark in NEW] += len(piece.text)
            continue
        left = piece.text
        while left:
            (old, last_old), (new, last_new) = map(_standing, ends, at)
            here = left[: min(last_old - at[0], last_new - at[1])]
            found += _both(here, old, new)
            at = [at[0] + len(here), at[1] + len(here)]
            left = left[len(here) :]
    return joined(found)


def _both(text: str, old: str, new: str) -> list[Piece]:
    """The same characters at an old and a new address; the stop of words that did not move is left
    with them, and a stop or a space alone does not move."""
    lead = _STOP.match(text) if words(text) else _ALL.match(text)
    left = lead[0] if lead else ""
    found = [Piece("deleted", left), Piece("inserted", left)]
    if rest := text[len(left) :]:
        found += [Piece("moved_away", rest, new), Piece("moved_here", rest, old)]
    return found


def _ends(provisions: Sequence[Provision]) -> list[tuple[int, str]]:
    """Where each of some provisions ends among their joined words, the break after it included."""
    found: list[tuple[int, str]] = []
    for each in provisions:
        end = (found[-1][0] if found else 0) + len(_words(each)) + len(BREAK)
        found.append((end, each.address))
    return found


def _standing(side: Sequence[tuple[int, str]], at: int) -> tuple[str, int]:
    """The address of the provision that stands at a place, and where it ends."""
    return next((address, end) for end, address in side if at < end)


def _words(provision: Provision) -> str:
    return BREAK.join(part for part in (provision.heading, provision.text) if part)


def _side(provisions: Sequence[Provision]) -> moves.Side:
    tokens = cut(BREAK.join(map(_words, provisions)))
    ends: list[int] = []  # where in the joined text each provision ends
    for each in provisions:
        ends.append((ends[-1] + len(BREAK) if ends else 0) + len(_words(each)))
    addresses: list[str] = []
    at = n = 0
    for lead, body, sentence in zip(tokens.leads, tokens.bodies, tokens.sentences, strict=True):
        at += len(lead) + len(body)
        while at > ends[n]:
            n += 1
        if sentence == len(addresses):
            addresses.append(provisions[n].address)
    return moves.Side(tokens, addresses)


def _passages(
    provisions: Sequence[Provision], pieces: Sequence[Piece], marks: tuple[Mark, ...]
) -> tuple[Passage, ...]:
    """The pieces of one side cut where one paragraph ends and the next begins."""
    waiting = [piece for piece in reversed(pieces) if piece.mark in marks]
    found = []
    for each in provisions:
        left = len(_words(each))
        own: list[Piece] = []
        while left:
            piece = waiting.pop()
            own.append(Piece(piece.mark, piece.text[:left], piece.place))
            if rest := piece.text[left:]:
                waiting.append(Piece(piece.mark, rest, piece.place))
            left -= len(own[-1].text)
        found.append(Passage(each, tuple(own)))
        if waiting:  # the line break after it
            piece = waiting.pop()
            if rest := piece.text[len(BREAK) :]:
                waiting.append(Piece(piece.mark, rest, piece.place))
    return tuple(found)
