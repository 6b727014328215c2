"""Days and moments as Kazakh, Russian and English write them; pure functions, no clock.

The zone in which a moment is told is the caller's.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

MONTHS = {
    "kk": "қаңтар,ақпан,наурыз,сәуір,мамыр,маусым,шілде,тамыз,қыркүйек,қазан,қараша,желтоқсан",
    "ru": "января,февраля,марта,апреля,мая,июня,июля,августа,сентября,октября,ноября,декабря",
    "en": ("January,February,March,April,May,June,July,August,September,October,November,December"),
}
DAYS = {
    "kk": "{year} жылғы {day}\u00a0{month}",
    "ru": "{day}\u00a0{month} {year}\u00a0г.",
    "en": "{day}\u00a0{month} {year}",
}


def parse_moment(told: str) -> datetime:
    """A moment of the record, ``2026-03-15T09:00:00Z``; ValueError for anything else."""
    return datetime.fromisoformat(told)


def day(of: date, language: str) -> str:
    """``2026 жылғы 15 наурыз``, ``15 марта 2026 г.``, ``15 March 2026``."""
    language = language if language in DAYS else "en"
    return DAYS[language].format(
        year=of.year, day=of.day, month=MONTHS[language].split(",")[of.month - 1]
    )


def moment(of: datetime, language: str, zone: ZoneInfo) -> str:
    """The day and the hour and minute at that place."""
    there = of.astimezone(zone)
    return f"{day(there.date(), language)}, {there:%H:%M}"
