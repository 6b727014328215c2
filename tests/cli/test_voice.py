"""The voice: which language, and when a progress bar appears."""

from __future__ import annotations

import io
import sys
import time

import pytest

from dauys import words
from dauys.cli import voice


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "kk_KZ.UTF-8"}, "kk"),
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "kk_KZ.UTF-8", "LC_MESSAGES": "ru_KZ.UTF-8"}, "ru"),
        ({"LANG": "ru_RU", "LC_MESSAGES": "ru_RU", "LC_ALL": "kk_KZ"}, "kk"),
        ({"LANG": "ru_RU", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "ru_RU", "LC_ALL": ""}, "ru"),
    ],
)
def test_the_language_of_a_locale(environment: dict[str, str], language: str) -> None:
    assert words.of_locale(environment) == language


def test_json_is_one_object_with_letters_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    voice.echo_json({"атау": "Қала"})
    assert capsys.readouterr().out == '{\n  "атау": "Қала"\n}\n'


class Terminal(io.StringIO):
    """A standard error that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_there_is_no_progress_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    with voice.progress("counting", 2) as done:
        done(1)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("patience", "shown"), [(60.0, False), (0.01, True)])
def test_progress_shows_only_what_takes_long(
    patience: float, shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(voice, "PATIENCE", patience)
    with voice.progress("counting", 2) as done:
        done(1)
        time.sleep(0.2)
    assert ("counting" in terminal.getvalue()) is shown
