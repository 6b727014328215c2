"""Where each of the ten stages stands at a moment: by the calendar, and by what has happened.

Before a question is called there is no calendar: then a stage is open once the record has an entry
of it; the consultation opens with the first text, and both end when the question is called.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dauys.site.question import queries as question
from dauys.site.record import queries
from dauys.stages import STAGES, Window

State = Literal["ahead", "open", "over"]
NAMES: dict[str, Promise] = {
    "text": _("Text"),
    "consultation": _("Consultation"),
    "question": _("Question"),
    "ballots": _("Voting"),
    "stations": _("Polling stations"),
    "tally": _("Count of the online votes"),
    "outcome": _("Outcome"),
    "record": _("Record"),
    "verification": _("Verification"),
    "implementation": _("Implementation"),
}
PAGES = {"consultation": "consultation:proposals", "ballots": "tally:index"}
ALWAYS = ("record", "verification")  # open from the first entry, and never over
STAGE_OF = {
    "text": ("text.",),
    "consultation": ("hearing.", "proposal.", "anchor.", "groups."),
    "question": ("question.", "voting.setup", "setup."),
    "ballots": ("ballot.", "voting.closed"),
    "stations": ("station.", "protocol."),
    "tally": ("tally.",),
    "outcome": ("outcome.", "audit."),
    "implementation": ("implementation.",),
}


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage; ``opens`` and ``closes`` are empty where no calendar says it."""

    name: str
    state: State
    opens: str = ""
    closes: str = ""
    entries: int = 0

    @property
    def label(self) -> Promise:
        """What the stage is called."""
        return NAMES[self.name]

    @property
    def address(self) -> str:
        """The page of the stage; empty where there is none."""
        try:
            return reverse(PAGES.get(self.name, f"{self.name}:index"))
        except NoReverseMatch:
            return ""


def stages(moment: str = "") -> tuple[Stage, ...]:
    """All stages in their order, as they stand now."""
    at = moment or queries.moment()
    windows = {window.stage: window for window in question.calendar()}
    counts = {kind.kind: kind.entries for kind in queries.kinds()}
    called = "question.called" in counts
    return tuple(_stage(name, windows.get(name), counts, called, at) for name in STAGES)


def stage_now(moment: str = "") -> Stage | None:
    """The furthest stage that is open, besides those that always are; None where none is."""
    found = [each for each in stages(moment) if each.state == "open" and each.name not in ALWAYS]
    return found[-1] if found else None


def _stage(
    name: str, window: Window | None, counts: dict[str, int], called: bool, at: str
) -> Stage:
    beginnings = STAGE_OF.get(name, ("",))
    entries = sum(count for kind, count in counts.items() if kind.startswith(beginnings))
    if window is not None:
        state: State = "ahead" if at < window.opens else "open" if at < window.closes else "over"
        return Stage(name, state, window.opens, window.closes, entries)
    if called and name in ("text", "consultation"):
        return Stage(name, "over", entries=entries)
    begun = entries or (name == "consultation" and "text.published" in counts)
    return Stage(name, "open" if begun else "ahead", entries=entries)
