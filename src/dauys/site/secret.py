"""The randomness of the site: its own secret, codes, salts and tokens; no secret of a vote.

The one module of the site that draws any.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from dauys.errors import Unreadable
from dauys.site.environment import LEAST_SECRET

SALT_BYTES = 32
CODE_DIGITS = 8


def salt() -> bytes:
    """32 fresh bytes that make the hash of someone's words impossible to guess."""
    return secrets.token_bytes(SALT_BYTES)


def token() -> str:
    """A fresh name that nobody can guess: 32 lower-case hexadecimal digits."""
    return secrets.token_hex(16)


def code() -> str:
    """A fresh code that a person copies from a mail: eight digits."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"


def django_secret(path: Path, *, real: bool) -> str:
    """The secret in a file; in a trial it is made when it is not there.

    Raises `Unreadable` ``setting.secret`` in real use where it is missing or short.
    """
    if path.exists():
        told = path.read_text(encoding="utf-8").strip()
        if len(told) >= LEAST_SECRET:
            return told
    elif not real:
        return _new(path)
    raise Unreadable("setting.secret", f"file:{path}", least=LEAST_SECRET)


def _new(path: Path) -> str:
    """A fresh secret in a file; where another process was quicker, the secret of that one."""
    made = secrets.token_urlsafe(LEAST_SECRET)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="utf-8").strip()
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(made)
    return made
