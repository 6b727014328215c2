"""What a proposal would make of a provision: the difference, passage by passage; nothing is kept.

The place of a change is that of `dauys.consultation.amendment`: it is certain, or there is no
picture of it and the words are shown beside each other.
"""

from __future__ import annotations

from dataclasses import dataclass

from dauys.consultation.amendment import Addition, Change, Edit, change_of
from dauys.consultation.anchor import Places
from dauys.consultation.proposal import Proposal
from dauys.errors import DauysError
from dauys.text.difference.pieces import Piece, difference
from dauys.text.provision import Provision

Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage at an address, its words marked."""

    address: str
    pieces: Pieces


def shown(proposal: Proposal, places: Places | None) -> list[Shown]:
    """The marked passages of a proposal; empty where it changes nothing or its place is unsure."""
    if places is None:
        return []
    try:
        change = change_of(proposal, places)
    except DauysError:
        return []
    return [] if change is None else of_change(change, places)


def of_change(change: Change, places: Places) -> list[Shown]:
    """The passages that a change touches."""
    provision = places.provision(change.address)
    if isinstance(change, Edit):
        passage: str = getattr(provision, change.part)
        made = passage[: change.start] + change.words + passage[change.end :]
        return [Shown(change.address, difference(passage, made))]
    if isinstance(change, Addition):
        return [
            *(Shown(each, (Piece("kept", text),)) for each, text in _last(provision)),
            Shown("", (Piece("inserted", change.words),)),
        ]
    return [
        Shown(each.address, (Piece("deleted", passage),))
        for each in provision.walk()
        if each.kind != "note" and (passage := passage_of(each))
    ]


def passage_of(provision: Provision) -> str:
    """The heading and the own words of a provision."""
    return " ".join(part for part in (provision.heading, provision.text) if part)


def _last(provision: Provision) -> list[tuple[str, str]]:
    """The last part of a provision, behind which something is added."""
    parts = [each for each in provision.children if each.kind != "note"]
    return [(each.address, passage_of(each)) for each in parts[-1:]]


def plain(provision: Provision) -> list[Shown]:
    """A provision as it stands, passage by passage, notes left out."""
    return [
        Shown(each.address, (Piece("kept", passage),))
        for each in provision.walk()
        if each.kind != "note" and (passage := passage_of(each))
    ]
