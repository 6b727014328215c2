"""The tar layer of an archive: one header form, no freedom, and nothing is written to a disk."""

from __future__ import annotations

import io
import tarfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dauys.errors import DauysError, Refused, Unreadable
from dauys.record import tar

TIME = 1795351010
GOOD = tar.member("BELENIOS", b"first", TIME) + tar.member("a.json", b"x" * 513, TIME)


def refusal(data: bytes, form: type[DauysError] = Refused) -> str:
    with pytest.raises(DauysError) as caught:
        list(tar.members(data))
    assert type(caught.value) is form, caught.value
    assert caught.value.accused == "archive"
    return caught.value.code


def test_members_are_read_in_order() -> None:
    assert list(tar.members(GOOD)) == [("BELENIOS", b"first"), ("a.json", b"x" * 513)]
    assert len(GOOD) == 512 + 512 + 512 + 1024


def test_another_program_reads_what_is_written() -> None:
    """Python's own tar reader, once the end that it asks for is added."""
    with tarfile.open(fileobj=io.BytesIO(GOOD + bytes(1024)), mode="r:") as archive:
        members = archive.getmembers()
        assert [(m.name, m.size, m.mtime, m.mode) for m in members] == [
            ("BELENIOS", 5, TIME, 0o644),
            ("a.json", 513, TIME, 0o644),
        ]
        content = archive.extractfile(members[1])
        assert content is not None
        assert content.read() == b"x" * 513


@given(content=st.binary(max_size=1100), time=st.integers(0, 8**11 - 1))
def test_every_member_is_read_back(content: bytes, time: int) -> None:
    data = tar.member("BELENIOS", content, time)
    assert len(data) % 512 == 0
    assert list(tar.members(data)) == [("BELENIOS", content)]


def test_an_empty_file_cannot_be_read() -> None:
    assert refusal(b"", Unreadable) == "archive.empty"


@pytest.mark.parametrize(
    "data",
    [b"\0", b"PK\x03\x04" + bytes(508), bytes(512), b"BELENIOS", "ә".encode() * 256, GOOD[:511]],
    ids=["one byte", "zip", "zeros", "short", "text", "half a header"],
)
def test_what_is_no_such_archive_cannot_be_read(data: bytes) -> None:
    assert refusal(data, Unreadable) == "archive.form"


@pytest.mark.parametrize("blocks", [1, 2, 20])
def test_zero_blocks_at_the_end_are_refused(blocks: int) -> None:
    """They end a usual tar file; here they would be a second spelling of the archive."""
    assert refusal(GOOD + bytes(512 * blocks)) == "archive.header"


@pytest.mark.parametrize("length", [1, 511, 512, 600, 1023])
def test_an_archive_cut_short_is_refused(length: int) -> None:
    assert refusal(GOOD[: 1024 + length]) in ("archive.header", "archive.size")


@pytest.mark.parametrize("size", [b"77777777777", b"00000010000", b"17777777777"])
def test_a_giant_size_is_refused_before_anything_is_taken(size: bytes) -> None:
    """Also one that would fit a member of two gigabytes, when the file is short."""
    assert refusal(GOOD[:124] + size + GOOD[135:]) == "archive.size"


@pytest.mark.parametrize("size", [b"-0000000001", b"0000000000x", b"          5", bytes(11)])
def test_a_size_that_is_no_number_is_refused(size: bytes) -> None:
    assert refusal(GOOD[:124] + size + GOOD[135:], Unreadable) == "archive.form"
    second = 1024 + 124
    assert refusal(GOOD[:second] + size + GOOD[second + 11 :]) == "archive.header"


def changed(position: int, byte: int) -> bytes:
    return GOOD[:position] + bytes([byte]) + GOOD[position + 1 :]


@pytest.mark.parametrize("position", range(1024, 1536))
def test_any_byte_of_a_header_that_is_changed_is_refused(position: int) -> None:
    """Mode, owner, type, link, checksum: all have one value."""
    assert refusal(changed(position, GOOD[position] ^ 1)) in ("archive.header", "archive.size")


@pytest.mark.parametrize("position", [1024 - 1, 512 + 5, len(GOOD) - 1])
def test_padding_that_is_not_zero_is_refused(position: int) -> None:
    """Something could be hidden there that no hash covers."""
    assert refusal(changed(position, 1)) == "archive.header"


def test_a_changed_header_with_a_right_checksum_is_refused() -> None:
    """A symbolic link, or a file that may be run: the form is compared as a whole."""
    for position, byte in ((156, ord("2")), (104, ord("7")), (257, ord("u"))):
        header = bytearray(GOOD[:512])
        header[position] = byte
        total = sum(header[:148]) + 8 * ord(" ") + sum(header[156:])
        header[148:156] = b"%06o\x00 " % total
        assert refusal(bytes(header) + GOOD[512:]) == "archive.header"


def test_names_are_only_names() -> None:
    """A path in a name is handed on as text; the archive refuses it by its hash."""
    data = tar.member("../../etc/passwd", b"x", TIME)
    assert list(tar.members(data)) == [("../../etc/passwd", b"x")]
