"""Where a record is read from: a folder, a web address, or a ``.bel`` file.

One of the two places below `parties` that open anything. Files are asked for one by one, by paths
that this program makes, each with a limit on its size; nothing is written.
"""

from __future__ import annotations

import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from dauys.errors import Refused, Unreadable

MAX_FILE = 64 * 1024 * 1024  # bytes; larger than the largest bundle
MAX_ARCHIVE = 2 * 1024**3  # bytes
TIMEOUT = 30  # seconds


class Source(Protocol):
    """A reader of files of a record, by their paths in it."""

    def read(self, path: str, limit: int = MAX_FILE) -> bytes:
        """The bytes of a file.

        Raises `Unreadable` ``source.missing`` or ``source.unreadable``, `Refused` ``source.size``.
        """
        ...


@dataclass(frozen=True, slots=True)
class Folder:
    """A record in a folder."""

    root: Path

    def read(self, path: str, limit: int = MAX_FILE) -> bytes:
        try:
            with (self.root / path).open("rb") as stream:
                data = stream.read(limit + 1)
        except FileNotFoundError:
            raise Unreadable("source.missing", f"file:{path}") from None
        except OSError:
            raise Unreadable("source.unreadable", f"file:{path}") from None
        return _within(data, path, limit)


@dataclass(frozen=True, slots=True)
class Web:
    """A record on a static web server."""

    address: str

    def read(self, path: str, limit: int = MAX_FILE) -> bytes:
        url = f"{self.address.rstrip('/')}/{path}"
        try:
            with urllib.request.urlopen(url, timeout=TIMEOUT) as answer:
                data: bytes = answer.read(limit + 1)
        except urllib.error.HTTPError as error:
            if error.code in (404, 410):
                raise Unreadable("source.missing", f"file:{path}") from None
            raise Unreadable("source.unreadable", f"file:{path}") from None
        except (OSError, ValueError):
            raise Unreadable("source.unreadable", f"file:{path}") from None
        return _within(data, path, limit)


def _within(data: bytes, path: str, limit: int) -> bytes:
    if len(data) > limit:
        raise Refused("source.size", f"file:{path}", limit=limit)
    return data


def open_source(name: str) -> Source | bytes:
    """A source for a folder or an address, or the bytes of an archive."""
    if name.startswith(("http://", "https://")):
        return Web(name)
    path = Path(name)
    if path.is_dir():
        return Folder(path)
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_ARCHIVE + 1)
    except FileNotFoundError:
        raise Unreadable("source.absent", f"file:{name}") from None
    except (OSError, ValueError):
        raise Unreadable("source.unreadable", f"file:{name}") from None
    if len(data) > MAX_ARCHIVE:
        raise Unreadable("source.size", f"file:{name}", limit=MAX_ARCHIVE)
    return data
