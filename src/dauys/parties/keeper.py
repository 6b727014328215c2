"""The keeper of the log, and its witnesses: fresh keys, and salts for what may be withdrawn."""

from __future__ import annotations

from dauys.log.keys import CosigningKey, SigningKey
from dauys.parties.randomness import salt


def new_log_key(name: str) -> SigningKey:
    """A fresh signing key under this name; raises ``note.key`` for a name that cannot be one."""
    return SigningKey(name, salt())


def new_witness_key(name: str) -> CosigningKey:
    """A fresh key of a witness under this name; raises ``note.key`` as above."""
    return CosigningKey(name, salt())


def new_salt() -> bytes:
    """32 fresh bytes that make the hash of someone's words impossible to guess."""
    return salt()
