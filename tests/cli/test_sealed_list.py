"""The registrar's sealed list: used by two persons, written down, and destroyed after the close."""

from __future__ import annotations

import json
import shutil
import stat
from pathlib import Path

import pytest

from dauys import group as groups
from dauys.cli import files
from dauys.cli.registrar import Opened
from dauys.parties import credential
from dauys.question.roll import read_roll
from tests.cli.test_registrar import UNSEALED, kept, sheet_of
from tests.cli.town import Town, code_of, files_of, spoil, tell
from tests.journeys.world import PASSPHRASE, SECOND


@pytest.fixture
def own(town: Town, tmp_path: Path) -> Path:
    """A copy of the registrar's folder, before the set-up was confirmed."""
    place = Path(shutil.copytree(town.own("registrar"), tmp_path / "own"))
    (place / "confirmed").unlink()
    shutil.rmtree(place / "seen", ignore_errors=True)
    return place


def again(own: Path, *more: str | Path, voter: str = "V-002") -> tuple[str | Path, ...]:
    """The same sheet once more."""
    return ("registrar", "reprint", voter, "--folder", own, "--reason", "lost", *more)


def fresh(own: Path, *more: str | Path, voter: str = "V-002") -> tuple[str | Path, ...]:
    """Another credential."""
    return ("registrar", "replace", voter, "--folder", own, "--reason", "burnt", *more)


def journal(own: Path) -> list[tuple[str, str, str]]:
    """What the journal says."""
    lines = (own / "journal.jsonl").read_text().splitlines()
    read = [json.loads(line) for line in lines]
    return [(line["act"], line["voter"], line["reason"]) for line in read]


def test_the_same_sheet_is_printed_again_and_the_journal_says_so(own: Path) -> None:
    for number in (1, 2):
        place = own / f"again-{number}.pdf"
        tell(*again(own, "-o", place))
        assert sheet_of(place) == sheet_of(own / "sheets/town/V-002.pdf")
        assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert journal(own) == [("reprinted", "V-002", "lost")] * 2


def test_the_sheet_is_printed_again_without_the_first_one(own: Path) -> None:
    """All that the sheet needs stands in the sealed list."""
    before = sheet_of(own / "sheets/town/V-002.pdf")
    for name in UNSEALED:
        shutil.rmtree(own / name)
    tell(*again(own, "-o", own / "again.pdf"))
    assert sheet_of(own / "again.pdf") == before


def test_nothing_is_printed_for_one_person_alone(own: Path, tmp_path: Path) -> None:
    before = files_of(own)
    first = tmp_path / "phrase"
    first.touch(mode=0o600)
    for phrase in (PASSPHRASE, SECOND, "neither of the two"):
        first.write_text(phrase)
        both = ("--passphrase-file", first, "--second-passphrase-file", first)
        assert code_of(*again(own, "-o", own / "a.pdf", *both)) == (1, "key.passphrase")
    assert files_of(own) == before


def test_a_sheet_for_nobody(own: Path) -> None:
    before = files_of(own)
    assert code_of(*again(own, "-o", own / "a.pdf", voter="V-004")) == (1, "registrar.voter")
    assert code_of(*again(own, "-o", own / "registrar.key")) == (2, "file.exists")
    assert files_of(own) == before


def test_a_line_that_was_taken_out_of_the_journal_shows(own: Path) -> None:
    for number in (1, 2):
        tell(*again(own, "-o", own / f"again-{number}.pdf"))
    lines = (own / "journal.jsonl").read_bytes().splitlines(keepends=True)
    for left in (lines[:1], lines[1:], []):
        (own / "journal.jsonl").write_bytes(b"".join(left))
        words = again(own, "-o", own / "again-3.pdf")
        assert code_of(*words) == (1, "registrar.journal")
    (own / "journal.jsonl").unlink()
    assert code_of(*words) == (1, "registrar.journal")
    assert not (own / "again-3.pdf").exists()


def test_a_fresh_credential_takes_the_place_of_the_old_one(town: Town, own: Path) -> None:
    old = (own / "voters/town/V-002.txt").read_text().strip()
    called = ("--record", town.root / "stages/called", "--log-key", town.log_key)
    tell(*fresh(own, *called))
    new = (own / "voters/town/V-002.txt").read_text().strip()
    group, uuid = groups.named("Ed25519"), (own / "public/town/uuid").read_text()
    weights = read_roll(group, (own / "public/town/roll.json").read_bytes()).weights
    assert credential.public_key(group, uuid, new) in weights
    assert credential.public_key(group, uuid, old) not in weights
    assert len(weights) == 3
    assert uuid == (town.own("registrar") / "public/town/uuid").read_text()
    assert new in sheet_of(own / "sheets/town/V-002.pdf")
    tell(*again(own, "-o", own / "again.pdf"))
    assert new in sheet_of(own / "again.pdf")
    acts = [("replaced", "V-002", "burnt"), ("reprinted", "V-002", "lost")]
    assert journal(own) == acts
    other = own / "voters/town/V-001.txt"
    assert credential.public_key(group, uuid, other.read_text().strip()) in weights


def test_without_a_record_the_registrar_is_told_what_was_not_looked_at(own: Path) -> None:
    assert "--record" in tell(*fresh(own))


@pytest.mark.parametrize("stage", ["sealed", "confirmed", "voted", "whole"])
def test_after_the_set_up_no_credential_is_replaced(town: Town, own: Path, stage: str) -> None:
    """The roll in the record holds the old one: the voter would be left without a vote."""
    before = files_of(own)
    words = fresh(own, "--record", town.root / "stages" / stage)
    assert code_of(*words) == (1, "registrar.late")
    assert files_of(own) == before


def test_the_registrars_own_confirmation_is_remembered(town: Town, tmp_path: Path) -> None:
    """Also where no record is given to the command."""
    own = Path(shutil.copytree(town.own("registrar"), tmp_path / "own"))
    before = files_of(own)
    assert code_of(*fresh(own)) == (1, "registrar.late")
    assert files_of(own) == before
    tell(*again(own, "-o", own / "again.pdf"))


def test_nothing_is_replaced_on_the_word_of_a_record_with_a_fault(town: Town, own: Path) -> None:
    record = town.at("called", own.parent)
    spoil(record, "object/*")
    assert code_of(*fresh(own, "--record", record)) == (1, "object.hash")


def test_the_passphrases_of_both_are_shown_by_no_object() -> None:
    """A traceback in a bug report would else carry them."""
    opened = Opened(Path("own"), None, b"", (b"one of the two", b"and the other"))  # type: ignore[arg-type]
    assert "one of the two" not in repr(opened)
    assert "the other" not in repr(opened)


# The end.


def end(town: Town, own: Path, stage: str) -> tuple[str | Path, ...]:
    """The destruction of the sealed list."""
    return ("registrar", "destroy", town.root / "stages" / stage, "--folder", own)


@pytest.mark.parametrize("stage", ["sealed", "confirmed", "voted"])
def test_nothing_is_destroyed_while_a_box_is_open(town: Town, own: Path, stage: str) -> None:
    before = kept(own)
    shutil.rmtree(own / "seen", ignore_errors=True)
    assert code_of(*end(town, own, "called")) == (1, "setup.missing")
    assert code_of(*end(town, own, stage)) == (1, "registrar.early")
    assert kept(own) == before


def test_nothing_is_destroyed_on_the_word_of_another_vote(town: Town, own: Path) -> None:
    """Somebody shows the registrar a record whose boxes are closed: that of another vote."""
    (own / "public/town/uuid").write_text("AnotherBox1111")
    before = kept(own)
    assert code_of(*end(town, own, "closed")) == (1, "setup.own")
    assert kept(own) == before


@pytest.mark.parametrize("stage", ["closed", "whole"])
def test_every_secret_of_a_voter_is_destroyed_after_the_close(
    town: Town, own: Path, stage: str
) -> None:
    tell(*again(own, "-o", own / "again.pdf"))
    (own / "sealed.list.new").write_bytes(b"left by a crash")
    told = tell(*end(town, own, stage))
    assert "8 files" in told
    assert "solid-state" in told
    assert kept(own).keys() == {
        "again.pdf",
        "journal.jsonl",
        "public/registrar.public",
        "public/town/roll.json",
        "public/town/uuid",
        "registrar.key",
    }
    assert code_of(*again(own, "-o", own / "b.pdf")) == (2, "file.missing")


def test_a_file_is_overwritten_before_it_is_removed(tmp_path: Path) -> None:
    """Seen by a second name of the same file."""
    (tmp_path / "a").write_bytes(b"secret" * 300_000)
    (tmp_path / "b").hardlink_to(tmp_path / "a")
    files.destroy(tmp_path / "a")
    assert not (tmp_path / "a").exists()
    assert (tmp_path / "b").read_bytes() == bytes(6 * 300_000)
