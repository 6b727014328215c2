"""``doctor``: what is wrong with this installation, line by line; exit 1 where anything is."""

from __future__ import annotations

import os
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from dauys.errors import DauysError, Finding
from dauys.site import doctor, refusal
from dauys.words import LANGUAGES, Words, of_locale

MARKS = {"error": "!!", "warning": " !", "information": "  "}


class Command(BaseCommand):
    """Examines the installation."""

    help = "Says what is wrong with this installation and what to do; exit 1 if anything is."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--lang", choices=LANGUAGES, default=of_locale(os.environ))
        parser.add_argument("--mail", metavar="ADDRESS", help="Send one mail to this address.")

    def handle(self, *args: Any, **options: Any) -> None:
        words = Words(options["lang"])
        wrong = False
        for name, found in doctor.examine():
            self._tell(words, name, found)
            wrong = wrong or any(each.severity == "error" for each in found or ())
        if options["mail"]:
            wrong = not self._sent(words, options["mail"]) or wrong
        if wrong:
            sys.exit(1)

    def _tell(self, words: Words, name: str, found: list[Finding] | None) -> None:
        title = words.say(f"doctor.{name}")
        if found is None:
            self.stdout.write(f" ?  {title}: {words.say('doctor.unasked')}")
        elif not found:
            self.stdout.write(f"ok  {title}")
        for each in found or ():
            self.stdout.write(
                f"{MARKS[each.severity]}  {title}: {each.code}: {words.finding(each)}"
            )
            for line in refusal.advice(words, each.code, each.facts):
                self.stdout.write(f"      {line}")

    def _sent(self, words: Words, address: str) -> bool:
        try:
            doctor.send(address)
        except DauysError as error:
            self.stdout.write(f"!!  {error.code}: {words.error(error)}")
            return False
        self.stdout.write("ok  " + words.say("doctor.sent", address=address))
        return True
