"""``adopt FOLDER``: takes in a record that the log's key has signed elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from dauys.site.record.intake import adopt


class Command(BaseCommand):
    """Moves the tables on to the head of a record."""

    help = "Takes in the record in a folder (by default that of this installation)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, nargs="?")

    def handle(self, *args: Any, **options: Any) -> None:
        taken = adopt(options["folder"] or settings.ENVIRONMENT.record)
        self.stdout.write(f"{taken.before} → {taken.after}")
