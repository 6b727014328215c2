"""Every ballot of a verified record, cast or challenged, one by one in the order of the log.

With them a voter sees all that one credential did: a machine that votes again in silence, after its
owner has looked, leaves a trace here; and so does one that cast another ballot than the one whose
code it had shown. Whether a ballot counts is for its box to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dauys.ballots.challenge import Challenge
from dauys.ballots.wire import LIMIT, Ballot, BallotCast, BallotChallenged, tracker
from dauys.errors import Refused
from dauys.log.checkpoint import Checkpoint
from dauys.log.reader import Log
from dauys.record.entry import read_entry
from dauys.verification.objects import Objects
from dauys.verification.report import LogReport
from dauys.verification.sources import Source
from dauys.wire import shape
from dauys.wire.ids import Payload


@dataclass(frozen=True, slots=True)
class Trace:
    """A ballot in a box: its code, which its voter wrote down, and its tracker if it was cast."""

    entry: int
    at: str
    box: str
    credential: str
    code: str
    tracker: str | None
    challenge: Challenge | None  # what it holds, where this was made public


def traces(source: Source, head: LogReport) -> Iterator[Trace]:
    """The ballots of the log whose head was verified, and of no other that the source may show."""
    log = Log(source, Checkpoint(head.origin, head.size, bytes.fromhex(head.root)))
    objects = Objects(source)

    def exact(payload: Payload) -> bytes:
        return payload.encode("utf-8") if isinstance(payload, str) else objects.read(payload)

    for index, data in log.entries():
        entry = read_entry(data, index)
        who = f"entry:{index}"
        if isinstance(entry.body, BallotCast):
            document = exact(entry.body.ballot)
            ballot = shape.read(Ballot, document, accused=who, limit=LIMIT, nfc=False)
            code, cast = ballot.signature.hash, tracker(document)
            yield Trace(index, entry.at, entry.body.box, ballot.credential, code, cast, None)
        elif isinstance(entry.body, BallotChallenged):
            document = exact(entry.body.challenge)
            opened = shape.read(Challenge, document, accused=who, limit=LIMIT, nfc=False)
            credential, code = opened.ballot.credential, opened.code
            yield Trace(index, entry.at, entry.body.box, credential, code, None, opened)


def named(source: Source, head: LogReport, name: str) -> Trace:
    """The ballot of this tracker or code, the last of them; raises ``ballot.absent``.

    A machine that signs one ballot twice casts two of one code, of which the later may count.
    """
    found = [each for each in traces(source, head) if name in (each.code, each.tracker)]
    if not found:
        raise Refused("ballot.absent", "ballot:" + name[:43])
    return found[-1]


def beside(source: Source, head: LogReport, found: Trace) -> list[Trace]:
    """Every ballot of the same credential in the same box, that one included."""
    own = (found.box, found.credential)
    return [each for each in traces(source, head) if (each.box, each.credential) == own]
