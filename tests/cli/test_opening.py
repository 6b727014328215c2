"""``dauys trustee decrypt``: what it shows and asks, what it refuses to open, what it remembers."""

from __future__ import annotations

import base64
import errno
import os
import shutil
from pathlib import Path
from unittest import mock

import pytest

from dauys.cli import files, keys, terminal
from dauys.cli.main import main
from dauys.cli.trustee import alone, remember
from dauys.errors import Refused, Unreadable
from dauys.parties import duty
from dauys.verification.sources import Folder
from tests.cli.town import LATER, Town, code_of, tell
from tests.journeys.world import run


@pytest.fixture
def own(town: Town, tmp_path: Path) -> Path:
    """A trustee's folder that has opened nothing yet."""
    place = Path(shutil.copytree(town.own("trustee-1"), tmp_path / "own"))
    for memory in place.glob("opened-*"):
        memory.unlink()
    shutil.rmtree(place / "seen", ignore_errors=True)
    return place


def opening(own: Path, record: Path, output: Path, *more: str | Path) -> tuple[str | Path, ...]:
    """A decryption with the key of a folder."""
    return ("trustee", "decrypt", record, "--folder", own, "-o", output, *more)


def with_votes(town: Town, place: Path, answers: list[str]) -> Path:
    """A record added up with these ballots, a voter each."""
    record = town.at("confirmed", place)
    for number, answer in enumerate(answers):
        secret = town.root / f"credential-{number}"
        made, ballot = place / f"made-{number}.json", place / f"ballot-{number}.json"
        chosen = ("--box", "town", "--answer", answer, "--credential", secret, "-o", made)
        tell("voter", "ballot", record, "--log-key", town.log_key, *chosen)
        tell("voter", "cast", made, "--credential", secret, "-o", ballot)
        tell("record", "cast", record, ballot, "--box", "town", *town.keyed())
    for step in ("close", "tally"):
        tell("record", step, record, "--box", "town", *town.keyed(LATER))
    return record


def due_in(record: Path, public: str) -> duty.Due:
    """What waits for a trustee, computed beside the command."""
    trusted = duty.verified(Folder(record), lambda: 0.0, None, lambda done, total: None)
    (due,) = duty.due_boxes(trusted, keys.Element(public))
    return due


def test_a_trustee_sees_what_will_be_decrypted_and_of_which_log(
    town: Town, own: Path, tmp_path: Path
) -> None:
    record = town.root / "stages/added-up"
    first, second, last = tell(*opening(own, record, tmp_path / "out")).splitlines()
    size, root = (record / "checkpoint").read_text().splitlines()[1:3]
    assert f"{size} entries" in first
    assert base64.b64decode(root).hex() in first
    due = due_in(record, keys.public_of(own / "trustee.key"))
    assert (due.ballots, due.counted, due.weight) == (3, 3, 3)
    told = f"box town: the sum of voters 3, weight 3, ballots 3, tally {due.tally}"
    assert second == told
    assert str(tmp_path / "out") in last


def test_who_does_not_agree_has_opened_nothing(town: Town, own: Path, tmp_path: Path) -> None:
    """Not even the key: the passphrase is asked for after this question."""
    words = ["--lang", "en", *map(str, opening(own, town.root / "stages/added-up", tmp_path / "o"))]
    with (
        mock.patch.object(terminal.sys.stdin, "isatty", return_value=True, create=True),
        mock.patch("builtins.input", return_value="no"),
        mock.patch.object(terminal, "ask_secret", side_effect=AssertionError),
    ):
        assert main(words) == 1
    assert not (tmp_path / "o").exists()
    assert not list(own.glob("opened-*"))


def test_a_wrong_passphrase_leaves_nothing_behind(town: Town, own: Path, tmp_path: Path) -> None:
    phrase = tmp_path / "phrase"
    phrase.touch(mode=0o600)
    phrase.write_text("not the passphrase")
    words = opening(own, town.root / "stages/added-up", tmp_path / "out")
    code, _, err = run(*map(str, words), "--yes", "--passphrase-file", str(phrase))
    assert (code, "key.passphrase" in err) == (1, True)
    assert not (tmp_path / "out").exists()
    assert not list(own.glob("opened-*"))


# Few ballots.


def test_a_sum_of_few_ballots_is_not_decrypted(town: Town, own: Path, tmp_path: Path) -> None:
    """The question says that fewer than three voters are too few to hide among."""
    record = with_votes(town, tmp_path, ["yes", "no"])
    code, out, err = run(*map(str, opening(own, record, tmp_path / "out")))
    assert code == 1
    assert err.startswith("dauys: decryption.few: ")
    assert "the sum of voters 2" in out
    assert not (tmp_path / "out").exists()
    assert not list(own.glob("opened-*"))


def test_trustees_who_agreed_on_it_decrypt_fewer_and_say_so(
    town: Town, own: Path, tmp_path: Path
) -> None:
    """The way out: else a box with two voters would hold up the outcome for ever."""
    record = with_votes(town, tmp_path, ["yes", "no"])
    told = tell(*opening(own, record, tmp_path / "out", "--minimum", "2"))
    assert "fewer than the 3" in told
    assert (tmp_path / "out/town.json").exists()


def test_a_trustee_may_ask_for_more(town: Town, own: Path, tmp_path: Path) -> None:
    words = opening(own, town.root / "stages/added-up", tmp_path / "out", "--minimum", "4")
    code, _, err = run(*map(str, words))
    assert (code, err.split(": ")[1]) == (1, "decryption.few")


def test_a_box_without_ballots_is_opened(town: Town, own: Path, tmp_path: Path) -> None:
    """The sum of nothing betrays nobody, and the box must have a result."""
    record = with_votes(town, tmp_path, [])
    told = tell(*opening(own, record, tmp_path / "out"))
    assert "the sum of voters 0" in told
    assert "alike" not in told


def test_a_minimum_that_is_no_number(town: Town, own: Path, tmp_path: Path) -> None:
    for given in ("few", "-1", ""):
        words = opening(own, town.root / "stages/added-up", tmp_path / "out", "--minimum", given)
        assert code_of(*words) == (2, "cli.usage")


def test_the_last_trustee_is_told_that_all_chose_alike(town: Town, tmp_path: Path) -> None:
    """It is no reason to refuse: the result would show it whoever opened it."""
    record = with_votes(town, tmp_path, ["yes", "yes", "yes"])
    told = []
    for number in (1, 2):
        own = Path(shutil.copytree(town.own(f"trustee-{number}"), tmp_path / f"own-{number}"))
        for memory in [*own.glob("opened-*"), *own.glob("seen/*")]:
            memory.unlink()
        out = tmp_path / f"out-{number}"
        told.append(tell(*opening(own, record, out)))
        append = ("record", "append", record, "tally.decrypted", out / "town.json")
        tell(*append, *town.keyed(LATER))
    assert ["alike" in each for each in told] == [False, True]


def test_the_last_trustee_of_a_divided_box_is_told_nothing(town: Town, tmp_path: Path) -> None:
    own = Path(shutil.copytree(town.own("trustee-2"), tmp_path / "own-2"))
    shutil.rmtree(own / "seen", ignore_errors=True)
    told = tell(*opening(own, town.root / "stages/opened-1", tmp_path / "out"))
    assert "alike" not in told


# What is remembered.


def test_what_is_opened_is_on_the_disk_before_a_factor_is_computed(
    town: Town, own: Path, tmp_path: Path
) -> None:
    """The machine is switched off in the middle of the decryption."""
    record = town.root / "stages/added-up"
    with mock.patch.object(duty, "decrypt", side_effect=KeyboardInterrupt):
        code, _, _ = run(*map(str, opening(own, record, tmp_path / "out")))
    assert code == 130
    (memory,) = own.glob("opened-*")
    assert memory.read_text() == due_in(record, keys.public_of(own / "trustee.key")).tally
    shutil.rmtree(own / "seen", ignore_errors=True)
    other = with_votes(town, tmp_path, ["yes", "no", "no"])
    code, _, err = run(*map(str, opening(own, other, tmp_path / "other")))
    assert (code, err.split(": ")[1]) == (1, "decryption.other")
    shutil.rmtree(own / "seen", ignore_errors=True)
    shutil.rmtree(tmp_path / "out")
    tell(*opening(own, record, tmp_path / "out"))


@pytest.mark.parametrize("step", ["open", "write", "fsync", "replace"])
def test_what_cannot_be_remembered_is_not_decrypted(
    town: Town, own: Path, tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that cannot be written to, or a disk that is full."""
    full = OSError(errno.ENOSPC, "full")
    due = due_in(town.root / "stages/added-up", keys.public_of(own / "trustee.key"))
    if step == "replace":
        monkeypatch.setattr(Path, "replace", mock.Mock(side_effect=full))
    elif step == "write":
        monkeypatch.setattr(files.os, "fdopen", mock.Mock(side_effect=full))
    elif step == "fsync":
        monkeypatch.setattr(files.os, "fsync", mock.Mock(side_effect=full))
    else:
        monkeypatch.setattr(files.os, "open", refusing(os.open, full))
    with pytest.raises(Unreadable) as told:
        remember(own, [due])
    assert told.value.code == "file.unwritable"
    assert not list(own.glob("opened-*[!w]"))


def refusing(real: object, error: OSError) -> object:
    """The system's open, which makes no new file."""

    def opened(path: object, flags: int, *more: object) -> int:
        if flags & os.O_CREAT:
            raise error
        assert callable(real)
        return int(real(path, flags, *more))

    return opened


def test_a_memory_that_cannot_be_read_is_no_empty_one(town: Town, own: Path) -> None:
    due = due_in(town.root / "stages/added-up", keys.public_of(own / "trustee.key"))
    place = own / f"opened-{due.box}"
    for data in (b"", due.tally[:40].encode(), b"\xff" * 64):
        place.write_bytes(data)
        with pytest.raises(Refused) as told:
            remember(own, [due])
        assert told.value.code == "decryption.other"
    place.unlink()
    place.mkdir()
    with pytest.raises(Unreadable):
        remember(own, [due])


def test_of_several_boxes_none_is_remembered_where_one_was_opened_otherwise(
    town: Town, own: Path
) -> None:
    due = due_in(town.root / "stages/added-up", keys.public_of(own / "trustee.key"))
    other = duty.Due("north", "NorthernBox111", 1, 1, 1, "ab" * 32)
    (own / "opened-NorthernBox111").write_text("cd" * 32)
    with pytest.raises(Refused):
        remember(own, [due, other])
    assert not (own / f"opened-{due.box}").exists()


def test_two_commands_at_once_do_not_both_find_nothing_remembered(town: Town, own: Path) -> None:
    due = due_in(town.root / "stages/added-up", keys.public_of(own / "trustee.key"))
    with alone(own), pytest.raises(Unreadable) as told:
        remember(own, [due])
    assert told.value.code == "record.busy"
