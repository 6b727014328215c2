"""The pages on which the text is read: versions, a whole law, a provision, search, downloads."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from dauys.errors import DauysError
from dauys.site.consultation import queries as consulted
from dauys.site.consultation import sides
from dauys.site.outcome import queries as outcome
from dauys.site.question import queries as question
from dauys.site.text import documents, freshness, queries, reading_room
from dauys.site.text.models import Version
from dauys.site.text.searching import hit
from dauys.site.text.searching import search as search_for

RESULTS = 50  # on a page
MAX_ASKED = 300  # characters of a question


def _tag(request: HttpRequest, **_: Any) -> str | None:
    return freshness.etag(request)


def named(slug: str) -> Version:
    """The version of an address; a page that is not here where there is none."""
    found = queries.find(slug)
    if found is None:
        raise Http404(slug)
    return found


def spoken() -> str:
    """The language of the page."""
    return get_language() or "kk"


@require_safe
@condition(etag_func=_tag)
def index(request: HttpRequest) -> HttpResponse:
    """Every version: which is in force, which is the draft, with its hash and its files."""
    every = queries.versions()
    context = {
        "versions": [reading_room.shelf(each, every) for each in reversed(every)],
        "in_force": queries.newest(every, Version.Role.IN_FORCE),
        "draft": queries.newest(every, Version.Role.DRAFT),
        "choice": every,
        "asked": question.question(),
        "adopted": declared.adopted if (declared := outcome.outcome()) else None,
    }
    return render(request, "text/index.html", context)


@require_safe
@condition(etag_func=_tag)
def version(request: HttpRequest, version: str) -> HttpResponse:
    """A whole law with its contents."""
    shown = named(version)
    context = reading_room.whole(shown, spoken())
    return render(request, "text/version.html", context)


@require_safe
@condition(etag_func=_tag)
def provision(request: HttpRequest, version: str, address: str) -> HttpResponse:
    """The permanent page of a provision."""
    shown = named(version)
    context = reading_room.place(shown, address, spoken())
    if context is None:
        return _elsewhere(request, shown, address)
    context["closed"] = question.question() is not None
    context["sides"] = sides.shown(consulted.at(shown.name, address))
    return render(request, "text/provision.html", context)


def _elsewhere(request: HttpRequest, shown: Version, address: str) -> HttpResponse:
    """A provision that this version does not have: where the other versions have it."""
    there = [
        each
        for each in queries.versions()
        if queries.provision(each, each.spoken(spoken()), address) is not None
    ]
    if not there:
        raise Http404(address)
    context = {"version": shown, "address": address, "there": there}
    return render(request, "text/elsewhere.html", context, status=404)


@require_safe
@condition(etag_func=_tag)
def search(request: HttpRequest) -> HttpResponse:
    """Search in the words of a version."""
    every = queries.versions()
    wanted = request.GET.get("version", "")
    shown = next((each for each in every if each.slug == wanted), None)
    shown = shown or queries.newest(every, Version.Role.DRAFT) or (every[-1] if every else None)
    asked = request.GET.get("q", "").strip()[:MAX_ASKED]
    context: dict[str, Any] = {"versions": every, "version": shown, "asked": asked}
    if shown is not None:
        language = shown.spoken(request.GET.get("language") or spoken())
        context |= {"language": language}
        if asked:
            context |= _found(request, shown, language, asked)
    return render(request, "text/search.html", context)


def _found(request: HttpRequest, shown: Version, language: str, asked: str) -> dict[str, Any]:
    made = search_for(shown, language, asked, nearly=request.GET.get("near") == "1")
    page = Paginator(made.found, RESULTS).get_page(request.GET.get("page"))
    hits = [
        hit(row, queries.called(shown, language, row.address, spoken()), made)
        for row in page.object_list
    ]
    return {"search": made, "page": page, "hits": hits}


@require_safe
@cache_control(public=True, max_age=3600)
def download(request: HttpRequest, version: str, language: str, suffix: str) -> HttpResponseBase:
    """A version in one language as a file."""
    shown = named(version)
    if language not in shown.expressions or suffix not in documents.TEXTS:
        raise Http404(suffix)
    try:
        place = documents.text(shown, language, suffix)
    except DauysError as error:  # a sign that this format cannot hold
        return render(request, "text/no_file.html", {"error": error}, status=404)
    return attached(place, f"{shown.work}.{shown.slug}.{language}.{suffix}", suffix)


def attached(place: Any, name: str, suffix: str) -> FileResponse:
    """A file to be kept, under a name."""
    return FileResponse(
        place.open("rb"), as_attachment=True, filename=name, content_type=documents.TYPES[suffix]
    )
