"""``dauys record withhold`` and ``destroy``: words that must not stay public, and are destroyed.

An entry says first that they are set aside, and why; then the object can go, and the record stays
valid. The words of a proposal are set aside by ``record steps``, of a hearing by ``withhold``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dauys.cli import files, ledger
from dauys.cli.entries import At, Commands, Key, told
from dauys.cli.keys import PassphraseFile
from dauys.cli.moment import now_or
from dauys.cli.voice import echo, words
from dauys.consultation import course
from dauys.consultation.wire import HearingHeld, ProposalReceived
from dauys.errors import Refused, Unreadable
from dauys.parties.keeper import new_salt
from dauys.record.entry import read_entry
from dauys.storage.folder import locked
from dauys.verification.head import open_log
from dauys.wire.ids import ObjectRef


def withhold(
    record: Path,
    hearing: str,
    key: Key,
    who: Annotated[str, typer.Option("--who", metavar="WORDS")],
    why: Annotated[str, typer.Option("--why", metavar="WORDS")],
    at: At = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Sets the words of a hearing aside: its place, agenda, minutes and the names of speakers."""
    log = ledger.opened(record, key, passphrase_file)
    moment = now_or(at)
    body, data = course.silenced(hearing, moment, who, why, new_salt())
    log.append(moment, [body], [data])
    told(log)


def destroy(record: Path, whose: str) -> None:
    """Destroys the words of a proposal or a hearing that an entry has set aside."""
    with locked(record):
        place = record / "object" / object_of(record, whose).sha256
        if not place.exists():
            raise Unreadable("object.gone", whose)
        files.destroy(place)
    echo(words().say("record.destroyed", path=str(place)))


def object_of(record: Path, whose: str) -> ObjectRef:
    """The object with the words of ``proposal:NAME`` or ``hearing:NAME``.

    Raises `Refused` ``object.unexplained`` where no entry sets them aside, `Unreadable`
    ``object.nobody`` where there is no such proposal or hearing.
    """
    found: ObjectRef | None = None
    explained = False
    for index, data in open_log(files.record(str(record)), None).entries():
        body = read_entry(data, index).body
        if isinstance(body, ProposalReceived) and whose == f"proposal:{body.proposal}":
            found = body.words
        elif isinstance(body, HearingHeld) and whose == f"hearing:{body.hearing}":
            found = body.minutes
        elif isinstance(body, course.ProposalModerated | course.ProposalWithdrawn):
            explained = explained or whose == f"proposal:{body.proposal}"
        elif isinstance(body, course.HearingModerated):
            explained = explained or whose == f"hearing:{body.hearing}"
    if found is None:
        raise Unreadable("object.nobody", whose)
    if not explained:
        raise Refused("object.unexplained", whose)
    return found


COMMANDS: Commands = (
    ("withhold", withhold),
    ("destroy", destroy),
)
