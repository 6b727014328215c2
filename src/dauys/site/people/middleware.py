"""Whoever has a role and no second factor is sent to set one up, from whatever page refuses them.

That nothing is allowed without it is said in `Person.may` alone; this only shows the way.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from dauys.site.people.models import Person


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
