"""A report as one JSON object (DESIGN section 6), without sentences: those are for `dauys.words`.

Keys may be added, none is ever taken away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from dauys.errors import Finding
from dauys.verification.report import BoxReport, Report


def document(report: Report, seconds: float, *, strict: bool = False) -> dict[str, Any]:
    """The object of a report; ``strict`` makes every warning an error."""
    findings = report.findings.strict() if strict else report.findings
    return {
        "verdict": report.verdict(strict=strict),
        "boxes": [_box(box) for box in report.boxes],
        "findings": [_finding(finding) for finding in findings.found],
        "result": report.total(),
        "ballots": sum(box.ballots for box in report.boxes),
        "counted": sum(box.counted for box in report.boxes),
        "log": asdict(report.log) if report.log else None,
        "seconds": seconds,
        "arithmetic": report.arithmetic,
        "steps": [
            {"step": number, "checked": done.count, "seconds": round(done.seconds, 3)}
            for number, done in sorted(report.steps.items())
        ],
    }


def _box(box: BoxReport) -> dict[str, Any]:
    return {
        "region": box.region,
        "uuid": box.uuid,
        "result": box.result,
        "ballots": box.ballots,
        "counted": box.counted,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "accused": finding.accused,
        "facts": dict(finding.facts),
        "certain": finding.certain,
        "step": finding.step,
    }


def finding_of(told: Mapping[str, Any]) -> Finding:
    """A finding again, out of the object of a report."""
    return Finding(
        told["code"],
        told["severity"],
        told["accused"],
        told["step"],
        told["certain"],
        told["facts"],
    )
