"""The public figures of a consultation, each defined in words in docs/2-consultation.md.

Counts are whole numbers; the median is an exact fraction of whole days. It says nothing about
what the proposals say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from dauys.consultation.lineage import Lineage, answered_origins
from dauys.consultation.proposal import Answer, Received
from dauys.wire.ids import seconds

DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Counts:
    """How many proposals were received and answered, and how; ``median_days`` to the answer."""

    received: int
    answered: int
    accepted: int
    accepted_in_part: int
    already_provided: int
    rejected: int
    outside: int
    median_days: Fraction | None


@dataclass(frozen=True, slots=True)
class Figures:
    """The counts of all proposals, and those by group, region and language.

    ``changed`` is the share of the changed words that proposals changed, where the trace of words
    is known.
    """

    total: Counts
    groups: dict[str, Counts]
    regions: dict[str, Counts]
    languages: dict[str, Counts]
    changed: Fraction | None = None


def figures(
    proposals: Sequence[Received],
    answers: Sequence[Answer],
    lineage: Lineage | None = None,
    changed: Fraction | None = None,
) -> Figures:
    """The figures; an answer to a proposal that is not there is left out, and of two the first.

    With a ``lineage`` every origin is counted once, with the answer to what stands for it.
    """
    if lineage is not None:
        roots = set(lineage.roots())
        proposals = [each for each in proposals if each.id in roots]
        answers = answered_origins(lineage, answers)
    given: dict[str, Answer] = {}
    for answer in answers:
        given.setdefault(answer.proposal, answer)

    def by(key: Callable[[Received], str]) -> dict[str, Counts]:
        parts: dict[str, list[Received]] = {}
        for each in proposals:
            parts.setdefault(key(each), []).append(each)
        return {name: _counts(part, given) for name, part in sorted(parts.items())}

    return Figures(
        total=_counts(proposals, given),
        groups=by(lambda each: each.group),
        regions=by(lambda each: each.region),
        languages=by(lambda each: each.language),
        changed=changed,
    )


def median(days: Sequence[int]) -> Fraction | None:
    """The middle of the sorted numbers, or half the sum of the two in the middle; None of none."""
    if not days:
        return None
    ordered = sorted(days)
    middle = len(ordered) // 2
    return Fraction(ordered[middle] + ordered[-middle - 1], 2)


def _counts(proposals: Sequence[Received], given: Mapping[str, Answer]) -> Counts:
    pairs = [(each, given[each.id]) for each in proposals if each.id in given]

    def outcomes(name: str) -> int:
        return sum(answer.outcome == name for _, answer in pairs)

    return Counts(
        received=len(proposals),
        answered=len(pairs),
        accepted=outcomes("accepted"),
        accepted_in_part=outcomes("accepted_in_part"),
        already_provided=outcomes("already_provided"),
        rejected=outcomes("rejected"),
        outside=outcomes("outside"),
        median_days=median([_days(proposal, answer) for proposal, answer in pairs]),
    )


def _days(proposal: Received, answer: Answer) -> int:
    """Whole days from receipt to answer; the begun one is not counted."""
    return (seconds(answer.answered) - seconds(proposal.received)) // DAY
