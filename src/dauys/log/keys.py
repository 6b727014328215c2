"""Keys of signed notes (C2SP signed-note) and of cosignatures, Ed25519, 2-log.md section 3.

    verifier key   astana.example/log+c74f20a3+<base64 of the type and 32 bytes of public key>
    signing key    PRIVATE+KEY+ the same name and id + <base64 of the type and 32 bytes of seed>

The type is 0x01 for the key of a log, which signs notes, and 0x04 for that of a witness, which
signs a moment and a note (`cosignature`): two classes each, so that neither is taken for the other.
The id is the first four bytes of SHA-256(name, newline, type, public key). A secret key is made
from a seed that is an argument: nothing here takes randomness, or writes a secret anywhere.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass, field
from typing import ClassVar

from nacl import bindings
from nacl.exceptions import BadSignatureError

from dauys.errors import Refused, Unreadable

SEED_BYTES = 32
SIGNATURE_BYTES = 64
MAX_NAME = 255
_SECRET = "PRIVATE+KEY+"
_KEY = re.compile(r"([^+]+)\+[0-9a-f]{8}\+([A-Za-z0-9+/]+={0,2})")


@dataclass(frozen=True, slots=True)
class _Public:
    """A name and an Ed25519 public key of 32 bytes; what it may sign is said by its type."""

    TYPE: ClassVar[bytes]
    name: str
    public: bytes

    @property
    def id(self) -> bytes:
        """Four bytes that tell keys of one name apart; no commitment to the key."""
        named = self.name.encode() + b"\n" + self.TYPE + self.public
        return hashlib.sha256(named).digest()[:4]

    def write(self) -> str:
        """The key as text."""
        return f"{self.name}+{self.id.hex()}+{_base64(self.TYPE + self.public)}"

    def holds(self, message: bytes, signature: bytes) -> bool:
        """Whether a signature is this key's over exactly these bytes."""
        try:
            # The library takes both in one string: another length would move the border.
            if len(signature) == SIGNATURE_BYTES:
                bindings.crypto_sign_open(signature + message, self.public)
                return True
        except BadSignatureError:
            pass
        return False


@dataclass(frozen=True, slots=True)
class VerifierKey(_Public):
    """Who may sign a note: a log."""

    TYPE: ClassVar[bytes] = b"\x01"

    def verify(self, message: bytes, signature: bytes) -> None:
        """Refuses a signature that is not this key's over the message."""
        if not self.holds(message, signature):
            raise Refused("note.signature", f"key:{self.name}")


@dataclass(frozen=True, slots=True)
class CosignerKey(_Public):
    """Who may cosign a checkpoint: a witness. `cosignature.time_of` verifies with it."""

    TYPE: ClassVar[bytes] = b"\x04"


@dataclass(frozen=True, slots=True)
class _Secret:
    """Who signs: a name and a secret seed of 32 bytes, which no message ever shows."""

    name: str
    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if not is_name(self.name) or len(self.seed) != SEED_BYTES:
            raise Unreadable("note.key", "key")

    @property
    def public(self) -> bytes:
        """The public key that belongs to the seed."""
        return bindings.crypto_sign_seed_keypair(self.seed)[0]

    def sign(self, message: bytes) -> bytes:
        """The signature over exactly these bytes: 64 bytes, the same each time."""
        secret = bindings.crypto_sign_seed_keypair(self.seed)[1]
        return bindings.crypto_sign(message, secret)[:SIGNATURE_BYTES]


@dataclass(frozen=True, slots=True)
class SigningKey(_Secret):
    """The secret key of a log, which signs notes."""

    @property
    def verifier(self) -> VerifierKey:
        return VerifierKey(self.name, self.public)

    def write(self) -> str:
        """The secret key as text, in the form that the Go tools for notes read."""
        return _write_secret(self.verifier, self.seed)


@dataclass(frozen=True, slots=True)
class CosigningKey(_Secret):
    """The secret key of a witness, which signs cosignatures and nothing else."""

    @property
    def verifier(self) -> CosignerKey:
        return CosignerKey(self.name, self.public)

    def write(self) -> str:
        """The secret key as text, in the same form with its own type."""
        return _write_secret(self.verifier, self.seed)


def parse_verifier_key(text: str, *, accused: str = "key") -> VerifierKey:
    """The log's key that a text spells; raises `Unreadable` ``note.key``."""
    key = VerifierKey(*_parse(text, accused))
    _check_spelling(key.write(), text, accused)
    return key


def parse_cosigner_key(text: str, *, accused: str = "key") -> CosignerKey:
    """The witness's key that a text spells; raises `Unreadable` ``note.key``."""
    key = CosignerKey(*_parse(text, accused))
    _check_spelling(key.write(), text, accused)
    return key


def parse_signing_key(text: str) -> SigningKey:
    """The log's secret key that a text spells; raises ``note.key``, which shows none."""
    key = SigningKey(*_parse_secret(text))
    _check_spelling(key.write(), text)
    return key


def parse_cosigning_key(text: str) -> CosigningKey:
    """The witness's secret key that a text spells; raises ``note.key``, which shows none."""
    key = CosigningKey(*_parse_secret(text))
    _check_spelling(key.write(), text)
    return key


def is_name(name: str) -> bool:
    """Whether a name can stand in a signature line: no space of any kind, no plus, no control."""
    return 0 < len(name) <= MAX_NAME and not any(
        char.isspace() or char == "+" or char < " " or "\ud800" <= char <= "\udfff" for char in name
    )


def _check_spelling(written: str, text: str, accused: str = "key") -> None:
    """A key has one spelling: no other type or id, no stray bits in the base64."""
    if written != text:
        raise Unreadable("note.key", accused)


def _write_secret(public: _Public, seed: bytes) -> str:
    return f"{_SECRET}{public.name}+{public.id.hex()}+{_base64(public.TYPE + seed)}"


def _parse_secret(text: str) -> tuple[str, bytes]:
    if not text.startswith(_SECRET):
        raise Unreadable("note.key", "key")
    return _parse(text.removeprefix(_SECRET))


def _parse(text: str, accused: str = "key") -> tuple[str, bytes]:
    """The name, and the 32 bytes of public key or seed."""
    found = _KEY.fullmatch(text)
    if not found or not is_name(found[1]):
        raise Unreadable("note.key", accused)
    try:
        material = base64.b64decode(found[2], validate=True)
    except binascii.Error:
        raise Unreadable("note.key", accused) from None
    if len(material) != 1 + SEED_BYTES:
        raise Unreadable("note.key", accused)
    return found[1], material[1:]


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
