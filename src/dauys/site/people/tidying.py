"""What the site keeps for some days only, and throws away when they are over.

An app registers in ``AppConfig.ready``: ``tidying.register("imports", duty)``. A duty is given the
moment up to which things have lived long enough, and says how many it threw away. `tidy` does all;
``python -m dauys.site tidy`` calls it, once a day in real use.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from axes.models import AccessAttempt, AccessFailureLog
from django.contrib.sessions.models import Session
from django.db import transaction

from dauys.site.people.models import Person

Duty = Callable[[datetime], int]
UNCONFIRMED = 7  # days that an account waits for its address to be confirmed
ATTEMPTS = 30  # days that a failed attempt to sign in is kept
_duties: dict[str, tuple[int, Duty]] = {}


def register(name: str, days: int, duty: Duty) -> None:
    """Says what is thrown away after so many days; ``say`` has words ``tidy.NAME`` for it."""
    _duties[name] = (days, duty)


def tidy(now: datetime) -> dict[str, tuple[int, int]]:
    """Throws away what is over: by name, how many, and after how many days."""
    done = {}
    for name, (days, duty) in sorted(_duties.items()):
        with transaction.atomic():
            done[name] = (duty(now - timedelta(days=days)), days)
    return done


def unconfirmed(before: datetime) -> int:
    """Accounts whose address nobody has confirmed: signed up for by mistake, or for someone else.

    One that has ever been signed in to, has a role or was seen by the staff is left alone.
    """
    wanted = Person.objects.filter(
        joined__lt=before, last_login=None, roles=[], vouched=False, blocked="", erased=None,
        socialaccount=None,
    )  # fmt: skip
    return _deleted(Person, wanted.exclude(emailaddress__verified=True))


def attempts(before: datetime) -> int:
    """Failed attempts to sign in, with the addresses that they came from."""
    return sum(
        _deleted(model, model.objects.filter(attempt_time__lt=before))
        for model in (AccessAttempt, AccessFailureLog)
    )


def sessions(before: datetime) -> int:
    """Sessions that are over, and with them what somebody typed and never sent."""
    return _deleted(Session, Session.objects.filter(expire_date__lt=before))


def register_all() -> None:
    """The duties of this app."""
    register("accounts", UNCONFIRMED, unconfirmed)
    register("attempts", ATTEMPTS, attempts)
    register("sessions", 0, sessions)


def _deleted(model: type, rows: object) -> int:
    """How many rows of the model itself went; what hangs on them is not counted."""
    _, told = rows.delete()  # type: ignore[attr-defined]
    return int(told.get(model._meta.label, 0))  # type: ignore[attr-defined]
