"""The pages of the implementation."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from dauys.implementation.matrix import NORMS, STATUSES
from dauys.site.implementation import queries
from dauys.site.look import moment
from dauys.site.question import queries as question


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The matrix, what is overdue, and the provisions without a task."""
    today = moment.today().isoformat()
    filters = queries.Filters.of(request.GET.dict())
    counts, asked = queries.counts(), question.question()
    context = {
        "page": queries.tasks(filters, today).get_page(request.GET.get("page")),
        "filters": filters,
        "today": today,
        "counts": counts,
        "whole": sum(counts.values()),
        "overdue": queries.overdue(today),
        "gaps": queries.gaps(get_language() or "kk"),
        "statuses": STATUSES,
        "norms": NORMS,
        "version": asked.version if asked else "",
    }
    return render(request, "implementation/index.html", context)


@require_safe
def task(request: HttpRequest, name: str) -> HttpResponse:
    """One task: what must be done for a provision, by whom, until when, and what is known."""
    found = queries.task(name)
    if found is None:
        raise Http404
    language, today = get_language() or "kk", moment.today().isoformat()
    context = {
        "task": found,
        "provision": queries.provision(found.address, language),
        "transitional": queries.provision(found.transitional, language),
        "overdue": bool(found.deadline) and found.deadline < today and found.status != "complete",
    }
    return render(request, "implementation/task.html", context)
