"""Steps 8 to 13 of a record: hands the documents of each entry to the box that they speak of."""

from __future__ import annotations

from dauys import group as groups
from dauys.ballots.wire import BallotCast, BallotChallenged, VotingClosed
from dauys.errors import Refused
from dauys.question import check
from dauys.question.check import SealedBox
from dauys.question.trustees import Trustees, read_trustees
from dauys.question.wire import SetupConfirmed, VotingSetup
from dauys.tally.wire import TallyDecrypted, TallyEncrypted, TallyResult
from dauys.verification import steps
from dauys.verification.trusted import Step, Trusted
from dauys.verification.voting import BoxVerifier


def setup(trusted: Trusted, step: Step) -> None:
    """Step 8: keys, parameters and rolls, each for itself and then together."""
    body: VotingSetup = step.entry.body
    trusted.setup = body
    report = trusted.report
    with report.check(steps.SETUP, step.who):
        trusted.trustees = read_trustees(groups.named(body.group), step.object(body.trustees))
        trusted.nonces.add(groups.named(body.group), trusted.trustees.commitments, step.who)
    sealed: dict[str, SealedBox] = {}
    for box in body.boxes:
        with report.check(steps.SETUP, f"box:{box.region}"):
            documents = (step.object(box.election), step.object(box.roll))
            quick = None if trusted.judge is None else trusted.judge.execution.arithmetic
            sealed[box.uuid] = check.read_box(box.region, *documents, quick)
    if trusted.trustees is None or trusted.called is None or len(sealed) < len(body.boxes):
        report.skipped(steps.SETUP, step.who)
    else:
        with report.check(steps.SETUP, step.who):
            check.check_setup(trusted.called, body, trusted.trustees, sealed)
    _open_boxes(trusted, trusted.trustees, sealed)


def _open_boxes(trusted: Trusted, trustees: Trustees | None, sealed: dict[str, SealedBox]) -> None:
    """The boxes whose own documents can be read go on, whatever else is wrong."""
    if trustees is None:
        return
    for uuid, box in sealed.items():
        trusted.boxes[uuid] = BoxVerifier(
            trusted.report, box.region, box, trustees, trusted.nonces, trusted.judge, uuid
        )
        if trusted.judge is not None:
            trusted.judge.open(uuid, box)


def confirmed(trusted: Trusted, step: Step) -> None:
    """Step 9."""
    body: SetupConfirmed = step.entry.body
    if trusted.setup is None or trusted.trustees is None:
        trusted.report.skipped(steps.CONFIRMATIONS, step.who)
        return
    with trusted.report.check(steps.CONFIRMATIONS):
        commitments = check.check_confirmation(trusted.setup, trusted.trustees, body)
        trusted.nonces.add(groups.named(trusted.setup.group), commitments, step.who)


def _box(trusted: Trusted, step: Step, number: int) -> BoxVerifier | None:
    """The box that an entry speaks of, or None where its set-up could not be read."""
    box = trusted.boxes.get(step.entry.body.box)
    if box is None:
        trusted.report.skipped(number, step.who)
    return box


def challenged(trusted: Trusted, step: Step) -> None:
    """Step 10, of a ballot that was opened instead of cast."""
    body: BallotChallenged = step.entry.body
    box = _box(trusted, step, steps.BALLOTS)
    if box is not None:
        box.challenged(step.payload(body.challenge), step.who, step.index)


def ballot(trusted: Trusted, step: Step) -> None:
    """Step 10."""
    body: BallotCast = step.entry.body
    box = _box(trusted, step, steps.BALLOTS)
    if box is not None:
        box.ballot(step.payload(body.ballot), step.who, step.index)


def closed(trusted: Trusted, step: Step) -> None:
    """Keeps the root of the log at the close: the bound proofs of step 12 name it."""
    body: VotingClosed = step.entry.body
    with trusted.report.check(steps.LOG, count=0):
        root = trusted.root_at(step.index + 1)
        trusted.closing_roots[body.box] = root.hex()


def encrypted(trusted: Trusted, step: Step) -> None:
    """Step 11. The ballots of every box that is closed are judged before."""
    body: TallyEncrypted = step.entry.body
    if trusted.judge is not None:
        closed = [uuid for uuid, box in trusted.state.boxes.items() if box.phase != "open"]
        trusted.judge.judge(uuid for uuid in closed if uuid in trusted.boxes)
    box = _box(trusted, step, steps.ENCRYPTED_TALLY)
    if box is not None:
        box.encrypted(step.payload(body.encrypted_tally), body.sized.encode("utf-8"))


def decrypted(trusted: Trusted, step: Step) -> None:
    """Step 12."""
    body: TallyDecrypted = step.entry.body
    box = _box(trusted, step, steps.DECRYPTIONS)
    if box is None:
        return
    root, data = trusted.closing_roots.get(body.box), step.payload(body.partial_decryption)
    if root is None:  # the log as it was at the close could not be had: that is no trustee's fault
        trusted.report.skipped(steps.DECRYPTIONS, step.who)
        box.decrypted(body.owner, data)
    else:
        box.decrypted(body.owner, data, body.bound, root)


def result(trusted: Trusted, step: Step) -> None:
    """Step 13."""
    body: TallyResult = step.entry.body
    box = _box(trusted, step, steps.RESULT)
    if box is not None:
        box.result(step.payload(body.result))


def check_counted(trusted: Trusted) -> None:
    """Every box has its result: what the outcome rests on."""
    for box in trusted.boxes.values():
        if box.counts is None:
            raise Refused("result.missing", box.who)
