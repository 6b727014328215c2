"""Verifies a ``.bel`` archive: steps 1, 8 and 10 to 13 for its one box.

Nothing but the archive is looked at: there is no text, no question, no confirmation in it, and its
decryption proofs are those of version 1, which is said with ``decryption.unbound``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from dauys.ballots.arithmetic import REFERENCE, Arithmetic
from dauys.errors import DauysError, Refused
from dauys.question.check import SealedBox, read_box
from dauys.question.trustees import Trustees, election_key, read_trustees
from dauys.record import tar
from dauys.record.belenios import Take, stored_archive
from dauys.record.box import Box
from dauys.record.stored import blocks
from dauys.tally.decryption import Nonces
from dauys.verification import steps
from dauys.verification.judging import Execution, Judge
from dauys.verification.pieces import BYTES
from dauys.verification.report import Progress, Report
from dauys.verification.survey import Survey
from dauys.verification.voting import BoxVerifier
from dauys.wire.laid import Laid

SURVEYED = 1024**2  # bytes of ballots that are surveyed at a time


def verify_archive(
    data: bytes | tar.Reader,
    report: Report,
    progress: Progress = lambda done, total: None,
    execution: Execution | None = None,
) -> None:
    """Fills the report with what the archive's steps find."""
    box: Box | None = None
    archive = tar.Memory(data) if isinstance(data, bytes) else data
    with ThreadPoolExecutor(1) as beside, report.check(steps.LOG):
        ahead = Ahead(REFERENCE if execution is None else execution.arithmetic, beside)
        box = stored_archive(archive, ahead.arithmetic.kernel, ahead.open)
        ahead.wait()
    if box is None:
        return
    verifier = None
    with report.check(steps.SETUP):
        verifier = open_box(box, report, execution, ahead)
    if verifier is None:
        report.skipped(steps.BALLOTS, "archive")
        return
    if verifier.sealed.sealed.election.simulated:
        report.note("record.simulated", "warning", steps.SETUP, "archive")
    follow(box, verifier, progress)
    report.boxes.append(verifier.summary())


@dataclass(slots=True)
class Ahead:
    """The survey of the ballots that the kernel passes over, made while they are in memory.

    It is made beside the reading: of some ballots while the next are passed over. Nothing of it is
    told before the archive and the box have been found right. Where the box is not, there is no
    survey, and what is wrong with it is found again in its place.
    """

    arithmetic: Arithmetic
    beside: Executor
    survey: Survey | None = None
    begun: Future[None] | None = None

    def open(self, box: Box) -> Take | None:
        """Begins with a box before its ballots."""
        try:
            sealed = read_box("", box.election, box.roll, self.arithmetic)
        except DauysError:
            return None
        box.roll = b""  # the largest document: it has been read, and nobody asks for it again
        self.survey = survey = Survey(sealed, _name, self.arithmetic)

        def take(ballots: Laid, trackers: bytes) -> None:
            self.wait()
            places = range(len(survey), len(survey) + len(ballots))
            self.begun = self.beside.submit(survey.cast_all, places, ballots, trackers)

        return take

    def wait(self) -> None:
        """Until what was begun is done."""
        if self.begun is not None:
            self.begun.result()


def open_box(
    box: Box,
    report: Report,
    execution: Execution | None = None,
    ahead: Ahead | None = None,
) -> BoxVerifier:
    """Step 8 for an archive: parameters, keys and roll agree with each other.

    An archive names no region; its box goes by its UUID.
    """
    survey = None if ahead is None else ahead.survey
    if survey is None:
        quick = None if execution is None else execution.arithmetic
        sealed = read_box("", box.election, box.roll, quick)
    else:
        sealed = survey.box
    trustees = read_trustees(sealed.sealed.group, box.trustees, accused="archive")
    check_key(sealed, trustees)
    nonces = Nonces()
    nonces.add(sealed.sealed.group, trustees.commitments, "archive")
    uuid, judge = sealed.sealed.election.uuid, None
    if execution is not None:
        judge = Judge(report, partial(_ballots, box), _name, execution)
        judge.open(uuid, sealed, survey)
    return BoxVerifier(report, uuid, sealed, trustees, nonces, judge, uuid)


def _name(place: int) -> str:
    return f"ballot:{place + 1}"


def _ballots(box: Box, places: Sequence[int]) -> Iterator[Laid]:
    return (block.ballots for block in blocks(box.ballots, places, BYTES))


def check_key(sealed: SealedBox, trustees: Trustees) -> None:
    """The election's key is the product of the trustees' keys."""
    if election_key(sealed.sealed.group, trustees) != sealed.sealed.public_key:
        raise Refused("election.key", "archive")


def follow(box: Box, verifier: BoxVerifier, progress: Progress) -> None:
    """Steps 10 to 13, as far as the archive has come."""
    whole = False
    with verifier.report.check(steps.LOG, count=0):  # a file that is being altered under the hand
        ballots, done = box.ballots, 0
        if verifier.judge is not None:
            done = verifier.surveyed(verifier.judge)
        for block in blocks(ballots, range(done, len(ballots)), SURVEYED):
            places = range(done, done := done + len(block.ballots))
            if verifier.judge is not None:
                verifier.cast_all(verifier.judge, places, block.ballots, block.hashes)
                progress(done, len(ballots))
                continue
            for place, ballot in zip(places, block.ballots, strict=True):
                verifier.ballot(ballot, _name(place), place)
                progress(place + 1, len(ballots))
        whole = True
    if not whole:
        verifier.report.skipped(steps.BALLOTS, "archive")
        return
    if verifier.judge is not None:
        verifier.judge.judge([verifier.name])
    if box.encrypted_tally is not None and box.sized is not None:
        verifier.encrypted(box.encrypted_tally, box.sized)
    if not _decrypted(box, verifier):
        verifier.report.skipped(steps.DECRYPTIONS, "archive")
        verifier.settle(final=False)  # what the shares before it have shown is told
        return
    if box.partials:
        verifier.report.note("decryption.unbound", "warning", steps.DECRYPTIONS, "archive")
    if box.result is None:
        verifier.settle(final=False)
        verifier.report.note("verify.unfinished", "information", steps.RESULT, "archive")
    else:
        verifier.result(box.result)


def _decrypted(box: Box, verifier: BoxVerifier) -> bool:
    """Step 12 for one partial decryption after the other; False where one has been altered."""
    for place in range(len(box.partials)):
        found = None
        with verifier.report.check(steps.LOG, count=0):  # as above
            found = box.partials[place]
        if found is None:
            return False
        verifier.decrypted(*found)
    return True
