"""The log's signing key, the one secret of a referendum that the site holds; loaded here only.

The file is the one that `dauys record key --no-passphrase` writes: nobody can type a passphrase
for a server. It must be readable by its owner alone; docs/how-to/run.md says how a system hands
it over.
"""

from __future__ import annotations

import stat
from functools import cache
from pathlib import Path

from dauys.errors import Unreadable
from dauys.log.keys import SigningKey, parse_signing_key

MAX_KEY = 4096  # bytes


@cache
def log_key(path: Path) -> SigningKey:
    """The key in a file. Raises `Unreadable` ``file.missing``, ``key.open`` or ``note.key``."""
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        text = path.read_bytes()[:MAX_KEY].decode("ascii", "replace")
    except OSError:
        raise Unreadable("file.missing", f"file:{path}") from None
    if mode & 0o077:
        raise Unreadable("key.open", f"file:{path}", mode=f"{mode:03o}")
    return parse_signing_key(text.removesuffix("\n"))
