"""Files of a record on a disk: what is read of them, in which pieces, what is told of others."""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from dauys.errors import DauysError, Refused, Unreadable
from dauys.verification import sources
from dauys.verification.sources import Folder, Web, open_source

SECONDS = 2  # that a pipe is waited for before a test ends it


def told(error: DauysError) -> tuple[str, str]:
    """Code and accused."""
    return error.code, error.accused


def unreadable(source: Folder, path: str) -> tuple[str, str]:
    with pytest.raises(Unreadable) as caught:
        source.read(path)
    return told(caught.value)


def test_a_file_is_read_as_far_as_its_limit(tmp_path: Path) -> None:
    (tmp_path / "checkpoint").write_bytes(b"12345")
    source = Folder(tmp_path)
    assert source.read("checkpoint") == source.read("checkpoint", 5) == b"12345"
    with pytest.raises(Refused) as caught:
        source.read("checkpoint", 4)
    assert told(caught.value) == ("source.size", "file:checkpoint")
    assert caught.value.facts == {"limit": 4}


class Asked(io.BytesIO):
    """A file that remembers how much was asked of it at once."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.sizes: list[int | None] = []

    def read(self, size: int | None = -1) -> bytes:
        self.sizes.append(size)
        return super().read(size)


@pytest.mark.parametrize(
    ("length", "limit", "sizes"),
    [(10, 10, [4, 4, 3, 1]), (10, 100, [4, 4, 4, 4]), (0, 0, [1]), (4, 4, [4, 1])],
)
def test_a_file_is_asked_for_in_pieces_and_for_one_byte_more_than_may_be(
    length: int, limit: int, sizes: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a document says of its size must not become an allocation."""
    monkeypatch.setattr(sources, "PIECE", 4)
    data, stream = bytes(range(length)), Asked(bytes(range(length)))
    assert sources._read(stream, "checkpoint", limit) == data
    assert stream.sizes == sizes


def opened() -> int:
    """How many files this process holds open, where the system says so."""
    place = Path("/proc/self/fd")
    return len(list(place.iterdir())) if place.exists() else 0


def test_what_is_no_file_is_told_from_what_is_not_there(tmp_path: Path) -> None:
    source, before = Folder(tmp_path), opened()
    (tmp_path / "object").mkdir()
    os.mkfifo(tmp_path / "checkpoint")
    assert unreadable(source, "tile/0/000") == ("source.missing", "file:tile/0/000")
    assert unreadable(source, "object") == ("source.unreadable", "file:object")
    with at_once(tmp_path / "checkpoint"):
        assert unreadable(source, "checkpoint") == ("source.unreadable", "file:checkpoint")
    assert opened() == before, "what was opened is closed again"


@contextmanager
def at_once(pipe: Path) -> Iterator[None]:
    """Whoever waits for a writer at this pipe, as an opening in the usual way does, gets one.

    Without it a test would not fail but hang.
    """
    came: list[bool] = []

    def write() -> None:
        with suppress(OSError):  # ENXIO: nobody waits
            os.close(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))
            came.append(True)

    timer = threading.Timer(SECONDS, write)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
    assert not came, "the pipe was waited for"


@pytest.mark.parametrize("address", ["http://town.example/record", "https://town.example/record"])
def test_an_address_is_asked_and_not_looked_for_on_the_disk(address: str) -> None:
    assert open_source(address) == Web(address)


def test_a_folder_is_a_record(tmp_path: Path) -> None:
    assert open_source(str(tmp_path)) == Folder(tmp_path)


def test_what_cannot_be_opened_is_told_by_its_name(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, code in (
        (f"{tmp_path}/pipe", "source.unreadable"),
        (f"{tmp_path}/na\0me", "source.unreadable"),
        (f"{tmp_path}/nowhere", "source.absent"),
    ):
        with at_once(tmp_path / "pipe"), pytest.raises(Unreadable) as caught:
            open_source(name)
        assert told(caught.value) == (code, f"file:{name}")
