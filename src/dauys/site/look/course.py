"""The course of the referendum as the first page shows it: what has begun, and when, by the record.

A stage has begun when the record has an entry of its kinds; the furthest that has begun is where
the referendum stands. It judges nothing: whether a stage was lawful is told by verification.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dauys.site.record.queries import Entered

Label = str | Promise

# A stage, what it means, the kinds of entries that belong to it, where it is shown.
STAGES: tuple[tuple[Label, Label, tuple[str, ...], str], ...] = (
    (
        _("The draft"),
        _("The text of the law as it is and as it would be, word by word."),
        ("text.published",),
        "text:index",
    ),
    (
        _("The consultation"),
        _("Proposals, hearings and opinions, and an answer to each proposal."),
        ("proposal.received", "hearing.held", "proposal.answered", "groups.computed"),
        "consultation:proposals",
    ),
    (
        _("The question"),
        _("What is put to the vote, by which rule, and when."),
        ("question.called", "voting.setup", "setup.confirmed", "station.listed"),
        "question:index",
    ),
    (
        _("The vote"),
        _("Ballots online and at the polling stations."),
        ("ballot.cast", "ballot.challenged", "voting.closed", "protocol.confirmed"),
        "stations:index",
    ),
    (
        _("The count"),
        _("The sum of the encrypted ballots, and the protocols of the stations."),
        ("tally.encrypted", "tally.result", "protocol.confirmed"),
        "tally:index",
    ),
    (
        _("The result"),
        _("What follows from the figures by the rule that was set before the vote."),
        ("outcome.declared",),
        "outcome:index",
    ),
    (
        _("Implementation"),
        _("From each provision to what is done about it, by whom and until when."),
        ("implementation.planned",),
        "implementation:index",
    ),
)


COUNTED = (
    "text.published", "proposal.received", "proposal.answered", "hearing.held", "ballot.cast",
    "protocol.confirmed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """A stage as it stands: ``done``, ``now`` or ``ahead``; the moments are those of entries."""

    label: Label
    meaning: Label
    state: str
    first: str
    last: str
    address: str


def course(entered: Mapping[str, Entered]) -> list[Step]:
    """Every stage in its order."""
    found = [[entered[kind] for kind in kinds if kind in entered] for _l, _m, kinds, _a in STAGES]
    furthest = max((place for place, those in enumerate(found) if those), default=-1)
    return [
        Step(
            label,
            meaning,
            _state(place, furthest),
            min((each.first for each in those), default=""),
            max((each.last for each in those), default=""),
            _address(name),
        )
        for place, ((label, meaning, _kinds, name), those) in enumerate(
            zip(STAGES, found, strict=True)
        )
    ]


def counts(entered: Mapping[str, Entered]) -> list[tuple[str, Entered]]:
    """The kinds of events that people ask about, with how many there have been."""
    return [(kind, entered[kind]) for kind in COUNTED if kind in entered]


def _state(place: int, furthest: int) -> str:
    if place == furthest:
        return "now"
    return "done" if place < furthest else "ahead"


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
