"""Secret keys in files: canonical JSON, readable by their owner alone.

They are not encrypted with a passphrase yet, and each command that writes one says so.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from dauys import group as groups
from dauys.cli import files
from dauys.cli.voice import echo, words
from dauys.errors import Refused
from dauys.group import Element, Group
from dauys.log.keys import SigningKey, parse_signing_key
from dauys.parties.trustee import PrivateKey
from dauys.wire import shape
from dauys.wire.shape import Decimal

LIMIT = 64 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A private key of a trustee or the registrar; ``x`` is the secret."""

    group: str
    public_key: str
    x: Decimal = field(repr=False)


def write_private(path: Path, group: Group, key: PrivateKey, *, quiet: bool = False) -> None:
    """Writes a new key file and says how it is protected, unless a rehearsal says it once."""
    document = KeyFile(group.name, key.public, key.x)
    files.write_new(path, shape.write(document), secret=True)
    if not quiet:
        echo(words().say("key.written", path=str(path)))


def read_private(path: Path) -> tuple[Group, PrivateKey]:
    """Reads a key file; raises ``key.pair`` where the parts do not belong together."""
    who = f"file:{path}"
    document = shape.read(KeyFile, files.read_bytes(path, limit=LIMIT), accused=who)
    group = groups.named(document.group)
    public: Element = group.element(document.public_key, who)
    if document.x >= group.order or group.power_secret(group.generator, document.x) != public:
        raise Refused("key.pair", who)
    return group, PrivateKey(document.x, public)


def read_signing(path: Path) -> SigningKey:
    """Reads the log's key."""
    text = files.read_bytes(path, limit=LIMIT).decode("ascii", errors="replace")
    return parse_signing_key(text.strip())
