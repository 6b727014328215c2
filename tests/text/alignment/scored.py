"""Scores a comparison against the lists of right pairs in ``tests/text/pairs`` (its README).

    python -m tests.text.alignment.scored [LIST …]

prints, for each list, how much of it is found and how much of what is shown is right, and every
mistake. A pair is an old and a new number; a dropped article is a pair without a new number, a new
one a pair without an old. Only what the list speaks of is scored: pairs of an old article that is
listed, and new articles listed as new; doubtful rows count neither way.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from dauys.text.compare import Row, comparison
from dauys.text.formats import load
from tests.shared import DATA

LISTS = Path(__file__).resolve().parents[1] / "pairs"
TEXTS = {
    "kz-1995-2026": ("kz/1995.rus.txt", "kz/2026.rus.txt"),
    "ru-1993-2020": ("ru/1993.rus.txt", "ru/2020.rus.txt"),
    "cl-1980-2005": ("cl/1980", "cl/2005"),
}
ADDED = ("2", "38", "42", "54", "56", "77", "92", "93", "98", "99")  # to the 40 of Kazakhstan
RAISED = {"671": "67-1", "751": "75-1", "791": "79-1", "921": "92-1", "1031": "103-1"}

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Score:
    """What was found of a list: the pairs that are right, those missed, those shown wrongly."""

    right: frozenset[Pair]
    missed: frozenset[Pair]
    wrong: frozenset[Pair]

    @property
    def found(self) -> Fraction:
        """Of the pairs of the list, the share that is shown."""
        return Fraction(len(self.right), len(self.right) + len(self.missed))

    @property
    def precise(self) -> Fraction:
        """Of the pairs that are shown, the share that is right."""
        return Fraction(len(self.right), len(self.right) + len(self.wrong))


def plain(number: str) -> str:
    """A number without ordinal sign, a raised figure as the reader gives it."""
    bare = number.rstrip("º°").casefold()
    return RAISED.get(bare, bare)


def listed(name: str, leave_out: Iterable[str] = ()) -> tuple[set[Pair], set[Pair]]:
    """The sure pairs of a list and the doubtful ones."""
    sure: set[Pair] = set()
    doubtful: set[Pair] = set()
    with (LISTS / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["old"] not in leave_out:
                pair = plain(row["old"]), plain(row["new"])
                (sure if row["sure"] == "yes" else doubtful).add(pair)
    return sure, doubtful


def shown(rows: Iterable[Row]) -> set[Pair]:
    """The pairs of a table."""
    pairs: set[Pair] = set()
    for row in rows:
        for a in [plain(unit.number) for unit in row.old] or [""]:
            pairs |= {(a, b) for b in [plain(unit.number) for unit in row.new] or [""]}
    return pairs


def score(rows: Iterable[Row], sure: set[Pair], doubtful: set[Pair]) -> Score:
    """Holds a table against a list."""
    olds = {a for a, _ in sure | doubtful if a}
    news = {b for a, b in sure if not a}
    partners = {b for a, b in sure if a}
    told = {
        (a, b)
        for a, b in shown(rows)
        # A new article that the list pairs is spoken of too when it is shown as new.
        if a in olds or b in news or (not a and b in partners)
    }
    told -= doubtful
    # An article whose only pairs are doubtful may stand alone.
    told -= {(a, "") for a, _ in doubtful if not any(a == old for old, _ in sure)}
    return Score(frozenset(told & sure), frozenset(sure - told), frozenset(told - sure))


def told(name: str, result: Score) -> str:
    """A score in words, with the mistakes."""
    lines = [
        f"{name}: {len(result.right)} right, {len(result.missed)} missed, "
        f"{len(result.wrong)} wrong; found {float(100 * result.found):.1f} %, "
        f"right {float(100 * result.precise):.1f} %"
    ]
    for kind, pairs in (("missed", result.missed), ("wrong", result.wrong)):
        lines += [f"  {kind}: {a or '–'} → {b or '–'}" for a, b in sorted(pairs)]
    return "\n".join(lines) + "\n"


def main(names: list[str]) -> None:
    """Prints the scores."""
    for name in names or TEXTS:
        old, new = (load(DATA / "texts" / path) for path in TEXTS[name])
        rows = comparison(old, new).rows
        sys.stdout.write(told(name, score(rows, *listed(name))))
        if name.startswith("kz"):
            sys.stdout.write(told(f"{name}, the 40", score(rows, *listed(name, ADDED))))


if __name__ == "__main__":
    main(sys.argv[1:])
