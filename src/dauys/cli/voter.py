"""``dauys voter``: makes a ballot on the voter's own machine, and finds it in the record again."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from dauys.ballots.check import check_ballot
from dauys.ballots.wire import tracker as tracker_of
from dauys.cli import files
from dauys.cli.commission import named_box
from dauys.cli.voice import echo, words
from dauys.errors import Refused, Unreadable
from dauys.parties import duty, voter
from dauys.verification.trusted import Trusted

app = typer.Typer(no_args_is_help=True)
LogKey = Annotated[str | None, typer.Option("--log-key", metavar="KEY")]


@app.command("ballot")
def ballot(
    record: str,
    box: Annotated[str, typer.Option("--box")],
    credential: Annotated[Path, typer.Option("--credential")],
    answer: Annotated[str, typer.Option("--answer")],
    output: Annotated[Path, typer.Option("--output", "-o")],
    log_key: LogKey = None,
) -> None:
    trusted = duty.verified(
        files.record(record), time.perf_counter, log_key, lambda done, total: None
    )
    _, found = named_box(trusted, box)
    secret = files.read_bytes(credential, limit=1024).decode("ascii", errors="replace").strip()
    sealed = found.sealed.sealed
    chosen = choices(trusted, answer)
    data = voter.make_ballot(sealed, secret, chosen)
    # What the box would refuse, a credential that is not on its roll say, is told here already.
    check_ballot(sealed, found.sealed.roll, data, f"file:{credential}")
    files.write_new(output, data)
    echo(words().say("voter.tracker", tracker=tracker_of(data)))


def choices(trusted: Trusted, answer: str) -> list[list[int]]:
    """The choice of one answer by its key; raises ``voter.answer`` for a key that is not there."""
    keys = [each.key for each in trusted.called.answers] if trusted.called else []
    if answer not in keys:
        raise Unreadable("voter.answer", expected=" | ".join(keys))
    return [[int(key == answer) for key in keys]]


@app.command("find")
def find(record: str, tracker: str, log_key: LogKey = None) -> None:
    trusted = duty.verified(
        files.record(record), time.perf_counter, log_key, lambda done, total: None
    )
    for box in trusted.boxes.values():
        if tracker in box.box.trackers:
            counted = tracker in box.box.counting.values()
            told = words().say("voter.counts" if counted else "voter.superseded")
            echo(words().say("voter.found", region=box.region, told=told))
            return
    raise Refused("ballot.absent", "ballot:" + tracker[:43])
