"""Secrets locked with passphrases: Argon2id makes the key, XSalsa20-Poly1305 the box.

    {"format":"dauys-locked-1","purpose":"private-key","about":"…","kdf":"argon2id","operations":3,
     "memory":268435456,"salts":["…"],"nonce":"…","box":"…","sum":"…"}

One salt for each passphrase: a file with two salts opens only to two persons together, and each of
the two alone learns nothing, not even whether the own passphrase is the right one. ``purpose`` and
``about`` are in the clear and bound to the key, so that neither can be exchanged. ``sum`` is a
plain hash of all before it: it tells a damaged file from a wrong passphrase, and protects against
nobody. Who asks for passphrases, and where a file lies, is `dauys.cli.keys`.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from nacl import pwhash
from nacl.exceptions import CryptoError
from nacl.exceptions import RuntimeError as OutOfMemory
from nacl.secret import SecretBox

from dauys.errors import Refused, Unreadable
from dauys.parties import randomness
from dauys.wire import canonical, hashes, shape
from dauys.wire.ids import Sha256
from dauys.wire.shape import Match

Base64 = Annotated[str, Match("(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2,3}={1,2})?", "base64")]
Purpose = Literal["private-key", "signing-key", "sealed-list", "member-seed"]

SALT_BYTES = pwhash.argon2id.SALTBYTES
MAX_PERSONS = 2
# A file states what opening it costs; a hostile one must not take the whole machine.
MAX_OPERATIONS = 16
MAX_MEMORY = 1024**3  # bytes
LIMIT = 1024**3  # bytes of a locked file: the sealed list of a whole country
_LABEL = "locked"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try of a passphrase costs: passes over so many bytes of memory (RFC 9106)."""

    operations: int
    memory: int  # bytes


# libsodium's "moderate": most of a second and 256 MiB for every guess.
STRONG = Cost(pwhash.argon2id.OPSLIMIT_MODERATE, pwhash.argon2id.MEMLIMIT_MODERATE)
# For tests alone: it protects nothing.
CHEAP = Cost(pwhash.argon2id.OPSLIMIT_MIN, pwhash.argon2id.MEMLIMIT_MIN)


@dataclass(frozen=True, slots=True)
class Locked:
    """A locked file; ``about`` says in the clear whose it is: a public key, or nothing."""

    format: Literal["dauys-locked-1"]
    purpose: Purpose
    about: str
    kdf: Literal["argon2id"]
    operations: int
    memory: int
    salts: tuple[Base64, ...]
    nonce: Base64
    box: Base64
    sum: Sha256 | None = None


def lock(
    secret: bytes, passphrases: Sequence[bytes], purpose: Purpose, about: str, cost: Cost
) -> bytes:
    """The bytes of a file that opens with all of these passphrases together, in this order."""
    salts = [randomness.salt()[:SALT_BYTES] for _ in passphrases]
    nonce = randomness.salt()[: SecretBox.NONCE_SIZE]
    empty = Locked(
        "dauys-locked-1",
        purpose,
        about,
        "argon2id",
        cost.operations,
        cost.memory,
        tuple(_base64(salt) for salt in salts),
        _base64(nonce),
        "",
    )
    box = SecretBox(_key(empty, salts, passphrases)).encrypt(secret, nonce).ciphertext
    closed = replace(empty, box=_base64(box))
    return shape.write(replace(closed, sum=_sum(closed)))


def read(data: bytes, purpose: Purpose, *, accused: str = "") -> Locked:
    """The parts of a locked file, without opening it.

    Raises `Refused` ``key.file`` where it is damaged, ``key.purpose`` where it holds something
    else, ``key.cost`` where opening it would take more than a machine should give.
    """
    locked = shape.read(Locked, data, accused=accused, limit=LIMIT)
    if locked.sum != _sum(replace(locked, sum=None)):
        raise Refused("key.file", accused)
    if locked.purpose != purpose:
        raise Refused("key.purpose", accused, expected=purpose, found=locked.purpose)
    cheapest = (CHEAP.operations, CHEAP.memory)
    within = (
        cheapest[0] <= locked.operations <= MAX_OPERATIONS
        and cheapest[1] <= locked.memory <= MAX_MEMORY
        and 1 <= len(locked.salts) <= MAX_PERSONS
    )
    if not within:
        raise Refused("key.cost", accused, limit=MAX_MEMORY)
    return locked


def unlock(locked: Locked, passphrases: Sequence[bytes], *, accused: str = "") -> bytes:
    """The secret; raises `Refused` ``key.passphrase`` unless all passphrases are right."""
    salts = [_bytes(salt, SALT_BYTES, accused) for salt in locked.salts]
    if len(salts) != len(passphrases):
        raise Refused("key.passphrase", accused)
    nonce = _bytes(locked.nonce, SecretBox.NONCE_SIZE, accused)
    box = _bytes(locked.box, None, accused)
    try:
        return SecretBox(_key(locked, salts, passphrases)).decrypt(box, nonce)
    except OutOfMemory:
        raise Unreadable("key.memory", accused, limit=locked.memory) from None
    except CryptoError:
        raise Refused("key.passphrase", accused) from None


def _key(locked: Locked, salts: Sequence[bytes], passphrases: Sequence[bytes]) -> bytes:
    """One key from all passphrases, for this purpose and this owner only."""
    header = hashes.labelled(_LABEL, locked.purpose.encode(), locked.about.encode())
    digest = hashlib.blake2b(header.encode("ascii"), digest_size=SecretBox.KEY_SIZE)
    for passphrase, salt in zip(passphrases, salts, strict=True):
        digest.update(
            pwhash.argon2id.kdf(
                SecretBox.KEY_SIZE,
                passphrase,
                salt,
                opslimit=locked.operations,
                memlimit=locked.memory,
            )
        )
    return digest.digest()


def _sum(locked: Locked) -> str:
    return hashes.labelled("locked-sum", canonical.write(shape.plain(locked)))


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str, size: int | None, accused: str) -> bytes:
    try:
        data = base64.b64decode(text, validate=True)
    except binascii.Error:
        raise Refused("key.file", accused) from None
    if _base64(data) != text or (size is not None and len(data) != size):
        raise Refused("key.file", accused)
    return data
