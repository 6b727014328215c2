"""``{% load consultation %}``: what kinds are called, words by language, marked words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dauys.site.consultation import names, policy, texts
from dauys.text.difference.pieces import Piece
from dauys.text.table.rows import Cell

register = template.Library()


@register.filter
def named(key: str, family: str) -> str:
    """``{{ proposal.kind|named:"kind" }}``."""
    if family == "region":
        return policy.called(key, get_language() or "kk")
    return names.named(key, family)


@register.filter
def tag_class(outcome: str) -> str:
    """The class of a tag that tells an outcome; none praises or blames."""
    return "tag-calm" if outcome else ""


@register.filter
def spoken(words: Mapping[str, str]) -> str | SafeString:
    """Words by language: those of the page's, else the first, told to be in another language."""
    mine = get_language() or "kk"
    if mine in words or not words:
        return words.get(mine, "")
    language = next(iter(words))
    return format_html('<span lang="{}">{}</span>', language, words[language])


@register.simple_tag(takes_context=True)
def called(context: template.Context, version: str, language: str, address: str) -> str:
    """What a provision is called: «Статья 5, пункт 2»; its address where the text is not there.

    Each text is looked up once a page.
    """
    kept = context["request"].__dict__.setdefault("_called", {})
    key = version, language
    if key not in kept:
        of = texts.version(version)
        known = language if of and language in of.languages else of.languages[0] if of else ""
        kept[key] = texts.called(of, known, get_language() or "kk") if of else {}
    return str(kept[key].get(address, address))


@register.filter
def key(of: Mapping[str, Any], name: str) -> Any:
    """``{{ proposals|key:cause.proposal }}``; nothing where it is not there."""
    return of.get(name)


@register.filter
def joined(cells: Iterable[Cell]) -> SafeString:
    """The marked words of the cells of one side, each a paragraph."""
    return format_html_join("", "<p>{}</p>", ((marked(cell.pieces),) for cell in cells))


@register.filter
def marked(pieces: Iterable[Piece]) -> SafeString:
    """Pieces of a difference, what goes struck and what comes underlined, told to the blind too."""
    return format_html_join("", "{}", ((_piece(each),) for each in pieces))


def _piece(piece: Piece) -> str | SafeString:
    if piece.mark == "kept":
        return piece.text
    if piece.mark in ("deleted", "moved_away"):
        tag, before, after = "del", _("removed:"), _("end of what is removed")
    else:
        tag, before, after = "ins", _("added:"), _("end of what is added")
    hidden = '<span class="visually-hidden"> {} </span>'
    return format_html(f"<{tag}>{hidden}{{}}{hidden}</{tag}>", before, piece.text, after)
