"""The way into the verification, whatever stands at a name: a record, an archive, or neither."""

from __future__ import annotations

from contextlib import closing

from dauys.errors import Unreadable
from dauys.verification import steps
from dauys.verification.archive import verify_archive
from dauys.verification.judging import HERE, Execution
from dauys.verification.report import Clock, Progress, Report
from dauys.verification.sources import Archive, Source, open_source


def verify(
    name: str,
    clock: Clock,
    *,
    log_key: str | None = None,
    since: bytes | None = None,
    progress: Progress = lambda done, total: None,
    execution: Execution | None = HERE,
) -> Report:
    """The report on a record folder, a web address or a ``.bel`` file; it never raises.

    ``log_key`` is the verifier key that the log must have; without it, entry 0 names the key.
    ``since`` is a checkpoint of the log, seen before, from which it must go on. An archive has no
    log, and is refused where either is given.
    """
    report = Report(clock)
    source: Source | Archive | None = None
    with report.check(steps.LOG, count=0):
        kernel = None if execution is None else execution.arithmetic.kernel
        source = open_source(name, kernel)
    report.archive = isinstance(source, Archive) or _was_archive(report)
    if isinstance(source, Archive):
        if since is not None or log_key is not None:  # it has no log: nothing goes on, or is signed
            report.fault(Unreadable("source.record", "checkpoint"), steps.LOG)
        with closing(source):
            verify_archive(source, report, progress, execution)
    elif source is not None:
        from dauys.verification.verify import verify_record  # of all stages: an archive needs none

        verify_record(
            source, report, log_key=log_key, since=since, progress=progress, execution=execution
        )
    return report


def _was_archive(report: Report) -> bool:
    """Whether a file was opened, and then refused as an archive."""
    return any(each.code.startswith("archive.") for each in report.findings.errors())
