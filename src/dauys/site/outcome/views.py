"""The page of the outcome."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from dauys.outcome.figures import Row, total
from dauys.site.outcome import pictures, queries
from dauys.site.outcome.models import Figure
from dauys.site.question import queries as question

COLUMNS = (
    "eligible", "issued", "participants", "yes", "no", "both_marked", "invalid", "blank",
)  # fmt: skip


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The outcome with every leg of the rule, and the figures behind it."""
    language = get_language() or "kk"
    declared = queries.outcome()
    figures = queries.figures()
    legs = queries.legs(declared, language) if declared else []
    context = {
        "outcome": declared,
        "legs": [(each, pictures.leg(each, language)) for each in legs],
        "maps": [drawn for each in legs if (drawn := pictures.regions(each, language))],
        "turnout": pictures.turnout(figures, language),
        "readings": queries.readings(declared, language) if declared else [],
        "figures": figures,
        "whole": _whole(figures),
        "titles": question.region_titles(language),
        "asked": question.question(),
    }
    return render(request, "outcome/index.html", context)


def _whole(figures: list[Figure]) -> Row | None:
    """All regions together; a figure that one of them does not know is not known."""
    rows = [
        Row(region=each.region, **{name: getattr(each, name) for name in COLUMNS})
        for each in figures
    ]
    return total(rows) if len(rows) > 1 else None
