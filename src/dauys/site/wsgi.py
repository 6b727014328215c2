"""The name by which a server starts the site: ``dauys.site.wsgi:application``.

A process that must not answer says why, and what to do, and ends (`dauys.site.checks`).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from threading import Thread
from time import monotonic, sleep

from django.core.handlers.wsgi import WSGIHandler

from dauys.errors import DauysError
from dauys.site import refusal
from dauys.words import Words, of_locale

FIRST = 5.0  # seconds of a start that are spent on pages before anybody is answered
QUIET = 3.0  # seconds after the start, which belong to those who read
PAUSE = 0.02


def _start() -> WSGIHandler:
    from django.core.wsgi import get_wsgi_application

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dauys.site.settings")
    application = get_wsgi_application()
    from dauys.site import checks
    from dauys.site.people import checks as of_people

    of_people.refuse()
    checks.start()
    from dauys.site.look import warming

    unread, until = warming.pages(application), monotonic() + FIRST
    while monotonic() < until and next(unread, None):
        pass
    Thread(target=_warm, args=(unread,), daemon=True).start()
    return application


def _warm(unread: Iterator[object]) -> None:
    """Follows the log a little at a time, so that the first who writes need not wait for it; then
    the pages that there was no time for."""
    from django.db import DatabaseError, connection

    from dauys.site.record import replica

    try:
        sleep(QUIET)
        while not replica.warm():
            sleep(PAUSE)
        for _ in unread:
            sleep(PAUSE)
    except (DatabaseError, DauysError):  # whoever writes first will be told
        replica.forget()
    finally:
        connection.close()


try:
    application = _start()
except DauysError as error:
    sys.stderr.write("\n".join(refusal.told(Words(of_locale(os.environ)), error)) + "\n")
    sys.exit(1)
