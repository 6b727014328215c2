"""What pages about accounts know: the providers of identities, and to whom to write."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from dauys.site.people.actions import may


def people(request: HttpRequest) -> dict[str, Any]:
    """For every template, that of a mail too."""
    return {
        "PROVIDERS": settings.PROVIDERS,
        "CONTACT": settings.ENVIRONMENT.contact,
        "READS_PEOPLE": lambda: may(request.user, "people.read"),  # asked only where it is shown
    }
