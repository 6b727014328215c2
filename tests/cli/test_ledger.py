"""The log in a folder: it writes what the verifier accepts, and a crash cannot spoil it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from dauys.cli import keys, ledger
from dauys.errors import Refused, Unreadable
from dauys.log import checkpoint
from dauys.stations.station import Station
from dauys.stations.wire import StationListed
from dauys.verification.objects import Objects
from dauys.verification.sources import Folder
from dauys.wire.payload import object_ref
from tests.cli.test_verify import told
from tests.cli.town import BEFORE, LATER, Town, code_of, files_of, spoil, tell


def station(number: int) -> StationListed:
    """A station with a name of its own."""
    return StationListed(Station(f"N-{number:03}", "centre", "town"))


def partials(record: Path) -> list[str]:
    """The partial files of a log."""
    found = (str(path.relative_to(record)) for path in record.rglob("*.p/*"))
    return sorted(found)


def size(record: Path, town: Town) -> int:
    """How many entries the signed checkpoint has."""
    key = keys.read_signing(town.key, town.phrase).verifier
    return checkpoint.read((record / "checkpoint").read_bytes(), key).size


def test_partial_files_stay_until_the_full_ones_stand(town: Town, tmp_path: Path) -> None:
    """A reader with an older checkpoint must find its tree (2-log, MUST 7)."""
    record = town.at("called", tmp_path)
    log = ledger.reopen(record, keys.read_signing(town.key, town.phrase))
    log.append(BEFORE, [station(number) for number in range(200)])
    assert {"tile/0/000.p/3", "tile/0/000.p/203"} <= set(partials(record))
    log.append(BEFORE, [station(number) for number in range(200, 253)])
    assert log.state.size == 256
    assert partials(record) == ["tile/1/000.p/1"]
    assert (record / "tile/0/000").stat().st_size == 256 * 32
    log.append(BEFORE, [station(999)])
    assert partials(record) == ["tile/0/001.p/1", "tile/1/000.p/1", "tile/entries/001.p/1"]
    assert told(record)["verdict"] == "accepted"


def test_many_entries_of_one_moment_cross_two_bundles(town: Town, tmp_path: Path) -> None:
    record = town.at("called", tmp_path)
    log = ledger.reopen(record, keys.read_signing(town.key, town.phrase))
    log.append(BEFORE, [station(number) for number in range(700)])
    again = ledger.reopen(record, keys.read_signing(town.key, town.phrase))
    assert again.state == log.state
    assert again.trusted.state == log.trusted.state
    assert (size(record, town), again.state.size) == (703, 703)
    assert told(record)["verdict"] == "accepted"


def test_of_several_events_all_are_written_or_none(town: Town, tmp_path: Path) -> None:
    record = town.at("called", tmp_path)
    log, before = ledger.reopen(record, keys.read_signing(town.key, town.phrase)), files_of(record)
    with pytest.raises(Refused) as refused:
        log.append(BEFORE, [station(1), station(2), station(1)], [b"an object"])
    assert refused.value.code == "record.repeated"
    assert files_of(record) == before


def test_an_object_that_was_refused_is_not_known_afterwards(town: Town, tmp_path: Path) -> None:
    record = town.at("called", tmp_path)
    log = ledger.reopen(record, keys.read_signing(town.key, town.phrase))
    with pytest.raises(Refused):
        log.append(BEFORE, [station(1), station(1)], [b"an object"])
    again = ledger.reopen(record, keys.read_signing(town.key, town.phrase))
    with pytest.raises(Refused) as refused:
        Objects(again.source).read(object_ref(b"an object"))
    assert refused.value.code == "object.missing"


class Crash(BaseException):
    """The machine goes dark."""


@pytest.mark.parametrize("reached", range(6))
def test_a_crash_between_two_files_spoils_nothing(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reached: int
) -> None:
    """The checkpoint comes last: until then the old one stands, and its tree is whole."""
    record = town.at("called", tmp_path)
    log = ledger.reopen(record, keys.read_signing(town.key, town.phrase))
    stored: list[Path] = []
    really = ledger.put

    def until_then(path: Path, data: bytes) -> None:
        if len(stored) == reached:
            raise Crash
        stored.append(path)
        really(path, data)

    monkeypatch.setattr(ledger, "put", until_then)
    with pytest.raises(Crash):
        # a full bundle, a full tile, and the three partial files of the right edge
        log.append(BEFORE, [station(number) for number in range(300)])
    monkeypatch.setattr(ledger, "put", really)
    assert [path.name for path in stored].count("checkpoint") == (reached > 5)
    assert told(record)["verdict"] == "accepted"
    assert size(record, town) == 3
    again = ledger.reopen(record, keys.read_signing(town.key, town.phrase))
    again.append(BEFORE, [station(number) for number in range(400, 700)])
    assert told(record)["verdict"] == "accepted"
    assert size(record, town) == 303


def test_the_checkpoint_is_stored_last(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = town.at("called", tmp_path)
    tell("record", "stations", record, town.root / "stations.csv", *town.keyed(BEFORE))
    stored: list[str] = []
    really = ledger.put

    def watched(path: Path, data: bytes) -> None:
        inside = path.is_relative_to(record)
        stored.append(str(path.relative_to(record)).partition("/")[0] if inside else "memory")
        really(path, data)

    monkeypatch.setattr(ledger, "put", watched)
    sealed = town.root / "sealed"
    words = ("record", "append", record, "voting.setup", sealed / "voting.setup.json")
    tell(*words, "--object", sealed, *town.keyed())
    assert stored == ["object"] * 3 + ["tile"] * 2 + ["checkpoint", "memory"]


def test_another_key_cannot_go_on_with_a_log(town: Town, tmp_path: Path) -> None:
    """Its checkpoints would be another log's."""
    record = town.at("voted", tmp_path)
    tell("record", "key", "tal.example/log", "-o", tmp_path / "other.key")
    before = files_of(record)
    words = ("record", "close", record, "--box", "town", "--key", tmp_path / "other.key")
    assert code_of(*words, "--at", LATER) == (1, "log.key")
    assert files_of(record) == before


def test_a_log_that_was_changed_on_the_disk_is_not_signed_again(town: Town, tmp_path: Path) -> None:
    record = town.at("voted", tmp_path)
    for path in record.glob("tile/entries/000.p/*"):
        spoil(record, f"tile/entries/000.p/{path.name}")
    before = files_of(record)
    words = ("record", "close", record, "--box", "town", *town.keyed(LATER))
    assert code_of(*words)[0] == 1
    assert files_of(record) == before


def test_a_folder_without_a_log_cannot_be_reopened(town: Town, tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "absent"):
        with pytest.raises(Unreadable) as refused:
            ledger.reopen(place, keys.read_signing(town.key, town.phrase))
        assert refused.value.code == "source.record"


def test_a_folder_that_is_not_empty_is_not_taken_for_a_log(town: Town, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(Unreadable) as refused:
        ledger.create(tmp_path, keys.read_signing(town.key, town.phrase))
    assert refused.value.code == "file.exists"


def test_a_place_that_cannot_be_written_is_told(town: Town, tmp_path: Path) -> None:
    (tmp_path / "record").write_text("a file where a folder is wanted")
    with pytest.raises(Unreadable) as refused:
        ledger.put(tmp_path / "record" / "tile" / "0", b"")
    assert refused.value.code == "file.unwritable"


def test_nothing_half_written_bears_a_files_name(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file is written beside its place, synced, and then takes it."""

    def dark(handle: int) -> None:
        raise Crash

    monkeypatch.setattr(os, "fsync", dark)
    with pytest.raises(Crash):
        ledger.put(tmp_path / "checkpoint", b"half")
    assert not (tmp_path / "checkpoint").exists()


def test_the_record_is_a_source_for_the_verifier_like_any_other(town: Town) -> None:
    assert Folder(town.root / "record").read("checkpoint").startswith(b"tal.example/log\n")


def test_two_writers_cannot_sign_two_heads(town: Town, tmp_path: Path) -> None:
    """Both have read the log; the one who comes second must read it again."""
    record = town.at("called", tmp_path)
    key = keys.read_signing(town.key, town.phrase)
    first, second = ledger.reopen(record, key), ledger.reopen(record, key)
    first.append(BEFORE, [station(1)])
    before = files_of(record)
    with pytest.raises(Unreadable) as busy:
        second.append(BEFORE, [station(2)])
    assert busy.value.code == "record.busy"
    assert files_of(record) == before
    with ledger.locked(record), pytest.raises(Unreadable) as locked:
        first.append(BEFORE, [station(3)])
    assert locked.value.code == "record.busy"


def test_a_log_that_was_put_back_is_not_signed_on(town: Town, tmp_path: Path) -> None:
    """The keeper's machine remembers what it signed; an older copy would begin a fork."""
    record = town.at("called", tmp_path)
    shutil.copytree(record, tmp_path / "older")
    shutil.copy(town.key, tmp_path / "log.key")
    log = ledger.opened(record, tmp_path / "log.key", town.phrase)
    log.append(BEFORE, [station(1)])
    assert ledger.opened(record, tmp_path / "log.key", town.phrase).state == log.state
    with pytest.raises(Refused) as refused:
        ledger.opened(tmp_path / "older", tmp_path / "log.key", town.phrase)
    assert refused.value.code == "log.rollback"
