"""Many documents that lie in one buffer: where each begins, and how long it is.

So a call can be given thousands of them without a copy of each. Between them may lie anything. What
a document says is not looked at here.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, overload


@dataclass(frozen=True, slots=True)
class Laid(Sequence[bytes]):
    """Documents in their order, as bytes where one is asked for."""

    data: bytes
    starts: array[int]  # "Q"
    sizes: array[int]  # "Q"

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, at: int) -> bytes: ...

    @overload
    def __getitem__(self, at: slice) -> Laid: ...

    def __getitem__(self, at: int | slice) -> bytes | Laid:
        if isinstance(at, slice):
            return Laid(self.data, self.starts[at], self.sizes[at])
        start = self.starts[at]
        return self.data[start : start + self.sizes[at]]

    def __iter__(self) -> Iterator[bytes]:
        for start, size in zip(self.starts, self.sizes, strict=True):
            yield self.data[start : start + size]

    def __reduce__(self) -> tuple[Any, ...]:
        """Travels without what lies between."""
        return laid, (tuple(self),)

    def picked(self, numbers: Sequence[int]) -> Laid:
        """Some of them."""
        starts, sizes = self.starts, self.sizes
        return Laid(
            self.data,
            array("Q", [starts[number] for number in numbers]),
            array("Q", [sizes[number] for number in numbers]),
        )

    def cut(self, most: int) -> Laid:
        """The same, but of each no more than so many bytes; the rest is not kept."""
        if not self.sizes or max(self.sizes) <= most:
            return self
        return laid([each[:most] for each in self])


def laid(documents: Sequence[bytes]) -> Laid:
    """Documents one after the other, unless they lie already."""
    if isinstance(documents, Laid):
        return documents
    sizes = array("Q", map(len, documents))
    starts = array("Q", accumulate(sizes, initial=0))
    return Laid(b"".join(documents), starts[: len(sizes)], sizes)
