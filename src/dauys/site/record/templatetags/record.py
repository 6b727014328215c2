"""``{% load record %}``: what the record tells in several languages, and its entries as links."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from dauys.site.look import numerals

register = template.Library()


@register.filter
def told(words: Mapping[str, str] | None) -> str | SafeString:
    """Words of the record in the language of the page, else in the first they have, marked so."""
    if not words:
        return ""
    language = get_language() or "kk"
    if language in words:
        return words[language]
    other = next(iter(words))
    return format_html('<span lang="{}">{}</span>', other, words[other])


@register.inclusion_tag("record/entry_link.html")
def entry(index: int | None) -> dict[str, int | None]:
    """A link to an entry of the record; nothing where there is none."""
    return {"index": index}


@register.filter
def title_of(titles: Mapping[str, str], region: str) -> str:
    """What a region is called; its own name where nobody has called it anything."""
    return titles.get(region, region)


@register.filter
def share(written: str) -> Fraction:
    """The share that a record writes as its counts: ``1084/1716``."""
    return Fraction(written)


@register.filter
def counts(written: str) -> str:
    """The same counts as the language writes numbers: ``1 084 / 1 716``."""
    language = get_language() or "kk"
    return " / ".join(numerals.number(int(each), language) for each in written.split("/"))
