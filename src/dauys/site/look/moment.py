"""What "now" and "today" mean to pages: the clock's, and never before the record's last entry.

So the deadlines of a record from elsewhere, which may lie ahead of the clock, are judged by its
own time.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from dauys.site.look.dates import parse_moment
from dauys.site.record import actions, queries


def zone() -> ZoneInfo:
    """The time zone of the installation."""
    return ZoneInfo(settings.TIME_ZONE)


def now() -> datetime:
    """This moment, or that of the last entry if it is later."""
    return parse_moment(max(actions.now(), queries.last_moment()))


def today() -> date:
    """The day of `now` at the place of the installation."""
    return now().astimezone(zone()).date()
