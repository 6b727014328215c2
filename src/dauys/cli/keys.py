"""Secret keys in files: locked with a passphrase, readable by their owner alone.

A passphrase is typed at the terminal, unseen, or stands in a file that ``--passphrase-file`` names;
never on a command line or in the environment, where other programs see it. Only a signing key, of
the log or of a witness, may be left unlocked, for a server that nobody attends; it says so aloud
when it is made and each time that it is read.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer

from dauys import group as groups
from dauys.cli import files, terminal
from dauys.cli.voice import echo, warn, words
from dauys.errors import Refused, Unreadable
from dauys.group import Element, Group
from dauys.log.keys import CosigningKey, SigningKey, parse_cosigning_key, parse_signing_key
from dauys.parties import locked
from dauys.parties.locked import Purpose
from dauys.parties.trustee import PrivateKey
from dauys.wire import shape
from dauys.wire.shape import Decimal

PassphraseFile = Annotated[Path | None, typer.Option("--passphrase-file", metavar="FILE")]
NoPassphrase = Annotated[bool, typer.Option("--no-passphrase")]

LIMIT = 64 * 1024  # bytes
# Against one who has the file and tries a hundred thousand guesses a day on each of many machines.
MIN_CHARACTERS = 12
COST = locked.STRONG
_UNLOCKED = b"PRIVATE+KEY+"


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A private key of a trustee or the registrar; ``x`` is the secret."""

    group: str
    public_key: str
    x: Decimal = field(repr=False)


def new_passphrase(path: Path, given: Path | None, caption: str = "passphrase.new") -> bytes:
    """A passphrase for a new file, typed twice or read from the file ``given``.

    ``caption`` is the word with which it is asked for. Raises `Unreadable` ``key.short``,
    ``key.differs`` and ``key.encoding``.
    """
    if given is not None:
        passphrase = read_passphrase(given)
    else:
        passphrase = encoded(terminal.ask_secret(words().say(caption, path=str(path))), path)
    if len(passphrase.decode("utf-8")) < MIN_CHARACTERS:
        raise Unreadable("key.short", f"file:{path}", minimum=MIN_CHARACTERS)
    if given is None:
        asked = words().say(caption, path=str(path))
        again = terminal.ask_secret(words().say("passphrase.again", asked=asked))
        if encoded(again, path) != passphrase:
            raise Unreadable("key.differs", f"file:{path}")
    return passphrase


def known_passphrase(path: Path, given: Path | None, caption: str = "passphrase.known") -> bytes:
    """The passphrase of a file that is there."""
    if given is not None:
        return read_passphrase(given)
    return encoded(terminal.ask_secret(words().say(caption, path=str(path))), path)


def read_passphrase(path: Path) -> bytes:
    """The passphrase in a file: all of it, but for the end of its line."""
    text = read_secret(path).decode("utf-8", "surrogateescape")
    return encoded(text.rstrip("\r\n"), path)


def encoded(passphrase: str, path: Path) -> bytes:
    """The bytes of a passphrase, the same from every keyboard that composes letters its own way.

    Raises `Unreadable` ``key.encoding`` for bytes that are no letters: a terminal with another
    encoding sends them, and at the next one the same keys would send others.
    """
    try:
        return unicodedata.normalize("NFC", passphrase).encode("utf-8")
    except UnicodeEncodeError:
        raise Unreadable("key.encoding", f"file:{path}") from None


def read_secret(path: Path, *, limit: int = LIMIT) -> bytes:
    """The bytes of a file that only its owner may read; raises `Refused` ``key.open``."""
    try:
        with path.open("rb") as stream:
            mode = stat.S_IMODE(os.fstat(stream.fileno()).st_mode)
            data = stream.read(limit + 1)
    except OSError as error:
        raise files.unreadable(error, path) from None
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise Refused("key.open", f"file:{path}", mode=f"{mode:04o}")
    if len(data) > limit:
        raise Unreadable("file.size", f"file:{path}", limit=limit)
    return data


def write_private(path: Path, group: Group, key: PrivateKey, passphrase: bytes) -> None:
    """Writes a new key file, locked, and says so."""
    document = shape.write(KeyFile(group.name, key.public, key.x))
    data = locked.lock(document, [passphrase], "private-key", key.public, COST)
    files.write_new(path, data, secret=True)
    echo(words().say("key.written", path=str(path)))


def write_rehearsed(path: Path, group: Group, key: PrivateKey) -> None:
    """Writes a key of a rehearsal, which lies open and which no command takes for a key."""
    files.write_new(path, shape.write(KeyFile(group.name, key.public, key.x)), secret=True)


def public_of(path: Path) -> Element:
    """Whose key a file holds, as it says in the clear; `read_private` holds the secret to it."""
    return Element(read_locked(path, "private-key").about)


def read_private(path: Path, given: Path | None = None) -> tuple[Group, PrivateKey]:
    """Opens a key file; raises ``key.pair`` where the parts do not belong together."""
    who = f"file:{path}"
    box = read_locked(path, "private-key")
    data = locked.unlock(box, [known_passphrase(path, given)], accused=who)
    document = shape.read(KeyFile, data, accused=who, limit=LIMIT)
    group = groups.named(document.group)
    public: Element = group.element(document.public_key, who)
    whole = document.x < group.order and box.about == public
    if not whole or group.power_secret(group.generator, document.x) != public:
        raise Refused("key.pair", who)
    return group, PrivateKey(document.x, public)


def read_locked(path: Path, purpose: Purpose, *, limit: int = LIMIT) -> locked.Locked:
    """A locked file, not opened yet; raises ``key.unlocked`` where it is none."""
    data = read_secret(path, limit=limit)
    if not data.startswith(b'{"format":"dauys-locked-'):
        raise Refused("key.unlocked", f"file:{path}")
    return locked.read(data, purpose, accused=f"file:{path}")


def write_signing(path: Path, key: SigningKey | CosigningKey, passphrase: bytes | None) -> None:
    """Writes a new file with the key of a log or a witness; None leaves it unlocked, aloud."""
    data = key.write().encode("utf-8")
    if passphrase is None:
        files.write_new(path, data + b"\n", secret=True)
        warn(words().say("key.unlocked", path=str(path)))
        return
    about = key.verifier.write()
    data = locked.lock(data, [passphrase], "signing-key", about, COST)
    files.write_new(path, data, secret=True)
    echo(words().say("key.written", path=str(path)))


def read_signing(path: Path, given: Path | None = None) -> SigningKey:
    """Opens the key of a log; one that is unlocked is read, aloud."""
    return parse_signing_key(_signing_text(path, given))


def read_cosigning(path: Path, given: Path | None = None) -> CosigningKey:
    """Opens the key of a witness, in the same way."""
    return parse_cosigning_key(_signing_text(path, given))


def _signing_text(path: Path, given: Path | None) -> str:
    data = read_secret(path)
    if data.startswith(_UNLOCKED):
        warn(words().say("key.unlocked", path=str(path)))
    else:
        box = read_locked(path, "signing-key")
        phrases = [known_passphrase(path, given)]
        data = locked.unlock(box, phrases, accused=f"file:{path}")
    return data.decode("ascii", errors="replace").strip()
