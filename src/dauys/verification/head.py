"""Step 1, its beginning: the signed head of a record, and who cosigned it.

Specification: docs/specification/2-log.md, sections 4, 6 and 7. The entries beneath are read by
`verify`; what a party keeps of a head it has seen is not asked here.
"""

from __future__ import annotations

from dataclasses import dataclass

from dauys.errors import DauysError, Finding, Refused, Unreadable
from dauys.log import checkpoint as checkpoints
from dauys.log import cosignature
from dauys.log import note as notes
from dauys.log.keys import CosignerKey, VerifierKey, parse_verifier_key
from dauys.log.reader import Log
from dauys.log.tiles import CHECKPOINT
from dauys.record.entry import read_entry
from dauys.record.opening import ReferendumOpened, witness_keys
from dauys.verification import steps
from dauys.verification.report import LogReport, Report
from dauys.verification.sources import Source


@dataclass(frozen=True, slots=True)
class Head:
    """A checkpoint that the log's key signed: the log beneath it, and what entry 0 says of it."""

    signed: bytes
    log: Log
    opened: ReferendumOpened
    key: VerifierKey

    @property
    def note(self) -> notes.Note:
        """The checkpoint with every signature under it."""
        return notes.parse(self.signed, accused="checkpoint")

    def told(self, witnesses: tuple[str, ...]) -> LogReport:
        """The head as a report tells it."""
        at, opened = self.log.checkpoint, self.opened
        text = self.signed.decode("utf-8")
        return LogReport(
            at.origin, at.size, at.root.hex(), opened.log, witnesses, opened.quorum, text
        )


def read_head(source: Source, log_key: str | None) -> Head:
    """The checkpoint, signed with the key that entry 0 names; with ``log_key``, with that one."""
    try:
        signed = source.read(CHECKPOINT)
    except Unreadable as error:
        if error.code != "source.missing":
            raise
        raise Unreadable("source.record", "checkpoint") from None
    log = Log(source, checkpoints.peek(signed))
    opened = opening_of(log)
    key = parse_verifier_key(opened.log)
    if log_key is not None and key.write() != log_key:
        raise Refused("log.key", "log")
    checkpoints.read(signed, key)
    return Head(signed, log, opened, key)


def open_log(source: Source, log_key: str | None) -> Log:
    """The log beneath the signed checkpoint, for one who only reads entries."""
    return read_head(source, log_key).log


def opening_of(log: Log) -> ReferendumOpened:
    """What entry 0 says."""
    if log.checkpoint.size == 0:
        raise Refused("log.empty", "log")
    opened = read_entry(log.entry(0), 0).body
    if not isinstance(opened, ReferendumOpened):
        raise Refused("record.order", "entry:0", kind="referendum.opened")
    return opened


def check_cosigned(head: Head, report: Report) -> tuple[str, ...]:
    """The names of the witnesses whose cosignatures hold; warns of false lines, and of a lack.

    Both are warnings. Lines stand outside the tree, so that whoever copies a record can add false
    ones, or drop the good ones: that must neither refuse a sound record nor accuse a witness. A
    log that has just grown waits for its witnesses, and years after the outcome a witness may be
    gone while the implementation is still written down. Who uses a secret takes no head without
    its quorum (`duty.check_witnessed`).
    """
    note = head.note
    listed = _listed(head.opened)
    for each in listed:
        _look_at_lines(note, each, report)
    cosigned = tuple(each.name for each in listed if cosignature.time_of(note, each) is not None)
    quorum = head.opened.quorum
    if len(cosigned) < quorum:
        has = len(cosigned)
        report.note("log.unwitnessed", "warning", steps.LOG, "checkpoint", has=has, quorum=quorum)
    return cosigned


def _look_at_lines(note: notes.Note, key: CosignerKey, report: Report) -> None:
    """Remarks a false line in the name of a witness, never as an error."""
    try:
        cosignature.check_lines(note, key)
    except Refused as false:
        who = false.accused
        report.findings.add(
            Finding("witness.cosignature", "warning", who, steps.LOG, certain=False)
        )


def _listed(opened: ReferendumOpened) -> tuple[CosignerKey, ...]:
    """The witnesses, each once; none where entry 0 is wrong about them: step 3 refuses it."""
    try:
        return tuple(dict.fromkeys(witness_keys(opened)))
    except DauysError:
        return ()
