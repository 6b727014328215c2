"""The ten stages of a referendum, and which of them is open at a moment.

Pure: the moment is an argument. Moments are RFC 3339 in UTC and whole seconds, whose text sorts as
time does. A calendar is part of the question (stage 3).
"""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Window:
    """When a stage is open: from ``opens`` up to, but not at, ``closes``."""

    stage: str
    opens: str
    closes: str


def check_calendar(windows: tuple[Window, ...]) -> None:
    """Refuses unknown stages, a stage twice, and a window that closes before it opens."""
    seen: set[str] = set()
    for window in windows:
        if window.stage not in STAGES or window.stage in seen:
            raise Refused("calendar.stage", stage=window.stage)
        if window.opens >= window.closes:
            raise Refused("calendar.window", stage=window.stage)
        seen.add(window.stage)


def is_open(windows: tuple[Window, ...], stage: str, moment: str) -> bool:
    """Whether a stage is open; a stage without a window is bound to no time."""
    return all(
        window.opens <= moment < window.closes for window in windows if window.stage == stage
    )
