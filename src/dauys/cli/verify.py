"""``dauys verify``: the verdict on a record, for a person or as JSON (DESIGN section 6)."""

from __future__ import annotations

import os
import time
import traceback
from contextlib import ExitStack
from dataclasses import asdict, replace
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from dauys.cli import files, judges, workers
from dauys.cli.log_key import LogKey
from dauys.cli.voice import bars, decimal, echo, echo_json, line, warn, words
from dauys.errors import DauysError, Finding, Refused, Unreadable
from dauys.verification.document import document
from dauys.verification.entrance import verify as run
from dauys.verification.judging import HERE, Execution
from dauys.verification.report import Report
from dauys.verification.steps import BALLOTS, LOG, STEPS

EXITS = {"accepted": 0, "refused": 1, "unread": 2}
MOST = 1024  # workers
SHOWN = 50  # findings of one step that a person is shown; --json has all


def verify(
    source: str,
    as_json: Annotated[bool, typer.Option("--json")] = False,
    strict: Annotated[bool, typer.Option("--strict")] = False,
    finished: Annotated[bool, typer.Option("--finished")] = False,
    log_key: LogKey = None,
    since: Annotated[Path | None, typer.Option("--since", metavar="FILE")] = None,
    cluster: Annotated[str | None, typer.Option("--cluster", metavar="ADDRESS")] = None,
    count: Annotated[int | None, typer.Option("--workers", metavar="N", min=1, max=MOST)] = None,
    resume: Annotated[Path | None, typer.Option("--resume", metavar="FILE")] = None,
    shard: Annotated[str | None, typer.Option("--shard", metavar="K/N")] = None,
    key: Annotated[Path | None, typer.Option("--key", metavar="FILE")] = None,
    receipt: Annotated[Path | None, typer.Option("--receipt", metavar="FILE")] = None,
    reference: Annotated[bool, typer.Option("--reference")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q")] = False,
) -> None:
    started = time.perf_counter()
    kept = None if since is None else read_checkpoint(since)
    threads = min(count or MOST, workers.cores())
    used = judges.arithmetic(reference=reference, threads=threads)
    alone = resume is None and shard is None and key is None and receipt is None
    with ExitStack() as in_use:
        execute = in_use.enter_context(judges.chosen(cluster, count, used, named=not alone))
        resuming = None
        if resume is not None:
            from dauys.cli.resume import resumed  # for the few who ask for it, as below

            execute = resuming = in_use.enter_context(resumed(resume, execute, used.name))
        work = None
        if shard is not None or key is not None or receipt is not None:
            from dauys.cli import shards

            shards.check_options(as_json=as_json, strict=strict)
            work = shards.begun(shard, key, receipt, execute)
            execute = work.sharding.execute
        report = run_with_progress(source, log_key, kept, Execution(execute, used), quiet=quiet)
        if resuming is not None and not (quiet or as_json):
            warn(words().say("verify.resumed", count=resuming.taken, path=str(resume)))
        if work is not None:
            if finished and report.unfinished and not _wrong_before(report):
                raise Refused("verify.unfinished")  # nothing is signed of it
            raise typer.Exit(shards.end(work, report))
        if finished:
            report.ask_for_the_end()
        tell(report, started, as_json=as_json, strict=strict, log_key=log_key)


def _wrong_before(report: Report) -> bool:
    """Whether something is wrong before the ballots, which says more."""
    return any(each.step < BALLOTS for each in report.findings.errors())


def read_checkpoint(path: Path) -> bytes:
    """A checkpoint that was kept; raises ``checkpoint.kept`` for a file that is none."""
    from dauys.log import checkpoint
    from dauys.log.note import MAX_BYTES

    data = files.read_bytes(path, limit=MAX_BYTES)
    try:
        checkpoint.peek(data)
    except Refused:
        raise Unreadable("checkpoint.kept", f"file:{path}") from None
    return data


def tell(
    report: Report, started: float, *, as_json: bool, strict: bool, log_key: str | None
) -> NoReturn:
    """Prints a report and ends with the code of its verdict; ``started`` on the process's clock."""
    seconds = round(time.perf_counter() - started, 3)
    if as_json:
        echo_json(as_object(report, strict, seconds))
    else:
        show(report, strict, seconds, log_key)
    raise typer.Exit(EXITS[report.verdict(strict=strict)])


def answer_error(error: DauysError) -> None:
    """The object of ``--json`` for a command that ended without a report."""
    report = Report(time.perf_counter)
    report.fault(error, 0)
    echo_json(as_object(report, False, 0.0))


def run_with_progress(
    source: str,
    log_key: str | None,
    since: bytes | None = None,
    execution: Execution = HERE,
    *,
    quiet: bool = False,
) -> Report:
    """Verifies with a bar for what takes over a second; it never raises.

    Whatever nobody foresaw is a finding too: a hostile record must not silence its own report.
    """
    try:
        with bars(quiet=quiet) as told:
            return run(
                source,
                time.perf_counter,
                log_key=log_key,
                since=since,
                progress=partial(told, words().say("verify.progress")),
                execution=replace(execution, progress=partial(told, words().say("verify.judging"))),
            )
    except Exception as error:
        if os.environ.get("DAUYS_DEBUG"):
            traceback.print_exception(error)
        report = Report(time.perf_counter)
        report.fault(Unreadable("verify.failed", reason=type(error).__name__), 0)
        return report


def as_object(report: Report, strict: bool, seconds: float) -> dict[str, Any]:
    """The object of ``--json``, each finding with its sentence."""
    told = document(report, seconds, strict=strict)
    findings = report.findings.strict() if strict else report.findings
    for each, finding in zip(told["findings"], findings.found, strict=True):
        each["message"] = words().finding(finding)
    return told


def caption(report: Report, number: int) -> str:
    """What a step did; an archive has no log, and its first step is another."""
    archive = report.archive and number == LOG
    return words().say("verify.archive") if archive else words().step(number)


def finding_line(finding: Finding) -> str:
    """A finding for a person; what was skipped has no other mark of its step."""
    told = f"{words().say(f'severity.{finding.severity}')}: {line(finding)}"
    if finding.code == "verify.skipped":
        told += " " + words().say("verify.which", number=finding.step)
    return told


def show(report: Report, strict: bool, seconds: float, log_key: str | None) -> None:
    """The report for a person: the steps, what they found, the counts, the verdict.

    A log whose key was not given is that of its own first entry, which is said.
    """
    say = words().say
    findings = (report.findings.strict() if strict else report.findings).found
    for number in STEPS:
        done = report.steps.get(number)
        if done is None:
            continue
        faults = [each for each in findings if each.step == number and each.severity == "error"]
        mark = say("verify.wrong") if faults else say("verify.right")
        echo(
            say(
                "verify.step",
                number=f"{number:2}",
                mark=mark,
                count=done.count,
                seconds=decimal(Fraction(done.seconds), 2),
                caption=caption(report, number),
            )
        )
    for finding in findings[:SHOWN]:
        echo(finding_line(finding))
    if len(findings) > SHOWN:
        echo(say("verify.more", count=len(findings) - SHOWN))
    for box in report.boxes:
        echo(
            say(
                "verify.box",
                region=box.region or box.uuid,
                ballots=box.ballots,
                counted=box.counted,
                result=str(box.result) if box.result is not None else "-",
            )
        )
    if report.log is not None:
        head = asdict(report.log)
        echo(say("verify.log" if log_key is None else "verify.log.known", **head))
        if report.log.quorum:
            names = ", ".join(report.log.witnesses) or "-"
            echo(say("verify.witnesses", names=names, quorum=report.log.quorum))
    echo(
        say(
            "verify.arithmetic", seconds=decimal(Fraction(seconds), 1), arithmetic=report.arithmetic
        )
    )
    echo(say("verify.verdict", verdict=say(f"verdict.{report.verdict(strict=strict)}")))
