"""What is refused and reaches nobody becomes a page with a sentence, never a traceback."""

from __future__ import annotations

from collections.abc import Callable

from django.db import DataError, OperationalError
from django.http import HttpRequest, HttpResponse

from dauys.errors import DauysError
from dauys.site.look import errors


class Sentences:
    """Turns a `DauysError`, a database that does not answer, and what it cannot hold (a null
    character, to PostgreSQL) into their pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Django calls this with what a view has raised."""
        if isinstance(exception, DauysError):
            return errors.refused(request, exception)
        if isinstance(exception, OperationalError):
            return errors.page(request, 503)
        if isinstance(exception, DataError):
            return errors.page(request, 400)
        return None
