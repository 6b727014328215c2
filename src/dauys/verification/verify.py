"""Runs the numbered steps of `dauys.verification.steps` on a record; `entrance` is the way in.

A record is read once, entry by entry. A fault is a finding under its step, and the reading goes on;
only where the log itself breaks off does it end there, for what follows cannot be trusted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from dauys.ballots.wire import BallotCast
from dauys.consultation.wire import HearingHeld, ProposalReceived
from dauys.errors import Refused
from dauys.log.continuity import check_kept
from dauys.log.reader import Log
from dauys.log.tiles import WIDTH, bundle_count, bundle_of
from dauys.record.entry import Entry, read_entry
from dauys.record.stored import BETWEEN
from dauys.verification import steps
from dauys.verification.handlers import HANDLERS
from dauys.verification.head import Head, check_cosigned, read_head
from dauys.verification.judging import Execution, Judge
from dauys.verification.objects import Objects, named_in
from dauys.verification.pieces import BYTES
from dauys.verification.report import BoxReport, Progress, Report
from dauys.verification.sources import Source
from dauys.verification.trusted import Step, Trusted
from dauys.wire.laid import Laid, laid

MAX_BROKEN = 100  # bundles: more of them tell nothing new


def verify_record(
    source: Source,
    report: Report,
    *,
    log_key: str | None = None,
    since: bytes | None = None,
    progress: Progress = lambda done, total: None,
    execution: Execution | None = None,
) -> Trusted | None:
    """Fills the report; gives what can be trusted at its end, or None if there is no such log.

    Without ``execution`` each ballot is judged as it comes, and the boxes can be moved on.
    """
    head: Head | None = None
    with report.check(steps.LOG, count=0):
        head = read_head(source, log_key)
    if head is None:
        return None
    log = head.log
    if since is not None:
        with report.check(steps.LOG, count=0):
            check_kept(log, head.signed, since, head.key)
    cosigned = check_cosigned(head, report)
    objects = Objects(source)
    trusted = Trusted(report, objects, log.root_at)
    if execution is not None:
        trusted.judge = Judge(report, partial(ballots_again, log, objects), _name, execution)
    whole, broken = True, 0
    for number in range(bundle_count(log.checkpoint.size)):
        sound = follow_bundle(trusted, log, number, whole, progress)
        whole, broken = whole and sound, broken + (not sound)
        if broken == MAX_BROKEN:
            break  # a stated size is free, the work must not be
    report.log = head.told(cosigned)
    finish(trusted)
    return trusted


def _name(place: int) -> str:
    return f"entry:{place}"


def ballots_again(log: Log, objects: Objects, places: Sequence[int]) -> Iterator[Laid]:
    """The ballots cast in entries that have been followed before; no other object is asked for."""
    held, size = list[bytes](), 0
    for data in _one_by_one(log, objects, places):
        room = len(data) + BETWEEN
        if held and size + room > BYTES:
            yield laid(held)
            held, size = [], 0
        held.append(data)
        size += room
    if held:
        yield laid(held)


def _one_by_one(log: Log, objects: Objects, places: Sequence[int]) -> Iterator[bytes]:
    for number, indices in groupby(places, lambda place: place // WIDTH):
        entries = log.bundle(number)
        for index in indices:
            cast: BallotCast = read_entry(entries[index % WIDTH], index).body
            ballot = cast.ballot
            yield ballot.encode() if isinstance(ballot, str) else objects.read(ballot)


def follow_bundle(trusted: Trusted, log: Log, number: int, whole: bool, progress: Progress) -> bool:
    """Reads one bundle and, while the log has been ``whole``, its entries; gives if it is sound.

    What follows a broken bundle is still held to the root, but its events are not followed: the
    events before them are missing.
    """
    entries: list[bytes] = []
    sound = False
    with trusted.report.check(steps.LOG, count=bundle_of(log.checkpoint.size, number).width):
        entries = log.bundle(number)
        sound = True
    if whole and not sound:
        trusted.report.skipped(steps.ENTRIES, f"entry:{number * WIDTH}")
    for index, data in enumerate(entries, number * WIDTH):
        if whole:
            follow(trusted, index, data)
        progress(index + 1, log.checkpoint.size)
    return sound


def follow(trusted: Trusted, index: int, data: bytes) -> None:
    """Steps 2 to 4 for one entry, and then the steps of its kind."""
    report, who = trusted.report, f"entry:{index}"
    entry: Entry | None = None
    with report.check(steps.ENTRIES):
        entry = read_entry(data, index)
    if entry is None:
        return
    in_order = False
    with report.check(steps.ORDER):
        trusted.state.apply(entry, index)
        in_order = True
    found = read_objects(trusted, entry, in_order)
    if found is None:
        report.skipped(steps.OBJECTS, who)
    elif in_order:
        HANDLERS[type(entry.body)](trusted, Step(index, entry, found))


def read_objects(trusted: Trusted, entry: Entry, in_order: bool) -> dict[str, bytes] | None:
    """Step 4: the objects that an entry names, or None if one of them cannot be had.

    The words of a proposal or a hearing may have been withdrawn: they are left out, all else asked.
    """
    found: dict[str, bytes] = {}
    whole = True
    for ref in named_in(entry.body):
        if ref.sha256 in found:
            continue
        whole_so_far, whole = whole, False
        with trusted.report.check(steps.OBJECTS):
            try:
                found[ref.sha256] = trusted.objects.read(ref)
            except Refused as error:
                whose = withdrawable(entry, error) if in_order else ""
                if not whose:
                    raise
                trusted.report.awaits(whose, error, steps.OBJECTS)
            whole = whole_so_far
    return found if whole else None


def withdrawable(entry: Entry, error: Refused) -> str:
    """Whose words are missing, if an entry can be without them: a proposal's or a hearing's."""
    if error.code != "object.missing":
        return ""
    if isinstance(entry.body, ProposalReceived):
        return f"proposal:{entry.body.proposal}"
    return f"hearing:{entry.body.hearing}" if isinstance(entry.body, HearingHeld) else ""


def finish(trusted: Trusted) -> None:
    """What can only be said at the end: the boxes, and how far the record has come."""
    report, state = trusted.report, trusted.state
    if trusted.judge is not None:
        trusted.judge.judge(list(trusted.judge.boxes))
    report.settle()
    if state.opened is not None and state.opened.simulated:
        report.note("record.simulated", "warning", steps.ENTRIES, "entry:0")
    for box in trusted.setup.boxes if trusted.setup else ():
        verifier = trusted.boxes.get(box.uuid)
        if verifier is not None:
            verifier.settle(final=False)
        unread = BoxReport(box.region, box.uuid, None, 0, 0)
        report.boxes.append(verifier.summary() if verifier else unread)
    if state.called is not None:
        for proposal in sorted(state.proposals.standing.keys() - state.answered):
            if state.awaits_answer(proposal):
                who = f"proposal:{proposal}"
                report.note("proposal.unanswered", "warning", steps.CONSULTATION, who)
    if not state.declared:
        report.note("verify.unfinished", "information", steps.OUTCOME)
