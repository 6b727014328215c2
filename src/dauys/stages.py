"""The ten stages of a referendum, and which of them is open at a moment.

Pure: the moment is an argument. Moments are RFC 3339 in UTC and whole seconds, whose text sorts as
time does. A calendar is part of the question (stage 3).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from dauys.errors import Refused

STAGES = (
    "text",
    "consultation",
    "question",
    "ballots",
    "stations",
    "tally",
    "outcome",
    "record",
    "verification",
    "implementation",
)


FORM = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True)
class Window:
    """When a stage is open: from ``opens`` up to, but not at, ``closes``."""

    stage: str
    opens: str
    closes: str


def check_calendar(windows: tuple[Window, ...]) -> None:
    """Refuses what is no moment, unknown stages, a stage twice, a window that closes first."""
    seen: set[str] = set()
    for window in windows:
        for moment in (window.opens, window.closes):
            if not _is_moment(moment):
                raise Refused("calendar.moment", stage=window.stage)
        if window.stage not in STAGES or window.stage in seen:
            raise Refused("calendar.stage", stage=window.stage)
        if window.opens >= window.closes:
            raise Refused("calendar.window", stage=window.stage)
        seen.add(window.stage)


def _is_moment(text: str) -> bool:
    """Whether it spells a second that there is, in the one form whose text sorts as time does."""
    try:
        return datetime.strptime(text, FORM).replace(tzinfo=UTC).strftime(FORM) == text
    except ValueError:
        return False


def is_open(windows: tuple[Window, ...], stage: str, moment: str) -> bool:
    """Whether a stage is open; a stage without a window is bound to no time."""
    return all(
        window.opens <= moment < window.closes for window in windows if window.stage == stage
    )


def is_over(windows: tuple[Window, ...], stage: str, moment: str) -> bool:
    """Whether a stage has closed; a stage without a window is bound to no time."""
    return all(window.closes <= moment for window in windows if window.stage == stage)


def is_ahead(windows: tuple[Window, ...], stage: str, moment: str) -> bool:
    """Whether a stage has not opened yet; a stage without a window is bound to no time."""
    return all(moment < window.opens for window in windows if window.stage == stage)
