"""The page on which two versions stand side by side, its picture and its files."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import Any

from csp.constants import NONE
from csp.decorators import csp
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from dauys.errors import DauysError
from dauys.site.text import compared, documents, freshness, laid
from dauys.site.text.models import Version
from dauys.site.text.views import attached, named, spoken
from dauys.text.table.picture import STYLE


def _pair(old: str, new: str) -> tuple[Version, Version, str]:
    """Two versions and the language in which they are compared."""
    first, second = named(old), named(new)
    language = laid.language_of(first, second, spoken())
    if language is None or first.pk == second.pk:
        raise Http404(f"{old} {new}")
    return first, second, language


def _tag(request: HttpRequest, old: str, new: str, **_: Any) -> str | None:
    """Told before anything is compared."""
    first, second, language = _pair(old, new)
    return freshness.etag(request, laid.key("page", first, second, language, spoken()))


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """From the form with which two versions are chosen to their comparison."""
    old, new = named(request.GET.get("old", "")), named(request.GET.get("new", ""))
    if old.pk == new.pk:
        return redirect("text:version", new.slug)
    return redirect("text:compare", old.slug, new.slug)


@require_safe
@condition(etag_func=_tag)
def compare(request: HttpRequest, old: str, new: str) -> HttpResponse:
    """Old and new side by side, every difference marked."""
    first, second, language = _pair(old, new)
    show = request.GET.get("show", "all")
    show = show if show in laid.SHOWN else "all"
    context: dict[str, Any] = {"old": first, "new": second, "language": language, "show": show}
    try:
        body = compared.body(first, second, language, spoken(), show)
    except DauysError as error:  # more articles than are compared
        return render(request, "text/no_file.html", context | {"error": error}, status=404)
    return render(request, "text/compare.html", context | {"body": body})


# The picture brings its own colours, and no others are taken: they are told by their hash.
COLOURS = f"'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'"


@require_safe
@csp({"default-src": [NONE], "style-src": [COLOURS], "frame-ancestors": [NONE]})  # type: ignore[arg-type]
@cache_control(public=True, max_age=3600)
def drawing(request: HttpRequest, old: str, new: str) -> HttpResponse:
    """The picture of what went where."""
    first, second, language = _pair(old, new)
    data = laid.drawn(first, second, language, spoken())
    return HttpResponse(data, content_type="image/svg+xml; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=3600)
def table(request: HttpRequest, old: str, new: str, suffix: str) -> HttpResponseBase:
    """The comparative table as a file."""
    first, second, language = _pair(old, new)
    if suffix not in documents.TABLES:
        raise Http404(suffix)
    try:
        place = documents.comparison(first, second, language, spoken(), suffix)
    except DauysError as error:
        return render(request, "text/no_file.html", {"error": error}, status=404)
    return attached(place, f"{first.slug}-{second.slug}.{language}.{suffix}", suffix)
