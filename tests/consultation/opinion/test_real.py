"""The three real conversations: our groups beside those that Polis published.

The figures are those of docs/2-consultation.md; nothing here says that Polis is right.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from dauys.consultation.opinion import clusters, components, wire
from dauys.consultation.opinion.groups import Groups, find
from tests.consultation.opinion.made import agreement
from tests.house.source import ROOT
from tests.shared import shared

# conversation, our number of groups, agreement at it, at the published two, and with the
# statements that moderators set aside taken as passes of everybody (None: there are none)
FIGURES = (
    ("vtaiwan.uberx", 2, "0.77", "0.77", "0.83"),
    ("15-per-hour-seattle", 2, "0.75", "0.75", "0.88"),
    ("brexit-consensus", 3, "0.64", "0.88", None),
)


def published(folder: Path) -> dict[int, str]:
    """The group-id of each participant who has one."""
    with (folder / "participants-votes.csv").open(encoding="utf-8") as stream:
        rows = csv.DictReader(stream)
        return {int(row["participant"]): row["group-id"] for row in rows if row["group-id"]}


def grouped(groups: Groups) -> dict[int, str]:
    """The group of each person who has one."""
    return {each.person: each.group for each in groups.people if each.group is not None}


def compared(ours: Mapping[int, object], theirs: Mapping[int, str]) -> str:
    """The adjusted Rand index over those who have a group in both, to two places."""
    both = sorted(ours.keys() & theirs.keys())
    assert len(both) > 0.9 * len(theirs)
    return f"{float(agreement([ours[p] for p in both], [theirs[p] for p in both])):.2f}"


@pytest.mark.parametrize(("name", "count", "own", "at_two", "passed"), FIGURES)
def test_agreement_with_the_published_groups(
    name: str, count: int, own: str, at_two: str, passed: str | None
) -> None:
    folder = shared("polis") / name
    votes = wire.read((folder / "votes.csv").read_bytes()).votes
    groups = find(votes)
    assert len(groups.groups) == count
    assert compared(grouped(groups), published(folder)) == own
    assert compared(grouped(find(votes, asked=2)), published(folder)) == at_two
    if passed is not None:
        assert compared(_as_polis_moderates(folder), published(folder)) == passed


def _as_polis_moderates(folder: Path) -> dict[int, int]:
    """Polis sets the column of a statement that was set aside to 0 for everybody.

    So it counts as a vote cast, which draws all who voted on little towards the middle.
    """
    listed = wire.read_statements((folder / "comments.csv").read_bytes())
    with (folder / "participants-votes.csv").open(encoding="utf-8") as stream:
        header, *rows = csv.reader(stream)
    for at, name in enumerate(header):
        if name.isdigit() and listed[int(name)].set_aside:
            for row in rows:
                row[at] = "0"
    votes = wire.read("\n".join(map(",".join, [header, *rows])).encode()).votes
    cast = {int(row[0]): int(row[header.index("n-votes")]) for row in rows}
    people = votes.people.tolist()
    taking_part = [at for at, person in enumerate(people) if cast[person] >= 7]
    points = np.stack(components.positions(votes))[:, taking_part]
    (found,) = clusters.divide(points, "polis", asked=2)
    return {people[at]: label for at, label in zip(taking_part, found.labels.tolist(), strict=True)}


@pytest.mark.parametrize(("name", "count", "own", "at_two", "passed"), FIGURES)
def test_the_chapter_tells_these_figures(
    name: str, count: int, own: str, at_two: str, passed: str | None
) -> None:
    chapter = (ROOT / "docs/2-consultation.md").read_text(encoding="utf-8")
    assert f"| {name} | {count} | {own} | {at_two} | {passed or '–'} |" in chapter
