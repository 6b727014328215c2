"""``serve``: the site in one process, on the loopback (docs/how-to/run.md says how in real use).

Before it answers it brings the tables up to date, takes in a record that is there already, and
holds the log to what was signed; it does not start where that fails.
"""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connections

from dauys.errors import Refused
from dauys.log.tiles import CHECKPOINT
from dauys.site import checks
from dauys.site.record import intake, sequencer
from dauys.site.record.models import Head
from dauys.words import Words, of_locale

THREADS = 4
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
    connections.close_all()  # the processes that answer open their own


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
