"""What a document says about the law besides its words: whose, from when, under what name.

Writers take it as an argument; none of it stands in a `Text`. What is not known is left empty.
"""

from __future__ import annotations

from dataclasses import dataclass

from dauys.wire.ids import Date


@dataclass(frozen=True, slots=True)
class About:
    """``country`` is an ISO 3166 code of two letters, ``work`` a short name of the law, ``date``
    the day of this version, ``author`` the office that publishes it; "" where unknown."""

    country: str = ""
    work: str = ""
    date: Date = ""
    author: str = ""


UNKNOWN = About()
