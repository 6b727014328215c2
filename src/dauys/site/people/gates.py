"""Which pages a person may open: decorators for views; what they change is checked by `allow`."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from dauys.site.people.actions import allow
from dauys.site.people.models import Person

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def staff(action: str) -> Callable[[View[P]], View[P]]:
    """A page for those alone whose role allows an action; others sign in, or are refused."""

    def gate(view: View[P]) -> View[P]:
        @wraps(view)
        def open_page(request: HttpRequest, /, *args: P.args, **more: P.kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            allow(request.user, action)
            return view(request, *args, **more)

        return cast("View[P]", never_cache(open_page))

    return gate


def signed_in(view: View[P]) -> View[P]:
    """A page for whoever has signed in."""

    @wraps(view)
    def open_page(request: HttpRequest, /, *args: P.args, **more: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **more)

    return cast("View[P]", never_cache(open_page))


def person(request: HttpRequest) -> Person:
    """Who has signed in: behind a gate it is always a person."""
    return cast("Any", request.user)
