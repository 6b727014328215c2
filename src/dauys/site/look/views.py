"""The front page, the choice of a language, and the pages that say what went wrong."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language_from_request
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def choose_language(request: HttpRequest) -> HttpResponse:
    """From / to the language that the browser asks for, else Kazakh."""
    return redirect(f"/{get_language_from_request(request)}/")


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """The first page."""
    return render(request, "look/front.html")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What cannot be understood."""
    return render(request, "look/error.html", {"status": 400}, status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What this person may not do."""
    return render(request, "look/error.html", {"status": 403}, status=403)


def forgery(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from a page of this site, or is too old."""
    return render(request, "look/error.html", {"status": 403, "stale": True}, status=403)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What is not here."""
    return render(request, "look/error.html", {"status": 404}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of the site."""
    return render(request, "look/error.html", {"status": 500}, status=500)
