"""The page of the ballot boxes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from dauys.site.question import queries as question
from dauys.site.tally import queries


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Each box: ballots, sum, decryptions, result; and the whole."""
    boxes, done = queries.boxes(), queries.decryptions()
    titles = question.region_titles(get_language() or "kk")
    told = [
        {
            "box": box,
            "title": titles.get(box.region, box.region),
            "decryptions": done.get(box.uuid, []),
            "columns": columns,
        }
        for box, columns in zip(boxes, queries.results(boxes), strict=True)
    ]
    context = {"boxes": told, "total": queries.total(boxes), "setup": question.setup()}
    return render(request, "tally/index.html", context)
