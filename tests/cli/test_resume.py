"""``--resume``: which files are taken, what a full disk does, and what a person is told."""

from __future__ import annotations

import fcntl
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any, NoReturn

import pytest

from dauys.cli import resume
from dauys.cli.main import main
from dauys.record.belenios import write_archive
from tests.ballots.world import make_world
from tests.journeys.world import run

PATIENCE = 60  # seconds
BALLOTS = 9
# The command in a process of its own, whose files may have so many bytes.
FULL = """
import resource, sys
from dauys.cli import main
from dauys.verification import judging
judging.SPAN = 2
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
sys.exit(main.main(sys.argv[2:]))
"""


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dauys.verification.judging.SPAN", 2)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("simulated") / "box.bel"
    given = ("--voters", "5", "--ballots", str(BALLOTS), "--workers", "1")
    assert main(["simulate", *given, "--out", str(path)]) == 0
    return path


@pytest.fixture
def kept(record: Path, tmp_path: Path) -> Path:
    """A file in which all ballots of the record stand."""
    path = tmp_path / "judged"
    assert judge(record, path)[0] == 0
    return path


def judge(record: Path, path: Path, *words: str) -> tuple[int, str, str]:
    return run("verify", str(record), "--workers", "1", "--resume", str(path), *words)


def code_of(err: str) -> str:
    """The code of the one line that a command said."""
    (line,) = err.splitlines()
    return line.split(": ")[1]


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_file_that_others_can_write_is_not_taken(mode: int, record: Path, kept: Path) -> None:
    """They could have written that a false ballot was judged sound."""
    kept.chmod(mode)
    before = kept.read_bytes()
    code, out, err = judge(record, kept)
    assert (code, out, code_of(err)) == (2, "", "resume.open")
    assert f"{mode:04o}" in err
    assert kept.read_bytes() == before


def test_a_file_that_others_can_read_is_taken(record: Path, kept: Path) -> None:
    """Nothing in it is secret."""
    kept.chmod(0o644)
    assert judge(record, kept)[0] == 0


def test_a_file_of_somebody_else_is_not_taken(
    record: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = os.geteuid() + 1
    monkeypatch.setattr("dauys.cli.resume.os.geteuid", lambda: other)
    code, out, err = judge(record, kept)
    assert (code, out, code_of(err)) == (2, "", "resume.owner")


def test_a_pipe_is_not_waited_for(record: Path, tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path, 0o600)
    code, out, err = judge(record, path)
    assert (code, out, code_of(err)) == (2, "", "resume.form")


def test_a_file_that_is_too_long_is_not_read(
    record: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dauys.cli.resume.LIMIT", kept.stat().st_size - 1)
    assert code_of(judge(record, kept)[2]) == "file.size"


def test_a_disk_that_knows_no_locks_is_told(
    record: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lockless(*given: Any) -> NoReturn:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(fcntl, "flock", lockless)
    code, _, err = judge(record, kept)
    assert (code, code_of(err), "No locks available" in err) == (2, "file.unwritable", True)


def test_what_a_fault_quotes_may_be_in_any_form_of_unicode(tmp_path: Path) -> None:
    """A field that no ballot has, under a name of a letter and its accent apart."""
    world, path = make_world(), tmp_path / "box.bel"
    ballots = [world.ballot(n, [[1, 0]]) for n in range(3)]
    ballots[1] = ballots[1][:-1] + ',"e\u0301":1}'.encode()
    path.write_bytes(write_archive(world.documents(ballots)))
    first, again = (judge(path, tmp_path / "judged", "--json") for _ in range(2))
    assert (first[0], again[0], again[2]) == (1, 1, "")
    assert "e\u0301" in (tmp_path / "judged").read_text("utf-8")
    assert [line for line in again[1].splitlines() if '"seconds"' not in line] == [
        line for line in first[1].splitlines() if '"seconds"' not in line
    ]


@pytest.mark.parametrize("room", [50, 1200])
def test_a_full_disk_is_told_once_and_leaves_whole_lines(
    room: int, record: Path, tmp_path: Path
) -> None:
    """In the first line, and among the answers; once there is room again the run is taken up."""
    path = tmp_path / "judged"
    words = ("verify", str(record), "--workers", "1", "--resume", str(path))
    ended = subprocess.run(
        [sys.executable, "-c", FULL, str(room), *words],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert ended.returncode == 2, ended.stdout
    assert ended.stdout.count("file.unwritable") == 1
    assert ended.stdout.count(str(path)) >= 1
    assert "verify.failed" not in ended.stdout
    left = path.read_bytes()
    assert not left or left.endswith(b"\n")
    assert judge(record, path)[0] == 0
    assert path.read_bytes().startswith(left)


def test_how_many_ballots_the_file_had_is_told_beside_the_report(
    record: Path, tmp_path: Path
) -> None:
    path = tmp_path / "judged"
    for count in (0, BALLOTS):
        code, out, err = judge(record, path)
        assert (code, err) == (0, f"judged before, as {path} says: ballots {count}\n")
        assert str(path) not in out
    for silent in ("--quiet", "--json"):
        assert judge(record, path, silent)[2] == ""


def test_half_a_line_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is written after it could not be told from it."""
    path = tmp_path / "lines"
    with resume.FileIO(path, "a+") as stream:
        resume._append(stream, b"one\n")
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (6, limits[1]))
        try:
            with pytest.raises(resume.Unreadable) as caught:
                resume._append(stream, b"two\n")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        resume._append(stream, b"three\n")
    assert (caught.value.code, caught.value.accused) == ("file.unwritable", f"file:{path}")
    assert path.read_bytes() == b"one\nthree\n"
