"""What the commission does with the log once voting is over: close, add up, open, declare.

Each of these follows from the record alone, so that anyone can do it again; the verifier does.
"""

from __future__ import annotations

from collections.abc import Sequence

from dauys.ballots.challenge import Challenge
from dauys.ballots.wire import LIMIT, BallotCast, BallotChallenged, VotingClosed, tracker
from dauys.cli.ledger import Ledger
from dauys.errors import Refused, Unreadable
from dauys.outcome.rows import figures_of
from dauys.outcome.wire import OutcomeDeclared, declare
from dauys.record.state import CHALLENGES, BoxState
from dauys.tally import encrypted, result
from dauys.tally.wire import TallyEncrypted, TallyResult
from dauys.verification.public import online_counts
from dauys.verification.trusted import Trusted
from dauys.verification.vote import check_counted
from dauys.verification.voting import BoxVerifier
from dauys.wire import ids, shape
from dauys.wire.payload import carried, object_of

HOUR = 3600  # seconds


def named_box(trusted: Trusted, name: str) -> tuple[str, BoxVerifier]:
    """A box by its region or its UUID; raises ``record.box``."""
    for uuid, box in trusted.boxes.items():
        if name in (uuid, box.region):
            return uuid, box
    raise Unreadable("record.box", f"box:{name}")


def cast(ledger: Ledger, at: str, name: str, data: bytes) -> str:
    """Puts a ballot into a box; gives its tracker."""
    uuid, _ = named_box(ledger.trusted, name)
    ledger.append(at, [BallotCast(uuid, carried(data))], object_of(data))
    return tracker(data)


def cast_all(ledger: Ledger, at: str, name: str, ballots: Sequence[bytes]) -> None:
    """Puts several ballots of one moment into a box, under one checkpoint."""
    uuid, _ = named_box(ledger.trusted, name)
    objects = [data for ballot in ballots for data in object_of(ballot)]
    ledger.append(at, [BallotCast(uuid, carried(ballot)) for ballot in ballots], objects)


def challenge(ledger: Ledger, at: str, name: str, data: bytes) -> str:
    """Publishes a ballot that was opened instead of cast; gives its code."""
    uuid, box = named_box(ledger.trusted, name)
    check_not_flooded(ledger.trusted.state.boxes[uuid], at, box.who)
    ledger.append(at, [BallotChallenged(uuid, carried(data))], object_of(data))
    return shape.read(Challenge, data, limit=LIMIT, nfc=False).code


def check_not_flooded(box: BoxState, at: str, who: str) -> None:
    """Raises ``challenge.many`` where a box has taken as many challenges as it may in an hour.

    Anybody can make challenges, for any credential, and each stays in the record for ever. Nothing
    is lost by waiting: a challenge can be checked without the record.
    """
    full = len(box.lately) == CHALLENGES
    if full and ids.seconds(at) - ids.seconds(box.lately[0]) < HOUR:
        raise Refused("challenge.many", who, limit=CHALLENGES)


def close(ledger: Ledger, at: str, name: str) -> None:
    """Ends the voting in a box."""
    uuid, box = named_box(ledger.trusted, name)
    ledger.append(at, [VotingClosed(uuid, box.ballots)])


def encrypt_tally(ledger: Ledger, at: str, name: str) -> None:
    """Publishes the encrypted sum of a box."""
    uuid, box = named_box(ledger.trusted, name)
    counted = box.box.counted.values()
    data, sized = encrypted.encrypted_tally(box.sealed.sealed, box.sealed.roll, counted)
    body = TallyEncrypted(uuid, shape.write(sized).decode("ascii"), carried(data))
    ledger.append(at, [body], object_of(data))


def publish_result(ledger: Ledger, at: str, name: str) -> None:
    """Opens the sum of a box with the trustees' partial decryptions."""
    uuid, box = named_box(ledger.trusted, name)
    if box.tally is None:
        raise Refused("result.missing", box.who)
    group = box.sealed.sealed.group
    known = box.trustees, box.tally, box.partials, box.weight
    counts = result.compute_result(group, *known, box.who)
    data = shape.write(counts)
    ledger.append(at, [TallyResult(uuid, carried(data))], object_of(data))


def outcome(trusted: Trusted) -> OutcomeDeclared:
    """The outcome by the question's rule, from the protocols and the online counts."""
    if trusted.rule is None or trusted.called is None:
        raise Refused("outcome.rule", "outcome")
    check_counted(trusted)
    online = online_counts(trusted.called, trusted.boxes.values())
    figures = figures_of(trusted.stations, trusted.protocols, online)
    return declare(trusted.rule, trusted.called.question_type, figures)
