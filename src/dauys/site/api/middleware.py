"""What holds for every answer under /api/: anyone may ask, from any page; errors are JSON.

An answer bears an ETag of its bytes, so that one who has it already is sent nothing (RFC 9110).
"""

from __future__ import annotations

import json
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, set_response_etag

PREFIX = "/api/"
CODES = {404: "not_found", 405: "method_not_allowed"}
Answer = Callable[[HttpRequest], HttpResponse]


class Public:
    """Middleware for the addresses of the API; all others pass."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, with what holds for all of them."""
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        if request.method == "HEAD":
            request.method = "GET"  # the server sends no body for it
        answer = self.get_response(request)
        if answer.status_code >= 400 and "json" not in answer.get("Content-Type", ""):
            _as_json(answer)
        if request.method == "GET" and answer.status_code == 200:
            answer = _conditional(request, answer)
        answer["Access-Control-Allow-Origin"] = "*"
        answer["Cache-Control"] = "no-cache"
        return answer


def _as_json(answer: HttpResponse) -> None:
    code = CODES.get(answer.status_code, "failed")
    answer.content = json.dumps({"code": code, "message": answer.reason_phrase}).encode("utf-8")
    answer["Content-Type"] = "application/json"
    answer.headers.pop("Content-Length", None)


def _conditional(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    set_response_etag(answer)
    told = get_conditional_response(request, etag=answer["ETag"], response=answer)
    return told if isinstance(told, HttpResponse) else answer
