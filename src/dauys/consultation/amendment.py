"""A proposal's words as a change of the text: what they replace, add or remove, and where.

Specification: docs/specification/4-consultation.md, section 7. A change names characters of one
passage of the version that was consulted upon, or a whole provision; the place is certain or the
proposal is refused. Which changes go together is `collision`, the next version `draft`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from dauys.consultation.anchor import Places
from dauys.consultation.proposal import Proposal
from dauys.errors import Refused
from dauys.text.provision import Provision
from dauys.text.tokens import words
from dauys.wire.ids import Name

Part = Literal["heading", "text"]
Span = tuple[int, int]
Rank = tuple[int, int]  # the line of a resolution, and which of its winners; (0, 0) of others
# A word as `dauys.text.tokens.words` cuts it, in text that may hold soft hyphens.
_LETTERS = "(?:[^\\W_]|\u00ad(?=[^\\W_]))+"
_WORD = re.compile(f"{_LETTERS}(?:[-‐‑]{_LETTERS})*")
_CLOSING = ".,;:!?)»”"


@dataclass(frozen=True, slots=True)
class Edit:
    """The characters from ``start`` to ``end`` of a passage become ``words``; none where both are
    the same. ``claim`` are the quoted characters, which nobody else may change. ``editor`` is who
    resolved a collision, else empty."""

    address: str
    part: Part
    start: int
    end: int
    words: str
    claim: Span
    proposals: tuple[Name, ...] = ()
    editor: str = ""
    rank: Rank = (0, 0)


@dataclass(frozen=True, slots=True)
class Addition:
    """A further provision at the end of the one at ``address``."""

    address: str
    words: str
    proposals: tuple[Name, ...] = ()
    editor: str = ""
    rank: Rank = (0, 0)


@dataclass(frozen=True, slots=True)
class Removal:
    """The provision at ``address`` goes, with all that stands in it: at the ``inside``."""

    address: str
    inside: frozenset[str]
    proposals: tuple[Name, ...] = ()
    editor: str = ""
    rank: Rank = (0, 0)


Change = Edit | Addition | Removal


def change_of(proposal: Proposal, places: Places) -> Change | None:
    """What a proposal changes in the text that it speaks of; None for a question and support.

    Raises what `Places.check` raises; amendment.place where quoted words do not stand in exactly
    one passage, once; amendment.whole where no words are quoted of a provision with parts.
    """
    provision = places.check(proposal.anchor, accused=proposal.accused())
    if proposal.kind not in ("amend", "add", "delete"):
        return None
    if proposal.quote:
        return _quoted(proposal, provision)
    if proposal.kind == "delete":
        return _removal(provision, proposal)
    if any(child.kind != "note" for child in provision.children):
        if proposal.kind == "add":
            return Addition(provision.address, proposal.proposed, (proposal.id,))
        raise Refused("amendment.whole", proposal.accused(), address=provision.address)
    end = len(provision.text)
    start = 0 if proposal.kind == "amend" else end
    told = inserted(provision.text, end, proposal.proposed) if start else proposal.proposed
    return Edit(provision.address, "text", start, end, told, (start, end), (proposal.id,))


def inserted(passage: str, at: int, words: str) -> str:
    """Words as they follow what stands before a place: after a space, unless they begin with a
    mark that needs none."""
    return words if not at or passage[at - 1].isspace() or words[0] in _CLOSING else f" {words}"


def _quoted(proposal: Proposal, provision: Provision) -> Change:
    found = list(_found(provision, proposal.quote))
    if len(found) != 1:
        raise Refused(
            "amendment.place", proposal.accused(), address=provision.address, count=len(found)
        )
    holder, part, claim = found[0]
    passage: str = getattr(holder, part)
    start, end = claim
    told = proposal.proposed
    if proposal.kind == "add":
        start, told = end, inserted(passage, end, told)
    elif proposal.kind == "delete":
        left = passage[:start] + passage[end:]
        if is_bare(
            replace(holder, heading=left) if part == "heading" else replace(holder, text=left)
        ):
            return _removal(holder, proposal)
        told = ""
        start, end = _with_space(passage, start, end)
    return Edit(holder.address, part, start, end, told, claim, (proposal.id,))


def _removal(provision: Provision, proposal: Proposal) -> Removal:
    inside = frozenset(each.address for each in provision.walk())
    return Removal(provision.address, inside, (proposal.id,))


def is_bare(provision: Provision) -> bool:
    """Whether a provision has no words of its own, marks alone perhaps, and no parts but notes."""
    own = f"{provision.heading} {provision.text}"
    return not words(own) and all(child.kind == "note" for child in provision.children)


def _with_space(passage: str, start: int, end: int) -> Span:
    """Words that go take the space before them along, at the beginning that after them."""
    before = len(passage[:start].rstrip())
    if before:
        return before, end
    return start, len(passage) - len(passage[end:].lstrip())


def _found(provision: Provision, quote: str) -> Iterator[tuple[Provision, Part, Span]]:
    """Every place of quoted words, whole words one after another, each inside one passage."""
    sought = words(quote)
    parts: tuple[Part, ...] = ("heading", "text")
    for each in provision.walk():
        for part in parts:
            passage: str = getattr(each, part)
            if each.kind != "note":
                for span in occurrences(passage, sought):
                    yield each, part, _widened(passage, span, quote)


def occurrences(passage: str, sought: list[str]) -> list[Span]:
    """The spans of characters in which the words stand, whole and one after another."""
    spans = [
        (word, each.start(), each.end())
        for each in _WORD.finditer(passage)
        for word in words(each[0])
    ]
    size = len(sought)
    return [
        (spans[n][1], spans[n + size - 1][2])
        for n in range(len(spans) - size + 1 if size else 0)
        if [word for word, _, _ in spans[n : n + size]] == sought
    ]


def _widened(passage: str, span: Span, quote: str) -> Span:
    """The span with the marks that the quotation has before and after its words, where the same
    stand there: «часов.» is quoted with its full stop."""
    inner = list(_WORD.finditer(quote))
    before, after = quote[: inner[0].start()].lstrip(), quote[inner[-1].end() :].rstrip()
    start, end = span
    if before and passage[:start].endswith(before):
        start -= len(before)
    if after and passage.startswith(after, end):
        end += len(after)
    return start, end
