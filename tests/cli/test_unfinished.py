"""What ``dauys simulate`` makes is there whole or not at all, however its run ends."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NoReturn

import pytest

from dauys.cli import unfinished
from tests.journeys.world import run

LARGE = ("simulate", "--voters", "100000", "--workers", "1", "--out")
SMALL = ("simulate", "--voters", "3", "--workers", "1", "--out")
PATIENCE = 60  # seconds
NAMES = ("box.bel", "record")


def disturbed(out: Path, number: signal.Signals) -> tuple[int, str]:
    """Begins a large record, and disturbs it once something is written; the exit and the errors."""
    words = [sys.executable, "-m", "dauys", *LARGE, str(out)]
    process = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)
    beside, until = Path(f"{out}{unfinished.SUFFIX}"), time.monotonic() + PATIENCE
    while not beside.exists() or not (beside.is_file() or list(beside.iterdir())):
        assert time.monotonic() < until
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(number)
    _, err = process.communicate(timeout=PATIENCE)
    return process.returncode, err


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)]
)
def test_a_run_that_is_interrupted_or_ended_leaves_nothing(
    name: str, number: signal.Signals, code: int, tmp_path: Path
) -> None:
    """Half an archive could be taken for that of a vote that goes on."""
    ended, err = disturbed(tmp_path / name, number)
    assert ended == code
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", NAMES)
def test_what_a_killed_run_leaves_has_another_name_and_stops_nobody(
    name: str, tmp_path: Path
) -> None:
    out = tmp_path / name
    assert disturbed(out, signal.SIGKILL)[0] == -signal.SIGKILL
    assert [each.name for each in tmp_path.iterdir()] == [name + unfinished.SUFFIX]
    assert run(*SMALL, str(out))[0] == 0
    assert [each.name for each in tmp_path.iterdir()] == [name]
    assert run("verify", str(out), "--finished")[0] == 0


def test_an_empty_folder_is_filled_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may be the one in which a person stands, or a disk; and what was left in it goes."""
    monkeypatch.chdir(tmp_path)
    left = tmp_path / unfinished.SUFFIX
    (left / "tile").mkdir(parents=True)
    (left / "checkpoint").write_bytes(b"old")
    before = tmp_path.stat().st_ino
    assert run(*SMALL, ".")[0] == 0
    assert (tmp_path.stat().st_ino, left.exists()) == (before, False)
    assert run("verify", ".", "--finished")[0] == 0


@pytest.mark.parametrize("name", NAMES)
def test_two_runs_do_not_write_at_the_same_place(name: str, tmp_path: Path) -> None:
    out = tmp_path / name
    making = unfinished.new_file if out.suffix else unfinished.new_folder
    with making(out) as place:
        if place.is_dir():
            (place / "checkpoint").write_bytes(b"x")
        code, _, err = run(*SMALL, str(out))
        assert (code, err.startswith("dauys: file.busy: File ")) == (2, True)
    assert out.exists()
    assert run(*SMALL, str(out))[0] == 2


@pytest.mark.parametrize("name", NAMES)
def test_a_disk_that_is_full_leaves_nothing(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*given: object) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("dauys.cli.simulate.write_box", full)
    monkeypatch.setattr("dauys.cli.simulate.write_record", full)
    code, _, err = run(*SMALL, str(tmp_path / name))
    assert (code, err.startswith(f"dauys: file.unwritable: File {tmp_path / name} ")) == (2, True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("out", "code"),
    [
        ("/proc/x.bel", "file.unwritable"),
        ("/proc/x", "file.unwritable"),
        ("/nowhere/x.bel", "file.unwritable"),
        ("/dev/null", "file.exists"),
        ("", "cli.usage"),
    ],
)
def test_a_place_where_nothing_can_be_written_is_told_as_that(out: str, code: str) -> None:
    ended, _, err = run(*SMALL, out)
    assert (ended, err.partition(": ")[2].partition(": ")[0]) == (2, code)


@pytest.mark.parametrize(
    ("name", "folder"), [("a.BEL", False), ("a.bel", False), ("a.bel/", True), ("a.tar", True)]
)
def test_a_slash_at_the_end_means_a_folder(name: str, folder: bool, tmp_path: Path) -> None:
    assert run(*SMALL, f"{tmp_path}/{name}")[0] == 0
    assert (tmp_path / name).is_dir() == folder


def test_a_link_in_place_of_the_unfinished_file_is_not_followed(tmp_path: Path) -> None:
    """In a folder of all, somebody could else have a file of another person emptied."""
    (tmp_path / "kept").write_bytes(b"kept")
    (tmp_path / f"a.bel{unfinished.SUFFIX}").symlink_to(tmp_path / "kept")
    assert run(*SMALL, str(tmp_path / "a.bel"))[0] == 2
    assert (tmp_path / "kept").read_bytes() == b"kept"
