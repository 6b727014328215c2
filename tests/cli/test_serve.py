"""``dauys serve`` starts the site as a program of its own, with what its environment says."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

from dauys import sample
from dauys.cli import main, serve


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """The environments with which the site would have been started."""
    kept: list[dict[str, str]] = []

    def run(command: list[str], env: dict[str, str], **more: object) -> SimpleNamespace:
        assert command[: len(serve.SITE)] == serve.SITE
        asked = " ".join(command[len(serve.SITE) :])
        Path(env.get("DAUYS_DATA", tmp_path)).mkdir(exist_ok=True)
        kept.append({**env, "asked": asked})
        return SimpleNamespace(returncode=0)

    monkeypatch.setattr(subprocess, "run", run)
    return kept


def test_the_sample_is_played_once_and_its_folder_is_the_sites(
    tmp_path: Path, started: list[dict[str, str]]
) -> None:
    folder = tmp_path / "town"
    arguments = ["serve", "--sample", "--folder", str(folder), "--until", "texts", "--port", "8099"]
    assert main.main(arguments) == 0
    head = (folder / "record" / "checkpoint").read_bytes()
    assert main.main(["serve", "--sample", "--folder", str(folder), "--port", "8099"]) == 0
    assert (folder / "record" / "checkpoint").read_bytes() == head
    environment = started[-1]
    assert environment["DAUYS_PORT"] == "8099"
    assert environment["DAUYS_RECORD"] == str(folder / "record")
    assert Path(environment["DAUYS_LOG_KEY"]).exists()
    asked = [each["asked"] for each in started]
    assert asked == ["serve --prepare", "verify", "serve", "serve"]
    told = policy_of(folder)
    assert set(told) == {each.id for each in sample.districts()}
    assert all(set(words) == {"kk", "ru", "en"} for words in told.values())


def policy_of(folder: Path) -> dict[str, dict[str, str]]:
    """The districts as the site of a sample calls them."""
    found: dict[str, dict[str, str]] = json.loads((folder / "site" / "policy.json").read_text())
    return found["regions"]


def test_a_folder_that_is_there_is_not_played_to_another_step(
    tmp_path: Path, started: list[dict[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "record").mkdir()
    (tmp_path / "record" / "checkpoint").touch()
    arguments = ["serve", "--sample", "--folder", str(tmp_path), "--until", "texts"]
    assert main.main(["--lang", "en", *arguments]) == 1
    assert capsys.readouterr().err.startswith("dauys: sample.played: ")
    assert not started


def test_the_sample_says_how_to_become_staff(
    tmp_path: Path, started: list[dict[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert "grant" in serve.staff(tmp_path)
    (tmp_path / "record").mkdir()
    (tmp_path / "record" / "checkpoint").touch()
    assert main.main(["--lang", "en", "serve", "--sample", "--folder", str(tmp_path)]) == 0
    assert serve.staff(tmp_path) in capsys.readouterr().out


def test_without_the_sample_the_environment_says_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, started: list[dict[str, str]]
) -> None:
    monkeypatch.setenv("DAUYS_DATA", str(tmp_path / "elsewhere"))
    assert main.main(["serve"]) == 0
    assert started[0]["DAUYS_DATA"] == str(tmp_path / "elsewhere")
    assert [each["asked"] for each in started] == ["serve"]
    assert "DAUYS_RECORD" not in started[0]


def test_an_unknown_step_is_told_with_those_that_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [
        "--lang",
        "en",
        "serve",
        "--sample",
        "--folder",
        str(tmp_path),
        "--until",
        "dinner",
    ]
    assert main.main(arguments) == 2
    told = capsys.readouterr().err
    assert told.startswith("dauys: sample.step: ")
    assert "consultation" in told


def test_without_the_sites_packages_it_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(serve, "NEEDS", "a_package_that_is_not_there")
    assert main.main(["--lang", "en", "serve"]) == 2
    assert capsys.readouterr().err.startswith("dauys: site.missing: ")
