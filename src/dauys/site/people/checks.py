"""What must be set before the public uses the site; the server does not start without it.

Django runs these checks before its commands, `dauys.site.wsgi` before it serves. A trial is free of
them: it stays on the machine itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, run_checks
from django.core.management.base import SystemCheckError

from dauys.site.environment import LEAST_SECRET


def real_use(**_: Any) -> list[CheckMessage]:
    """Everything that is wrong with the settings of an installation in real use."""
    return list(_faults()) if settings.ENVIRONMENT.real else []


def refuse() -> None:
    """Stops a server that must not start; says every reason."""
    faults = [fault for fault in run_checks(tags=["security"]) if fault.is_serious()]
    if faults:
        raise SystemCheckError("\n".join(str(fault) for fault in faults))


def _faults() -> Iterator[Error]:
    told = settings.ENVIRONMENT
    if settings.DEBUG:
        yield _error(
            "debug", "Debugging is on, and shows everybody what is secret.", "Switch it off."
        )
    if len(settings.SECRET_KEY) < LEAST_SECRET or settings.SECRET_KEY.startswith("django-insecure"):
        yield _error(
            "secret", "The secret is short or a default.", "Write another DAUYS_SECRET_FILE."
        )
    if not told.hosts or any(host.startswith(("*", ".")) for host in told.hosts):
        yield _error("hosts", "The names of the site are not set.", "Set DAUYS_HOSTS to its names.")
    if not told.proxy:
        yield _error(
            "proxy",
            "No proxy is set that does TLS: passwords would travel in the open.",
            "Put one in front (docs/how-to/run.md) and set DAUYS_PROXY=x-forwarded-proto.",
        )
    if not told.mail:
        yield _error(
            "mail",
            "No mail server is set: codes for signing in would lie in a folder.",
            "Set DAUYS_MAIL.",
        )
    if told.mail_from.endswith("@localhost"):
        yield _error("from", "Mails have no sender who can be answered.", "Set DAUYS_MAIL_FROM.")


def _error(name: str, told: str, hint: str) -> Error:
    return Error(told, hint=hint, id=f"dauys.{name}")
