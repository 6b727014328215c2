"""Open data: the page that names every table, the tables as files, the page of the API."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from dauys.site.api.consulted import api
from dauys.site.data import tables, write
from dauys.site.data.described import described

FORMS = {
    "csv": (write.as_csv, "text/csv; charset=utf-8"),
    "json": (write.as_json, "application/json"),
}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every public table with its columns in words."""
    return render(request, "data/index.html", {"tables": tables.every()})


@require_safe
def table(request: HttpRequest, name: str, form: str) -> HttpResponseBase:
    """One table as a file, sent piece by piece."""
    found = tables.named(name)
    if found is None:
        raise Http404
    tag = quote_etag(f"{name}-{form}-{found.stamp()}")
    answer: HttpResponseBase | None = get_conditional_response(request, etag=tag)
    if answer is None:
        make, kind = FORMS[form]
        pieces = make(found) if request.method == "GET" else iter(())
        answer = StreamingHttpResponse(pieces, content_type=kind)
        answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    answer["ETag"] = tag
    answer["Cache-Control"] = "no-cache"
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@require_safe
def interface(request: HttpRequest) -> HttpResponse:
    """What the API answers, out of its own description."""
    context = {"operations": described(api.get_openapi_schema()), "version": api.version}
    return render(request, "data/api.html", context)
