"""A key that is none is the slip of whoever typed it, told before anything is read or written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dauys.cli.main import tree
from tests.journeys.world import run

FLAG = "--log-key"
TAKING = {
    path: command
    for path, command in tree().items()
    if any(FLAG in each.opts for each in getattr(command, "params", ()))
}


def test_the_commands_that_take_a_log_key() -> None:
    assert len(TAKING) == 14


def needed(command: Any) -> list[str]:
    """What a command cannot do without, but the key: a word that names nothing, for each."""
    words = []
    for each in command.params:
        if each.required and FLAG not in each.opts:
            flag = [each.opts[0]] if each.param_type_name == "option" else []
            words += [*flag, "nothing"]
    return words


@pytest.mark.parametrize("path", TAKING)
@pytest.mark.parametrize("key", ["", "nonsense"])
def test_a_log_key_that_is_none(
    path: str, key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*path.split(), *needed(TAKING[path]), FLAG, key)
    assert (code, out) == (2, "")
    assert err.startswith("dauys: note.key: The option --log-key: ")
    assert not list(tmp_path.iterdir())
