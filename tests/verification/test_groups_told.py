"""Opinion groups in a record: worked out again from the votes, with numpy there alone."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

from dauys.consultation.opinion.worded import read
from dauys.wire import hashes, shape
from tests.verification.telling import error, told
from tests.verification.world import World, build

WORLD = build()
KIND = "groups.computed"


def with_matrix(data: bytes) -> World:
    """The record up to its groups, which are said to follow from other votes."""
    world = WORLD.copy()
    index = world.find(KIND)
    del world.entries[index + 1 :]
    name = hashes.sha256_hex(data)
    world.objects[name] = data
    world.entries[index]["body"]["matrix"] = {"sha256": name, "size": len(data)}
    return world


def matrix() -> bytes:
    return WORLD.objects[WORLD.entries[WORLD.find(KIND)]["body"]["matrix"]["sha256"]]


def test_other_votes_give_other_groups() -> None:
    """One vote is another, and the hashes of the entry follow."""
    data = matrix()
    last = data.rindex(b"+")
    world = with_matrix(data[:last] + b"-" + data[last + 1 :])
    who = f"entry:{world.find(KIND)}"
    assert told(world.report())[0] == error(6, "groups.matrix", who)


def test_what_is_no_matrix_is_refused() -> None:
    world = with_matrix(b"no matrix\n")
    who = f"entry:{world.find(KIND)}"
    assert told(world.report())[0] == error(6, "groups.form", who, line=1)


def test_a_verifier_that_meets_no_groups_loads_no_numpy() -> None:
    code = "import sys, dauys.verification.verify; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_words_of_another_statement_are_refused() -> None:
    """The list of what was asked lacks a statement that people voted on."""
    world = WORLD.copy()
    index = world.find(KIND)
    del world.entries[index + 1 :]
    asked = read(world.objects[world.entries[index]["body"]["statements"]["sha256"]])
    data = shape.write(replace(asked, statements=asked.statements[1:]))
    name = hashes.sha256_hex(data)
    world.objects[name] = data
    world.entries[index]["body"]["statements"] = {"sha256": name, "size": len(data)}
    assert told(world.report())[0] == error(6, "groups.statements", f"entry:{index}")


def test_groups_whose_statements_are_not_told_are_accepted() -> None:
    world = WORLD.copy()
    index = world.find(KIND)
    del world.entries[index + 1 :]
    del world.entries[index]["body"]["statements"]
    assert not [each for each in told(world.report()) if each[2].startswith("groups.")]
