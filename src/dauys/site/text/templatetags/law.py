"""``{% load law %}``: names of languages and of file formats, short hashes, marks in words."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.utils.translation import get_language

from dauys.text.table.sheet import Span
from dauys.words import Words

register = template.Library()

FORMATS = {
    "txt": "TXT",
    "md": "Markdown",
    "html": "HTML",
    "akn.xml": "Akoma Ntoso",
    "docx": "Word",
    "pdf": "PDF",
    "csv": "CSV",
}
SHOWN = 12  # hexadecimal digits


@register.filter
def tongue(code: str) -> str:
    """A language by its own name."""
    return dict(settings.LANGUAGES).get(code, code)


@register.filter
def file_format(suffix: str) -> str:
    """A format by the name that people know."""
    return FORMATS.get(suffix, suffix)


@register.filter
def short(digest: str) -> str:
    """The first digits of a hash."""
    return f"{digest[:SHOWN]}…"


@register.filter
def mark_words(span: Span) -> str:
    """What a mark says to those who hear the page: «удалено», «перенесено в: Статья 7»."""
    return Words(get_language() or "kk").say(f"table.{span.mark}", place=span.place)
