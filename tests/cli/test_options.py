"""What an auditor gives ``dauys verify`` of one's own, rightly or wrongly, and what it then says."""

from __future__ import annotations

from pathlib import Path

import pytest

from dauys.cli.main import main
from dauys.log.keys import SigningKey
from tests.journeys.world import run

STRANGER = SigningKey("tal.example/log", b"7" * 32).verifier.write()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a record, and with an archive, of few ballots."""
    folder = tmp_path_factory.mktemp("made")
    for name in ("record", "box.bel"):
        given = ("--voters", "3", "--ballots", "4", "--workers", "1")
        assert main(["simulate", *given, "--out", str(folder / name)]) == 0
    return folder


@pytest.mark.parametrize("shard", [False, True])
def test_a_key_for_an_archive_is_refused_because_it_has_no_log(
    made: Path, tmp_path: Path, shard: bool
) -> None:
    """Were it ignored, an auditor would think that somebody had signed the archive."""
    run("record", "key", "auditor/one", "-o", str(tmp_path / "key"), "--no-passphrase")
    signing = ("--key", str(tmp_path / "key"), "--receipt", str(tmp_path / "receipt"))
    more = ("--shard", "1/1", *signing) if shard else ()
    code, out, err = run("verify", str(made / "box.bel"), "--log-key", STRANGER, *more)
    assert (code, "source.record: " in out + err) == (2, True)
    assert not (tmp_path / "receipt").exists()


def test_the_first_step_of_an_archive_speaks_of_no_log(made: Path, tmp_path: Path) -> None:
    (tmp_path / "cut.bel").write_bytes((made / "box.bel").read_bytes()[:5000])
    assert run("verify", str(made / "record"))[1].startswith(" 1  ok  The log: signed")
    assert run("verify", str(made / "box.bel"))[1].startswith(" 1  ok  The archive: every doc")
    assert run("verify", str(tmp_path / "cut.bel"))[1].startswith(" 1  WRONG  The archive: every")
