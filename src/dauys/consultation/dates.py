"""Moments as other systems write them: a pattern such as ``DD.MM.YYYY hh:mm`` and an offset.

Specification: docs/specification/4-consultation.md, section 11. Letters of a pattern stand for
digits, all else for itself. A date without an hour is the beginning of its day where it was
written; nothing is guessed from the form of a date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

_PIECES = {
    "YYYY": "(?P<year>[0-9]{4})",
    "MM": "(?P<month>[0-9]{2})",
    "DD": "(?P<day>[0-9]{2})",
    "M": "(?P<month>[0-9]{1,2})",
    "D": "(?P<day>[0-9]{1,2})",
    "hh": "(?P<hour>[0-9]{2})",
    "h": "(?P<hour>[0-9]{1,2})",
    "mm": "(?P<minute>[0-9]{2})",
    "ss": "(?P<second>[0-9]{2})",
}
_PIECE = re.compile("YYYY|MM|DD|M|D|hh|h|mm|ss|.", re.DOTALL)
_OFFSET = re.compile(r"([+-])([0-9]{2}):([0-9]{2})")
_DATE = {"year", "month", "day"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A form of dates, ready to read them."""

    written: str
    form: re.Pattern[str]

    def moment(self, told: str, offset: timedelta) -> str | None:
        """The moment in UTC of a date so written at an offset; None where it is none such."""
        found = self.form.fullmatch(told)
        if found is None:
            return None
        numbers = {name: int(digits) for name, digits in found.groupdict().items()}
        try:
            when = datetime(**numbers, tzinfo=timezone(offset))
            return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        except (ValueError, OverflowError):  # a 30 February, or the year 0
            return None


def pattern(written: str) -> Pattern | None:
    """The pattern of some letters; None where it has no day, month or year, or one twice."""
    pieces = _PIECE.findall(written)
    try:
        form = re.compile("".join(_PIECES.get(piece) or re.escape(piece) for piece in pieces))
    except re.error:  # a name twice
        return None
    return Pattern(written, form) if set(form.groupindex) >= _DATE else None


def offset(written: str) -> timedelta | None:
    """An offset from UTC such as ``+05:00``; None for anything else."""
    found = _OFFSET.fullmatch(written)
    if found is None or int(found[2]) > 14 or int(found[3]) > 59:
        return None
    size = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return -size if found[1] == "-" else size
