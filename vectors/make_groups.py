"""Writes vectors/consultation/groups.json: matrices of votes and the groups that follow from them.

``PYTHONPATH=src:. python vectors/make_groups.py``, the same bytes at every run. A second program,
tests/consultation/opinion/plain.py, must find the same positions, groups and silhouettes.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dauys.consultation.opinion import wire
from dauys.consultation.opinion.groups import find
from dauys.consultation.opinion.votes import Votes
from dauys.wire import shape
from tests.consultation.opinion.made import csv_of, planted, votes_of

FILE = Path(__file__).resolve().parent / "consultation" / "groups.json"
EXAMPLE = ["+++0+-+", "++-++-+", "+++0+-+", "++++.-+", "---0-+-", "---+-+-", "-0-0-+-"]
HALVES = ["+++++++.......", "-------.......", ".......+++++++", ".......-------"] * 3


def made() -> dict[str, Any]:
    """What the file holds."""
    three = wire.read(csv_of(planted(60, 30, 3, cast=0.5)[0])).votes
    return {
        "vectors": [
            _vector("seven people, one of whom has cast too few votes", votes_of(EXAMPLE), 1),
            _vector("three planted groups", three, 5),
            _vector("halves that share no statement", votes_of(HALVES), 2**53 - 1),
            _vector("everyone agrees: one group", votes_of(["+++++++"] * 4), 1),
            _vector("one person and one statement", votes_of(["-"]), 0),
            _vector(
                "nobody has cast enough votes", votes_of(["++......", "..--..++", "....++--"]), 1
            ),
        ]
    }


def _vector(what: str, votes: Votes, seed: int) -> dict[str, Any]:
    groups = shape.plain(find(votes, seed=seed))
    return {
        "what": what,
        "seed": seed,
        "matrix": votes.canonical().decode("ascii"),
        "groups": groups,
    }


def spelt() -> str:
    """The text of the file."""
    return json.dumps(made(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(spelt(), encoding="utf-8")
