"""What holds for every page that a person has come to: the way to a second factor, and caches.

That nothing is allowed without a second factor is said in `Person.may` alone; `SecondFactor` only
shows the way.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from dauys.site.people.models import Person


class Private:
    """Pages that somebody with a session is shown are kept by no cache that serves several.

    Those about the account (addresses, recovery codes) are kept by nobody. What says for itself how
    it may be kept is left alone, unless it is a page that all may keep.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return answer
        if "/account/" in request.path_info:
            add_never_cache_headers(answer)
        told = answer.get("Cache-Control", "")
        page = answer.get("Content-Type", "").startswith("text/html")
        if not told or (page and "public" in told):
            answer["Cache-Control"] = "private, no-cache"
        return answer


class SecondFactor:
    """Turns the refusal of such a person into the way to the set-up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Only where a permission was refused, and only for want of the second factor."""
        person = request.user
        if not (isinstance(exception, PermissionDenied) and isinstance(person, Person)):
            return None
        if not person.is_staff or person.has_second_factor:
            return None
        messages.warning(request, _("Your role asks for a second factor. Set it up first."))
        return redirect("mfa_activate_totp")
