"""docs/attacks.md and tests/attacks hold each other: every row has a test, every test its place."""

from __future__ import annotations

import ast
import re
from functools import cache
from types import FunctionType
from typing import Any

from dauys.errors import CODES
from tests.attacks.attack import HONEST, Attack
from tests.attacks.catalogue import ELSEWHERE, FAMILIES, ROWS
from tests.attacks.page import FOLDER, attacks, page
from tests.house.source import ROOT, Module

WITHOUT_CODE = {"accepted"}


@cache
def listed() -> dict[tuple[str, str], Attack]:
    return {(each.file, each.name): each for each in attacks()}


def _collected() -> set[tuple[str, str]]:
    """Every test that pytest finds in tests/attacks, by file and name."""
    return {
        (path.name, node.name)
        for path in FOLDER.glob("test_*.py")
        for node in Module(path).tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def test_the_page_is_current() -> None:
    """make docs writes it again."""
    assert (ROOT / "docs/attacks.md").read_text(encoding="utf-8") == page()


def test_every_row_of_the_catalogue_has_a_test() -> None:
    assert sorted(ROWS) == list(range(1, 71))
    assert sorted(row for rows in FAMILIES.values() for row in rows) == sorted(ROWS)
    assert set(ROWS) - {each.row for each in listed().values()} == set()
    assert set(ELSEWHERE) <= set(ROWS)


def test_every_row_is_refused_with_a_code() -> None:
    """But 48, which must be accepted, and those of which only properties can be shown."""
    refused = {each.row for each in listed().values() for _, code in each.codes if code in CODES}
    shown = {
        22: "own scalars",
        24: "proofs that hold",
        48: "accepted",
        65: "a record tells",
        70: "",
    }
    assert set(ROWS) - refused == set(shown)


def test_every_test_stands_in_the_page_and_runs() -> None:
    """A test that is not registered, or that pytest does not collect, would meet nothing."""
    assert _collected() == set(listed())
    for file, name in listed():
        found: Any = getattr(__import__(f"tests.attacks.{file[:-3]}", fromlist=[name]), name)
        assert isinstance(found, FunctionType), (file, name)
        marks = {mark.name for mark in getattr(found, "pytestmark", [])}
        assert marks <= {"parametrize"}, (file, name)  # none is skipped, none may fail


def test_every_test_is_of_a_row_and_says_why() -> None:
    silent = [key for key, each in listed().items() if len(each.why.split()) < 3]
    assert silent == []
    assert {each.row for each in listed().values()} <= {HONEST, *ROWS}


def test_every_code_is_one() -> None:
    named = {code for each in listed().values() for _, code in each.codes}
    assert named - set(CODES) <= WITHOUT_CODE


def test_the_page_names_no_other_program() -> None:
    """It says what Dauys refuses, and nothing of anybody else."""
    texts = [page(), *(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py"))]
    assert [
        text for text in texts if re.search(r"belenios-tool|\bHelios\b|other tools?\b", text)
    ] == []
