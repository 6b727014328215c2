"""A log with witnesses: opened, grown by an entry at a time, cosigned over HTTP or by files.

Keys are left unlocked: what a passphrase protects has tests of its own.
"""

from __future__ import annotations

import contextlib
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dauys.cli import exchange, ledger, witness
from dauys.cli.heads import Memory
from dauys.cli.watch import Watch
from dauys.log import checkpoint as checkpoints
from dauys.log import note as notes
from dauys.log.checkpoint import Checkpoint
from dauys.log.keys import CosigningKey, SigningKey
from dauys.record.opening import ReferendumOpened
from dauys.text.provision import Text
from dauys.text.read import Source as TextSource
from dauys.text.read import read as read_law
from dauys.text.version import publish
from tests.journeys.world import run

AT = "2027-05-14T05:00:00Z"
ORIGIN = "tal.example/log"
KEY = SigningKey(ORIGIN, bytes([7] * 32))
WITNESSES = [CosigningKey(f"w{n}.example/witness", bytes([n] * 32)) for n in (1, 2, 3)]
LOG_KEY = KEY.verifier.write()


@dataclass(frozen=True, slots=True)
class Place:
    """A folder with a record, the log's key and a folder for each witness."""

    root: Path

    @property
    def record(self) -> Path:
        return self.root / "record"

    @property
    def key(self) -> Path:
        return self.root / "log.key"

    def own(self, number: int) -> Path:
        """A witness's folder, counted from 0."""
        return self.root / f"witness-{number + 1}"

    def watch(self, number: int = 0) -> Watch:
        """A witness at work in its folder."""
        return Watch(WITNESSES[number], Memory(self.own(number)), (KEY.verifier,))

    def head(self) -> Checkpoint:
        """The head of the record, whoever signed it."""
        return checkpoints.peek(self.note())

    def note(self) -> bytes:
        """The checkpoint file."""
        return (self.record / "checkpoint").read_bytes()

    def signers(self) -> list[str]:
        """Whose lines stand under the checkpoint."""
        return [each.name for each in notes.parse(self.note()).signatures]

    def grow(self, version: str) -> None:
        """One entry more: a version of a text."""
        log = ledger.reopen(self.record, KEY, memory=ledger.memory_of(self.key))
        event, objects = publish("charter", version, "draft", AT[:10], "office", ("en",), law())
        log.append(AT, [event], objects)

    def fork(self, version: str) -> Place:
        """A second history of the same log, signed with its key: it parts from here."""
        other = Place(self.root / f"fork-{version}")
        shutil.copytree(self.record, other.record)
        shutil.copy(self.key, other.key)
        other.grow(version)
        return other


def law() -> dict[str, Text]:
    """A law of one article, in the one language of the record."""
    data = b"CHARTER\nArticle 1\n1. The town has a library.\n"
    return {"en": read_law([TextSource("charter.txt", data)], "en").text}


def place(root: Path, witnesses: int = 3, quorum: int = 2) -> Place:
    """A log that has just been opened."""
    made = Place(root)
    root.mkdir(exist_ok=True)
    secret(made.key, KEY.write())
    for number, key in enumerate(WITNESSES):
        made.own(number).mkdir()
        secret(made.own(number) / "witness.key", key.write())
    names = tuple(key.verifier.write() for key in WITNESSES[:witnesses])
    title = {"en": "A charter"}
    opened = ReferendumOpened(1, title, ("en",), LOG_KEY, names, quorum, True)
    log = ledger.create(made.record, KEY, memory=ledger.memory_of(made.key))
    log.append(AT, [opened])
    return made


def secret(path: Path, text: str) -> None:
    """A file that only its owner may read."""
    path.touch(mode=0o600)
    path.write_text(text + "\n", encoding="utf-8")


@contextlib.contextmanager
def serving(watch: Watch) -> Iterator[str]:
    """The address at which a witness answers, on a free port of this machine."""
    server = exchange.Server(("127.0.0.1", 0), lambda data: witness.answered(watch, data))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def seen(place: Place, number: int = 0) -> int:
    """How many entries the head has that a witness remembers."""
    kept = Memory(place.own(number)).last(KEY.verifier)
    return checkpoints.peek(kept).size if kept else 0


def refused(*args: str | Path) -> tuple[int, str]:
    """A command that must fail: its exit code, and the code on its last line."""
    code, _, err = run(*(str(arg) for arg in args))
    assert "Traceback" not in err
    last = err.splitlines()[-1]
    assert last.startswith("dauys: ")
    return code, last.split(": ")[1]


def done(*args: str | Path) -> str:
    """A command that must succeed: what it prints."""
    code, out, err = run(*(str(arg) for arg in args))
    assert code == 0, err
    return out
