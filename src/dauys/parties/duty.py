"""What a party checks before it uses a secret: the whole record first, then its own part of it."""

from __future__ import annotations

from dataclasses import dataclass

from dauys.errors import Refused
from dauys.group import Element
from dauys.parties.randomness import drawing
from dauys.parties.trustee import PrivateKey, bind, decrypt
from dauys.proofs.prove import Draw
from dauys.question.trustees import Trustees
from dauys.question.wire import VotingSetup
from dauys.tally.wire import TallyDecrypted
from dauys.verification.report import Clock, Progress, Report
from dauys.verification.sources import Source
from dauys.verification.trusted import Trusted
from dauys.verification.verify import verify_record
from dauys.verification.voting import BoxVerifier
from dauys.wire import shape
from dauys.wire.payload import carried, object_of


@dataclass(frozen=True, slots=True)
class Decryption:
    """What a trustee is about to hand over for one box."""

    region: str
    ballots: int
    counted: int
    tally: str  # the hash of the sum that is opened
    body: TallyDecrypted
    objects: list[bytes]


def verified(source: Source, clock: Clock, log_key: str | None, progress: Progress) -> Trusted:
    """The record, if every step that can be run accepts it; raises the first fault."""
    report = Report(clock, fail_fast=True)
    trusted = verify_record(source, report, log_key=log_key, progress=progress)
    if trusted is None or trusted.setup is None or trusted.trustees is None:
        raise Refused("setup.missing")
    return trusted


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


def decrypt_boxes(trusted: Trusted, key: PrivateKey, draw: Draw | None = None) -> list[Decryption]:
    """The partial decryptions that are due from this trustee; raises ``decryption.nothing``."""
    _, trustees = setup_of(trusted)
    owner = own_index(trustees, key.public)
    due = {
        uuid: box
        for uuid, box in trusted.boxes.items()
        if box.tally is not None and owner not in box.partials and box.counts is None
    }
    if not due:
        raise Refused("decryption.nothing", f"trustee:{owner}")
    return [_decrypt(trusted, uuid, box, owner, key, draw) for uuid, box in due.items()]


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
    counted = len(box.box.counted)
    return Decryption(box.region, box.ballots, counted, box.tally_hash, body, object_of(document))
