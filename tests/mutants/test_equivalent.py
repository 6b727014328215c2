"""What is argued about in equivalent.toml still stands in the code."""

from __future__ import annotations

import ast
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LISTED = tomllib.loads((ROOT / "tests/mutants/equivalent.toml").read_text(encoding="utf-8"))
CASES = [(name, each["was"]) for each in LISTED["argument"] for name in each["in"]]


@cache
def functions(module: str) -> dict[str, str]:
    """Every function of a module below dauys, and every method, with its text."""
    text = (ROOT / "src/dauys" / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for node in ast.parse(text).body:
        for inner in node.body if isinstance(node, ast.ClassDef) else ():
            if isinstance(inner, ast.FunctionDef) and isinstance(node, ast.ClassDef):
                found[f"{node.name}.{inner.name}"] = ast.get_source_segment(text, inner) or ""
        if isinstance(node, ast.FunctionDef):
            found[node.name] = ast.get_source_segment(text, node) or ""
    return found


@pytest.mark.parametrize(("name", "was"), CASES)
def test_what_is_argued_about_stands_in_its_function(name: str, was: str) -> None:
    folder, file, *rest = name.split(".")
    text = functions(f"{folder}.{file}")[".".join(rest)]
    assert was in " ".join(text.split())


@pytest.mark.parametrize("number", range(len(LISTED["argument"])))
def test_every_argument_is_one(number: int) -> None:
    argument = LISTED["argument"][number]
    assert set(argument) == {"why", "in", "was", "is"}
    assert len(argument["why"].split()) > 5
    assert argument["in"]
    assert argument["was"] not in argument["is"]
