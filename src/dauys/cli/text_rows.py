"""The rows of two texts as ``dauys text compare --json`` tells them (DESIGN section 6)."""

from __future__ import annotations

from typing import Any

from dauys.text.compare import Comparison, Decision, ParagraphRow, Row


def row_object(found: Comparison, row: Row) -> dict[str, Any]:
    """A row with its paragraphs and the decisions that fixed it."""
    return {
        "old": [unit.number for unit in row.old],
        "new": [unit.number for unit in row.new],
        "relation": row.relation,
        "similarity": row.hundredths() / 100,  # two digits of an exact fraction, for JSON only
        "moved": row.moved,
        "reworded": row.reworded,
        "renumbered": row.renumbered,
        "component": row.component,
        "old_addresses": [unit.address for unit in row.old],
        "new_addresses": [unit.address for unit in row.new],
        "decisions": [_decision(each) for each in row.decisions],
        "paragraphs": [_paragraph(each) for each in found.paragraphs(row)],
    }


def _paragraph(row: ParagraphRow) -> dict[str, Any]:
    return {
        "old": [each.address for each in row.old],
        "new": [each.address for each in row.new],
        "relation": row.relation,
        "similarity": row.hundredths() / 100,
        "moved": row.moved,
        "reworded": row.reworded,
        "away": row.away,
        "decisions": [_decision(each) for each in row.decisions],
    }


def _decision(decision: Decision) -> dict[str, str]:
    return {
        "old": decision.old,
        "new": decision.new,
        "decision": decision.decision,
        "who": decision.who,
        "why": decision.why,
    }
