"""`.bel` archives: read and written byte for byte, in the one legal order."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dauys.errors import DauysError, Refused, Unreadable
from dauys.record import tar
from dauys.record.belenios import FOLLOWERS, read_archive, write_archive
from dauys.record.box import BoxDocuments
from dauys.wire import canonical, hashes
from tests.ballots.world import GROUPS, TIMESTAMP, make_world
from tests.record.chain import Change, archive, chained, header, named, of, parts, start
from tests.shared import shared

RECORDS = (
    "ed25519-three-trustees",
    "belenios2048-three-trustees",
    "ed25519-threshold-2-of-3-plus-one",
)
either = pytest.mark.parametrize("name", GROUPS)


def refusal(data: bytes, form: type[DauysError] = Refused) -> DauysError:
    with pytest.raises(DauysError) as caught:
        read_archive(data)
    assert type(caught.value) is form, caught.value
    assert caught.value.accused == "archive"
    return caught.value


# Whole archives


@pytest.mark.parametrize("record", RECORDS)
def test_real_archives_are_read_and_written_again_byte_for_byte(record: str) -> None:
    data = (shared(f"records/{record}") / "record.bel").read_bytes()
    box = read_archive(data)
    assert write_archive(box) == data
    assert box.closed
    assert box.result is not None
    assert [owner for owner, _ in box.partials]


@either
def test_an_own_archive_is_read_and_written_again(name: str) -> None:
    data = archive(name)
    box = read_archive(data)
    assert write_archive(box) == data
    assert (len(box.ballots), len(box.partials), box.timestamp) == (3, 2, TIMESTAMP)


@either
@pytest.mark.parametrize("events", range(1, 9))
def test_an_archive_may_end_after_any_event(name: str, events: int) -> None:
    """It is public while it grows."""
    data = start(name) + b"".join(block for _, block in parts(name)[:events])
    assert write_archive(read_archive(data)) == data


@either
def test_every_97th_byte_that_is_changed_is_refused(name: str) -> None:
    data = archive(name)
    for position in range(0, len(data), 97):
        for bit in (1, 0x80):
            changed = data[:position] + bytes([data[position] ^ bit]) + data[position + 1 :]
            with pytest.raises(DauysError):
                read_archive(changed)


@either
def test_an_archive_cut_short_anywhere_inside_an_event_is_refused(name: str) -> None:
    data = archive(name)
    whole = {len(start(name))}
    length = len(start(name))
    for _, block in parts(name):
        length += len(block)
        whole.add(length)
    for length in range(0, len(data), 512):
        if length not in whole:
            with pytest.raises(DauysError):
                read_archive(data[:length])


# Events, rearranged with their heights, parents and hashes put right


ORDER = (
    "Setup", "Ballot", "EndBallots", "EncryptedTally", "PartialDecryption", "Result"
)  # fmt: skip
FULL = ("Setup", "Ballot", "Ballot", "EndBallots", "EncryptedTally", "PartialDecryption",
        "PartialDecryption", "Result")  # fmt: skip


def test_the_rearranging_of_these_tests_makes_archives_that_are_read() -> None:
    """So that the tests below can fail."""
    data = chained(of(*FULL))
    assert write_archive(read_archive(data)) == data


@pytest.mark.parametrize("first", ORDER)
@pytest.mark.parametrize("second", ORDER)
def test_every_pair_of_events_that_may_not_follow_is_refused(first: str, second: str) -> None:
    """Ballots after the end, a second set-up, a second result, a sum before the end."""
    way = {
        "Setup": ("Setup",),
        "Ballot": ("Setup", "Ballot"),
        "EndBallots": ("Setup", "EndBallots"),
        "EncryptedTally": ("Setup", "EndBallots", "EncryptedTally"),
        "PartialDecryption": ("Setup", "EndBallots", "EncryptedTally", "PartialDecryption"),
        "Result": ("Setup", "EndBallots", "EncryptedTally", "PartialDecryption", "Result"),
    }[first]
    data = chained(of(*way, second))
    if second in FOLLOWERS[first]:
        assert write_archive(read_archive(data)) == data
        return
    error = refusal(data)
    assert (error.code, error.facts) == ("archive.order", {"height": len(way), "kind": second})


@pytest.mark.parametrize("kind", ORDER[1:])
def test_an_archive_that_does_not_begin_with_the_setup_is_refused(kind: str) -> None:
    error = refusal(chained(of(kind)))
    assert (error.code, error.facts) == ("archive.order", {"height": 0, "kind": kind})


@pytest.mark.parametrize("kind", ["Shuffle", "EndShuffles", "ballot", "", "x" * 10**4])
def test_an_event_of_another_type_is_refused(kind: str) -> None:
    data = chained(of("Setup", "Ballot"), lambda n, e: e.update(type=kind) if n else None)
    error = refusal(data)
    assert (error.code, error.facts) == ("archive.order", {"height": 1, "kind": kind[:30]})


@pytest.mark.parametrize("kind", ["Shuffle", "EndShuffles"])
def test_shuffles_belong_to_questions_that_are_not_carried(kind: str) -> None:
    """Such an archive is not wrong; this version cannot read it."""
    data = chained(
        of("Setup", "EndBallots", "EncryptedTally", "PartialDecryption"),
        lambda n, e: e.update(type=kind) if n == 3 else None,
    )
    error = refusal(data, Unreadable)
    assert (error.code, error.facts) == ("archive.unsupported", {"kind": kind})


def test_an_archive_without_events_is_refused() -> None:
    assert refusal(header()).code == "archive.order"


@pytest.mark.parametrize("height", [0, 2, 3, -1])
def test_a_wrong_height_is_refused(height: int) -> None:
    data = chained(of("Setup", "Ballot"), lambda n, e: e.update(height=height) if n else None)
    error = refusal(data)
    assert (error.code, error.facts) == ("archive.chain", {"height": 1})


def test_a_wrong_or_missing_or_surplus_parent_is_refused() -> None:
    """The chain is what makes an earlier ballot impossible to take out."""
    for change in (
        lambda n, e: e.update(parent="ab" * 32) if n == 1 else None,
        lambda n, e: e.pop("parent") if n == 1 else None,
    ):
        assert refusal(chained(of("Setup", "Ballot"), change)).code == "archive.chain"
    *documents, (_, last) = tar.members(parts()[0][1])
    first = canonical.write({"parent": "ab" * 32} | json.loads(last))
    data = header() + b"".join(named(d) for _, d in documents) + named(first, "event")
    assert refusal(data).code == "archive.chain"


def test_an_end_of_ballots_with_a_payload_is_refused() -> None:
    setup = json.loads(list(tar.members(parts()[0][1]))[-1][1])["payload"]
    data = chained(of("Setup", "EndBallots"), lambda n, e: e.update(payload=setup) if n else None)
    assert refusal(data).code == "archive.chain"


@pytest.mark.parametrize("payload", [None, "ab" * 32])
@pytest.mark.parametrize("kind", ["Setup", "Ballot"])
def test_a_payload_that_does_not_stand_before_is_refused(payload: str | None, kind: str) -> None:
    def change(number: int, event: dict[str, Any]) -> None:
        if event["type"] == kind:
            event.pop("payload")
            if payload is not None:
                event["payload"] = payload

    error = refusal(chained(of("Setup", "Ballot"), change))
    assert error.code == "archive.missing"


@pytest.mark.parametrize("field", ["election", "trustees", "credentials"])
def test_a_setup_that_names_a_document_that_is_not_there_is_refused(field: str) -> None:
    documents = [content for _, content in tar.members(parts()[0][1])][:3]
    hashed = dict(
        zip(("election", "trustees", "credentials"), map(hashes.sha256_hex, documents), strict=True)
    )
    setup = canonical.write(hashed | {field: "ab" * 32})
    event = canonical.write({"height": 0, "type": "Setup", "payload": hashes.sha256_hex(setup)})
    data = header() + b"".join(map(named, [*documents, setup])) + named(event, "event")
    assert refusal(data).code == "archive.missing"


@pytest.mark.parametrize("event", range(8))
def test_a_document_that_no_event_names_is_refused(event: int) -> None:
    """Wherever it dangles."""
    blocks = [block for _, block in parts()]
    blocks.insert(event, named(b'{"dangling":1}'))
    assert refusal(start("Ed25519") + b"".join(blocks)).code == "archive.spelling"


def test_a_document_at_the_very_end_is_refused() -> None:
    assert refusal(archive() + named(b"{}")).code == "archive.spelling"


def test_a_document_twice_and_documents_in_another_order_are_refused() -> None:
    setup, *rest = (block for _, block in parts())
    members = [tar.member(name, content, TIMESTAMP) for name, content in tar.members(setup)]
    tail = b"".join(rest)
    first, second, third, payload, event = members
    for wrong in (
        [first, *members],
        [second, first, third, payload, event],
        [payload, first, second, third, event],
        [first, second, third, payload, payload, event],
    ):
        assert refusal(start("Ed25519") + b"".join(wrong) + tail).code == "archive.spelling"


def test_a_document_after_the_event_that_names_it_is_refused() -> None:
    setup, ballot = (part[1] for part in of("Setup", "Ballot"))
    (name, content), (event_name, event) = tar.members(ballot)
    turned = tar.member(event_name, event, TIMESTAMP) + tar.member(name, content, TIMESTAMP)
    assert refusal(start("Ed25519") + setup + turned).code == "archive.missing"


# Names and header


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd", "/etc/passwd", "a.data.json", "", "ab" * 32 + ".data.json",
        "BELENIOS", "ab" * 32,
    ],
)  # fmt: skip
def test_a_name_that_is_not_the_hash_of_its_content_is_refused(name: str) -> None:
    """Nothing is ever written to a disk by it; it is refused all the same."""
    data = header() + tar.member(name or "x", b"{}", TIMESTAMP)
    assert refusal(data).code == "archive.hash"


@pytest.mark.parametrize("kind", ["txt", "data.json.exe", "event", "DATA.JSON", "event.json/.."])
def test_a_name_with_another_ending_is_refused(kind: str) -> None:
    data = header() + tar.member(f"{hashes.sha256_hex(b'{}')}.{kind}", b"{}", TIMESTAMP)
    assert refusal(data).code == "archive.hash"


@pytest.mark.parametrize("version", [0, 2, "1", None, []])
def test_another_version_cannot_be_read(version: Any) -> None:
    assert refusal(header(version), Unreadable).code == "archive.version"


def test_true_is_not_version_1() -> None:
    assert refusal(header(True)).code == "json.shape"


@pytest.mark.parametrize("timestamp", [TIMESTAMP, "01795351010", "+1", "-1", "", None, "1.5"])
def test_a_time_in_another_spelling_is_refused(timestamp: Any) -> None:
    """It is a string of decimal digits."""
    assert refusal(header(timestamp=timestamp)).code == "json.shape"


def test_a_time_that_no_header_can_hold_is_refused() -> None:
    error = refusal(header(timestamp=str(8**11)))
    assert (error.code, error.facts) == ("archive.header", {"position": 0})


def test_a_member_with_another_time_is_refused() -> None:
    later = b"".join(
        tar.member(name, content, TIMESTAMP + 1) for name, content in tar.members(parts()[0][1])
    )
    assert refusal(header() + later).code == "archive.spelling"


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{", b"1", b"\xff", b'{"version":1, "timestamp":"1"}']
)
def test_a_first_member_that_says_nothing_cannot_be_read(content: bytes) -> None:
    assert refusal(tar.member("BELENIOS", content, 1), Unreadable).code == "archive.form"


def test_a_first_member_of_another_name_cannot_be_read() -> None:
    content = canonical.write({"version": 1, "timestamp": "1"})
    assert refusal(tar.member("belenios", content, 1), Unreadable).code == "archive.form"


def test_an_empty_file_cannot_be_read() -> None:
    assert refusal(b"", Unreadable).code == "archive.empty"


def test_a_giant_size_is_refused() -> None:
    data = archive()
    assert refusal(data[:1148] + b"17777777777" + data[1159:]).code == "archive.size"


# Events and payloads in another spelling


@pytest.mark.parametrize(
    "change",
    [
        lambda n, e: e.update(extra=1),
        lambda n, e: e.update(payload=5),
        lambda n, e: e.update(height="1"),
        lambda n, e: e.update(type=["Ballot"]),
        lambda n, e: e.update(parent=None),
    ],
    ids=["unknown key", "a number", "a string", "type as in version 2", "parent null"],
)
def test_an_event_of_another_shape_is_refused(change: Change) -> None:
    data = chained(of("Setup", "Ballot"), lambda n, e: change(n, e) if n else None)
    assert refusal(data).code == "json.shape"


def with_payload(kind: str, documents: list[bytes]) -> bytes:
    """The archive up to an event of this type whose documents are these."""
    event = {"type": kind, "payload": hashes.sha256_hex(documents[-1])}
    block = b"".join(map(named, documents)) + named(canonical.write(event), "event")
    before = FULL[: FULL.index(kind)]
    return chained([*of(*before), (kind, block)])


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("Setup", b"{}"),
        ("Setup", b"[]"),
        ("Setup", b"null"),
        ("EncryptedTally", b"{}"),
        ("EncryptedTally", b"[]"),
        ("EncryptedTally", b'{"encrypted_tally":5}'),
        ("PartialDecryption", b"{}"),
        ("PartialDecryption", b'{"owner":"1","payload":"' + b"ab" * 32 + b'"}'),
    ],
)
def test_a_payload_of_another_shape_is_refused(kind: str, payload: bytes) -> None:
    assert refusal(with_payload(kind, [payload])).code == "json.shape"


def test_a_payload_that_names_a_document_that_is_not_there_is_refused() -> None:
    for kind, payload in (
        ("EncryptedTally", b'{"encrypted_tally":"' + b"ab" * 32 + b'"}'),
        ("PartialDecryption", b'{"owner":1,"payload":"' + b"ab" * 32 + b'"}'),
    ):
        assert refusal(with_payload(kind, [payload])).code == "archive.missing"


def test_a_box_as_far_as_its_setup_is_an_archive() -> None:
    world = make_world()
    box = world.documents()
    assert read_archive(write_archive(box)) == box
    assert isinstance(box, BoxDocuments)
