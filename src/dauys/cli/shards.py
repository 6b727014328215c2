"""One shard of a record's ballots for ``dauys verify --shard``: judged, and signed for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from dauys.cli import files, keys
from dauys.cli.voice import echo, line, warn, words
from dauys.errors import Unreadable
from dauys.log.keys import SigningKey
from dauys.verification import receipt, steps
from dauys.verification.judging import Execute
from dauys.verification.receipt import Shard, Sharding
from dauys.verification.report import Report

_SHARD = re.compile("([1-9][0-9]{0,5})/([1-9][0-9]{0,5})")


@dataclass(frozen=True, slots=True)
class Work:
    """A shard to judge: which, who signs for it, and where the receipt goes."""

    sharding: Sharding
    key: SigningKey
    path: Path


def check_options(*, as_json: bool, strict: bool) -> None:
    """A shard has a receipt and no report; raises ``cli.usage`` where a report's form is asked."""
    for name, given in (("--json", as_json), ("--strict", strict)):
        if given:
            raise _misused("usage.together", name, "--shard")


def begun(shard: str | None, key: Path | None, path: Path | None, inner: Execute) -> Work:
    """The shard that was asked for, for which a receipt can be written.

    Raises ``cli.usage`` where one of the three is missing that belong together, ``receipt.shard``
    for another spelling than k/n, ``file.exists``, ``file.unwritable``.
    """
    if shard is None:
        raise _misused("usage.beside", "--shard", "--receipt" if key is None else "--key")
    if key is None or path is None:
        raise _misused("usage.beside", "--key" if key is None else "--receipt", "--shard")
    found = _SHARD.fullmatch(shard)
    if found is None or int(found[1]) > int(found[2]):
        raise Unreadable("receipt.shard", given=shard[:40])
    files.check_place(path)  # before the hours of judging, not after them
    sharding = Sharding(Shard(int(found[1]), int(found[2])), inner)
    return Work(sharding, keys.read_signing(key), path)


def _misused(problem: str, given: str, other: str) -> Unreadable:
    said = words().say(problem, given=given, other=other)
    return Unreadable("cli.usage", problem=said, command="dauys verify")


def end(work: Work, report: Report) -> int:
    """Writes the receipt, and tells what was found in the shard; gives the exit code.

    What is wrong before the ballots makes a receipt worthless, and so does a box whose ballots were
    not all judged: then there is none. What follows from all shards is for their merging to tell.
    """
    errors = report.findings.errors()
    found = [each for each in errors if each.step == steps.BALLOTS]
    before = [each for each in errors if each.step < steps.BALLOTS]
    if before or not _judged(report):
        for finding in (*before, *found):
            warn(f"dauys: {line(finding)}")
        return 2 if report.unread else 1
    made = work.sharding.receipt(report)
    files.put_new(work.path, receipt.sign(made, work.key))
    for finding in found:
        echo(f"{words().say('severity.error')}: {line(finding)}")
    ballots = sum(len(judged.weights) for judged in made.judged)
    faults = sum(len(judged.faults) for judged in made.judged)
    shard = f"{made.shard}/{made.of}"
    echo(words().say("verify.receipt", shard=shard, ballots=ballots, faults=faults))
    return 1 if found else 0


def _judged(report: Report) -> bool:
    """Whether no ballot was passed over for a fault in the judging or in what comes before."""
    skipped = (each for each in report.findings.found if each.code == "verify.skipped")
    return all(each.step != steps.BALLOTS for each in skipped)
