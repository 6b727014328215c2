"""Steps 8 to 13 for one ballot box: moved on document by document, whatever record they stand in.

A document that is refused is a finding; what depends on it is then skipped and said to be so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dauys.ballots.box import BallotBox
from dauys.ballots.challenge import check_challenge
from dauys.ballots.check import check_ballot
from dauys.errors import Refused
from dauys.proofs.statements import TallyContext
from dauys.question.check import SealedBox
from dauys.question.trustees import Trustees
from dauys.tally import decryption, encrypted, result
from dauys.tally.decryption import Nonces
from dauys.tally.wire import (
    EncryptedTally,
    PartialDecryption,
    Proofs,
    Result,
    SizedEncryptedTally,
)
from dauys.verification import steps
from dauys.verification.judging import Judge
from dauys.verification.report import BoxReport, Report
from dauys.wire import hashes, shape
from dauys.wire.laid import Laid


@dataclass(slots=True)
class BoxVerifier:
    """What has been verified of one box so far."""

    report: Report
    region: str
    sealed: SealedBox
    trustees: Trustees
    nonces: Nonces
    judge: Judge | None = None  # who judges the ballots later; else each is judged as it comes
    name: str = ""  # of the box, as the judge knows it
    ballots: int = 0
    box: BallotBox = field(default_factory=BallotBox)
    tally: EncryptedTally | None = None
    tally_hash: str = ""
    weight: int = 0
    partials: dict[int, PartialDecryption] = field(default_factory=dict)
    false: dict[int, Refused] = field(
        default_factory=dict
    )  # shares whose proofs fail, until settled
    counts: Result | None = None

    @property
    def who(self) -> str:
        return f"box:{self.region}"

    def ballot(self, data: bytes, accused: str, place: int) -> None:
        """Step 10 for one ballot; a refused ballot is not counted."""
        self.ballots += 1
        if self.judge is not None:
            self.judge.cast(self.name, place, data)
            return
        with self.report.check(steps.BALLOTS):
            ballot = check_ballot(self.sealed.sealed, self.sealed.roll, data, accused)
            self.box.cast(ballot, data, accused)

    def cast_all(self, judge: Judge, places: Sequence[int], ballots: Laid, trackers: bytes) -> None:
        """The same for many, which are judged later."""
        self.ballots += len(ballots)
        judge.cast_all(self.name, places, ballots, trackers)

    def surveyed(self, judge: Judge) -> int:
        """How many of them stood there before this began; they are judged with the others."""
        self.ballots = judge.surveyed(self.name)
        return self.ballots

    def challenged(self, data: bytes, accused: str, place: int) -> None:
        """Step 10 for one challenged ballot: it opens to what it says, and was never cast."""
        if self.judge is not None:
            self.judge.challenge(self.name, place, data, accused)
            return
        with self.report.check(steps.BALLOTS):
            challenge = check_challenge(self.sealed.sealed, self.sealed.roll, data, accused)
            self.box.challenge(challenge, accused)

    def computed(self) -> tuple[bytes, SizedEncryptedTally] | None:
        """The sum of the ballots that count, and its numbers; None if they could not be judged."""
        sealed = self.sealed.sealed
        if self.judge is None:
            return encrypted.encrypted_tally(sealed, self.sealed.roll, self.box.counted.values())
        counted = self.judge.counted(self.name)
        if counted is None:
            return None
        return encrypted.written(counted.sums, counted.number, counted.weight)

    def encrypted(self, data: bytes, sized_data: bytes) -> None:
        """Step 11: recomputes the sum and compares; the stated one is what was then decrypted."""
        sealed = self.sealed.sealed
        with self.report.check(steps.ENCRYPTED_TALLY):
            sized = shape.read(SizedEncryptedTally, sized_data, accused=self.who, nfc=False)
            self.tally = encrypted.read_encrypted_tally(sealed, data, accused=self.who)
            self.tally_hash, self.weight = hashes.sha256_hex(data), sized.total_weight
            computed = self.computed()
            if computed is None:
                self.report.skipped(steps.ENCRYPTED_TALLY, self.who)
            else:
                encrypted.check_encrypted_tally((data, sized), computed, self.who)

    def context(self, owner: int, closing_root: str) -> TallyContext:
        """What this box's bound proofs are bound to."""
        return TallyContext(self.sealed.sealed.fingerprint, closing_root, self.tally_hash, owner)

    def decrypted(
        self, owner: int, data: bytes, bound: Proofs | None = None, closing_root: str = ""
    ) -> None:
        """Step 12 for one trustee; without ``bound`` only the proof of version 1 is checked."""
        if self.tally is None:
            self.report.skipped(steps.DECRYPTIONS, self.who)
            return
        who = f"trustee:{owner}"
        with self.report.check(steps.DECRYPTIONS):
            key = self.trustees.key(owner, who)
            if owner in self.partials or owner in self.false:
                raise Refused("decryption.repeated", who)
            sealed = self.sealed.sealed
            partial = decryption.read_partial_decryption(sealed, data, accused=who)
            self.partials[owner] = partial
            try:
                context = self.context(owner, closing_root)
                decryption.check_proofs(
                    sealed, self.tally, key, partial, bound, context, self.nonces
                )
            except Refused as error:
                if not self._can_wait(error, owner):
                    raise
                self.false[owner] = error
                del self.partials[owner]

    def _can_wait(self, error: Refused, owner: int) -> bool:
        """Whether others may do without a share: its proof fails, and it is one of a group.

        A writer does not wait: the keeper of the log refuses a false share at once.
        """
        failed = error.code in decryption.FALSE
        return failed and self.trustees.quorum(owner).shared and not self.report.writing

    def settle(self, *, final: bool = True) -> None:
        """Step 12, its end: a false share is set aside if the others of its group are enough.

        Comes before the result; and, not ``final``, at the end of a record that has none yet: there
        those of the group count who may still hand theirs in.
        """
        for owner, error in sorted(self.false.items()):
            quorum = self.trustees.quorum(owner)
            others = self.partials if final else set(quorum.owners) - set(self.false)
            with self.report.check(steps.DECRYPTIONS, count=0):
                if not quorum.enough(others):
                    raise error
                self.report.set_aside(error, steps.DECRYPTIONS)
        if final:
            self.false.clear()

    def result(self, data: bytes) -> None:
        """Step 13."""
        self.settle()
        if self.tally is None:
            self.report.skipped(steps.RESULT, self.who)
            return
        sealed, trustees = self.sealed.sealed, self.trustees
        with self.report.check(steps.RESULT):
            self.counts = result.check_result(
                sealed, trustees, self.tally, self.partials, self.weight, data, self.who
            )

    def summary(self) -> BoxReport:
        """The box as the report shows it."""
        counts = None if self.counts is None else shape.plain(self.counts)["result"]
        counted = len(self.box.counted)
        if self.judge is not None:
            judged = self.judge.counted(self.name)
            counted = 0 if judged is None else judged.number
        uuid = self.sealed.sealed.election.uuid
        return BoxReport(self.region, uuid, counts, self.ballots, counted)
