"""``python -m dauys.site COMMAND``: what the one who runs the site needs (docs/how-to/run.md)."""

from __future__ import annotations

import os
import sys

from dauys.errors import DauysError, Refused
from dauys.site import refusal
from dauys.words import Words, of_locale

WRONG, UNREAD = 1, 2


def run() -> None:
    """Runs a command of the site or of Django; a refusal is told in words."""
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dauys.site.settings")
    try:
        execute_from_command_line(["dauys.site", *sys.argv[1:]])
    except DauysError as error:
        sys.exit(_refuse(error))


def _refuse(error: DauysError) -> int:
    for line in refusal.told(Words(of_locale(os.environ)), error):
        sys.stderr.write(line + "\n")
    return WRONG if isinstance(error, Refused) or sys.argv[1:2] == ["doctor"] else UNREAD


if __name__ == "__main__":
    run()
