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
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
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


ROOT = Path(__file__).resolve().parents[2]
IN_A_GROUP = ("registrar credentials", "trustee threshold certificate", "question setup")
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

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True)
        self.waiting = pages.commands(self.page)
        for name, content in pages.files(self.page).items():
            (self.folder / name).write_text(content, encoding="utf-8")

    def next(self, count: int = 1) -> str:
        """Runs the next commands of the page; each must print what the page shows."""
        for _ in range(count):
            output = self.do(self.waiting.pop(0))
        return output

    def do(self, command: Command, instead: Mapping[str, str] = MappingProxyType({})) -> str:
        """Runs a command in the own folder, with other words ``instead`` of some.

        It must print what the page shows.
        """
        code, out, err = self.ask(command, instead)
        assert (code, err) == (0, ""), f"{command.words}\n{out}\n{err}"
        assert command.holds(out, instead), f"{command.words}\n{out}"
        return out

    def ask(
        self, command: Command, instead: Mapping[str, str] = MappingProxyType({})
    ) -> tuple[int, str, str]:
        """Exit code, standard output and standard error of a command."""
        program, *words = self.typed(command, instead)
        with contextlib.chdir(self.folder):
            if program == "dauys":
                return run(*words)
            words[0] = str(ROOT / words[0])
            done = subprocess.run([sys.executable, *words], capture_output=True, text=True)
        return done.returncode, done.stdout, done.stderr

    def typed(self, command: Command, instead: Mapping[str, str]) -> list[str]:
        """The words of a command as this party types them."""
        words = re.sub(r"\$(\w+)", lambda name: self.shell[name[1]], command.words)
        typed = [instead.get(word, word) for word in shlex.split(words)]
        asked = " ".join(typed[1:4])
        return [*typed, "--group", self.group] if asked.startswith(IN_A_GROUP) else typed

    def give(self, name: str, other: Party, new: str) -> None:
        """Hands a file or folder over."""
        source = self.folder / name
        copy: Any = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, other.folder / new)


def everything_in(folder: Path) -> list[str]:
    """Every file of a folder, by its path in it."""
    return sorted(os.path.relpath(path, folder) for path in folder.rglob("*") if path.is_file())
