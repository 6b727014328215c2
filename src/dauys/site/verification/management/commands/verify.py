"""``verify``: verifies this installation's record and keeps the report, every night say."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from dauys.site.verification.actions import run

EXITS = {"accepted": 0, "refused": 1, "unread": 2}


class Command(BaseCommand):
    """Shows the verdict; the exit status is that of ``dauys verify``."""

    help = "Verifies the record, keeps the report for its page, and shows the verdict."

    def handle(self, *args: Any, **options: Any) -> None:
        done = run()
        self.stdout.write(f"{done.size} {done.root} {done.verdict}")
        if EXITS[done.verdict]:
            sys.exit(EXITS[done.verdict])
