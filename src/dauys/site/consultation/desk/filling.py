"""Places in the reasons of an answer that are filled for each proposal: ``{id}``, ``{place}``.

An answer in stock says "your proposal {id} to {place}"; what is published has the words in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from dauys.site.consultation import texts
from dauys.site.consultation.models import Proposal
from dauys.site.look import dates
from dauys.site.look.moment import zone

PLACES = ("id", "place", "received")
_PLACE = re.compile(r"\{([^{}]*)\}")


def unknown(words: str) -> list[str]:
    """What stands in braces and is none of the places, braces that do not close among them."""
    found = [name for name in _PLACE.findall(words) if name not in PLACES]
    left = _PLACE.sub("", words)
    return found + [brace for brace in "{}" if brace in left]


def filled(reasons: Mapping[str, str], row: Proposal) -> dict[str, str]:
    """The reasons for a proposal, by language, each place filled."""
    return {language: _filled(words, row, language) for language, words in reasons.items()}


def _filled(words: str, row: Proposal, language: str) -> str:
    if "{" not in words:
        return words
    told = {
        "id": row.id,
        "place": _called(row, language),
        "received": dates.day(dates.parse_moment(row.received).astimezone(zone()).date(), language),
    }
    return _PLACE.sub(lambda found: told[found[1]], words)


def _called(row: Proposal, language: str) -> str:
    version = texts.version(row.version)
    spoken = language if language in ("kk", "ru", "en") else "en"
    return (
        texts.called(version, row.language, spoken).get(row.address, row.address)
        if version
        else row.address
    )
