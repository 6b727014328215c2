"""``dauys record cosign``: has the witnesses of a record cosign its checkpoint.

The tree and its head stay as they are; only signature lines are added, each checked first.
Witnesses are asked over HTTP, or by files that are carried to them and back. How far each witness
has come is remembered beside the log's key, so that a proof can go on from there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer

from dauys.cli import exchange, files, ledger
from dauys.cli.entries import Commands, Key
from dauys.cli.voice import echo, warn, words
from dauys.errors import DauysError, Refused, Unreadable
from dauys.log import cosignature
from dauys.log import note as notes
from dauys.log.keys import CosignerKey
from dauys.log.note import Note, Signature
from dauys.log.tiles import CHECKPOINT
from dauys.log.witness import Request
from dauys.record.opening import witness_keys
from dauys.verification.head import Head, read_head
from dauys.verification.sources import Folder
from dauys.wire import shape


@dataclass(frozen=True, slots=True)
class Reached:
    """How many entries had the head that a witness, by its name or address, cosigned last."""

    witness: str
    size: int


@dataclass(slots=True)
class Cosigning:
    """The checkpoint of a record, its witnesses, and the lines that they have given so far."""

    head: Head
    witnesses: tuple[CosignerKey, ...]
    memory: Path
    reached: dict[str, int]
    lines: list[Signature] = field(default_factory=list)

    def request(self, old: int) -> Request:
        """What is asked of a witness that has come so far; raises ``log.rollback``."""
        log = self.head.log
        if old > log.checkpoint.size:
            raise Refused("log.rollback", "log", size=log.checkpoint.size, signed=old)
        return Request(old, log.consistency(old) if old else (), self.head.signed)

    def ask(self, address: str) -> None:
        """Has the witness at an address cosign; it may say once from where it goes on."""
        told = exchange.ask(address, self.request(self.reached.get(address, 0)))
        if isinstance(told, int):
            told = exchange.ask(address, self.request(told))
        if isinstance(told, int):
            raise Refused("witness.refused", f"witness:{address}", status=409)
        self.take(told, f"witness:{address}")
        self.reached[address] = self.head.log.checkpoint.size

    def take(self, answer: bytes, who: str) -> None:
        """Checks the lines of an answer and keeps those of the record's witnesses.

        Raises ``witness.answer`` where there is none, ``witness.cosignature`` where one is false.
        """
        text = self.head.note.text
        try:
            note = notes.parse(f"{text}\n".encode() + answer, accused=who)
        except Refused:
            raise Refused("witness.answer", who) from None
        known = {(key.name, key.id) for key in self.witnesses}
        lines = tuple(each for each in note.signatures if (each.name, each.key_id) in known)
        if note.text != text or not lines:
            raise Refused("witness.answer", who)
        given = Note(text, lines)
        for key in self.witnesses:
            cosignature.check_lines(given, key)
        names = cosigned(given, self.witnesses)
        self.lines += lines
        self.reached |= dict.fromkeys(names, self.head.log.checkpoint.size)

    def publish(self, record: Path) -> tuple[str, ...]:
        """Stores the checkpoint with the lines that were given; who has cosigned it now."""
        with ledger.locked(record):
            there = files.read_bytes(record / CHECKPOINT, limit=notes.MAX_BYTES)
            if not ledger.same_head(there, self.head.signed):
                raise Unreadable("record.busy", f"file:{record}")
            note = notes.parse(there, accused="checkpoint")
            note = cosignature.added(note, self.lines)
            names = cosigned(note, self.witnesses)
            if self.lines:
                ledger.put(record / CHECKPOINT, note.write())
        seen = tuple(Reached(name, size) for name, size in sorted(self.reached.items()))
        ledger.put(self.memory, shape.write(seen, tuple[Reached, ...]))
        return names


def cosign(
    record: Path,
    key: Key,
    witness: Annotated[list[str] | None, typer.Option("--witness", metavar="ADDRESS")] = None,
    answer: Annotated[list[Path] | None, typer.Option("--answer", metavar="FILE")] = None,
    requests: Annotated[Path | None, typer.Option("--requests", metavar="FOLDER")] = None,
    old: Annotated[int | None, typer.Option("--old", min=0, metavar="SIZE")] = None,
) -> None:
    work = begun(record, key)
    for address in witness or ():
        try:
            work.ask(address)
        except DauysError as error:  # the others may be enough
            warn(f"dauys: {error.code}: {words().error(error)}")
    for path in answer or ():
        work.take(files.read_bytes(path, limit=exchange.MAX_ANSWER), f"file:{path}")
    names = work.publish(record)
    if requests is not None:
        write_requests(work, requests, old, names)
    count, quorum = len(names), work.head.opened.quorum
    told = {"count": count, "witnesses": len(work.witnesses), "quorum": quorum}
    echo(words().say("record.cosigned", **told))
    if requests is None and count < quorum:
        raise Refused("log.unwitnessed", "checkpoint", has=count, quorum=quorum)


def begun(record: Path, key: Path) -> Cosigning:
    """The work on a record as it stands; raises ``witness.none`` where nobody is to cosign it."""
    head = read_head(Folder(record), None)
    witnesses = witness_keys(head.opened)
    if not witnesses:
        raise Refused("witness.none", "log")
    memory = key.with_name(key.name + ".witnessed")
    reached: dict[str, int] = {}
    if memory.exists():
        data = files.read_bytes(memory, limit=notes.MAX_BYTES)
        seen = shape.read(tuple[Reached, ...], data, accused=f"file:{memory}")
        reached = {each.witness: each.size for each in seen}
    return Cosigning(head, witnesses, memory, reached)


def write_requests(work: Cosigning, folder: Path, old: int | None, names: Sequence[str]) -> None:
    """A request for each witness that has not cosigned yet, to be carried there."""
    files.new_folder(folder)
    for number, key in enumerate(work.witnesses, 1):
        if key.name in names:
            continue
        place = folder / f"{number}.request"
        size = work.reached.get(key.name, 0) if old is None else old
        files.write_new(place, work.request(size).write())
        echo(words().say("record.request", witness=key.name, path=str(place)))


def cosigned(note: Note, witnesses: Sequence[CosignerKey]) -> tuple[str, ...]:
    """The witnesses whose cosignatures hold under a note."""
    return tuple(key.name for key in witnesses if cosignature.time_of(note, key) is not None)


COMMANDS: Commands = (("cosign", cosign),)
