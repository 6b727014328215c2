"""``dauys voter``: a ballot on the voter's own machine, to cast or to challenge, and to find again.

Three commands and not one: the code is shown before the machine is told which it will be. Whatever
reads the record asks for the log's key: a log that somebody made for this voter alone would be
sound in itself, its trustees would read the ballot, and it would say that the ballot counts.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from dauys.ballots.challenge import Challenge, check_challenge
from dauys.ballots.wire import LIMIT
from dauys.ballots.wire import tracker as tracker_of
from dauys.cli import files, keys
from dauys.cli import pending as kept
from dauys.cli.commission import named_box
from dauys.cli.log_key import NeededLogKey
from dauys.cli.voice import echo, warn, words
from dauys.errors import Refused, Unreadable
from dauys.parties import duty
from dauys.parties import pending as waiting
from dauys.question.election import Question
from dauys.verification import traces
from dauys.verification.report import LogReport
from dauys.verification.sources import Source
from dauys.verification.traces import Trace
from dauys.verification.trusted import Trusted
from dauys.verification.voting import BoxVerifier
from dauys.wire import shape

app = typer.Typer(no_args_is_help=True)
Credential = Annotated[Path, typer.Option("--credential", metavar="FILE")]
Output = Annotated[Path, typer.Option("--output", "-o", metavar="FILE")]
BLANK = "blank"  # the answer that chooses none, where the question allows it


@app.command("ballot")
def ballot(
    record: str,
    box: Annotated[str, typer.Option("--box")],
    credential: Credential,
    answer: Annotated[str, typer.Option("--answer")],
    output: Output,
    log_key: NeededLogKey,
) -> None:
    trusted = verified(files.record(record), log_key)
    _, found = named_box(trusted, box)
    chosen = choices(trusted, answer)
    sealed = found.sealed.sealed
    made = waiting.prepare(sealed, read_credential(credential), chosen)
    # What the box would refuse, a credential that is not on its roll say, is told here already.
    check_challenge(sealed, found.sealed.roll, made.opened(), f"file:{credential}")
    kept.write(output, made)
    echo(words().say("voter.code", code=made.code))
    echo(words().say("voter.choose", path=str(output)))


@app.command("cast")
def cast(pending: Path, credential: Credential, output: Output) -> None:
    secret = read_credential(credential)
    made, data = kept.use(pending, "cast", output, lambda made: waiting.cast(made, secret))
    echo(words().say("voter.code", code=made.code))
    echo(words().say("voter.tracker", tracker=tracker_of(data)))


@app.command("challenge")
def challenge(pending: Path, output: Output) -> None:
    made, _ = kept.use(pending, "challenged", output, lambda made: made.opened())
    echo(words().say("voter.code", code=made.code))
    echo(words().say("voter.challenged", path=str(output)))


@app.command("check-challenge")
def check_opened(
    record: str,
    code: str,
    log_key: NeededLogKey,
    challenge: Annotated[Path | None, typer.Option("--challenge", metavar="FILE")] = None,
) -> None:
    source = files.record(record)
    trusted = looked_at(source, log_key)
    if challenge is None:
        opened, box = published(trusted, source, code)
    else:
        opened, box = read_challenge(trusted, challenge)
    if opened.code != code:
        raise Refused("challenge.code", f"file:{challenge}", found=opened.code)
    echo(words().say("voter.opened", region=box.region, credential=opened.ballot.credential))
    for question, answer in zip(box.sealed.sealed.election.questions, opened.answers, strict=True):
        echo(words().say("voter.question", words=question.question))
        for told in chosen_words(question, answer.choices) or [words().say("voter.nothing")]:
            echo(words().say("voter.chosen", words=told))
    shown = box.box.published(opened)
    echo(words().say("voter.published" if shown else "voter.unpublished"))


@app.command("find")
def find(record: str, code: str, log_key: NeededLogKey) -> None:
    source = files.record(record)
    trusted = looked_at(source, log_key)
    found = traces.named(source, head_of(trusted), code)
    box = trusted.boxes[found.box]
    echo(words().say("voter.found", region=box.region, told=standing(box, found)))
    echo(words().say("voter.code", code=found.code))
    if found.tracker is not None:
        echo(words().say("voter.tracker", tracker=found.tracker))
    beside = traces.beside(source, head_of(trusted), found)
    if len(beside) > 1:
        tell_beside(box, found, beside)


def tell_beside(box: BoxVerifier, found: Trace, beside: list[Trace]) -> None:
    """Every ballot that bears one credential, and what it means if one is not the voter's own.

    Only a ballot that was cast took the secret credential: anybody can make a challenge.
    """
    echo(words().say("voter.beside"))
    for each in beside:
        told = {"at": each.at, "code": each.code, "told": standing(box, each)}
        if each.tracker is None:
            echo(words().say("voter.trace.challenged", **told))
        else:
            echo(words().say("voter.trace.cast", tracker=each.tracker, **told))
    if any(each.tracker is None for each in beside):
        echo(words().say("voter.anyone"))
    if any(each.tracker is not None for each in beside if each != found):
        echo(words().say("voter.foreign"))


def verified(source: Source, log_key: str) -> Trusted:
    """The whole record, verified: the election's key could be another's.

    Witnesses too: a ballot made for a log that is shown to this voter alone could be read by
    whoever made that log, and cannot be taken back. Waiting for the next head costs little.
    """
    return duty.verified(source, time.perf_counter, log_key, lambda done, total: None)


def looked_at(source: Source, log_key: str) -> Trusted:
    """The whole record, verified, for one who only looks: a want of witnesses is told."""
    trusted = duty.verified(
        source, time.perf_counter, log_key, lambda done, total: None, witnessed=False
    )
    for finding in trusted.report.findings.found:
        if finding.code == "log.unwitnessed":
            warn(f"dauys: {finding.code}: {words().finding(finding)}")
    return trusted


def head_of(trusted: Trusted) -> LogReport:
    """The head of a log that has been verified."""
    if trusted.report.log is None:
        raise Refused("setup.missing")
    return trusted.report.log


def read_credential(path: Path) -> str:
    """The secret credential that stands alone in a file, which its owner alone may read."""
    return keys.read_secret(path, limit=1024).decode("ascii", errors="replace").strip()


def choices(trusted: Trusted, answer: str) -> list[list[int]]:
    """The choice of one answer by its key, or of none; raises ``voter.answer`` for another."""
    called = trusted.called
    keys = [each.key for each in called.answers] if called else []
    if called and called.blank:
        keys = [BLANK, *keys]  # the first cell of a question with blank
    if answer not in keys:
        raise Unreadable("voter.answer", expected=" | ".join(keys))
    return [[int(key == answer) for key in keys]]


def published(trusted: Trusted, source: Source, code: str) -> tuple[Challenge, BoxVerifier]:
    """The challenged ballot of this code in the record; raises ``ballot.absent``."""
    trace = traces.named(source, head_of(trusted), code)
    if trace.challenge is None:  # the tracker of a ballot that was cast
        raise Refused("ballot.absent", "ballot:" + code[:43])
    return trace.challenge, trusted.boxes[trace.box]


def read_challenge(trusted: Trusted, path: Path) -> tuple[Challenge, BoxVerifier]:
    """A challenged ballot in a file, checked as the box would."""
    who = f"file:{path}"
    data = files.read_bytes(path, limit=LIMIT)
    uuid = shape.read(Challenge, data, accused=who, limit=LIMIT, nfc=False).ballot.election_uuid
    if uuid not in trusted.boxes:
        raise Refused("ballot.election", who)
    box = trusted.boxes[uuid]
    opened = check_challenge(box.sealed.sealed, box.sealed.roll, data, who)
    box.box.check_uncast(opened, who)
    return opened, box


def chosen_words(question: Question, numbers: tuple[int, ...]) -> list[str]:
    """What a ballot chooses, in the words that were sealed."""
    cells = [words().say("voter.blank")] if question.blank else []
    cells += question.answers
    return [told for told, number in zip(cells, numbers, strict=True) if number]


def standing(box: BoxVerifier, trace: Trace) -> str:
    """What became of a ballot."""
    if trace.challenge is not None:
        return words().say("voter.shown")
    counts = trace.tracker in box.box.counting.values()
    return words().say("voter.counts" if counts else "voter.superseded")
