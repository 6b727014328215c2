"""The ballot boxes of a record as the documents of ``.bel`` archives, one for each box.

A challenged ballot stands in no archive: the format has no place for it, and it counts for nothing.
Whoever exports need not believe anyone: the log is read through its hashes, and whoever receives
an archive verifies it with `dauys verify` or with Belenios's own tool.
"""

from __future__ import annotations

from dauys.ballots.wire import BallotCast, VotingClosed
from dauys.errors import Refused
from dauys.question.wire import VotingSetup
from dauys.record.box import BoxDocuments
from dauys.record.entry import Entry, read_entry
from dauys.tally.wire import TallyDecrypted, TallyEncrypted, TallyResult
from dauys.verification.head import open_log
from dauys.verification.objects import Objects
from dauys.verification.sources import Source
from dauys.wire.ids import Payload, seconds


def boxes_of(source: Source) -> dict[str, tuple[str, BoxDocuments]]:
    """Every box of a record by its UUID: its region and its documents so far.

    Raises ``setup.missing`` where no vote has been set up yet.
    """
    objects = Objects(source)
    boxes: dict[str, tuple[str, BoxDocuments]] = {}
    for index, data in open_log(source, None).entries():
        entry = read_entry(data, index)
        if isinstance(entry.body, VotingSetup):
            boxes = _opened(entry, objects)
        elif getattr(entry.body, "box", "") in boxes:
            _follow(boxes[entry.body.box][1], entry, objects)
    if not boxes:
        raise Refused("setup.missing")
    return boxes


def _opened(entry: Entry, objects: Objects) -> dict[str, tuple[str, BoxDocuments]]:
    setup: VotingSetup = entry.body
    trustees = objects.read(setup.trustees)
    return {
        box.uuid: (
            box.region,
            BoxDocuments(
                timestamp=seconds(entry.at),
                election=objects.read(box.election),
                trustees=trustees,
                roll=objects.read(box.roll),
            ),
        )
        for box in setup.boxes
    }


def _follow(box: BoxDocuments, entry: Entry, objects: Objects) -> None:
    def exact(payload: Payload) -> bytes:
        return payload.encode() if isinstance(payload, str) else objects.read(payload)

    match entry.body:
        case BallotCast(ballot=ballot):
            box.cast(exact(ballot))
        case VotingClosed():
            box.closed = True
        case TallyEncrypted(sized=sized, encrypted_tally=tally):
            box.sized, box.encrypted_tally = sized.encode(), exact(tally)
        case TallyDecrypted(owner=owner, partial_decryption=partial):
            box.partials.append((owner, exact(partial)))
        case TallyResult(result=result):
            box.result = exact(result)
