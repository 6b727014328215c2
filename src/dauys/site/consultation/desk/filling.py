"""Places in the reasons of an answer that are filled for each proposal: ``{id}``, ``{place}``.

An answer in stock says "your proposal {id} to {place}"; what is published has the words in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from dauys.site.consultation import texts
from dauys.site.consultation.models import Proposal
from dauys.site.look import dates
from dauys.site.look.moment import zone

SPOKEN = ("kk", "ru", "en")  # languages in which a provision has a name
PLACES = ("id", "place", "received")
_PLACE = re.compile(r"\{([^{}]*)\}")


def unknown(words: str) -> list[str]:
    """What stands in braces and is none of the places, braces that do not close among them."""
    found = [name for name in _PLACE.findall(words) if name not in PLACES]
    left = _PLACE.sub("", words)
    return found + [brace for brace in "{}" if brace in left]


@dataclass(slots=True)
class Filling:
    """Fills reasons for many proposals; what provisions are called is looked up once."""

    _called: dict[tuple[str, str, str], dict[str, str]] = field(default_factory=dict)

    def filled(self, reasons: Mapping[str, str], row: Proposal) -> dict[str, str]:
        """The reasons for a proposal, by language, each place filled."""
        return {
            language: _PLACE.sub(lambda found: self._place(found[1], row, language), words)  # noqa: B023
            for language, words in reasons.items()
        }

    def _place(self, name: str, row: Proposal, language: str) -> str:
        if name == "id":
            return row.id
        if name == "received":
            at = dates.parse_moment(row.received).astimezone(zone())
            return dates.day(at.date(), language)
        key = row.version, row.language, language if language in SPOKEN else "en"
        if key not in self._called:
            version = texts.version(row.version)
            self._called[key] = texts.called(version, *key[1:]) if version else {}
        return self._called[key].get(row.address, row.address)
