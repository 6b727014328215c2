"""What a report tells, as plain values that a test can compare in full."""

from __future__ import annotations

from typing import Any

from dauys.verification.report import Report

Told = tuple[int, str, str, str, dict[str, Any]]


def told(report: Report) -> list[Told]:
    """Every finding, as (step, severity, code, accused, facts)."""
    return [(f.step, f.severity, f.code, f.accused, dict(f.facts)) for f in report.findings.found]


def error(step: int, code: str, accused: str, **facts: Any) -> Told:
    """A finding that refuses the record."""
    return (step, "error", code, accused, facts)


def skipped(step: int, accused: str) -> Told:
    """What could not be asked any more."""
    return (step, "information", "verify.skipped", accused, {})
