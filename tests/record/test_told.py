"""What a refused archive is told: where it went wrong, exactly, and in which words of its own."""

from __future__ import annotations

from typing import Any

import pytest

from dauys.errors import DauysError, Unreadable
from dauys.record import tar
from dauys.record.belenios import MAX_TIMESTAMP, read_archive, write_archive
from dauys.record.box import BoxDocuments
from dauys.wire import canonical, hashes
from tests.ballots.world import TIMESTAMP
from tests.record.chain import archive, chained, header, named, of

MEMBER = tar.member("a.json", b"x" * 513, TIMESTAMP)  # 512 bytes of header, 1024 of content


def told(data: bytes) -> tuple[str, str, dict[str, Any], bool]:
    """Code, accused and facts of what an archive is refused with; whether it was unreadable."""
    with pytest.raises(DauysError) as caught:
        read_archive(data)
    error = caught.value
    return error.code, error.accused, dict(error.facts), isinstance(error, Unreadable)


def where(data: bytes) -> tuple[str, dict[str, Any]]:
    """Code and facts of what the blocks of an archive are refused with."""
    with pytest.raises(DauysError) as caught:
        list(tar.members(data))
    return caught.value.code, dict(caught.value.facts)


@pytest.mark.parametrize("before", [0, 1, 2])
def test_a_wrong_block_is_named_by_its_place(before: int) -> None:
    """In bytes from the beginning, so that anyone finds it."""
    good, at = MEMBER * before, {"position": 1536 * before}
    spoilt = bytearray(MEMBER)
    spoilt[200] = 1
    assert where(good + bytes(spoilt)) == ("archive.header", at)
    assert where(good + MEMBER[:-512]) == ("archive.size", at)
    if before:
        assert where(good + bytes(512)) == ("archive.header", at)


def test_a_member_of_the_largest_size_is_taken_and_none_above(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tar, "MAX_MEMBER", 513)
    assert list(tar.members(MEMBER)) == [("a.json", b"x" * 513)]
    monkeypatch.setattr(tar, "MAX_MEMBER", 512)
    assert where(MEMBER) == ("archive.size", {"position": 0})


class Looked:
    """An archive that tells where it was looked at."""

    def __init__(self, data: bytes) -> None:
        self.data, self.length = data, len(data)
        self.looked: list[tuple[int, int]] = []

    def at(self, position: int, size: int) -> bytes:
        self.looked.append((position, size))
        return self.data[position : position + size]


def outlined(data: bytes) -> tuple[str, dict[str, Any], bool]:
    """Code and facts of what the headers alone are refused with; whether it was unreadable."""
    archive = Looked(data)
    with pytest.raises(DauysError) as caught:
        tar.check_outline(archive)
    assert archive.looked == sorted(set(archive.looked))
    error = caught.value
    return error.code, dict(error.facts), isinstance(error, Unreadable)


def test_an_outline_looks_at_every_header_and_at_nothing_else() -> None:
    archive = Looked(MEMBER * 3)
    tar.check_outline(archive)
    assert archive.looked == [(0, 512), (1536, 512), (3072, 512)]


def test_an_outline_is_refused_for_what_its_headers_tell() -> None:
    """Before anything of its stated size is read."""
    with pytest.raises(Unreadable) as caught:
        tar.check_outline(tar.Memory(b""))
    assert (caught.value.code, caught.value.accused) == ("archive.empty", "archive")
    assert outlined(b"x") == ("archive.form", {}, True)
    assert outlined(MEMBER + bytes(512)) == ("archive.header", {"position": 1536}, False)
    assert outlined(MEMBER + MEMBER[:-1]) == ("archive.size", {"position": 1536}, False)


@pytest.mark.parametrize("name", ["Xa.json", "a.jsonX", "X\0"])
def test_a_name_is_taken_letter_by_letter(name: str) -> None:
    """Nothing but the noughts behind it is cut off."""
    data = tar.member(name.rstrip("\0"), b"", TIMESTAMP)
    assert list(tar.members(data)) == [(name.rstrip("\0"), b"")]


def test_a_document_that_is_missing_is_named_by_the_event_that_asks() -> None:
    def change(number: int, event: dict[str, Any]) -> None:
        if number == 2:
            event["payload"] = "ab" * 32

    data = chained(of("Setup", "Ballot", "Ballot"), change)
    assert told(data) == ("archive.missing", "archive", {"height": 2}, False)


def test_an_end_of_ballots_with_a_payload_is_named_by_its_height() -> None:
    payload = hashes.sha256_hex(b"")
    events = of("Setup", "Ballot", "EndBallots")
    data = chained(events, lambda n, e: e.update(payload=payload) if n == 2 else None)
    assert told(data) == ("archive.chain", "archive", {"height": 2}, False)


@pytest.mark.parametrize(("length", "kept"), [(79, 79), (80, 80), (90, 80)])
def test_a_name_that_is_no_hash_is_told_as_far_as_a_line_holds_it(length: int, kept: int) -> None:
    data = header() + tar.member("n" * length, b"{}", TIMESTAMP)
    assert told(data) == ("archive.hash", "archive", {"name": "n" * kept}, False)


def test_an_archive_without_events_is_told_so() -> None:
    assert told(header()) == ("archive.order", "archive", {"height": 0, "kind": ""}, False)


@pytest.mark.parametrize(
    ("version", "said"), [(2, "2"), (None, "None"), ("v" * 19, "v" * 19), ("v" * 30, "v" * 20)]
)
def test_another_version_is_told(version: Any, said: str) -> None:
    facts = {"version": said}
    assert told(header(version=version)) == ("archive.version", "archive", facts, True)


def test_an_event_of_a_long_type_is_cut() -> None:
    events = of("Setup", "Ballot")
    for length, kept in ((30, 30), (40, 30)):
        data = chained(events, lambda n, e, of=length: e.update(type="t" * of) if n else None)  # type: ignore[misc]
        facts = {"height": 1, "kind": "t" * kept}
        assert told(data) == ("archive.order", "archive", facts, False)


def test_the_last_moment_that_a_header_can_hold_is_one() -> None:
    box = read_archive(archive())
    box.timestamp = MAX_TIMESTAMP
    assert read_archive(write_archive(box)).timestamp == 8**11 - 1


def setup_of(payload: bytes) -> bytes:
    """An archive whose first event has this payload."""
    event = {"height": 0, "type": "Setup", "payload": hashes.sha256_hex(payload)}
    return header() + named(payload) + named(canonical.write(event), "event")


# Belenios writes ASCII there; whether letters are in one form or another is no fault of its own.
LETTERS = "и\u0306"  # in two characters


def test_letters_in_another_form_are_not_what_an_archive_is_refused_for() -> None:
    """What a document of another program may not hold is said, and not how its letters are made."""
    typed = chained(of("Setup", "Ballot"), lambda n, e: e.update(type=LETTERS) if n else None)
    assert told(typed)[0] == "archive.order"
    hashed = dict.fromkeys(("election", "trustees", "credentials"), LETTERS)
    assert told(setup_of(canonical.write(hashed)))[0] == "json.shape"
    owned = canonical.write({"owner": 1, "payload": LETTERS})
    assert told(_with("PartialDecryption", owned))[0] == "json.shape"
    sized = canonical.write({"more": LETTERS, "encrypted_tally": "ab" * 32})
    assert told(_with("EncryptedTally", sized))[0] == "archive.missing"
    first = canonical.write({"version": 1, "timestamp": LETTERS})
    assert told(tar.member("BELENIOS", first, TIMESTAMP))[0] == "json.shape"


def _with(kind: str, payload: bytes) -> bytes:
    """An archive up to an event of this type with this payload."""
    full = ["Setup", "Ballot", "EndBallots", "EncryptedTally", "PartialDecryption"]
    event = {"type": kind, "payload": hashes.sha256_hex(payload)}
    block = named(payload) + named(canonical.write(event), "event")
    return chained([*of(*full[: full.index(kind)]), (kind, block)])


def test_what_cannot_be_parsed_accuses_the_archive() -> None:
    for data in (_with("EncryptedTally", b"{"), setup_of(b"{"), _with("PartialDecryption", b"{")):
        code, accused, _, _ = told(data)
        assert (code, accused) == ("json.syntax", "archive")


@pytest.mark.parametrize("half", [{"encrypted_tally": b"[]"}, {"sized": b"{}"}])
def test_half_of_a_tally_is_no_event(half: dict[str, bytes]) -> None:
    """The sum and what describes it are one event: neither is written alone."""
    box = BoxDocuments(TIMESTAMP, b"1", b"2", b"3", closed=True)
    whole = write_archive(box)
    for name, value in half.items():
        setattr(box, name, value)
    assert write_archive(box) == whole
