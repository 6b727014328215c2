"""``dauys doctor`` passes on to the site, in the language of the run."""

from __future__ import annotations

import subprocess
from types import SimpleNamespace

import pytest

from dauys.cli import main, serve


def test_the_site_examines_itself_and_its_exit_code_is_ours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ran: list[list[str]] = []

    def run(command: list[str], check: bool) -> SimpleNamespace:
        ran.append(command)
        return SimpleNamespace(returncode=1)

    monkeypatch.setattr(subprocess, "run", run)
    assert main.main(["--lang", "kk", "doctor", "--mail", "a@example.org"]) == 1
    assert ran == [[*serve.SITE, "doctor", "--lang", "kk", "--mail", "a@example.org"]]


def test_without_the_sites_packages_it_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(serve, "NEEDS", "a_package_that_is_not_there")
    assert main.main(["--lang", "en", "doctor"]) == 2
    assert capsys.readouterr().err.startswith("dauys: site.missing: ")
