"""``python -m dauys.site COMMAND``: what the one who runs the site needs (docs/how-to/run.md)."""

from __future__ import annotations

import os
import sys


def run() -> None:
    """Runs a command of the site or of Django."""
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dauys.site.settings")
    execute_from_command_line(["dauys.site", *sys.argv[1:]])


if __name__ == "__main__":
    run()
