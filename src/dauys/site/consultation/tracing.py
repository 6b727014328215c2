"""The pages of "who changed this word": one provision, and everything that changed."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from dauys.site.consultation import counts, queries, texts, why
from dauys.site.consultation.models import Proposal
from dauys.site.consultation.texts import Version
from dauys.site.consultation.views import paged
from dauys.site.consultation.why import Reading, Row


@require_safe
def provision(request: HttpRequest, version: str, language: str, address: str) -> HttpResponse:
    """Each changed word of a provision with what is behind it."""
    of = texts.version(version)
    read = why.reading(of, language) if of else None
    if of is None or not _known(of, language, address):
        raise Http404
    page = paged(request, list(read.at(address)) if read else [])
    context = {
        "version": of,
        "language": language,
        "address": address,
        "reading": read,
        "page": page,
        "proposals": _behind(page.object_list),
    }
    return render(request, "consultation/why.html", context)


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """Every changed row of a version, by default of the last one that has a version before it."""
    asked = request.GET.get("version", "")
    of = texts.version(asked) if asked else texts.current()
    if asked and of is None:
        raise Http404
    language = request.GET.get("language", "") or get_language() or "kk"
    if of is not None and language not in of.languages:
        language = of.languages[0]
    read = why.reading(of, language) if of else None
    rows = _chosen(read, "cause" in request.GET)
    page = paged(request, rows)
    context = {
        "version": of,
        "versions": [each for each in texts.versions() if texts.before(each.name)],
        "language": language,
        "reading": read,
        "page": page,
        "share": counts.figures().changed if of == texts.current() else None,
        "without": "cause" in request.GET,
        "proposals": _behind(page.object_list),
    }
    return render(request, "consultation/changes.html", context)


def _chosen(read: Reading | None, without: bool) -> list[Row]:
    """All rows, or those in which something changed and nobody knows why."""
    if read is None:
        return []
    return [row for row in read.rows if not without or not all(c.causes for c in row.changes)]


def _behind(rows: object) -> dict[str, Proposal]:
    names = why.behind(list(rows))  # type: ignore[call-overload]
    return {row.id: row for row in queries.proposals().filter(pk__in=names)}


def _known(of: Version, language: str, address: str) -> bool:
    """Whether the version, or the one before it, has such a provision in this language."""
    for each in (of, texts.before(of.name)):
        there = texts.places(each, language) if each else None
        if there is not None and texts.has(there, address):
            return True
    return False
