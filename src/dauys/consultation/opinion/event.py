"""The event `groups.computed`, its body alone: who reads a record need have no numpy.

Specification: docs/specification/4-consultation.md, section 5. What it says is asked by `check`.
"""

from __future__ import annotations

from dataclasses import dataclass

from dauys.wire.ids import ObjectRef


@dataclass(frozen=True, slots=True)
class GroupsComputed:
    """Opinion groups were computed. ``matrix`` names the canonical matrix of votes, ``result`` a
    `Groups`; the seed must have been fixed before the votes were known. ``statements`` names a
    `dauys.consultation.opinion.worded.StatementWords`: what people were asked, where it is told."""

    method: str
    seed: int
    matrix: ObjectRef
    result: ObjectRef
    statements: ObjectRef | None = None
