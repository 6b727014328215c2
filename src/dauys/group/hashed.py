"""`dauys.wire.digests` kept by the native kernel: the same places for the same hashes, many a call.

Lengths are held here, for the library takes them on trust.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from ctypes import py_object, pythonapi
from typing import Any

from dauys.wire.digests import BYTES, FREE, Digests, cut


class Failed(Exception):
    """The library could not do what it was asked: a fault of ours, never of a record."""


def owned(library: Any, made: Any, free: Callable[[Any], None]) -> Any:
    """What the library made, given back to it with the last reference; `Failed` for nothing.

    Where the interpreter ends, that may be when every module is gone: so the library is held by a
    count that nobody takes back, and is never unloaded.
    """
    if made == library.ffi.NULL:
        raise Failed("made")
    pythonapi.Py_IncRef(py_object(library.lib))
    return library.ffi.gc(made, free)


class Hashed(Digests):
    """Hashes of 32 bytes in the library, freed with the object.

    Any number of threads may look hashes up at once, while nobody adds any.
    """

    def __init__(self, library: Any) -> None:
        self._ffi, self._lib = library.ffi, library.lib
        made = self._lib.dauys_digests_new()
        self.made = owned(library, made, self._lib.dauys_digests_free)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[bytes]:
        for row in self.rows():
            yield from cut(row)

    def place(self, digest: bytes) -> int | None:
        (found,) = self.find_all(digest)
        return None if found == FREE else found

    def at(self, place: int) -> bytes:
        return self.row(place, 1)

    def add(self, digest: bytes) -> int:
        (place,) = self.add_all(digest)
        return place

    def row(self, first: int, count: int) -> bytes:
        if first < 0 or count < 0 or first + count > self._count:
            raise Failed("places")
        out = bytearray(BYTES * count)
        self._answer(
            self._lib.dauys_digests_read(self.made, first, count, self._ffi.from_buffer(out))
        )
        return bytes(out)

    def add_all(self, hashes: bytes) -> array[int]:
        places = self._ask(self._lib.dauys_digests_add, hashes)
        if places:
            self._count = max(self._count, max(places) + 1)
        return places

    def find_all(self, hashes: bytes) -> array[int]:
        return self._ask(self._lib.dauys_digests_find, hashes)

    def _ask(self, call: Any, hashes: bytes) -> array[int]:
        count, rest = divmod(len(hashes), BYTES)
        if rest:
            raise Failed("hashes")
        places = array("I", bytes(4 * count))
        if count:
            given, out = (
                self._ffi.from_buffer(hashes),
                self._ffi.from_buffer("uint32_t[]", places),
            )
            self._answer(call(self.made, given, count, out))
        return places

    @staticmethod
    def _answer(answer: int) -> None:
        if answer != 0:
            raise Failed("digests")
