"""``serve``: the site and its worker, on the loopback (docs/how-to/run.md says how in real use).

Before it answers it brings the tables up to date, takes in a record that is there already, holds
the log to what was signed, and tidies; it does not start where that fails.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connections
from django.utils import timezone

from dauys.errors import Refused
from dauys.log.tiles import CHECKPOINT
from dauys.site import checks
from dauys.site.people import tidying
from dauys.site.record import intake, sequencer
from dauys.site.record.models import Head
from dauys.words import Words, of_locale

THREADS = 4
PATIENCE = 10  # seconds for the worker to end what it is at
LOOPBACK = "127.0.0.1"


class Command(BaseCommand):
    """Starts the site."""

    help = "Starts the site on the loopback, at the port DAUYS_PORT."
    requires_system_checks = "__all__"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--prepare", action="store_true", help="Make ready, and do not start.")

    def handle(self, *args: Any, **options: Any) -> None:
        environment = settings.ENVIRONMENT
        if not options["prepare"]:
            free(environment.port)
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # in the data
        _migrate()
        prepare(environment.record)
        if options["prepare"]:
            return
        address = f"http://{LOOPBACK}:{environment.port}/"
        self.stdout.write(Words(of_locale(os.environ)).say("serve.open", address=address))
        self.stdout.flush()
        with working():
            _run(environment.port)


def _migrate() -> None:
    try:
        checks.tables()  # to go once more through what is done already would take a second
    except Refused:
        call_command("migrate", verbosity=0, interactive=False)


def prepare(record: Path) -> None:
    """Takes in a record that an empty table does not know yet, and holds the log to its head."""
    if (record / CHECKPOINT).exists() and Head.objects.get(pk=1).size == 0:
        intake.adopt(record)
    if settings.ENVIRONMENT.log_key.exists():
        sequencer.resume()
    tidying.tidy(timezone.now())
    connections.close_all()  # the processes that answer open their own


@contextmanager
def working() -> Iterator[None]:
    """A worker beside the server, in a process of its own: what takes long must not hold pages up.

    It ends with the block, and when this process is killed.
    """
    mine = f"--parent={os.getpid()}"
    command = [sys.executable, "-m", "dauys.site", "worker", mine, "--verbosity=0"]
    worker = subprocess.Popen(command)
    try:
        yield
    finally:
        worker.terminate()
        try:
            worker.wait(PATIENCE)
        except subprocess.TimeoutExpired:  # it goes on at the next start
            worker.kill()
            worker.wait()


def free(port: int) -> None:
    """Refuses a port that another program listens on: raises `Refused` ``site.port``.

    The server would share it, and a reader would be answered now by the one, now by the other.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # one that has just ended
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            raise Refused("site.port", "", port=port) from None


def _run(port: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "dauys.site.wsgi:application",
        address=LOOPBACK,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        log_level=LogLevels.warning,
    ).serve()
