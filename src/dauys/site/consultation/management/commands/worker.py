"""``worker``: does what pages have put into the queue, and first what a crash left half done."""

from __future__ import annotations

import os
import threading
import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from dauys.site.consultation.desk import carrying, imports

LOOK = 1.0  # seconds


class Command(BaseCommand):
    """Starts a worker."""

    help = "Does what takes long or need not be waited for: big decisions, imports, mails."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", action="store_true", help="End when nothing waits.")
        parser.add_argument("--parent", type=int, help="The process with which it ends.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["parent"]:
            threading.Thread(target=_follow, args=(options["parent"],), daemon=True).start()
        carrying.resume()
        imports.resume()
        call_command(
            "db_worker",
            batch=options["batch"],
            interval=LOOK,
            startup_delay=False,
            verbosity=options["verbosity"],
        )


def _follow(parent: int) -> None:
    """Ends this process when its parent has, even by kill -9: what it was at goes on later."""
    while os.getppid() == parent:
        time.sleep(LOOK)
    os._exit(0)
