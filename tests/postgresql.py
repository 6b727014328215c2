"""A PostgreSQL server of the tests' own: a fresh folder, a socket in it, no port.

PostgreSQL refuses to run as root; then it runs as its own user, which Debian's package makes.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

USER = "postgres"
PLACES = "/usr/lib/postgresql"  # of Debian's packages, which leave initdb out of the path
# fsync stays on: the site refuses to start on a database that may forget.
MAKING = ("-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
OPTIONS = "-c listen_addresses= -c max_connections=60 -c shared_buffers=64MB"


def programs() -> Path | None:
    """The folder with initdb and pg_ctl, or None where PostgreSQL is not installed."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    there = sorted(Path(PLACES).glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return there[-1].parent if there else None


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; ``run`` runs one of PostgreSQL's programs on it."""

    bin: Path
    folder: Path

    def address(self, name: str) -> str:
        """The address of a database, as DAUYS_DATABASE takes it."""
        return f"postgresql://{USER}@{quote(str(self.folder), safe='')}/{name}"

    def run(self, program: str, *arguments: str) -> None:
        """Runs a program of PostgreSQL's, as its user; raises where it fails."""
        command = [*_as_its_user(), str(self.bin / program), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr or done.stdout}")

    def client(self, program: str, *arguments: str) -> None:
        """As `run`, for those that talk to the server."""
        self.run(program, "-h", str(self.folder), "-U", USER, *arguments)


@contextmanager
def running(bin: Path) -> Iterator[Server]:
    """A server with a fresh folder, until the end of the block."""
    folder = Path(tempfile.mkdtemp(prefix="dauys-pg-"))
    if _as_its_user():
        shutil.chown(folder, USER)
    server = Server(bin, folder)
    data = str(folder / "data")
    log = str(folder / "log")
    try:
        server.run(
            "initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"
        )
        server.run("pg_ctl", "-D", data, "-l", log, "-w", "-o", f"{OPTIONS} -k {folder}", "start")
        try:
            yield server
        finally:
            server.run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_its_user() -> list[str]:
    return ["runuser", "-u", USER, "--"] if os.geteuid() == 0 else []


def why_not() -> str:
    """Why no server can run here, or nothing."""
    if programs() is None:
        return "PostgreSQL is not installed"
    if os.geteuid() == 0 and (shutil.which("runuser") is None or not _has_user()):
        return "PostgreSQL does not run as root, and there is no other user for it"
    return ""


def _has_user() -> bool:
    return any(each.pw_name == USER for each in pwd.getpwall())
