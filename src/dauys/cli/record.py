"""``dauys record``: the log of a referendum in a folder, for the one who keeps it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from dauys.cli import (
    commission,
    cosign,
    entries,
    files,
    keys,
    ledger,
    record_course,
    record_withdraw,
)
from dauys.cli.entries import At, Key, joined, read_loose, told
from dauys.cli.keys import NoPassphrase, PassphraseFile
from dauys.cli.moment import now_or
from dauys.cli.voice import echo, words
from dauys.errors import Unreadable
from dauys.parties.keeper import new_log_key
from dauys.record.belenios import write_archive
from dauys.record.entry import read_entry
from dauys.record.kinds import KINDS
from dauys.record.opening import ReferendumOpened
from dauys.verification.export import boxes_of
from dauys.verification.head import open_log
from dauys.verification.objects import named_in
from dauys.wire import hashes, shape
from dauys.wire.payload import object_ref

app = joined(
    typer.Typer(no_args_is_help=True),
    (*entries.COMMANDS, *record_course.COMMANDS, *record_withdraw.COMMANDS, *cosign.COMMANDS),
)
Box = Annotated[str, typer.Option("--box")]
OBJECTS = typer.Option("--object", metavar="FILE")


def read_body(path: Path, kind: str) -> Any:
    """The body of an event in a file that a person may have written."""
    if kind not in KINDS:
        raise Unreadable("record.version", "cli:--kind", version=kind[:40])
    return read_loose(KINDS[kind], path)


def read_objects(places: list[Path], body: Any) -> list[bytes]:
    """The objects in files; of a folder's ``*.object`` files, those that the event names."""
    named = {ref.sha256 for ref in named_in(body)}
    found = []
    for place in places:
        if not place.is_dir():
            found.append(files.read_bytes(place))
            continue
        data = [files.read_bytes(path) for path in sorted(place.glob("*.object"))]
        found += [each for each in data if hashes.sha256_hex(each) in named]
    return found


@app.command("key")
def key(
    name: str,
    output: Annotated[Path, typer.Option("--output", "-o")],
    passphrase_file: PassphraseFile = None,
    no_passphrase: NoPassphrase = False,
) -> None:
    made = new_log_key(name)
    files.check_new(output)
    phrase = None if no_passphrase else keys.new_passphrase(output, passphrase_file)
    keys.write_signing(output, made, phrase)
    echo(made.verifier.write())


@app.command("open")
def open_record(
    record: Path, body: Path, key: Key, at: At = None, passphrase_file: PassphraseFile = None
) -> None:
    opened: ReferendumOpened = read_body(body, "referendum.opened")
    signing = keys.read_signing(key, passphrase_file)
    if opened.log != signing.verifier.write():
        raise Unreadable("key.opening", f"file:{body}", key=signing.verifier.write())
    log = ledger.create(record, signing, memory=ledger.memory_of(key))
    log.append(now_or(at), [opened])
    told(log)


@app.command("append")
def append(
    record: Path,
    kind: str,
    body: Path,
    key: Key,
    at: At = None,
    passphrase_file: PassphraseFile = None,
    objects: Annotated[list[Path] | None, OBJECTS] = None,
) -> None:
    event = read_body(body, kind)
    log = ledger.opened(record, key, passphrase_file)
    log.append(now_or(at), [event], read_objects(objects or [], event))
    told(log)


@app.command("object")
def name_object(file: Path) -> None:
    data = files.read_bytes(file)
    echo(shape.write(object_ref(data)).decode("ascii"))


@app.command("cast")
def cast(
    record: Path,
    ballot: Path,
    box: Box,
    key: Key,
    at: At = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    data = files.read_bytes(ballot)
    log = ledger.opened(record, key, passphrase_file)
    code = commission.cast(log, now_or(at), box, data)
    echo(words().say("voter.tracker", tracker=code))


@app.command("challenge")
def challenge(
    record: Path,
    challenge: Path,
    box: Box,
    key: Key,
    at: At = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    data = files.read_bytes(challenge)
    log = ledger.opened(record, key, passphrase_file)
    code = commission.challenge(log, now_or(at), box, data)
    echo(words().say("record.challenged", code=code))


@app.command("close")
def close(
    record: Path, box: Box, key: Key, at: At = None, passphrase_file: PassphraseFile = None
) -> None:
    log = ledger.opened(record, key, passphrase_file)
    commission.close(log, now_or(at), box)
    told(log)


@app.command("tally")
def tally(
    record: Path, box: Box, key: Key, at: At = None, passphrase_file: PassphraseFile = None
) -> None:
    log = ledger.opened(record, key, passphrase_file)
    commission.encrypt_tally(log, now_or(at), box)
    told(log)


@app.command("result")
def result(
    record: Path, box: Box, key: Key, at: At = None, passphrase_file: PassphraseFile = None
) -> None:
    log = ledger.opened(record, key, passphrase_file)
    commission.publish_result(log, now_or(at), box)
    told(log)


@app.command("declare")
def declare(record: Path, key: Key, at: At = None, passphrase_file: PassphraseFile = None) -> None:
    log = ledger.opened(record, key, passphrase_file)
    log.append(now_or(at), [commission.outcome(log.trusted)])
    told(log)


@app.command("show")
def show(record: str, as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    log = open_log(files.record(record), None)
    for index, data in log.entries():
        if as_json:
            echo(data.decode("utf-8"))
            continue
        entry = read_entry(data, index)
        told = json.dumps(shape.plain(entry.body), ensure_ascii=False)
        echo(f"{index:6} {entry.at} {words().kind(entry.kind)}: {told[:60]}")


@app.command("export")
def export(record: str, box: Box, output: Annotated[Path, typer.Option("--output", "-o")]) -> None:
    found = boxes_of(files.record(record))
    for uuid, (region, documents) in found.items():
        if box in (uuid, region):
            files.write_new(output, write_archive(documents))
            echo(words().say("record.exported", path=str(output), uuid=uuid))
            return
    raise Unreadable("record.box", f"box:{box}")
