"""The addresses of the site, and one at which everything goes wrong: ``/kk/fails/HOW/``."""

from __future__ import annotations

from collections.abc import Callable

from allauth.core.internal.ratelimit import respond_429
from django.conf.urls.i18n import i18n_patterns
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import path

from dauys.errors import Refused, Unreadable
from dauys.site import urls as ours
from dauys.site.look import views
from dauys.site.people.views import locked

handler400, handler403 = ours.handler400, ours.handler403
handler404, handler500 = ours.handler404, ours.handler500

RAISED: dict[str, Exception] = {
    "bad": SuspiciousOperation(),
    "forbidden": PermissionDenied(),
    "large": RequestDataTooBig(),
    "refused": Refused("hearing.twice", "hearing:h-1"),
    "unreadable": Unreadable("json.syntax", "entry:7", line=1, column=1),
    "rollback": Refused("log.rollback", "log", size=3, signed=5),
    "fork": Refused("log.fork", "log", size=5, signed=5),
    "busy": Unreadable("record.busy", "log"),
    "locked": OperationalError("database is locked"),
    "fault": ZeroDivisionError("secret of the program"),
}
ANSWERED: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "stale": views.forgery,
    "guessed": locked,
    "throttled": respond_429,
}


def fails(request: HttpRequest, how: str) -> HttpResponse:
    """Fails in one of the ways that have a page."""
    if how in ANSWERED:
        return ANSWERED[how](request)
    raise RAISED[how]


urlpatterns = [*i18n_patterns(path("fails/<how>/", fails)), *ours.urlpatterns]
