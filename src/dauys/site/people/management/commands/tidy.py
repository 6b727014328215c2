"""``tidy``: throws away what is kept for some days only (docs/how-to/run.md names each)."""

from __future__ import annotations

import os
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from dauys.site.people.tidying import tidy
from dauys.words import Words, of_locale


class Command(BaseCommand):
    """Does every duty once and says how many things went."""

    help = "Throws away what is kept for some days only; once a day in real use."

    def handle(self, *args: Any, **options: Any) -> None:
        words = Words(of_locale(os.environ))
        for name, (count, days) in tidy(timezone.now()).items():
            self.stdout.write(words.say(f"tidy.{name}", count=count, days=days))
