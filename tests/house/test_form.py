"""The form of the code: small files, small functions, said what they are, exact arithmetic."""

from __future__ import annotations

import ast
import re

import pytest

from tests.house.source import ROOT, Module, everything, functions, package

FILE_CEILING = 400
FUNCTION_CEILING = 50
LONG_FILES = {"src/dauys/errors.py": "one line for each code of the closed list"}
LONG_FUNCTIONS: dict[str, str] = {}
EXACT = {"outcome", "question", "stations", "tally"}
VAGUE = {"utils", "util", "helpers", "helper", "misc", "manager", "base", "common", "core"}
UNDONE = re.compile("|".join(("TO" + "DO", "FIX" + "ME", "X" + "XX", "HA" + "CK")))


def test_no_file_is_longer_than_the_ceiling() -> None:
    long = [
        f"{module.place}: {lines} lines"
        for module in everything()
        if (lines := module.text.count("\n")) > FILE_CEILING and module.place not in LONG_FILES
    ]
    assert long == []


def test_no_function_is_longer_than_the_ceiling() -> None:
    long = []
    for module in everything():
        for function in functions(module):
            lines = (function.end_lineno or 0) - function.lineno + 1
            name = f"{module.place}:{function.name}"
            if lines > FUNCTION_CEILING and name not in LONG_FUNCTIONS:
                long.append(f"{name}: {lines} lines")
    assert long == []


@pytest.mark.parametrize("exceptions", [LONG_FILES, LONG_FUNCTIONS])
def test_named_exceptions_still_exist(exceptions: dict[str, str]) -> None:
    places = {module.place for module in everything()}
    assert {name.partition(":")[0] for name in exceptions} <= places


def test_every_module_says_what_it_is() -> None:
    silent = [
        module.place
        for module in everything()
        if module.text and not ast.get_docstring(module.tree) and not _of_django(module)
    ]
    assert silent == []


def test_every_public_function_and_class_says_what_it_does() -> None:
    silent = [
        module.at(node, node.name)
        for module in package()
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
        and not _is_command(module, node)
        and not _of_django(module)
    ]
    assert silent == []


def _of_django(module: Module) -> bool:
    """How tables came to be is written by Django."""
    return "/migrations/" in module.place


def _is_command(module: Module, node: ast.FunctionDef | ast.ClassDef) -> bool:
    """The words of a command stand in words/*.json: its function carries no help text."""
    return module.folder == "cli" and (
        node.name == module.path.stem
        or any(".command" in ast.unparse(d) or ".callback" in ast.unparse(d)
               for d in node.decorator_list)
    )  # fmt: skip


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [m.place for m in everything() if m.path.stem in VAGUE] == []


def test_dataclasses_have_slots() -> None:
    loose = [
        module.at(node, node.name)
        for module in package()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef)
        for decorator in node.decorator_list
        if ast.unparse(decorator).startswith("dataclass")
        and "slots=True" not in ast.unparse(decorator)
    ]
    assert loose == []


def test_bad_input_is_never_a_bare_error_of_python() -> None:
    """A person must get a code; ValueError and its like are for nobody."""
    bare = re.compile(r"(ValueError|KeyError|IndexError|TypeError|RuntimeError|Exception)\b")
    offences = [
        module.at(node, ast.unparse(node))
        for module in package()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Raise) and node.exc and bare.match(ast.unparse(node.exc))
    ]
    assert offences == []


def test_no_float_where_law_or_a_threshold_is_meant() -> None:
    floats = [
        module.at(node, ast.unparse(node))
        for module in package()
        if module.folder in EXACT
        for node in ast.walk(module.tree)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
    ]
    assert floats == []


def test_nothing_is_left_for_later_in_the_code() -> None:
    left = [
        f"{module.place}:{number}: {line.strip()}"
        for module in everything()
        for number, line in enumerate(module.text.splitlines(), 1)
        if UNDONE.search(line) or "NotImplemented" + "Error" in line
    ]
    assert left == []


def test_the_shell_scripts_stop_at_a_fault() -> None:
    scripts = [ROOT / ".ci/run", ROOT / "tools/peers", ROOT / "tools/get-belenios"]
    assert all(re.search(r"^set -e?uo pipefail$", s.read_text(), re.MULTILINE) for s in scripts)
