"""The verdict on a record: the only place that collects what the checks raise.

A check that raises becomes a finding under its step, and the work goes on as far as it can. A
record that asks for what this version cannot read is ``unread``; one with an error is ``refused``;
a step that could not be run because of an earlier fault is said to be so.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Literal

from dauys.errors import DauysError, Fact, Finding, Findings, Refused, Severity, Unreadable

Verdict = Literal["accepted", "refused", "unread"]
Progress = Callable[[int, int], None]  # done, of how many
Clock = Callable[[], float]  # seconds from any origin
UNFINISHED = "verify.unfinished"
Count = int | str  # as in the record: a string above 2^30 - 1


@dataclass(frozen=True, slots=True)
class BoxReport:
    """One ballot box: ballots cast, credentials counted, and the counts as in the record."""

    region: str
    uuid: str
    result: list[list[Count]] | None
    ballots: int
    counted: int


@dataclass(frozen=True, slots=True)
class LogReport:
    """The head of the log that was verified, the key that signed it, and who cosigned it."""

    origin: str
    size: int
    root: str  # hex
    key: str
    witnesses: tuple[str, ...]  # whose cosignatures hold
    quorum: int  # how many of them entry 0 asks for
    checkpoint: str  # the signed note itself


@dataclass(slots=True)
class StepReport:
    """How many things a step checked, and for how long (seconds)."""

    count: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class Report:
    """Everything that a verification found."""

    clock: Clock
    findings: Findings = field(default_factory=Findings)
    steps: dict[int, StepReport] = field(default_factory=dict)
    boxes: list[BoxReport] = field(default_factory=list)
    log: LogReport | None = None
    unread: bool = False
    fail_fast: bool = False  # for one who acts on it: the first error is raised, not collected
    awaited: dict[str, tuple[int, DauysError, int]] = field(default_factory=dict)
    arithmetic: str = "reference"  # libsodium and GMP, or the native kernel
    archive: bool = False  # it has no log: step 1 asks something else of it
    writing: bool = False  # what comes now is not in the log yet: no false share may enter

    @contextmanager
    def check(self, step: int, accused: str = "", *, count: int = 1) -> Iterator[None]:
        """Runs one check under its step; what it raises is kept, and the caller goes on."""
        started = self.clock()
        try:
            yield
        except DauysError as error:
            if self.fail_fast:
                raise
            self.fault(error, step, accused)
        finally:
            done = self.steps.setdefault(step, StepReport())
            done.count += count
            done.seconds += self.clock() - started

    def fault(self, error: DauysError, step: int, accused: str = "") -> None:
        """Keeps an error as a finding.

        The first one decides between unread and refused: a fault is not excused by what comes
        after it, and what comes after something unread may be no fault.
        """
        first = not self.findings.errors()
        self.findings.add_error(error, step=step, accused=accused)
        self.unread = self.unread or (first and isinstance(error, Unreadable))

    def awaits(self, whose: str, error: DauysError, step: int) -> None:
        """Keeps an error that a later entry may excuse: it stands here if none does."""
        if self.writing:  # what is not written yet has no excuse yet
            raise error
        self.awaited[whose] = (len(self.findings.found), error, step)

    def explained(self, whose: str, entry: int) -> None:
        """An entry says why someone's words are not there, if they are not."""
        if whose in self.awaited:
            _, error, step = self.awaited.pop(whose)
            self.note("object.withdrawn", "information", step, error.accused, entry=entry)

    def settle(self) -> None:
        """No later entry comes: what was awaited is an error where it was found."""
        for place, error, step in reversed(self.awaited.values()):
            if self.fail_fast:
                raise error
            before = Findings(self.findings.found[:place])
            self.unread = self.unread and bool(before.errors())  # the first one decides
            before.add_error(error, step=step)
            self.findings.found[:place] = before.found
        self.awaited.clear()

    def fill(self, late: Sequence[tuple[int, DauysError]], step: int) -> None:
        """Keeps errors that were found late where they belong: behind so many findings, in order.

        None of them may belong before something that is still awaited.
        """
        if not late:
            return
        found, first = Findings(), True
        waiting = deque(late)
        for place, finding in enumerate((*self.findings.found, None)):
            while waiting and waiting[0][0] <= place:
                _, error = waiting.popleft()
                # The first error decides between unread and refused.
                self.unread = self.unread and not (first and isinstance(error, Refused))
                first = False
                found.add_error(error, step=step)
            if finding is not None:
                first = first and finding.severity != "error"
                found.add(finding)
        self.findings = found

    def note(
        self, code: str, severity: Severity, step: int, accused: str = "", **facts: Fact
    ) -> None:
        """Keeps a remark that is no error."""
        self.findings.add(Finding(code, severity, accused, step, facts=facts))

    def set_aside(self, error: DauysError, step: int) -> None:
        """Keeps the remark that a false share was not needed."""
        found = Finding("decryption.set_aside", "warning", error.accused, step, error.certain)
        self.findings.add(found)

    def skipped(self, step: int, accused: str) -> None:
        """Says that a step was not run, or not wholly, because of an earlier fault."""
        self.note("verify.skipped", "information", step, accused)

    @property
    def unfinished(self) -> bool:
        """Whether the record, or the archive, has not come to its end."""
        return any(each.code == UNFINISHED for each in self.findings.found)

    def ask_for_the_end(self) -> None:
        """Makes it an error that the end is not there: for when the vote is over."""
        self.findings = Findings(
            [
                replace(each, severity="error") if each.code == UNFINISHED else each
                for each in self.findings.found
            ]
        )

    def verdict(self, *, strict: bool = False) -> Verdict:
        """The verdict; ``strict`` makes every warning an error."""
        if self.unread:
            return "unread"
        findings = self.findings.strict() if strict else self.findings
        return "refused" if findings.errors() else "accepted"

    def total(self) -> list[list[Count]] | None:
        """The sum of the boxes' results, spelt as counts are in a record; None without a result."""
        results = [box.result for box in self.boxes]
        if not results or any(result is None for result in results):
            return None
        whole = [result for result in results if result is not None]
        shapes = {tuple(len(row) for row in result) for result in whole}
        if len(shapes) != 1:
            return None
        sums = [
            [sum(int(result[q][a]) for result in whole) for a in range(width)]
            for q, width in enumerate(shapes.pop())
        ]
        return [[count if count < 2**30 else str(count) for count in row] for row in sums]
