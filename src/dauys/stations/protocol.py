"""A station's protocol: what was received, handed out, found in the boxes, and the four piles.

Specification: docs/specification/6-rules.md, section 4.

Turnout has three numerators, and they are kept apart:

- ``issued``: electors who were handed a ballot; what is reported through the day;
- ``in_box``: ballots found in the boxes; what was issued and not carried away;
- ``participants``: who took part. On paper that is ``in_box``; online it is the credentials that
  voted; an outcome adds the two.

It checks nothing: see `dauys.stations.check`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from dauys.stations.station import Place
from dauys.wire.shape import Count


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one protocol, or of several added up; ballots unless said otherwise.

    ``eligible`` electors on the list at the close of voting: who took a certificate elsewhere is
    struck off, who came with one is added. ``received`` from the commission above. ``issued`` to
    electors. ``unused_cancelled`` left over, counted and cancelled. ``spoiled`` by a mistake,
    handed back and cancelled. ``in_box`` found in all boxes. The piles: ``yes``, ``no``,
    ``both_marked`` (all answers marked: took part, counted for none) and ``invalid``.
    ``certificates_out`` electors struck off with a certificate, ``certificates_in`` electors who
    came with one. ``home`` found in the portable boxes, a part of ``in_box``.
    """

    eligible: Count
    received: Count
    issued: Count
    unused_cancelled: Count
    spoiled: Count
    in_box: Count
    yes: Count
    no: Count
    both_marked: Count
    invalid: Count
    certificates_out: Count = 0
    certificates_in: Count = 0
    home: Count = 0

    @property
    def participants(self) -> int:
        """Who took part on paper: the ballots in the boxes."""
        return self.in_box

    @property
    def piles(self) -> int:
        """The four piles together."""
        return self.yes + self.no + self.both_marked + self.invalid


FIGURES = tuple(field.name for field in fields(Figures))


@dataclass(frozen=True, slots=True)
class Protocol:
    """The protocol of one station."""

    station: Place
    figures: Figures

    def accused(self) -> str:
        """How errors call this protocol: by its station."""
        return f"station:{self.station}"


def total(protocols: Iterable[Protocol]) -> Figures:
    """All figures of the protocols, added up."""
    sums = dict.fromkeys(FIGURES, 0)
    for protocol in protocols:
        for name in FIGURES:
            sums[name] += getattr(protocol.figures, name)
    return Figures(**sums)
