"""From the entries of ballots and tally to the rows of the boxes.

Of a ballot nothing is kept here but that there is one more: whoever looks for a ballot finds it in
the log.
"""

from __future__ import annotations

from django.db.models import F

from dauys.ballots.wire import BallotCast, BallotChallenged, VotingClosed
from dauys.question.wire import VotingSetup
from dauys.site.record.projections import Entered
from dauys.site.tally.models import Box, Decryption
from dauys.tally.wire import (
    Result,
    SizedEncryptedTally,
    TallyDecrypted,
    TallyEncrypted,
    TallyResult,
)
from dauys.wire import shape
from dauys.wire.ids import Payload


def setup(entered: Entered) -> None:
    """The boxes of the set-up, empty."""
    body: VotingSetup = entered.body
    Box.objects.bulk_create(
        Box(
            uuid=box.uuid, place=place, entry=entered.index, region=box.region,
            electors=box.electors, weight=box.weight,
        )
        for place, box in enumerate(body.boxes)
    )  # fmt: skip


def cast(entered: Entered) -> None:
    """One more ballot in a box."""
    body: BallotCast = entered.body
    Box.objects.filter(pk=body.box).update(cast=F("cast") + 1)


def challenged(entered: Entered) -> None:
    """One more ballot was opened instead of cast."""
    body: BallotChallenged = entered.body
    Box.objects.filter(pk=body.box).update(challenged=F("challenged") + 1)


def closed(entered: Entered) -> None:
    """Voting in a box has ended."""
    body: VotingClosed = entered.body
    Box.objects.filter(pk=body.box).update(closed=entered.at)


def encrypted(entered: Entered) -> None:
    """The sum of a box, still encrypted."""
    body: TallyEncrypted = entered.body
    sized = shape.read(SizedEncryptedTally, body.sized.encode("utf-8"))
    Box.objects.filter(pk=body.box).update(
        counted=sized.num_tallied,
        counted_weight=sized.total_weight,
        sum_sha256=sized.encrypted_tally,
        sum_entry=entered.index,
    )


def decrypted(entered: Entered) -> None:
    """A trustee's part of the decryption."""
    body: TallyDecrypted = entered.body
    Decryption.objects.create(entry=entered.index, at=entered.at, box_id=body.box, owner=body.owner)


def result(entered: Entered) -> None:
    """The result of a box."""
    body: TallyResult = entered.body
    told = shape.read(Result, _exact(entered, body.result))
    rows = [list(row) for row in told.result]
    Box.objects.filter(pk=body.box).update(
        result=rows, result_entry=entered.index, result_at=entered.at
    )


def _exact(entered: Entered, payload: Payload) -> bytes:
    if isinstance(payload, str):
        return payload.encode("utf-8")
    return entered.object(payload) or b""
