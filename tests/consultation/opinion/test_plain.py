"""The groups beside a second program, written from the specification in plain Python."""

from __future__ import annotations

import importlib.util
import json
from typing import Any

import pytest

from dauys.consultation.opinion import matrix, wire
from dauys.consultation.opinion.groups import Groups, find
from dauys.consultation.opinion.votes import Votes
from dauys.wire import shape
from tests.consultation.opinion import plain
from tests.consultation.opinion.made import csv_of, planted, votes_of
from tests.house.source import ROOT
from tests.shared import shared

VECTORS: dict[str, Any] = json.loads(
    (ROOT / "vectors/consultation/groups.json").read_text(encoding="utf-8")
)


def hold(votes: Votes, seed: int) -> None:
    groups = find(votes, seed=seed)
    places, letters, tried = plain.groups(votes.canonical().decode("ascii"), seed)
    assert [(each.x, each.y) for each in groups.people] == places
    assert "".join(each.group or "-" for each in groups.people) == letters
    assert [(each.groups, each.silhouette) for each in groups.tried] == tried


@pytest.mark.parametrize(("people", "statements", "count"), [(40, 9, 2), (70, 70, 3), (13, 130, 2)])
def test_planted(people: int, statements: int, count: int) -> None:
    """More than 64 statements and fewer: one strip, a whole one and a rest, three."""
    for seed in (1, 12):
        hold(wire.read(csv_of(planted(people, statements, count, seed=seed)[0])).votes, seed)


@pytest.mark.parametrize(
    "table",
    [["+"], ["+", "-", "0"], ["+++"] * 3, ["+-", "-+", "+-"], ["0000000"] * 4,
     ["+++++++.......", "-------.......", ".......+++++++", ".......-------"] * 3],
)  # fmt: skip
def test_strange_ones(table: list[str]) -> None:
    hold(votes_of(table), 1)


def test_a_real_conversation() -> None:
    file = shared("polis/15-per-hour-seattle/votes.csv")
    hold(wire.read(file.read_bytes()).votes, 3)


@pytest.mark.parametrize("vector", VECTORS["vectors"], ids=lambda vector: vector["what"])
def test_vectors(vector: dict[str, Any]) -> None:
    votes = matrix.read(vector["matrix"].encode("ascii"))
    assert shape.plain(find(votes, seed=vector["seed"])) == vector["groups"]
    hold(votes, vector["seed"])
    assert shape.value_of(Groups, vector["groups"]).matrix == votes.sha256()


def test_the_vectors_are_those_of_their_script() -> None:
    path = ROOT / "vectors/make_groups.py"
    spec = importlib.util.spec_from_file_location("make_groups", path)
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.FILE.read_text(encoding="utf-8") == script.spelt()


def test_the_example_of_the_specification_is_the_first_vector() -> None:
    text = (ROOT / "docs/specification/4-consultation.md").read_text(encoding="utf-8")
    assert VECTORS["vectors"][0]["matrix"] in text
    assert VECTORS["vectors"][0]["groups"]["matrix"] in text
