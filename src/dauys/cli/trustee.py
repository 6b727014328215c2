"""``dauys trustee``: makes a key, checks the set-up, decrypts; on the trustee's own machine."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from dauys import group as groups
from dauys.cli import files, heads, keys, page, terminal, threshold
from dauys.cli.keys import PassphraseFile
from dauys.cli.log_key import LogKey
from dauys.cli.voice import echo, words
from dauys.errors import Refused, Unreadable
from dauys.parties import duty, trustee
from dauys.parties.duty import Due
from dauys.question.check import setup_hash
from dauys.question.wire import SetupConfirmed
from dauys.verification.trusted import Trusted
from dauys.wire import hashes, shape

app = page.holding(typer.Typer(no_args_is_help=True), threshold=threshold.app)
FolderOption = Annotated[Path, typer.Option("--folder")]
KEY_FILE = "trustee.key"


@app.command("key")
def key(
    folder: Annotated[Path, typer.Option("--folder", "-o")],
    group: Annotated[str, typer.Option("--group")] = "Ed25519",
    passphrase_file: PassphraseFile = None,
) -> None:
    chosen = groups.named(group)
    files.new_folder(folder)
    passphrase = keys.new_passphrase(folder / KEY_FILE, passphrase_file)
    private, public = trustee.generate_key(chosen)
    keys.write_private(folder / KEY_FILE, chosen, private, passphrase)
    files.write_new(folder / "trustee.public.json", shape.write(public))
    echo(words().say("trustee.public", path=str(folder / "trustee.public.json")))


@app.command("check")
def check(
    record: str,
    folder: FolderOption,
    output: Annotated[Path, typer.Option("--output", "-o")],
    log_key: LogKey = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    with heads.verified(record, folder, log_key) as trusted:
        setup, trustees = duty.setup_of(trusted)
        index = duty.own_index(trustees, keys.public_of(folder / KEY_FILE))
    group, private = keys.read_private(folder / KEY_FILE, passphrase_file)
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
    minimum: Annotated[int | None, typer.Option("--minimum", min=0, metavar="N")] = None,
    yes: Annotated[bool, typer.Option("--yes")] = False,
    passphrase_file: PassphraseFile = None,
) -> None:
    with heads.verified(record, folder, log_key) as trusted:
        public = keys.public_of(folder / KEY_FILE)
        duty.own_index(duty.setup_of(trusted)[1], public)
    due = duty.due_boxes(trusted, public)
    recall(folder, due)
    show(trusted, due)
    duty.check_minimum(due, least(trusted, minimum))
    if not yes:
        terminal.ask_yes(words().say("trustee.ask"))
    _, private = keys.read_private(folder / KEY_FILE, passphrase_file)
    remember(folder, due)
    files.new_folder(output)
    for part in duty.decrypt_boxes(trusted, private):
        write(output, part)
    echo(words().say("trustee.decrypted", path=str(output)))


def show(trusted: Trusted, due: Sequence[Due]) -> None:
    """What has been verified and what would be decrypted, before any key is opened."""
    log = trusted.report.log
    if log is not None:
        echo(words().say("trustee.record", origin=log.origin, size=log.size, root=log.root))
    for each in due:
        facts = {"ballots": each.ballots, "counted": each.counted, "weight": each.weight}
        echo(words().say("trustee.due", region=each.region, tally=each.tally, **facts))


def least(trusted: Trusted, minimum: int | None) -> int:
    """The fewest voters whose sum is decrypted: as given, else the question's own minimum."""
    stated = trusted.called.minimum_electors if trusted.called else 1
    if minimum is None or minimum >= stated:
        return stated if minimum is None else minimum
    echo(words().say("trustee.lowered", minimum=minimum, stated=stated))
    return minimum


def write(output: Path, part: duty.Decryption) -> None:
    """The files of one box."""
    if part.unanimous:
        echo(words().say("trustee.unanimous", region=part.region))
    files.write_new(output / f"{part.region}.json", shape.write(part.body))
    for data in part.objects:
        files.write_new(output / f"{hashes.sha256_hex(data)}.object", data)


def recall(folder: Path, due: Sequence[Due]) -> None:
    """One sum of a box is opened with this key, ever; raises ``decryption.other``.

    Two logs with one set-up and sums that differ by a ballot would together betray that ballot.
    """
    for each in due:
        place = folder / f"opened-{each.box}"
        if place.exists() and files.read_bytes(place, limit=keys.LIMIT) != told(each):
            raise Refused("decryption.other", f"box:{each.region}")


def remember(folder: Path, due: Sequence[Due]) -> None:
    """Puts on the disk which sums are opened, before a factor is computed.

    What cannot be remembered is not decrypted.
    """
    with alone(folder):
        recall(folder, due)
        for each in due:
            files.put(folder / f"opened-{each.box}", told(each), secret=True)


def told(due: Due) -> bytes:
    """What is remembered of a sum."""
    return due.tally.encode("ascii")


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Two commands at once must not both find that nothing is remembered yet."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise files.unreadable(error, folder) from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise Unreadable("record.busy", f"file:{folder}") from None
    finally:
        os.close(handle)
