"""The log in memory that tests corrupt, the published vectors, and what a refusal must say."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dauys.errors import DauysError
from dauys.log import checkpoint, writer
from dauys.log.checkpoint import Checkpoint
from dauys.log.keys import SigningKey
from dauys.log.reader import MemoryTiles

VECTORS = Path(__file__).parents[2] / "vectors" / "log"
ORIGIN = "town.example/log"
KEY = SigningKey(ORIGIN, bytes(range(32)))
BIG = 70_000  # the example of tlog-tiles: tiles of three levels, each with a partial one


@cache
def published(name: str) -> Any:
    """A file of vectors/log."""
    return json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))


def some_entries(count: int) -> list[bytes]:
    """Entries of different lengths, no two alike."""
    return [b"%d" % n * (1 + n % 5) for n in range(count)]


class World:
    """A stored log, whose files a test may change, take away or add to."""

    def __init__(self, entries: Sequence[bytes]):
        _, files = writer.publish(writer.EMPTY, entries, ORIGIN, [KEY])
        self.files = dict(files)
        self.read_paths: list[str] = []

    @property
    def checkpoint(self) -> Checkpoint:
        return checkpoint.read(self.files["checkpoint"], KEY.verifier)

    def read(self, path: str) -> bytes:
        self.read_paths.append(path)
        return MemoryTiles(self.files).read(path)

    def flip(self, path: str, at: int = 0) -> None:
        """Changes one bit of a file."""
        changed = bytearray(self.files[path])
        changed[at] ^= 1
        self.files[path] = bytes(changed)

    def copy(self) -> World:
        other = World([])
        other.files = dict(self.files)
        return other


@cache
def _big() -> World:
    return World(some_entries(BIG))


def big_world() -> World:
    """A fresh copy of the log of 70,000 entries."""
    return _big().copy()


@contextmanager
def refused(code: str, accused: str | None = None) -> Iterator[pytest.ExceptionInfo[DauysError]]:
    """What happens inside must be refused with this code, naming this accused."""
    with pytest.raises(DauysError) as caught:
        yield caught
    assert caught.value.code == code
    if accused is not None:
        assert caught.value.accused == accused
