"""The tree of refusals: what Dauys says when something is not as it must be.

    DauysError            carries a code, the accused, the facts
    ├── Unreadable        it could not be read at all, or was asked for wrongly   (exit 2)
    └── Refused           it was read, and it is wrong                            (exit 1)

A code is ``area.fault``; `CODES` below is the closed list with the facts that each code carries.
The core speaks codes; sentences in Kazakh, Russian and English stand in ``words/`` and a test
holds the two together. The accused is ``kind`` or ``kind:name``: ``trustee:3``, ``entry:17``.

A check raises. Only what a person must repair, and the verdict on a record, are collected:
in `Findings`, whose `collecting` turns a raised error into one finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Literal

Fact = str | int
Severity = Literal["error", "warning", "information"]


class DauysError(Exception):
    """A refusal. ``certain`` is False where the check cannot tell who of several did it."""

    def __init__(self, code: str, accused: str = "", *, certain: bool = True, **facts: Fact):
        super().__init__(code, accused, facts)
        self.code = code
        self.accused = accused
        self.certain = certain
        self.facts = facts

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return " ".join(part for part in (self.code, self.accused, told) if part)


class Unreadable(DauysError):
    """It could not be read at all, has a version that we do not know, or was asked for wrongly."""


class Refused(DauysError):
    """It was read, and it is wrong."""

    def beside(self) -> Unreadable:
        """The same, of what was handed in beside a record: nothing is said of the record then."""
        return Unreadable(self.code, self.accused, certain=self.certain, **self.facts)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault or remark. ``step`` is a number of verification/steps.py, 0 where there is none."""

    code: str
    severity: Severity
    accused: str = ""
    step: int = 0
    certain: bool = True
    facts: dict[str, Fact] = field(default_factory=dict)


@dataclass(slots=True)
class Findings:
    """Findings in the order in which they were made; equal ones are kept once."""

    found: list[Finding] = field(default_factory=list)
    _seen: set[tuple[object, ...]] = field(default_factory=set, repr=False, compare=False)

    def add(self, finding: Finding) -> None:
        """Keeps a finding, unless an equal one is there."""
        facts = tuple(sorted(finding.facts.items()))
        key = (finding.code, finding.severity, finding.accused, finding.step, facts)
        if key not in self._seen:
            self._seen.add(key)
            self.found.append(finding)

    def add_error(self, error: DauysError, *, step: int = 0, accused: str = "") -> None:
        """Keeps a raised error; ``accused`` speaks where the error itself names nobody."""
        self.add(
            Finding(error.code, "error", error.accused or accused, step, error.certain, error.facts)
        )

    @contextmanager
    def collecting(self, *, step: int = 0, accused: str = "") -> Iterator[None]:
        """Runs one check: what it raises becomes a finding, and the work goes on."""
        try:
            yield
        except DauysError as error:
            self.add_error(error, step=step, accused=accused)

    def errors(self) -> list[Finding]:
        return [finding for finding in self.found if finding.severity == "error"]

    def strict(self) -> Findings:
        """The same findings with every warning an error (``--strict``)."""
        return Findings(
            [replace(f, severity="error") if f.severity == "warning" else f for f in self.found]
        )


CODES: dict[str, tuple[str, ...]] = {
    # alignment: what a lawyer decided about an alignment
    "alignment.ambiguous": ("line", "number"),
    "alignment.contradiction": ("line", "first"),
    "alignment.level": ("line",),
    "alignment.sides": ("line", "decision"),
    "alignment.twice": ("line", "first"),
    "alignment.unknown": ("line", "number"),
    # amendment: a proposal as a change of the text
    "amendment.collision": ("proposals",),
    "amendment.level": ("address",),
    "amendment.number": ("last", "given"),
    "amendment.part": (),
    "amendment.place": ("address", "count"),
    "amendment.whole": ("address",),
    "amendment.wordless": (),
    # anchor: a place in a text
    "anchor.address": ("address",),
    "anchor.ambiguous": ("count",),
    "anchor.contradiction": ("line", "first"),
    "anchor.decided_twice": ("line", "first"),
    "anchor.decision": ("line", "decision"),
    "anchor.early": (),
    "anchor.hash": ("address",),
    "anchor.language": ("expected", "found"),
    "anchor.nowhere": (),
    "anchor.place": (),
    "anchor.quote": ("address",),
    "anchor.twice": ("language",),
    "anchor.unconfirmed": ("line", "state", "address"),
    "anchor.undecided": ("line",),
    "anchor.unkept": ("version",),
    "anchor.version": ("version",),
    "anchor.words": ("column",),
    # archive: a .bel archive
    "archive.chain": ("height",),
    "archive.empty": (),
    "archive.form": (),
    "archive.hash": ("name",),
    "archive.header": ("position",),
    "archive.missing": ("height",),
    "archive.order": ("height", "kind"),
    "archive.size": ("position",),
    "archive.spelling": (),
    "archive.unsupported": ("kind",),
    "archive.version": ("version",),
    # arithmetic: the kernel beside the reference, and both on this machine
    "arithmetic.disagrees": (),
    "arithmetic.rules": ("found", "wanted"),
    "arithmetic.wrong": (),
    # ballot: a ballot
    "ballot.absent": (),
    "ballot.answers": (),
    "ballot.blank": (),
    "ballot.challenged": (),
    "ballot.choice": ("number",),
    "ballot.credential": (),
    "ballot.duplicate": (),
    "ballot.election": (),
    "ballot.hash": (),
    "ballot.proof": (),
    "ballot.signature": (),
    "ballot.sum": (),
    # batch: a decision on many proposals
    "batch.faulty": ("count",),
    # calendar: when a stage is open
    "calendar.moment": ("stage",),
    "calendar.stage": ("stage",),
    "calendar.window": ("stage",),
    # ceremony: the making of a threshold key
    "ceremony.fingerprint": (),
    "ceremony.fingerprints": ("size",),
    "ceremony.nonce": (),
    "ceremony.own": (),
    "ceremony.recipient": (),
    "ceremony.sealed": (),
    "ceremony.seed": (),
    "ceremony.sender": (),
    "ceremony.share": (),
    # challenge: a challenged ballot
    "challenge.answers": (),
    "challenge.cast": (),
    "challenge.choice": (),
    "challenge.code": ("found",),
    "challenge.many": ("limit",),
    "challenge.opening": (),
    "challenge.randomness": (),
    "challenge.repeated": (),
    # checkpoint: checkpoint
    "checkpoint.form": ("line",),
    "checkpoint.kept": (),
    "checkpoint.origin": ("expected",),
    # cli: how a command was asked
    "cli.declined": (),
    "cli.terminal": (),
    "cli.usage": ("problem", "command"),
    # cluster: machines that judge together
    "cluster.missing": (),
    "cluster.unreachable": ("address", "reason"),
    "cluster.workers": ("address",),
    # credential: a voter's secret
    "credential.checksum": (),
    "credential.form": (),
    "credential.nobody": (),
    # decryption: a partial decryption
    "decryption.bound": (),
    "decryption.few": ("counted", "minimum"),
    "decryption.nonce": (),
    "decryption.nothing": (),
    "decryption.other": (),
    "decryption.proof": (),
    "decryption.repeated": (),
    "decryption.set_aside": (),
    "decryption.shape": (),
    "decryption.unbound": (),
    # edit: an editor's change without a proposal
    "edit.form": ("line",),
    "edit.twice": ("line", "first"),
    # election: the sealed parameters of a box
    "election.answers": ("number",),
    "election.bounds": ("number",),
    "election.key": (),
    "election.questions": (),
    "election.version": ("version",),
    # file: a file or folder on disk
    "file.busy": (),
    "file.exists": (),
    "file.folder": (),
    "file.missing": (),
    "file.size": ("limit",),
    "file.unreadable": ("reason",),
    "file.unwritable": ("reason",),
    # group: a prime-order group and its elements
    "group.encoding": (),
    "group.member": (),
    "group.unknown": ("group",),
    # groups: opinion groups
    "groups.asked": ("fewest", "most"),
    "groups.assignment": ("person", "expected", "found"),
    "groups.empty": (),
    "groups.figures": ("where",),
    "groups.form": ("line",),
    "groups.matrix": (),
    "groups.method": ("method",),
    "groups.picture": (),
    "groups.position": ("person",),
    "groups.seed": ("limit",),
    "groups.size": ("what", "count", "limit"),
    "groups.statements": (),
    # hearing: a hearing
    "hearing.early": (),
    "hearing.reason": (),
    "hearing.speakers": ("groups",),
    "hearing.times": (),
    "hearing.twice": (),
    "hearing.unknown": ("hearing",),
    "hearing.words": ("column",),
    # implementation: the matrix from provision to practice
    "implementation.date": ("given",),
    "implementation.deadline": ("deadline", "trigger"),
    "implementation.duplicate": ("other",),
    "implementation.evidence": (),
    "implementation.hash": ("address",),
    "implementation.text": (),
    "implementation.twice": (),
    "implementation.undated": (),
    "implementation.words": ("column",),
    # import: a file of proposals at the desk
    "import.expired": ("days",),
    "import.faulty": ("count",),
    "import.twice": ("job",),
    # intent: what awaits a second person
    "intent.same": (),
    "intent.settled": (),
    # json: a document that travels
    "json.canonical": (),
    "json.depth": ("limit",),
    "json.duplicate": ("key",),
    "json.encoding": (),
    "json.number": (),
    "json.shape": ("where", "expected"),
    "json.size": ("limit",),
    "json.syntax": ("position",),
    "json.text": (),
    # key: a secret key's file
    "key.cost": ("limit",),
    "key.differs": (),
    "key.encoding": (),
    "key.file": (),
    "key.memory": ("limit",),
    "key.open": ("mode",),
    "key.opening": ("key",),
    "key.pair": (),
    "key.passphrase": (),
    "key.purpose": ("expected", "found"),
    "key.same": (),
    "key.short": ("minimum",),
    "key.unlocked": (),
    # lineage: proposals merged and split
    "lineage.count": ("act", "of", "into"),
    "lineage.early": ("at",),
    "lineage.gone": ("into",),
    "lineage.order": ("at",),
    "lineage.taken": ("id",),
    "lineage.twice": ("id",),
    "lineage.unknown": ("id",),
    "lineage.unmade": ("id",),
    "lineage.words": ("column",),
    # log: the log and its checkpoints
    "log.behind": ("size", "known"),
    "log.bundle": (),
    "log.empty": (),
    "log.entry": ("limit",),
    "log.fork": ("size", "signed"),
    "log.key": (),
    "log.missing": (),
    "log.other": ("origin",),
    "log.path": ("path",),
    "log.proof": (),
    "log.rollback": ("size", "signed"),
    "log.root": (),
    "log.size": ("size",),
    "log.tile": (),
    "log.unwitnessed": ("has", "quorum"),
    "log.width": ("expected",),
    # manuscript: a version that the staff prepares
    "manuscript.changed": (),
    "manuscript.fixed": (),
    # mapping: a mapping file for the export of another system
    "mapping.column": ("column", "line"),
    "mapping.date": ("pattern", "line"),
    "mapping.form": ("where", "line"),
    "mapping.offset": (),
    "mapping.twice": ("value", "line"),
    # note: a signed note
    "note.control": (),
    "note.count": ("limit",),
    "note.encoding": (),
    "note.form": (),
    "note.key": (),
    "note.keys": (),
    "note.signature": (),
    "note.size": ("limit",),
    "note.unsigned": (),
    # object: things named by their hash
    "object.gone": (),
    "object.hash": (),
    "object.missing": (),
    "object.nobody": (),
    "object.size": ("size",),
    "object.unexplained": (),
    "object.withdrawn": ("entry",),
    # outcome: the legal result
    "outcome.declared": ("part",),
    "outcome.empty": (),
    "outcome.negative": ("column",),
    "outcome.outstanding": ("stations",),
    "outcome.participants": ("smaller", "has", "larger", "limit"),
    "outcome.rule": (),
    "outcome.stated": ("column", "count", "regions"),
    "outcome.sum": ("sum", "participants"),
    "outcome.twice": (),
    "outcome.whole": (),
    # parity: whether the languages of a text say the same
    "parity.aside": ("first", "in_first", "second", "in_second", "authority"),
    "parity.authoritative": ("found",),
    "parity.before": ("expected", "found"),
    "parity.date": ("first", "in_first", "second", "in_second", "authority"),
    "parity.deadline": ("first", "in_first", "second", "in_second", "authority"),
    "parity.duty": ("first", "in_first", "second", "in_second", "authority"),
    "parity.edit": ("first", "in_first", "second", "in_second", "authority"),
    "parity.exception": ("first", "in_first", "second", "in_second", "authority"),
    "parity.languages": ("found",),
    "parity.law": ("languages", "alike", "units"),
    "parity.length": ("first", "in_first", "second", "in_second", "authority"),
    "parity.negation": ("first", "in_first", "second", "in_second", "authority"),
    "parity.number": ("first", "in_first", "second", "in_second", "authority"),
    "parity.numbering": ("first", "in_first", "second", "in_second", "authority"),
    "parity.permission": ("first", "in_first", "second", "in_second", "authority"),
    "parity.reference": ("first", "in_first", "second", "in_second", "authority"),
    "parity.restriction": ("first", "in_first", "second", "in_second", "authority"),
    "parity.sentences": ("first", "in_first", "second", "in_second", "authority"),
    "parity.structure": ("first", "in_first", "second", "in_second", "authority"),
    "parity.term": ("concept", "first", "in_first", "second", "in_second", "authority"),
    # pending: pending
    "pending.cast": (),
    "pending.challenged": (),
    "pending.credential": (),
    # person: an account of the site
    "person.blocked": ("reason",),
    "person.closed": (),
    "person.staff": (),
    "person.stewards": (),
    "person.tier": (),
    "policy.order": ("opens", "until"),
    # proof: a zero-knowledge proof
    "proof.scalar": (),
    # proposal: a proposal or its answer
    "proposal.answered_twice": (),
    "proposal.carried": ("outcome",),
    "proposal.early": (),
    "proposal.future": ("received", "now"),
    "proposal.group": ("group",),
    "proposal.hearing": ("origin",),
    "proposal.reasons": ("language",),
    "proposal.salt": ("expected",),
    "proposal.twice": (),
    "proposal.unanswered": (),
    "proposal.uncarried": (),
    "proposal.unknown": (),
    "proposal.unlisted": (),
    "proposal.words": ("kind",),
    # protocol: a station's protocol
    "protocol.certificates": ("certificates", "eligible"),
    "protocol.empty": (),
    "protocol.home": ("home", "in_box"),
    "protocol.in_box": ("in_box", "issued"),
    "protocol.issued": ("issued", "eligible"),
    "protocol.missing": (),
    "protocol.negative": ("column",),
    "protocol.piles": ("piles", "in_box"),
    "protocol.received": ("received", "accounted", "issued", "unused", "spoiled"),
    "protocol.twice": (),
    # question: the question that is put
    "question.answers": (),
    "question.language": (),
    "question.log": (),
    "question.minimum": (),
    "question.missing": (),
    "question.regions": (),
    "question.text": (),
    "question.unsupported": ("number", "kind"),
    # receipt: what an auditor signed for a shard
    "receipt.checkpoint": ("other",),
    "receipt.digest": (),
    "receipt.form": (),
    "receipt.gap": ("shard", "of"),
    "receipt.idle": (),
    "receipt.overlap": ("shard",),
    "receipt.part": ("piece",),
    "receipt.shard": ("given",),
    "receipt.shards": ("of",),
    "receipt.signature": (),
    "receipt.signer": (),
    # record: the order and meaning of entries
    "record.ballots": ("count",),
    "record.box": (),
    "record.busy": (),
    "record.calendar": ("kind",),
    "record.entry": ("limit",),
    "record.future": (),
    "record.languages": (),
    "record.order": ("kind",),
    "record.quorum": ("quorum", "witnesses"),
    "record.repeated": ("name",),
    "record.simulated": (),
    "record.time": (),
    "record.unknown": ("name",),
    "record.version": ("version",),
    "record.witnesses": (),
    # registrar: registrar
    "registrar.early": (),
    "registrar.journal": (),
    "registrar.late": (),
    "registrar.voter": (),
    # resolution: what an editor decides about a collision
    "resolution.form": ("line",),
    "resolution.twice": ("line", "first"),
    "resolution.unknown": ("line",),
    "resolution.words": (),
    # result: the counts
    "result.count": (),
    "result.missing": (),
    "result.shape": (),
    "result.trustees": (),
    "result.weight": (),
    # resume: what was judged before
    "resume.busy": (),
    "resume.form": (),
    "resume.open": ("mode",),
    "resume.owner": (),
    # roll: the list of credentials
    "roll.duplicate": (),
    "roll.key": (),
    "roll.total": ("limit",),
    "roll.weight": (),
    # rule: a validity rule
    "rule.decides": ("question",),
    "rule.fraction": ("leg", "fraction"),
    "rule.leg_twice": ("leg",),
    "rule.leg_unknown": ("leg", "question"),
    "rule.quantity": ("leg", "quantity"),
    "rule.question_unknown": ("question", "known"),
    "rule.questions": (),
    "rule.reading": ("reading", "question"),
    "rule.regions": ("leg",),
    "rule.source": ("source",),
    "rule.unknown": (),
    # sample: the embedded sample
    "sample.played": ("folder",),
    "sample.step": ("given", "steps"),
    # setting: a setting of the site
    "setting.provider": ("expected",),
    "setting.secret": ("least",),
    "setting.unknown": (),
    "setting.value": ("expected",),
    # setup: the set-up and its confirmations
    "setup.calendar": (),
    "setup.election": (),
    "setup.elector": (),
    "setup.hash": (),
    "setup.minimum": ("minimum",),
    "setup.missing": (),
    "setup.own": (),
    "setup.question": (),
    "setup.regions": (),
    "setup.registrar": (),
    "setup.roll": (),
    "setup.signature": (),
    "setup.trustees": ("count",),
    "setup.uuid": (),
    # sheet: a workbook (XLSX)
    "sheet.fault": ("line", "cell"),
    "sheet.formula": ("line", "cell"),
    "sheet.long": ("line", "limit"),
    "sheet.merged": ("line", "cells"),
    "sheet.old": (),
    "sheet.several": ("known",),
    "sheet.size": ("rows", "columns"),
    "sheet.unknown": ("sheet", "known"),
    # site: the site
    "site.backup": (),
    "site.clock": ("now", "last"),
    "site.database": ("reason",),
    "site.disk": ("free",),
    "site.mail": ("reason",),
    "site.missing": (),
    "site.port": ("port",),
    "site.setting": ("told",),
    "site.static": (),
    "site.tables": ("count",),
    "site.unsigned": ("count",),
    "site.unsynced": ("setting", "value"),
    "site.worker": ("count", "minutes"),
    # source: where a record is read from
    "source.absent": (),
    "source.missing": (),
    "source.record": (),
    "source.redirect": (),
    "source.size": ("limit",),
    "source.unreadable": (),
    # station: a polling station
    "station.certificates": ("came", "given"),
    "station.eligible": (),
    "station.region": (),
    "station.twice": (),
    "station.unknown": (),
    # step: the way of a proposal to its answer
    "step.answer": ("step", "answer"),
    "step.order": ("expected", "found"),
    "step.reason": ("state",),
    "step.time": ("state", "before"),
    "step.unknown": (),
    "step.who": ("state",),
    # table: a CSV file
    "table.cell": ("line", "column", "expected"),
    "table.column": ("column",),
    "table.duplicate": ("line", "column", "value"),
    "table.empty": (),
    "table.encoding": ("line",),
    "table.row": ("line",),
    "table.size": ("limit",),
    # tally: the encrypted tally
    "tally.numbers": (),
    "tally.product": (),
    "tally.shape": (),
    # terms: a term base
    "terms.empty": (),
    "terms.lacking": ("languages",),
    "terms.language": ("expected", "found"),
    "terms.many": ("limit",),
    "terms.pattern": ("line", "column", "found"),
    # text: the text of a law
    "text.about": ("field", "found"),
    "text.address": (),
    "text.akn": ("found",),
    "text.altered": (),
    "text.articles": (),
    "text.authoritative": (),
    "text.box": ("words",),
    "text.broken": ("words",),
    "text.character": ("character",),
    "text.comments": ("count",),
    "text.contents": ("count",),
    "text.damaged": ("format",),
    "text.date": ("date",),
    "text.depth": ("limit",),
    "text.doc": (),
    "text.doctype": (),
    "text.doubled": ("word",),
    "text.duplicate": ("number", "first"),
    "text.empty": (),
    "text.encoding": ("guess",),
    "text.encrypted": (),
    "text.folder": (),
    "text.foreign": ("language", "words"),
    "text.format": ("suffix", "known"),
    "text.gap": ("number", "previous"),
    "text.glyph": ("words",),
    "text.hidden": ("words",),
    "text.hyphen": ("words",),
    "text.ignored": ("until",),
    "text.inline": ("words",),
    "text.language": ("expected", "found"),
    "text.left_out": (),
    "text.letters": ("word", "letters"),
    "text.list": ("number",),
    "text.lost": ("suffix",),
    "text.many": ("limit",),
    "text.margin": ("words",),
    "text.mixed": ("first", "second"),
    "text.numbering": ("form",),
    "text.object": ("language",),
    "text.outside": ("words",),
    "text.pages": ("limit",),
    "text.parity": ("has", "lacks"),
    "text.pictures": ("count",),
    "text.quotes": ("sign", "words"),
    "text.reference": ("words", "missing"),
    "text.repeated": ("address",),
    "text.scanned": ("pages",),
    "text.sequence": ("number", "previous"),
    "text.sign": ("sign",),
    "text.size": ("limit",),
    "text.skipped": ("words",),
    "text.small": ("words",),
    "text.spaces": ("count",),
    "text.superscript": ("printed", "meant"),
    "text.table_format": ("suffix", "known"),
    "text.tracked": ("count",),
    "text.tree": ("address",),
    "text.units": ("limit",),
    "text.unpacked": ("limit",),
    "text.version": (),
    "text.wordless": (),
    "text.xml": ("line",),
    # trace: what is behind changed words
    "trace.cause": ("language", "words"),
    "trace.words": (),
    # trustees: the trustees' keys
    "trustees.certificate": (),
    "trustees.coefficients": ("threshold",),
    "trustees.context": (),
    "trustees.degree": (),
    "trustees.duplicate": (),
    "trustees.key": (),
    "trustees.members": ("size",),
    "trustees.name": (),
    "trustees.number": ("limit",),
    "trustees.old_format": (),
    "trustees.owner": ("owner",),
    "trustees.polynomial": (),
    "trustees.proof": (),
    "trustees.signature": (),
    "trustees.threshold": ("threshold", "size"),
    "trustees.transcript": (),
    "trustees.unsupported": ("kind",),
    "trustees.verification": (),
    # upload: a file that someone sends
    "upload.stopped": (),
    "upload.time": ("limit",),
    # verify: the verification as a whole
    "verify.failed": ("reason",),
    "verify.skipped": (),
    "verify.unfinished": (),
    # vote: a vote on a statement
    "vote.statement": ("line", "statement"),
    "vote.twice": ("line", "person", "statement"),
    # voter: voter
    "voter.answer": ("expected",),
    # witness: a witness of the log
    "witness.answer": (),
    "witness.busy": (),
    "witness.cosignature": (),
    "witness.none": (),
    "witness.origin": ("origin",),
    "witness.refused": ("status",),
    "witness.request": (),
    "witness.silent": (),
    "witness.size": ("old", "size"),
    "witness.twice": ("origin",),
}
