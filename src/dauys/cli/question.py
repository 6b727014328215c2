"""``dauys question``: puts the sealed set-up of a vote together from everyone's public parts."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from dauys import group as groups
from dauys.cli import files
from dauys.cli.log_key import LogKey
from dauys.cli.registrar import read_rolls
from dauys.cli.voice import echo, words
from dauys.errors import Refused
from dauys.question.check import setup_hash
from dauys.question.setup import seal
from dauys.question.trustees import read_entry
from dauys.verification.report import Report
from dauys.verification.verify import verify_record
from dauys.wire import hashes, shape

app = typer.Typer(no_args_is_help=True)


@app.command("setup")
def setup(
    record: str,
    rolls: Annotated[Path, typer.Option("--rolls")],
    trustees: Annotated[list[Path], typer.Option("--trustee")],
    output: Annotated[Path, typer.Option("--output", "-o")],
    group: Annotated[str, typer.Option("--group")] = "Ed25519",
    log_key: LogKey = None,
) -> None:
    report = Report(time.perf_counter, fail_fast=True)
    trusted = verify_record(files.record(record), report, log_key=log_key)
    if trusted is None or trusted.called is None:
        raise Refused("question.missing")
    chosen = groups.named(group)
    public = files.read_bytes(rolls / "registrar.public", limit=4096).decode("ascii", "replace")
    registrar = chosen.element(public, "registrar")
    keys = [
        read_entry(files.read_bytes(path).removesuffix(b"\n"), accused=f"file:{path}")
        for path in trustees
    ]
    sealed, objects = seal(trusted.called, chosen, registrar, keys, read_rolls(rolls))
    files.new_folder(output)
    files.write_new(output / "voting.setup.json", shape.write(sealed))
    for data in objects:
        files.write_new(output / f"{hashes.sha256_hex(data)}.object", data)
    echo(words().say("question.sealed", setup=setup_hash(sealed), folder=str(output)))
