"""The front page, the choice of a language, pages about the site, and what went wrong."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language_from_request
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dauys.site.look import course, errors, navigation, samples, unsent
from dauys.site.record import queries


@require_safe
@never_cache
def choose_language(request: HttpRequest) -> HttpResponse:
    """From / to the language that the browser asks for, else Kazakh."""
    return redirect(f"/{get_language_from_request(request)}/")


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """The first page."""
    entered = queries.so_far()
    context = {
        "steps": course.course(entered),
        "counts": course.counts(entered),
        "checks": navigation.ways(request, navigation.CHECKS),
    }
    return render(request, "look/front.html", context)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How the site can be used, and what to do where it cannot."""
    return render(request, "look/accessibility.html", {"contact": settings.ENVIRONMENT.contact})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about a person, where, and for how long."""
    return render(request, "look/privacy.html", {"backup_days": settings.ENVIRONMENT.backup_days})


@require_safe
def pieces(request: HttpRequest) -> HttpResponse:
    """Every piece of which pages are made (in trials only)."""
    return render(request, "look/pieces.html", samples.all_of_them(request.GET))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What cannot be understood, or is too large to be read."""
    return errors.page(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What this person may not do."""
    return errors.page(request, 403)


def forgery(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from a page of this site, or is too old."""
    form = unsent.late(request)
    if form is not None:
        if not request.user.is_authenticated:
            unsent.keep(request, form)
        return _late(request, form, 403)
    return errors.page(request, 403, title=errors.STALE_TITLE, advice=errors.STALE_ADVICE)


@require_safe
@never_cache
def waiting(request: HttpRequest) -> HttpResponse:
    """The form that came too late, once more, after the person has signed in."""
    form = unsent.kept(request)
    if form is None:
        raise Http404
    return _late(request, form, 200)


def _late(request: HttpRequest, form: unsent.Unsent, status: int) -> HttpResponse:
    context = {"title": errors.STALE_TITLE, "unsent": form}
    return render(request, "look/late.html", context, status=status)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What is not here."""
    return errors.page(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of the site."""
    return errors.broken_page()
