"""The second verifier agrees on the vectors, and with the first one on what it says of a record.

Here on the files of the faster groups; ``make vectors`` runs it over all of them.
"""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dauys.cli.main import main
from tests.verification.test_record_vectors import load, unpacked

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "second_verifier" / "verify.py"
QUICK = (
    "group/*.json",
    "hashes/*.json",
    "log/*.json",
    "ballots/ed25519*.json",
    "challenges/ed25519.json",
    "tallies/ed25519.json",
)


def ran(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The program as a stranger runs it: without this package or its libraries in sight."""
    command = [sys.executable, "-I", "-S", str(PROGRAM), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_it_imports_nothing_but_the_standard_library() -> None:
    tree = ast.parse(PROGRAM.read_text(encoding="utf-8"))
    named: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            named |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            named.add((node.module or "").split(".")[0])
    assert named <= set(sys.stdlib_module_names)


def test_it_agrees_on_the_vectors_of_the_faster_groups(tmp_path: Path) -> None:
    for pattern in QUICK:
        for file in (ROOT / "vectors").glob(pattern):
            place = tmp_path / file.relative_to(ROOT / "vectors")
            place.parent.mkdir(exist_ok=True)
            shutil.copy(file, place)
    done = ran("--vectors", tmp_path)
    assert done.returncode == 0, done.stdout
    agreed = int(done.stdout.splitlines()[-1].split()[0])
    assert agreed > 300


def written(files: dict[str, bytes], folder: Path) -> Path:
    """A record as a folder."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@pytest.mark.parametrize("name", ["ed25519", "ed25519-threshold"])
def test_it_accepts_a_whole_record_with_its_results(name: str, tmp_path: Path) -> None:
    vector = load(name)
    files = {path: unpacked(data) for path, data in vector["files"].items()}
    done = ran(written(files, tmp_path), "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["verdict"]) == (0, "accepted")
    assert told["boxes"] == vector["boxes"]


REFUSED = [each for each in load("refused") if each["step"] in {1, 4, 8, 10, 12, 13}][::2]


@pytest.mark.parametrize("vector", REFUSED, ids=lambda each: each["code"])
def test_it_refuses_a_record_for_the_same_fault(vector: dict[str, object], tmp_path: Path) -> None:
    files = {path: unpacked(data) for path, data in load("ed25519")["files"].items()}
    changed = vector["files"]
    assert isinstance(changed, dict)
    for path, data in changed.items():
        files.pop(path, None)
        if data is not None:
            files[path] = unpacked(data)
    done = ran(written(files, tmp_path), "--json")
    told = json.loads(done.stdout)
    assert told["verdict"] == vector["verdict"]
    assert vector["code"] in {each["code"] for each in told["findings"]}


def test_it_warns_of_an_archive_that_one_program_made(tmp_path: Path) -> None:
    made = tmp_path / "made.bel"
    given = ("--voters", "3", "--ballots", "4", "--workers", "1", "--group", "ed25519")
    assert main(["simulate", *given, "--out", str(made)]) == 0
    told = json.loads(ran(made, "--json").stdout)
    assert told["verdict"] == "accepted"
    assert [(each["code"], each["step"]) for each in told["findings"]] == [
        ("record.simulated", 8),
        ("decryption.unbound", 12),
    ]


def test_what_is_no_record_ends_with_a_verdict(tmp_path: Path) -> None:
    """Random bytes, an empty file, a folder without a record: never a traceback."""
    noise, empty = tmp_path / "noise.bel", tmp_path / "empty.bel"
    noise.write_bytes(bytes(range(256)) * 8)
    empty.write_bytes(b"")
    for source in (noise, empty, tmp_path, tmp_path / "absent"):
        done = ran(source)
        assert (done.returncode, done.stderr) == (2, ""), source
        assert done.stdout.splitlines()[-1].endswith("unread")
