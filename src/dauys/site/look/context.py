"""What every page knows: the title of the referendum, the ways through the site, the languages."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from dauys.site.look import navigation
from dauys.site.record import queries


def page(request: HttpRequest) -> dict[str, Any]:
    """The names that the frame uses."""
    language = get_language() or settings.LANGUAGE_CODE
    sections = navigation.sections(request)
    return {
        "referendum": SimpleLazyObject(lambda: _title(language)),
        "sections": sections,
        "pages_here": navigation.pages_here(sections),
        "service": navigation.ways(request, navigation.SERVICE),
        "account_ways": SimpleLazyObject(lambda: navigation.account(request)),
        "tongues": navigation.tongues(request, settings.LANGUAGES, language),
        "trial": not settings.ENVIRONMENT.real,
    }


def _title(language: str) -> str:
    """The referendum's title; empty before it is opened, and where the database does not answer."""
    try:
        opened = queries.opened()
    except DatabaseError:  # a page must still be able to say so
        return ""
    if opened is None:
        return ""
    return opened.title.get(language) or next(iter(opened.title.values()))
