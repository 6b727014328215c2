"""What takes long is worked out once and kept: while one request is at it, the others wait for it.

Without that the first readers of a new comparison would all work it out beside one another, and
each of them would wait for all. Who waits in another process works it out too, once a process.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar
from weakref import WeakValueDictionary

from django.core.cache import caches

T = TypeVar("T")
PAGES = "pages"  # goes whenever somebody's words are withdrawn
TEXTS = "texts"  # of published texts alone, which are never withdrawn


class _Turn:
    """Whose turn it is to work one thing out."""

    def __init__(self) -> None:
        self.lock = threading.RLock()


_turns: WeakValueDictionary[str, _Turn] = WeakValueDictionary()
_guard = threading.Lock()


def kept(cache: str, name: str, make: Callable[[], T], *, seconds: int | None = None) -> T:
    """What is kept under a name in one of the caches, or what is made now; never None."""
    found: T | None = caches[cache].get(name)
    if found is not None:
        return found
    with _guard:
        turn = _turns.setdefault(name, _Turn())
    with turn.lock:
        found = caches[cache].get(name)  # somebody may have made it meanwhile
        if found is None:
            found = make()
            caches[cache].set(name, found, seconds)
        return found
