"""Every command, option and argument has help in three languages and stands in docs/commands.md."""

from __future__ import annotations

import re
from typing import Any

import pytest

from dauys.cli.main import COMMANDS, tree
from dauys.cli.page import label
from dauys.words import LANGUAGES, sections
from tests.house.source import PACKAGE, ROOT, package


def parameters() -> list[str]:
    """The key of every parameter of every command: ``text compare --json``."""
    return [
        f"{path} {label(param)}"
        for path, command in tree().items()
        for param in command.params
        if not getattr(param, "hidden", False)
    ]


def test_every_module_of_commands_is_in_the_table() -> None:
    """A module that makes a typer app, itself or by being mounted below one that is there; and
    every module of the table, which must exist."""
    making = {
        module.path.stem
        for module in package()
        if module.folder == "cli" and "typer.Typer(" in module.text
    }
    named = {module.rpartition(".")[2] for _, module, _ in COMMANDS}
    mounted = {
        below
        for module in package()
        if module.folder == "cli" and module.path.stem in named
        for below in re.findall(r"page\.holding\(.*=(\w+)\.app\)", module.text)
    }
    assert making - {"main", "page"} <= named | mounted
    assert named <= {path.stem for path in (PACKAGE / "cli").glob("*.py")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_says_every_command_and_parameter_and_no_other(language: str) -> None:
    assert set(sections(language)["help"]) == {*tree(), *parameters()}


def test_no_command_carries_help_text_in_its_code() -> None:
    """Text in the code would be in one language only."""
    told = [
        f"{path} {label(param)}"
        for path, command in tree().items()
        for param in command.params
        if param.help
    ]
    assert told == []


def test_every_command_and_parameter_is_documented() -> None:
    text = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    chapters = dict(re.findall(r"^## `(?:dauys )?([^`]+)`\n(.*?)(?=^## |\Z)", text, re.M | re.S))
    missing = [path for path in tree() if path not in chapters]
    for key in parameters():
        path, _, name = key.rpartition(" ")
        if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", chapters.get(path, "")):
            missing.append(key)
    assert missing == []


def test_options_mean_the_same_everywhere() -> None:
    """``--json`` prints one object, and ``-h`` and ``--lang`` belong to nobody."""
    options = {o: p for c in tree().values() for p in c.params for o in p.opts if o[0] == "-"}
    assert "-h" not in options
    assert not [p for path, p in _params() if "--json" in p.opts and not p.is_flag]
    assert [path for path, p in _params() if "--lang" in p.opts] == ["dauys"]


def _params() -> list[tuple[str, Any]]:
    return [(path, param) for path, command in tree().items() for param in command.params]
