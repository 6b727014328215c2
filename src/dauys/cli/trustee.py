"""``dauys trustee``: makes a key, checks the set-up, decrypts; on the trustee's own machine."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from dauys import group as groups
from dauys.cli import files, keys
from dauys.cli.voice import echo, progress, words
from dauys.errors import Refused
from dauys.parties import duty, trustee
from dauys.question.check import setup_hash
from dauys.question.wire import SetupConfirmed
from dauys.verification.trusted import Trusted
from dauys.wire import hashes, shape

app = typer.Typer(no_args_is_help=True)
FolderOption = Annotated[Path, typer.Option("--folder")]
LogKey = Annotated[str | None, typer.Option("--log-key", metavar="KEY")]


@app.command("key")
def key(
    folder: Annotated[Path, typer.Option("--folder", "-o")],
    group: Annotated[str, typer.Option("--group")] = "Ed25519",
) -> None:
    chosen = groups.named(group)
    private, public = trustee.generate_key(chosen)
    files.new_folder(folder)
    keys.write_private(folder / "trustee.key", chosen, private)
    files.write_new(folder / "trustee.public.json", shape.write(public))
    echo(words().say("trustee.public", path=str(folder / "trustee.public.json")))


@app.command("check")
def check(
    record: str,
    folder: FolderOption,
    output: Annotated[Path, typer.Option("--output", "-o")],
    log_key: LogKey = None,
) -> None:
    trusted = verified(record, log_key)
    setup, trustees = duty.setup_of(trusted)
    group, private = keys.read_private(folder / "trustee.key")
    index = duty.own_index(trustees, private.public)
    hashed = setup_hash(setup)
    proof = trustee.confirm_setup(group, "trustee", index, private, hashed)
    files.write_new(output, shape.write(SetupConfirmed("trustee", index, hashed, proof)))
    echo(words().say("setup.confirmed", setup=hashed, path=str(output)))


@app.command("decrypt")
def decrypt(
    record: str,
    folder: FolderOption,
    output: Annotated[Path, typer.Option("--output", "-o")],
    log_key: LogKey = None,
) -> None:
    trusted = verified(record, log_key)
    _, private = keys.read_private(folder / "trustee.key")
    due = duty.decrypt_boxes(trusted, private)
    for part in due:
        remember(folder, part)
    files.new_folder(output)
    for part in due:
        echo(
            words().say(
                "trustee.decrypted",
                region=part.region,
                ballots=part.ballots,
                counted=part.counted,
            )
        )
        files.write_new(output / f"{part.region}.json", shape.write(part.body))
        for data in part.objects:
            files.write_new(output / f"{hashes.sha256_hex(data)}.object", data)


def remember(folder: Path, part: duty.Decryption) -> None:
    """One sum of a box is opened with this key, ever; raises ``decryption.other``.

    Two logs with one set-up and sums that differ by a ballot would together betray that ballot.
    """
    place, told = folder / f"opened-{part.body.box}", part.tally.encode("ascii")
    if not place.exists():
        files.write_new(place, told)
    elif files.read_bytes(place, limit=keys.LIMIT) != told:
        raise Refused("decryption.other", f"box:{part.region}")


def verified(record: str, log_key: str | None) -> Trusted:
    """The whole record, verified before the key is even opened."""
    with progress(words().say("verify.progress")) as advance:
        return duty.verified(
            files.record(record), time.perf_counter, log_key, lambda done, total: advance(1)
        )
