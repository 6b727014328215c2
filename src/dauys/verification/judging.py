"""Step 10 for a record of any size: surveyed first, then judged piece by piece, then settled.

Ballots are surveyed as they come. When the sum of a box is needed, the ballots of every box that is
closed are read again and given out in pieces to ``execute``; what comes back is settled in the
order of the record, and the findings stand where they would stand had each ballot been judged when
it came. So the report is the same, wherever and in whatever order the pieces were judged.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import merge
from itertools import chain, groupby, repeat

from dauys.ballots.arithmetic import REFERENCE, Arithmetic, Sums, neutral, plus
from dauys.ballots.challenge import check_challenge
from dauys.errors import Unreadable
from dauys.group.kernel import GROUPS
from dauys.question.check import SealedBox
from dauys.question.election import write_election
from dauys.verification import steps
from dauys.verification.pieces import (
    SPAN,
    Answer,
    Fault,
    Hit,
    Judged,
    Names,
    Part,
    Piece,
    choices_of,
    judge,
)
from dauys.verification.report import Progress, Report
from dauys.verification.survey import Late, Survey, settle
from dauys.wire import hashes
from dauys.wire.laid import Laid

Reread = Callable[[Sequence[int]], Iterable[Laid]]
"""The exact bytes of the ballots cast at these places, which rise; nothing else is looked at.

Some at a time: no more than `dauys.verification.pieces.BYTES`, or a single one.
"""

Execute = Callable[[Iterable[Piece], str], Iterable[Answer]]
"""Judges pieces, given the digest of the survey; answers in their order."""


@dataclass(slots=True)
class Execution:
    """How the pieces are judged, and with which arithmetic; ``progress`` hears of each ballot."""

    execute: Execute
    arithmetic: Arithmetic = REFERENCE
    progress: Progress = lambda done, total: None


def in_turn(pieces: Iterable[Piece], digest: str) -> Iterable[Answer]:
    """One piece after the other, here."""
    return map(judge, pieces)


HERE = Execution(in_turn)


@dataclass(frozen=True, slots=True)
class Counted:
    """The sum of a box as its ballots make it: of so many credentials, with that weight."""

    sums: Sums
    number: int
    weight: int


@dataclass(slots=True)
class Box:
    """One box on its way: its survey, and what was found when its ballots had been judged."""

    survey: Survey
    faults: dict[int, Fault] = field(default_factory=dict)
    hits: dict[int, Hit] = field(default_factory=dict)
    sums: Sums = ()
    at: int = 0  # how many of its ballots have been given out
    back: int = 0  # how many of them have come back
    tried: bool = False  # it is judged once, and what failed stays as it was told
    counted: Counted | None = None

    def part(self, uuid: str, ballots: Laid) -> Part:
        """The ballots that have just been read again."""
        survey, first, stop = self.survey, self.at, self.at + len(ballots)
        self.at = stop
        return Part(
            uuid,
            write_election(survey.box.sealed.election),
            ballots.cut(survey.most),
            Names(survey.name, survey.places[first:stop]),
            survey.weights(first, stop),
            survey.masks(),
        )

    def take(self, judged: Judged, first: int) -> None:
        """What became of a part that began with this ballot."""
        self.faults |= {first + each.at: each for each in judged.faults}
        self.hits |= {first + each.at: each for each in judged.hits}
        self.sums = plus(self.survey.box.sealed, self.sums, judged.sums)
        self.back += len(judged.weights)


@dataclass(slots=True)
class Judge:
    """The ballots of all boxes of a record."""

    report: Report
    reread: Reread
    name: Callable[[int], str]
    execution: Execution = field(default_factory=lambda: HERE)
    boxes: dict[str, Box] = field(default_factory=dict)
    marks: list[tuple[int, int]] = field(default_factory=list)  # place, findings before it

    def open(self, uuid: str, sealed: SealedBox, survey: Survey | None = None) -> None:
        """A box into which ballots may come, or of which some have been surveyed already."""
        if survey is None:
            survey = Survey(sealed, self.name, self.execution.arithmetic)
        self.boxes[uuid] = Box(survey)

    def cast(self, uuid: str, place: int, data: bytes) -> None:
        """A ballot stands here; it is judged later."""
        self._mark(place)
        with self.report.check(steps.BALLOTS):
            self.boxes[uuid].survey.cast(place, data)

    def cast_all(self, uuid: str, places: Sequence[int], ballots: Laid, trackers: bytes) -> None:
        """The same for many ballots of one box, whose trackers of 32 bytes are known."""
        self._mark(places[0])
        with self.report.check(steps.BALLOTS, count=len(places)):
            self.boxes[uuid].survey.cast_all(places, ballots, trackers)

    def surveyed(self, uuid: str) -> int:
        """How many ballots of a box have been surveyed before it was opened."""
        count = len(self.boxes[uuid].survey)
        if count:
            self._mark(0)
            with self.report.check(steps.BALLOTS, count=count):
                pass  # what is wrong with them is found when they are judged
        return count

    def challenge(self, uuid: str, place: int, data: bytes, accused: str) -> None:
        """A challenge stands here: whether it is sound is found at once."""
        self._mark(place)
        survey = self.boxes[uuid].survey
        with self.report.check(steps.BALLOTS):
            sealed = survey.box
            challenge = check_challenge(sealed.sealed, sealed.roll, data, accused)
            survey.challenge(place, challenge, accused)

    def counted(self, uuid: str) -> Counted | None:
        """The sum of a box; None where there are ballots that could not be judged."""
        box = self.boxes[uuid]
        if box.counted is None and not box.survey.places:
            return Counted(neutral(box.survey.box.sealed), 0, 0)
        return box.counted

    def judge(self, uuids: Iterable[str]) -> None:
        """Judges the ballots of these boxes, unless it has been done; no more of them may come."""
        due = {uuid: self.boxes[uuid] for uuid in uuids if not self.boxes[uuid].tried}
        due = {uuid: box for uuid, box in due.items() if box.survey.places or box.survey.challenges}
        if not due:
            return
        for box in due.values():
            box.tried = True
            box.survey.close()
            box.sums = neutral(box.survey.box.sealed)
        late: list[Late] = []
        with self.report.check(steps.BALLOTS, count=0):
            self._give_out(due)
            for uuid, box in due.items():
                late += self._settle(uuid, box)
        for uuid, box in due.items():
            if box.counted is None:  # the record could not be read a second time
                self.report.skipped(steps.BALLOTS, f"box:{uuid}")
        late.sort(key=lambda each: each[0])
        self.report.fill([(self._before(place), error) for place, error in late], steps.BALLOTS)
        places = [place for place, _ in late]
        self.marks = [(at, found + bisect_left(places, at)) for at, found in self.marks]

    def _mark(self, place: int) -> None:
        """Keeps how many findings stand before this place."""
        found = len(self.report.findings.found)
        if not self.marks or self.marks[-1][1] != found:
            self.marks.append((place, found))

    def _before(self, place: int) -> int:
        """How many findings stood before a place when it was read."""
        return self.marks[bisect_right(self.marks, place, key=lambda mark: mark[0]) - 1][1]

    def _give_out(self, due: dict[str, Box]) -> None:
        """Has every ballot of these boxes judged, and takes the answers."""
        given: deque[tuple[Box, int]] = deque()  # of each part: its box, its first ballot
        surveys = (due[uuid].survey.digest() for uuid in sorted(due))
        digest = hashes.labelled("survey", *surveys)
        used = self.execution.arithmetic
        if any(box.survey.box.sealed.group.name in GROUPS for box in due.values()):
            self.report.arithmetic = used.name
        done, total = 0, sum(len(box.survey) for box in due.values())
        for _, parts in self.execution.execute(self._pieces(due, given), digest):
            for judged in parts:
                box, first = given.popleft()
                box.take(judged, first)
                done += len(judged.weights)
            self.execution.progress(done, total)

    def _pieces(self, due: dict[str, Box], given: deque[tuple[Box, int]]) -> Iterator[Piece]:
        """The ballots of these boxes, read again, in pieces."""
        for number, places, uuids in spans(due):
            at = 0
            for read in self.reread(places):
                whose = {uuids[0]: read}
                if len(due) > 1:
                    whose = apart(read, uuids[at : at + len(read)])
                at += len(read)
                given.extend((due[uuid], due[uuid].at) for uuid in whose)
                yield Piece(number, tuple(due[uuid].part(uuid, whose[uuid]) for uuid in whose))
            if at != len(places):
                raise Unreadable("verify.failed", reason="reread")

    def _settle(self, uuid: str, box: Box) -> list[Late]:
        """What follows from the order of the ballots, and the sum of those that count."""
        survey, sealed = box.survey, box.survey.box.sealed
        if box.back != len(survey):
            raise Unreadable("verify.failed", reason="answers")
        settled = settle(survey, box.faults, box.hits)
        changes = [*settled.instead]
        changes += [(number, sealed.group.order - weight) for number, weight in settled.without]
        changes.sort()  # so that they are read again in the order of the record
        read = chain.from_iterable(self.reread([survey.places[number] for number, _ in changes]))
        done = 0
        for data, (_, times) in zip(read, changes, strict=False):
            box.sums = plus(sealed, box.sums, choices_of(sealed, data), times)
            done += 1
        if done != len(changes):
            raise Unreadable("verify.failed", reason="reread")
        box.counted = Counted(box.sums, settled.counted, settled.weight)
        return settled.late


def spans(due: Mapping[str, Box]) -> Iterator[tuple[int, Sequence[int], Sequence[str]]]:
    """The places of the ballots of each piece, with its number; and the box of each.

    A single box stands there once.
    """
    if len(due) == 1:
        ((uuid, box),) = due.items()
        places, first = box.survey.places, 0
        while first < len(places):
            number = places[first] // SPAN
            stop = bisect_left(places, (number + 1) * SPAN, first)
            yield number, places[first:stop], (uuid,)
            first = stop
        return
    expected = merge(*(zip(due[uuid].survey.places, repeat(uuid)) for uuid in due))
    for number, group in groupby(expected, lambda each: each[0] // SPAN):
        here = list(group)
        yield number, [place for place, _ in here], [uuid for _, uuid in here]


def apart(ballots: Laid, uuids: Sequence[str]) -> dict[str, Laid]:
    """Ballots by the box that each is of."""
    whose: dict[str, list[int]] = {}
    for number, uuid in enumerate(uuids):
        whose.setdefault(uuid, []).append(number)
    return {uuid: ballots.picked(numbers) for uuid, numbers in whose.items()}
