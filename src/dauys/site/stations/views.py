"""The pages of the polling stations."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from dauys.site.question import queries as question
from dauys.site.stations import pictures, queries


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The regions with their turnout, and the list of stations."""
    language = get_language() or "kk"
    titles = question.region_titles(language)
    regions = queries.regions()
    whole = queries.whole(regions)
    region, state = request.GET.get("region", ""), request.GET.get("state", "")
    pages = queries.stations(region, state)
    context = {
        "regions": [(each, titles.get(each.region, each.region)) for each in regions],
        "whole": whole,
        "turnout": pictures.turnout(whole, language) if whole else None,
        "map": pictures.regions(regions, language) if len(regions) > 1 else None,
        "titles": titles,
        "page": pages.get_page(request.GET.get("page")),
        "region": region,
        "state": state,
    }
    return render(request, "stations/index.html", context)


@require_safe
def station(request: HttpRequest, name: str) -> HttpResponse:
    """One station: its protocol and the accounting."""
    found = queries.station(name)
    if found is None:
        raise Http404
    protocol = getattr(found, "protocol", None)
    titles = question.region_titles(get_language() or "kk")
    context = {
        "station": found,
        "title": titles.get(found.region, found.region),
        "protocol": protocol,
        "accounting": queries.accounting(protocol) if protocol else [],
    }
    return render(request, "stations/station.html", context)
