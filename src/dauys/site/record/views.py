"""The pages of the record: the log, its entries, and how to verify all of it at home."""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dauys.record.kinds import KINDS
from dauys.site.record import queries


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What the log is, its signed head, and the list of entries."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    context = {
        "opened": queries.opened(),
        "signed": queries.signed(),
        "kinds": queries.kinds(),
        "kind": kind,
        "page": queries.entries(kind).get_page(request.GET.get("page")),
        "address": request.build_absolute_uri("/record"),
    }
    return render(request, "record/index.html", context)


@require_safe
def entry(request: HttpRequest, index: int) -> HttpResponse:
    """One entry as it stands in the log, the objects it names, and the proof that it is there."""
    found = queries.entry(index)
    if found is None:
        raise Http404
    proof = queries.inclusion(index)
    context = {
        "entry": found,
        "text": json.dumps(json.loads(bytes(found.data)), ensure_ascii=False, indent=2),
        "bytes": len(found.data),
        "objects": queries.named(found),
        "signed": queries.signed(),
        "proof": None if proof is None else [node.hex() for node in proof],
        "last": queries.size() - 1,
    }
    return render(request, "record/entry.html", context)
