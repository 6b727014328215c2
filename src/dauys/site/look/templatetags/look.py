"""``{% load look %}``: days, numbers and words in the language of the page; forms; pages of lists.

What cannot be told (a day that is no day) is shown as it came: a page never fails for it.
"""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from dauys.errors import DauysError, Finding
from dauys.site.look import dates, moment, numerals
from dauys.site.look.pictures import Picture
from dauys.words import Words, sections

register = template.Library()


def _language() -> str:
    return get_language() or "kk"


@register.filter
def when(value: str | datetime | None) -> str | SafeString:
    """A moment (``2026-03-15T09:00:00Z`` or a datetime) with its hour, in ``<time>``."""
    if not value:
        return ""
    try:
        at = dates.parse_moment(value) if isinstance(value, str) else value
        told = dates.moment(at, _language(), moment.zone())
    except ValueError:
        return str(value)
    return format_html('<time datetime="{}">{}</time>', at.isoformat(), told)


@register.filter
def day(value: str | date | None) -> str | SafeString:
    """The day of a date, a moment or ``2026-03-15``, in ``<time>``."""
    if not value:
        return ""
    try:
        of = _day_of(value)
    except ValueError:
        return str(value)
    return format_html('<time datetime="{}">{}</time>', of.isoformat(), dates.day(of, _language()))


def _day_of(value: str | date) -> date:
    if isinstance(value, str):
        value = date.fromisoformat(value) if len(value) == 10 else dates.parse_moment(value)
    return value.astimezone(moment.zone()).date() if isinstance(value, datetime) else value


@register.filter
def number(value: int | Fraction | None, digits: int = 0) -> str:
    """A number; ``|number:2`` tells two digits after the mark."""
    return "" if value is None else numerals.number(value, _language(), digits)


@register.filter
def percent(value: Fraction | tuple[int, int] | None, digits: int = 1) -> str:
    """A share, or (part, whole), as a percentage; a dash where the whole is nothing."""
    if isinstance(value, tuple):
        value = Fraction(*value) if value[1] else None
    return "–" if value is None else numerals.percent(Fraction(value), _language(), digits)


@register.filter
def of(part: int, whole: int) -> tuple[int, int]:
    """``{{ part|of:whole|percent }}``."""
    return part, whole


@register.filter
def word(key: str, section: str) -> str:
    """The words of a code: of a section (``kinds``), or of a family of what commands say.

    ``{{ "ballot.cast"|word:"kinds" }}``; ``{{ "adopted"|word:"outcome" }}`` is ``outcome.adopted``
    of the section ``say``. What has no words is shown as its key.
    """
    for language in (_language(), "en"):
        known = sections(language) if language in ("kk", "ru", "en") else {}
        found = known.get(section, {}).get(key) or known.get("say", {}).get(f"{section}.{key}")
        if found is not None:
            return found
    return key


@register.filter
def sentence(told: DauysError | Finding) -> str:
    """What a refusal or a finding says."""
    words = Words(_language())
    return words.error(told) if isinstance(told, DauysError) else words.finding(told)


@register.filter
def is_number(value: object) -> bool:
    """Whether it is a number, and not the gap in a list of pages."""
    return isinstance(value, int)


@register.filter
def tone(level: str) -> str:
    """The class of a message of Django's by its level."""
    return {"success": "good", "warning": "warn", "error": "bad"}.get(level, "calm")


@register.inclusion_tag("look/fields.html")
def form_fields(form: BaseForm) -> dict[str, Any]:
    """Every field of a form with its label, hint and error; hidden ones too."""
    return {"form": form}


@register.inclusion_tag("look/field.html")
def form_field(field: Any) -> dict[str, Any]:
    """One field with its label, hint and error."""
    return {"field": field}


@register.inclusion_tag("look/summary.html")
def summary(form: BaseForm) -> dict[str, Any]:
    """What is wrong with a form, each fault with a link to its field; nothing where all is well."""
    return {"form": form}


@register.inclusion_tag("look/pager.html", takes_context=True)
def pager(context: template.Context, page: Page[Any]) -> dict[str, Any]:
    """The way to the other pages of a list; keeps the rest of the query."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "numbers": list(numbers), "request": context["request"]}


@register.inclusion_tag("look/picture.html")
def picture(of: Picture) -> dict[str, Any]:
    """A picture with its title, and its table under it."""
    return {"picture": of}
