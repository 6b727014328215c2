"""Verifies twice: each ballot as it comes, which is what is meant; and piece by piece.

Pieces are of two entries here, so that ballots of one credential lie in several. Both must find the
same, in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any
from unittest import mock

from dauys.ballots.native import Native, load
from dauys.verification.archive import verify_archive
from dauys.verification.judging import HERE, Execution
from dauys.verification.pieces import Answer, Piece, judge
from dauys.verification.report import Report
from dauys.verification.sources import Source
from dauys.verification.verify import verify_record

SMALL = 2  # entries of a piece


def found_in(report: Report) -> Any:
    """All that a report says, but for how long it took."""
    counts = {number: step.count for number, step in report.steps.items()}
    return report.findings.found, report.verdict(), report.boxes, report.log, counts


def verified(source: Source, **given: Any) -> Report:
    """The report on a record."""

    def run(report: Report, execution: Execution | None) -> object:
        return verify_record(source, report, execution=execution, **given)

    return both(run)


def verified_archive(data: bytes) -> Report:
    """The report on an archive."""
    return both(lambda report, execution: verify_archive(data, report, execution=execution))


def both(run: Callable[[Report, Execution | None], object]) -> Report:
    """The report of the one, after it has been held to that of the other, on each arithmetic."""
    meant = Report(lambda: 0.0)
    run(meant, None)
    for execution in EXECUTIONS:
        streamed = Report(lambda: 0.0)
        with mock.patch("dauys.verification.judging.SPAN", SMALL):
            run(streamed, execution)
        assert found_in(streamed) == found_in(meant)
    return meant


def by_kernel(kernel: Native) -> Execution:
    """Pieces judged by the kernel, one after the other."""

    def execute(pieces: Iterable[Piece], digest: str) -> Iterable[Answer]:
        return map(partial(judge, arithmetic=kernel), pieces)

    return Execution(execute, kernel)


KERNEL = load()
EXECUTIONS = [HERE] if KERNEL is None else [HERE, by_kernel(KERNEL)]
