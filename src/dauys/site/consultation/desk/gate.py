"""The door of every page of the desk: who has no role for it is refused before anything is read."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from dauys.site.people import actions as people
from dauys.site.people.models import Person

View = Callable[..., HttpResponse]


def staff(action: str) -> Callable[[View], View]:
    """``@staff("consultation.desk")``: a visitor is sent to sign in, others are refused."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
            if not isinstance(request.user, Person):
                return redirect_to_login(request.get_full_path())
            people.allow(request.user, action)
            return view(request, *args, **named)

        guarded.action = action  # type: ignore[attr-defined]
        return never_cache(guarded)

    return guard


def person_of(request: HttpRequest) -> Person:
    """The person who has come through the door."""
    assert isinstance(request.user, Person)
    return request.user
