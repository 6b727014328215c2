"""An installation in a folder of its own, its server a real process, and what it has kept."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from dauys.cli import serve
from dauys.log import checkpoint as checkpoints
from dauys.log.checkpoint import Checkpoint
from dauys.log.keys import parse_signing_key
from dauys.log.reader import Log
from dauys.verification.entrance import verify
from dauys.verification.sources import Folder

ROOT = Path(__file__).resolve().parents[3]
SITE = [sys.executable, "-m", "dauys.site"]
OURS = ("DAUYS_", "PYTHONDONTWRITEBYTECODE")
PATIENCE = 60.0  # seconds for a server to answer, on a machine that has other things to do
ENTRIES = 'SELECT "index", data FROM record_entry ORDER BY "index"'


def free_port() -> int:
    """A port of the loopback that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Installation:
    """A sample whose texts are published, in ``folder``; on SQLite where ``database`` is empty."""

    folder: Path
    database: str = ""
    port: int = field(default_factory=free_port)
    server: subprocess.Popen[bytes] | None = None

    @property
    def record(self) -> Path:
        """The folder of the record."""
        return self.folder / "record"

    @property
    def sqlite(self) -> Path:
        """The file of the database, where it is one."""
        return self.folder / "site" / "dauys.sqlite3"

    @property
    def environment(self) -> dict[str, str]:
        """The environment of all its processes."""
        clean = {name: told for name, told in os.environ.items() if not name.startswith(OURS)}
        mine = {
            "DAUYS_PORT": str(self.port),
            "DJANGO_SETTINGS_MODULE": "tests.site.faults.writing_settings",
            "PYTHONPATH": str(ROOT),
            "PYTHONPYCACHEPREFIX": str(ROOT / ".venv" / "pycache"),  # a start takes a third
            "LC_ALL": "en_US.UTF-8",
        }
        database = {"DAUYS_DATABASE": self.database} if self.database else {}
        return {**clean, **serve.settings_of(self.folder), **mine, **database}

    def make(self) -> None:
        """Plays the sample until its texts are published, and takes it in."""
        serve.rehearse(self.folder, "texts")
        self.site("serve", "--prepare")

    def site(self, *command: str, code: int = 0) -> str:
        """Runs a command of the site to its end; gives all that it printed."""
        done = subprocess.run(
            [*SITE, *command], env=self.environment, cwd=ROOT, capture_output=True, text=True,
            timeout=PATIENCE, check=False,
        )  # fmt: skip
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def start(self) -> None:
        """Starts the server, in a group of its own, and waits until it answers."""
        self.server = subprocess.Popen(
            [*SITE, "serve"], env=self.environment, cwd=ROOT, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            assert self.server.poll() is None, "the server did not start"
            try:
                with urllib.request.urlopen(self.address("record/checkpoint"), timeout=5):
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the server does not answer")

    def address(self, path: str) -> str:
        """Where a page is."""
        return f"http://127.0.0.1:{self.port}/{path}"

    def enter(self, name: str, count: int) -> None:
        """Enters hearings without a server."""
        subprocess.run(
            [sys.executable, "-m", "tests.site.faults.writing", name, str(count)],
            env=self.environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip

    def write(self, name: str) -> int:
        """Has the server enter a hearing; its index, once that is acknowledged."""
        request = urllib.request.Request(self.address(f"write/{name}"), method="POST", data=b"")
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return int(answer.read())

    def kill(self) -> None:
        """kill -9, the server and its workers at once."""
        if self.server is not None:
            os.killpg(self.server.pid, signal.SIGKILL)
            self.server.wait()
            self.server = None

    def head(self) -> Checkpoint:
        """The checkpoint of the folder, which the log's key must have signed."""
        text = (self.folder / "parties" / "log" / "log.key").read_text().strip()
        key = parse_signing_key(text).verifier
        return checkpoints.read((self.record / "checkpoint").read_bytes(), key)

    def log(self) -> list[bytes]:
        """Every entry under the checkpoint, each held to it."""
        log = Log(Folder(self.record), self.head())
        return [log.entry(index) for index in range(log.checkpoint.size)]

    def table(self) -> list[bytes]:
        """Every entry that the database holds, in order, with no gap."""
        rows = self._rows()
        assert [index for index, _ in rows] == list(range(len(rows)))
        return [bytes(data) for _, data in rows]

    def _rows(self) -> list[tuple[int, bytes]]:
        if self.database:
            with psycopg.connect(self.database) as asked:
                return asked.execute(ENTRIES).fetchall()
        with sqlite3.connect(self.sqlite) as told:
            return told.execute(ENTRIES).fetchall()

    def verdict(self) -> str:
        """What anyone says who verifies the record."""
        return verify(str(self.record), time.perf_counter).verdict()
