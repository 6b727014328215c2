"""Keys of signed notes (C2SP signed-note), Ed25519, 2-log.md section 3.

    verifier key   astana.example/log+c74f20a3+<base64 of 0x01 and 32 bytes of public key>
    signing key    PRIVATE+KEY+ the same name and id + <base64 of 0x01 and 32 bytes of seed>

The id is the first four bytes of SHA-256(name, newline, 0x01, public key). A signing key is made
from a seed that is an argument: nothing here takes randomness, or writes a secret anywhere.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass, field

from nacl import bindings
from nacl.exceptions import BadSignatureError

from dauys.errors import Refused, Unreadable

SEED_BYTES = 32
SIGNATURE_BYTES = 64
MAX_NAME = 255
_ED25519 = b"\x01"
_SECRET = "PRIVATE+KEY+"
_KEY = re.compile(r"([^+]+)\+[0-9a-f]{8}\+([A-Za-z0-9+/]+={0,2})")


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """Who may sign: a name and an Ed25519 public key of 32 bytes."""

    name: str
    public: bytes

    @property
    def id(self) -> bytes:
        """Four bytes that tell keys of one name apart; no commitment to the key."""
        named = self.name.encode() + b"\n" + _ED25519 + self.public
        return hashlib.sha256(named).digest()[:4]

    def write(self) -> str:
        """The key as text."""
        return f"{self.name}+{self.id.hex()}+{_base64(_ED25519 + self.public)}"

    def verify(self, message: bytes, signature: bytes) -> None:
        """Refuses a signature that is not this key's over the message."""
        try:
            # The library takes both in one string: another length would move the border.
            if len(signature) == SIGNATURE_BYTES:
                bindings.crypto_sign_open(signature + message, self.public)
                return
        except BadSignatureError:
            pass
        raise Refused("note.signature", f"key:{self.name}")


@dataclass(frozen=True, slots=True)
class SigningKey:
    """Who signs: a name and a secret seed of 32 bytes, which no message ever shows."""

    name: str
    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if not is_name(self.name) or len(self.seed) != SEED_BYTES:
            raise Unreadable("note.key", "key")

    @property
    def verifier(self) -> VerifierKey:
        return VerifierKey(self.name, bindings.crypto_sign_seed_keypair(self.seed)[0])

    def write(self) -> str:
        """The secret key as text, in the form that the Go tools for notes read."""
        return f"{_SECRET}{self.name}+{self.verifier.id.hex()}+{_base64(_ED25519 + self.seed)}"

    def sign(self, message: bytes) -> bytes:
        """The signature over a message: 64 bytes, the same each time."""
        secret = bindings.crypto_sign_seed_keypair(self.seed)[1]
        return bindings.crypto_sign(message, secret)[:SIGNATURE_BYTES]


def parse_verifier_key(text: str) -> VerifierKey:
    """The key that a text spells; raises `Unreadable` ``note.key``."""
    key = VerifierKey(*_parse(text))
    if key.write() != text:  # another type or id, stray bits in the base64
        raise Unreadable("note.key", "key")
    return key


def parse_signing_key(text: str) -> SigningKey:
    """The secret key that a text spells; raises `Unreadable` ``note.key``, which shows none."""
    if not text.startswith(_SECRET):
        raise Unreadable("note.key", "key")
    key = SigningKey(*_parse(text.removeprefix(_SECRET)))
    if key.write() != text:
        raise Unreadable("note.key", "key")
    return key


def is_name(name: str) -> bool:
    """Whether a name can stand in a signature line: no space of any kind, no plus, no control."""
    return 0 < len(name) <= MAX_NAME and not any(
        char.isspace() or char == "+" or char < " " or "\ud800" <= char <= "\udfff" for char in name
    )


def _parse(text: str) -> tuple[str, bytes]:
    """The name, and the 32 bytes of public key or seed."""
    found = _KEY.fullmatch(text)
    if not found or not is_name(found[1]):
        raise Unreadable("note.key", "key")
    try:
        material = base64.b64decode(found[2], validate=True)
    except binascii.Error:
        raise Unreadable("note.key", "key") from None
    if len(material) != 1 + SEED_BYTES:
        raise Unreadable("note.key", "key")
    return found[1], material[1:]


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
