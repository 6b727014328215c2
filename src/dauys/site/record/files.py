"""The record as static files under one address, so that ``dauys verify URL`` works from outside.

What is written once may be cached for ever; the checkpoint and partial tiles, never. In real use a
web server can serve the folder itself.
"""

from __future__ import annotations

import re

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.urls import path
from django.views.decorators.http import require_safe

FILE = re.compile(
    r"checkpoint|object/[0-9a-f]{64}|tile/(entries|[0-9]{1,2})(/x[0-9]{3})*/[0-9]{3}(\.p/[0-9]{1,3})?"
)


@require_safe
def serve(request: HttpRequest, name: str) -> HttpResponseBase:
    """One file of the record, by its path in it."""
    place = settings.ENVIRONMENT.record / name
    if not FILE.fullmatch(name) or not place.is_file():
        raise Http404
    answer = FileResponse(place.open("rb"), content_type="application/octet-stream")
    lasting = name.startswith("object/") or (name != "checkpoint" and ".p/" not in name)
    # An object can be withdrawn, so that nobody may keep it unasked.
    if lasting and not name.startswith("object/"):
        answer["Cache-Control"] = "public, max-age=31536000, immutable"
    else:
        answer["Cache-Control"] = "no-cache"
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


urlpatterns = [path("<path:name>", serve, name="record_file")]
