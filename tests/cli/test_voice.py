"""The voice: which language, and when a progress bar appears."""

from __future__ import annotations

import io
import sys
import time

import pytest

from dauys import words
from dauys.cli import main, voice
from dauys.cli.verify import show
from dauys.errors import Refused
from dauys.verification.report import Report
from dauys.verification.steps import BALLOTS

STEERING = "\x1b[2J"  # empties the screen


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


def test_the_code_of_an_untrusted_file_steers_no_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Of a receipt, say: it comes into the report of those who merge."""
    report = Report(time.perf_counter)
    report.fault(Refused(STEERING, "file:a"), BALLOTS)
    show(report, False, 0.0, None)
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert r"error: \x1b[2J: \x1b[2J" in shown
    assert voice.line(report.findings.found[0]) == r"\x1b[2J: \x1b[2J"


def test_the_code_of_a_refusal_steers_no_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(args: list[str]) -> int:
        raise Refused(STEERING)

    monkeypatch.setattr(main, "_invoke", refuse)
    assert main.main([]) == 1
    assert capsys.readouterr().err == "dauys: \\x1b[2J: \\x1b[2J\n"


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


@pytest.mark.parametrize("quiet", [True, False])
def test_bars_tell_how_far_and_how_fast_unless_all_is_to_be_quiet(
    quiet: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second bar comes when its work begins; each has its own count."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(voice, "PATIENCE", 0.01)
    with voice.bars(quiet=quiet) as tell:
        for done in range(1, 4):
            tell("reading", done, 3)
            time.sleep(0.1)
        tell("judging", 5, 1000)
        time.sleep(0.2)
    shown = terminal.getvalue()
    told = ("reading", "3/3", "/s", "judging", "5/1000")
    assert [word in shown for word in told] == [not quiet] * len(told)


def test_there_are_no_bars_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    with voice.bars() as tell:
        tell("reading", 1, 2)
    assert capsys.readouterr().err == ""
