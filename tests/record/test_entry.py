"""An entry of the log: one spelling, a kind that is known, a moment that there is."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from dauys.errors import DauysError, Refused, Unreadable
from dauys.record import entry as entries
from dauys.record.entry import MAX_BYTES, read_entry, write_entry
from dauys.record.kinds import KIND_OF
from tests.record.bodies import AT, BALLOT, CALLED, EVERY, OPENED, spelt


def dumped(value: Any) -> bytes:
    """JSON without white space, keys in the order given."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def refusal(data: bytes) -> DauysError:
    """What `read_entry` raises for the entry with number 7."""
    with pytest.raises(DauysError) as told:
        read_entry(data, 7)
    assert told.value.accused == "entry:7"
    return told.value


@pytest.mark.parametrize("body", EVERY, ids=lambda body: KIND_OF[type(body)])
def test_an_entry_is_read_as_it_was_written(body: Any) -> None:
    read = read_entry(write_entry(AT, body), 7)
    assert (read.kind, read.at, read.body) == (KIND_OF[type(body)], AT, body)


@pytest.mark.parametrize("body", EVERY, ids=lambda body: KIND_OF[type(body)])
def test_a_body_with_a_field_more_or_less_or_elsewhere_is_refused(body: Any) -> None:
    """Two readers must never see two documents in the same bytes, nor one more than the other."""
    value = json.loads(spelt(body))
    first = next(iter(value["body"]))
    taken = value["body"][first]
    for changed in (
        value["body"] | {"more": 1},
        {name: each for name, each in value["body"].items() if name != first},
        {name: each for name, each in value["body"].items() if name != first} | {first: taken},
    ):
        if changed != value["body"] or len(changed) > 1:
            code = refusal(dumped(value | {"body": changed})).code
            assert code in ("json.shape", "json.canonical")


def test_an_unknown_kind_is_unreadable_and_not_wrong() -> None:
    """A later version has more kinds; this reader says that it is too old (exit 2)."""
    told = refusal(dumped({"kind": "audit.seeded", "at": AT, "body": {}}))
    assert isinstance(told, Unreadable)
    assert (told.code, told.facts) == ("record.version", {"version": "audit.seeded"})


def test_a_kind_that_floods_the_screen_is_cut() -> None:
    told = refusal(dumped({"kind": "x" * 5000, "at": AT, "body": {}}))
    assert told.facts == {"version": "x" * 40}


@pytest.mark.parametrize(
    "value",
    [
        {"at": AT, "kind": "ballot.cast", "body": {}},
        {"kind": "ballot.cast", "at": AT},
        {"kind": "ballot.cast", "at": AT, "body": {}, "by": "someone"},
        [],
        "ballot.cast",
        None,
        {},
    ],
)
def test_anything_but_kind_moment_and_body_is_refused(value: Any) -> None:
    assert refusal(dumped(value)).code == "json.shape"


@pytest.mark.parametrize(
    "at",
    [
        "2027-02-30T09:00:00Z",
        "2027-07-13T25:00:00Z",
        "2027-07-13T09:00:00",
        "2027-07-13T09:00:00+05:00",
        "2027-07-13T09:00:00.5Z",
        "2027-07-13 09:00:00Z",
        "13.07.2027",
        "",
        1815469200,
        None,
    ],
)
def test_a_moment_that_is_none_is_refused(at: Any) -> None:
    """The text of moments is compared: any other spelling would sort elsewhere than time does."""
    value = json.loads(spelt(BALLOT)) | {"at": at}
    assert refusal(dumped(value)).code == "json.shape"


def test_white_space_is_not_canonical() -> None:
    told = refusal(json.dumps(json.loads(spelt(BALLOT))).encode())
    assert told.code == "json.canonical"


def test_an_escape_where_none_is_needed_is_not_canonical() -> None:
    data = spelt(BALLOT).replace(b'"ballot"', b'"b\\u0061llot"')
    assert refusal(data).code == "json.canonical"


def test_what_was_read_is_written_again_and_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """No reader of today lets two spellings pass: this holds those of tomorrow."""
    data = spelt(OPENED)
    monkeypatch.setattr(entries, "write_entry", lambda at, body: data + b" ")
    assert refusal(data).code == "json.canonical"


def test_text_that_is_not_in_nfc_is_refused() -> None:
    """й of one character and й of two look alike and hash apart."""
    data = spelt(OPENED).replace("Жарғы".encode(), "Жарғый".encode())
    read_entry(data, 7)
    assert refusal(data.replace("й".encode(), "и\u0306".encode())).code == "json.text"


def test_a_key_that_stands_twice_is_refused() -> None:
    data = spelt(BALLOT).replace(b'"ballot":', b'"box":')
    assert refusal(data).code == "json.duplicate"


def test_bytes_that_are_no_utf_8_are_refused() -> None:
    assert refusal(spelt(BALLOT).replace(b'"ballot"', b'"\xff"')).code == "json.encoding"


@pytest.mark.parametrize("data", [b"", b"{", b"no", b"\x00" * 50, b"[" * 60_000])
def test_bytes_that_are_no_document_are_refused(data: bytes) -> None:
    assert refusal(data).code in ("json.syntax", "json.depth")


def test_words_by_language_stand_in_their_order() -> None:
    value = json.loads(spelt(CALLED))
    value["body"]["wording"] = dict(reversed(value["body"]["wording"].items()))
    assert refusal(dumped(value)).code == "json.shape"


def test_the_longest_entry_is_the_longest_that_tiles_can_hold() -> None:
    room = MAX_BYTES - len(write_entry(AT, replace(BALLOT, ballot="")))
    assert len(write_entry(AT, replace(BALLOT, ballot="x" * room))) == MAX_BYTES == 65_535
    with pytest.raises(Refused) as told:
        write_entry(AT, replace(BALLOT, ballot="x" * (room + 1)))
    assert (told.value.code, told.value.accused) == ("record.entry", "ballot.cast")
    assert told.value.facts == {"limit": MAX_BYTES}


def test_a_longer_entry_is_not_read_either() -> None:
    data = dumped({"kind": "ballot.cast", "at": AT, "body": {"box": "x" * MAX_BYTES}})
    assert refusal(data).code == "json.size"
