"""Everyone who takes part in a small referendum: a folder each, commands, and nothing shared.

The log keeper's folder ``record`` is served on 127.0.0.1, as a web server would; all others read it
there. Whatever else goes from one to another is handed over as a file, by name.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from unittest import mock

from dauys.cli import keys, terminal
from dauys.cli.main import main
from dauys.parties import locked
from tests.journeys import pages
from tests.journeys.pages import Command


class Quiet(SimpleHTTPRequestHandler):
    """A static web server that prints nothing."""

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: the output of a test is for its commands."""


class Server(ThreadingHTTPServer):
    """A caller who has seen enough may hang up."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Says nothing, as above."""


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which a folder is served."""

    def handler(*args: Any) -> Quiet:
        return Quiet(*args, directory=str(folder))

    server = Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


PASSPHRASE = "a lantern over the river"
SECOND = "two herons and a gate"
ASKED_SECOND = ("second person", "второго человека", "екінші адам")


def typed(caption: str) -> str:
    """What the person at the terminal types: of two persons, each an own passphrase."""
    return SECOND if any(words in caption for words in ASKED_SECOND) else PASSPHRASE


def run(*args: str) -> tuple[int, str, str]:
    """A command in this process: exit code, standard output, standard error.

    Someone sits at its terminal, types the passphrase and says yes. New keys are locked cheaply:
    what a lock costs has a test of its own.
    """
    out, err = io.StringIO(), io.StringIO()
    with (
        mock.patch.object(keys, "COST", locked.CHEAP),
        mock.patch.object(terminal, "ask_secret", typed),
        mock.patch.object(terminal, "ask_yes", return_value=None),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        code = main(["--lang", "en", *args])
    return code, out.getvalue(), err.getvalue()


@dataclass
class Party:
    """One who takes part: the own folder, and the own page with its commands still to come."""

    folder: Path
    page: str
    group: str
    shell: dict[str, str]
    waiting: list[Command] = field(default_factory=list)
    last: Command | None = None

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True)
        self.waiting = pages.commands(self.page)
        for name, content in pages.files(self.page).items():
            (self.folder / name).write_text(content, encoding="utf-8")

    def next(self, count: int = 1) -> str:
        """Runs the next commands of the page; each must print what the page shows."""
        for _ in range(count):
            self.last = self.waiting.pop(0)
            output = self.do(self.last)
            assert self.last.holds(output), f"{self.last.words}\n{output}"
        return output

    def do(self, command: Command, instead: dict[str, str] | None = None) -> str:
        """Runs a command in the own folder, with other words ``instead`` of some."""
        words = re.sub(r"\$(\w+)", lambda name: self.shell[name[1]], command.words)
        typed = [(instead or {}).get(word, word) for word in shlex.split(words)[1:]]
        if typed[:2] in (["registrar", "credentials"], ["trustee", "key"], ["question", "setup"]):
            typed += ["--group", self.group]
        with contextlib.chdir(self.folder):
            code, out, err = run(*typed)
        assert (code, err) == (0, ""), f"{command.words}\n{err}"
        return out

    def give(self, name: str, other: Party, new: str) -> None:
        """Hands a file or folder over."""
        source = self.folder / name
        copy: Any = shutil.copytree if source.is_dir() else shutil.copyfile
        copy(source, other.folder / new)


def everything_in(folder: Path) -> list[str]:
    """Every file of a folder, by its path in it."""
    return sorted(os.path.relpath(path, folder) for path in folder.rglob("*") if path.is_file())
