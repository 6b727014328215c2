"""What a party checks before it uses a secret: the whole record first, then its own part of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dauys.errors import Refused
from dauys.group import Element
from dauys.parties.randomness import drawing
from dauys.parties.trustee import PrivateKey, bind, decrypt
from dauys.proofs.prove import Draw
from dauys.question.trustees import Trustees
from dauys.question.wire import VotingSetup
from dauys.tally.result import compute_result
from dauys.tally.wire import EncryptedTally, PartialDecryption, TallyDecrypted
from dauys.verification.report import Clock, Progress, Report
from dauys.verification.sources import Source
from dauys.verification.trusted import Trusted
from dauys.verification.verify import verify_record
from dauys.verification.voting import BoxVerifier
from dauys.wire import shape
from dauys.wire.payload import carried, object_of


@dataclass(frozen=True, slots=True)
class Due:
    """A sum that waits for a trustee, as far as it can be told before a key is opened.

    ``ballots`` were cast, ``counted`` of them are in the sum, one of each voter, with ``weight``.
    """

    region: str
    box: str
    ballots: int
    counted: int
    weight: int
    tally: str  # the hash of the encrypted sum


@dataclass(frozen=True, slots=True)
class Decryption:
    """What a trustee is about to hand over for one box."""

    region: str
    ballots: int
    counted: int
    tally: str  # the hash of the sum that is opened
    body: TallyDecrypted
    objects: list[bytes]
    unanimous: bool  # as far as this trustee, the last who is needed, can tell


def verified(
    source: Source,
    clock: Clock,
    log_key: str | None,
    progress: Progress,
    *,
    witnessed: bool = True,
) -> Trusted:
    """The record, if every step that can be run accepts it; raises the first fault.

    So also ``log.unwitnessed``; without ``witnessed`` that is left to the report, for one who only
    looks.
    """
    report = Report(clock, fail_fast=True)
    trusted = verify_record(source, report, log_key=log_key, progress=progress)
    if witnessed:
        check_witnessed(report)
    if trusted is None or trusted.setup is None or trusted.trustees is None:
        raise Refused("setup.missing")
    return trusted


def before_setup(source: Source, clock: Clock, log_key: str | None, progress: Progress) -> None:
    """Verifies a record in which no vote is set up yet; raises ``registrar.late`` if one is.

    ``log.unwitnessed`` too: on a log that is shown to the registrar alone no vote need be set up.
    """
    report = Report(clock, fail_fast=True)
    trusted = verify_record(source, report, log_key=log_key, progress=progress)
    check_witnessed(report)
    if trusted is None or trusted.setup is not None:
        raise Refused("registrar.late", "registrar")


def check_unconfirmed(confirmed: bool) -> None:
    """The registrar has confirmed no set-up yet; raises ``registrar.late``."""
    if confirmed:
        raise Refused("registrar.late", "registrar")


def check_closed(trusted: Trusted) -> None:
    """Every box of a verified record is closed; raises ``registrar.early`` for one that is not."""
    setup, _ = setup_of(trusted)
    for box in setup.boxes:
        if trusted.state.boxes[box.uuid].phase == "open":
            raise Refused("registrar.early", f"box:{box.region}")


def check_witnessed(report: Report) -> None:
    """As many witnesses as entry 0 asks for have cosigned this very head; ``log.unwitnessed``.

    Without them it may be a log that is shown to this party alone: one with fewer ballots, for a
    trustee, or with keys of somebody else's, for a voter.
    """
    head = report.log
    if head is not None and len(head.witnesses) < head.quorum:
        has = len(head.witnesses)
        raise Refused("log.unwitnessed", "checkpoint", has=has, quorum=head.quorum)


def setup_of(trusted: Trusted) -> tuple[VotingSetup, Trustees]:
    """The set-up of a verified record and its trustees."""
    if trusted.setup is None or trusted.trustees is None:
        raise Refused("setup.missing")
    return trusted.setup, trusted.trustees


def own_index(trustees: Trustees, key: Element) -> int:
    """One's own number among the trustees, from 1; raises ``setup.own`` if the key is not there."""
    if key not in trustees.keys:
        raise Refused("setup.own", "trustee")
    return trustees.keys.index(key) + 1


def due_boxes(trusted: Trusted, public: Element) -> list[Due]:
    """The sums that wait for the trustee with this public key; raises ``decryption.nothing``."""
    _, trustees = setup_of(trusted)
    owner = own_index(trustees, public)
    due = [
        Due(box.region, uuid, box.ballots, len(box.box.counted), box.weight, box.tally_hash)
        for uuid, box in trusted.boxes.items()
        if box.tally is not None
        and owner not in trusted.state.boxes[uuid].owners
        and box.counts is None
    ]
    if not due:
        raise Refused("decryption.nothing", f"trustee:{owner}")
    return due


def check_minimum(due: Sequence[Due], minimum: int) -> None:
    """A sum of few ballots tells much of each; raises ``decryption.few``.

    The sum of no ballots tells nothing of anybody, and the box must have a result.
    """
    for each in due:
        if 0 < each.counted < minimum:
            raise Refused(
                "decryption.few", f"box:{each.region}", counted=each.counted, minimum=minimum
            )


def decrypt_boxes(trusted: Trusted, key: PrivateKey, draw: Draw | None = None) -> list[Decryption]:
    """The partial decryptions that are due from this trustee; raises ``decryption.nothing``."""
    _, trustees = setup_of(trusted)
    owner = own_index(trustees, key.public)
    boxes = [(due.box, trusted.boxes[due.box]) for due in due_boxes(trusted, key.public)]
    return [_decrypt(trusted, uuid, box, owner, key, draw) for uuid, box in boxes]


def _decrypt(
    trusted: Trusted, uuid: str, box: BoxVerifier, owner: int, key: PrivateKey, given: Draw | None
) -> Decryption:
    sealed, tally = box.sealed.sealed, box.tally
    if tally is None:
        raise Refused("decryption.nothing", f"trustee:{owner}")
    draw = drawing(sealed.group, given)
    partial = decrypt(sealed, tally, key, draw)
    context = box.context(owner, trusted.closing_roots[uuid])
    bound = bind(sealed, tally, partial, key, context, draw)
    document = shape.write(partial)
    body = TallyDecrypted(uuid, owner, carried(document), bound)
    alike = is_unanimous(box, tally, {**box.partials, owner: partial})
    counted, objects = len(box.box.counted), object_of(document)
    return Decryption(box.region, box.ballots, counted, box.tally_hash, body, objects, alike)


def is_unanimous(
    box: BoxVerifier, tally: EncryptedTally, partials: Mapping[int, PartialDecryption]
) -> bool:
    """Whether these decryptions open a sum in which all chose alike; False where they open none."""
    if box.weight == 0 or not box.trustees.enough(partials):
        return False
    group = box.sealed.sealed.group
    counts = compute_result(group, box.trustees, tally, partials, box.weight)
    return all(count in (0, box.weight) for row in counts.result for count in row)
