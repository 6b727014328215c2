"""The table of combinations in which Dauys and belenios-tool must agree, in both directions.

A row is a group, blank or not, weights or not, one question or several, revotes or not. The votes
of a row and the result that they add up to are worked out here, by neither program.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from dauys.question.election import Question
from dauys.wire import shape
from tests.agreement.made_by_belenios import Vote

TOOLS = {"Ed25519": "belenios_3", "BELENIOS-2048": "belenios_2", "RFC-3526-2048": "belenios_2"}
NAMES = ("ann", "bob", "cy")
WEIGHTS = (1, 3, 2)
ASKED = (
    (("Yes", "No"), 1, 1, "Do you adopt the charter?"),
    (("North", "South", "East"), 0, 2, "Where, «ә, ё, é, \\»?"),
    (("A", "B", "C", "D"), 2, 3, "Two or three"),
)
# What each voter wants for each question: the numbers of answers. The second one is taken where the
# question allows no blank, and the first one, None, is a blank vote where it does.
Wish = tuple[set[int] | None, set[int]]
WISHES: tuple[tuple[int, tuple[Wish, Wish, Wish]], ...] = (
    (0, ((None, {0}), ({0, 1}, {0, 1}), ({0, 1}, {0, 1}))),
    (1, (({1}, {1}), (None, set()), ({1, 2, 3}, {1, 2, 3}))),
    (2, (({0}, {0}), ({2}, {2}), (None, {0, 3}))),
)
# The first voter and the third vote again: out of blank, and into it.
AGAIN: tuple[tuple[int, tuple[Wish, Wish, Wish]], ...] = (
    (0, (({1}, {1}), (set(), set()), ({2, 3}, {2, 3}))),
    (2, ((None, {1}), ({1}, {1}), ({0, 1, 2}, {0, 1, 2}))),
    (0, (({0}, {0}), ({1, 2}, {1, 2}), (None, {1, 3}))),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One combination."""

    group: str
    blank: str  # no, yes, mixed: the first question only
    weights: bool
    several: bool
    revotes: bool
    ballots: str = "few"  # few, none, one, blank: all of them blank

    def __str__(self) -> str:
        told = [self.group, f"blank-{self.blank}", self.ballots]
        told += [n for n in ("weights", "several", "revotes") if getattr(self, n)]
        return " ".join(told)

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions, the first or all of them with blank."""
        asked = ASKED if self.several else ASKED[:1]
        return tuple(
            Question(answers, least, most, text, blank=True if self._allows_blank(number) else None)
            for number, (answers, least, most, text) in enumerate(asked)
        )

    def _allows_blank(self, number: int) -> bool:
        return self.blank == "yes" or (self.blank == "mixed" and number == 0)

    @property
    def weight(self) -> tuple[int, ...]:
        """The weight of each voter."""
        return WEIGHTS if self.weights else (1,) * len(WEIGHTS)

    @property
    def votes(self) -> list[tuple[int, list[list[int]]]]:
        """Who votes what, in order: for each question a number for each cell."""
        wishes = WISHES + AGAIN if self.revotes else WISHES
        wishes = {"none": (), "one": WISHES[:1]}.get(self.ballots, wishes)
        if self.ballots == "blank":
            wishes = tuple((who, ((None, set()),) * 3) for who, _ in wishes)
        return [(who, self._cells(wanted)) for who, wanted in wishes]

    def _cells(self, wanted: tuple[Wish, ...]) -> list[list[int]]:
        rows = []
        for question, (blank, other) in zip(self.questions, wanted, strict=False):
            chosen = blank if question.blank else other
            cells = [int(number in (chosen or ())) for number in range(len(question.answers))]
            rows.append(([int(chosen is None)] if question.blank else []) + cells)
        return rows

    @property
    def result(self) -> list[list[int]]:
        """What the last vote of each voter adds up to, by weight."""
        sums = [[0] * question.cells for question in self.questions]
        for who, choices in dict(self.votes).items():
            for row, cells in zip(sums, choices, strict=True):
                row[:] = [old + self.weight[who] * new for old, new in zip(row, cells, strict=True)]
        return sums

    def for_belenios(self) -> Vote:
        """The same for `make_record`."""
        questions = [shape.plain(question) for question in self.questions]
        votes = [(NAMES[who], choices) for who, choices in self.votes]
        voters = list(zip(NAMES, self.weight, strict=True))
        return Vote(questions, voters, votes, self.result)


def rows() -> Iterator[Row]:
    """Every combination in the two groups that are used; a few in the third, which is slow."""
    blank_and_several = [
        ("no", False), ("yes", False), ("no", True), ("yes", True), ("mixed", True),
    ]  # fmt: skip
    switches = (False, True)
    for group in ("Ed25519", "BELENIOS-2048"):
        for (blank, several), weights, revotes in product(blank_and_several, switches, switches):
            yield Row(group, blank, weights, several, revotes)
        for blank, ballots in (("no", "none"), ("yes", "none"), ("no", "one"), ("yes", "one"),
                               ("yes", "blank")):  # fmt: skip
            yield Row(group, blank, True, False, False, ballots)
    for blank, weights, several, revotes in (
        ("no", True, False, False), ("yes", False, False, True), ("mixed", True, True, False),
    ):  # fmt: skip
        yield Row("RFC-3526-2048", blank, weights, several, revotes)
    yield Row("RFC-3526-2048", "yes", False, False, False, "one")


ROWS = list(rows())
