"""Fills whatever form a page shows with what an attacker would type, and sends it."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from django import forms
from django.forms import BaseForm, Form
from django.test import Client

# A spreadsheet would take it for a formula, a browser for markup that ends what stands around it.
EVIL = "=HYPERLINK(1)'\"></title></textarea></script><xss-mark onerror=alert(1)> Ә & so on"
TURNED = ("turned \u202e around", "null \x00 sign", "bell \x07 sign")
OURS = "dauys.site"


def every_form() -> set[str]:
    """The name of every form of the site."""
    return {kind.__name__ for kind in _kinds(forms.BaseForm) if kind.__module__.startswith(OURS)}


def _kinds(of: type) -> Iterator[type]:
    for kind in of.__subclasses__():
        yield kind
        yield from _kinds(kind)


def forms_on(answer: Any) -> list[Form]:
    """The forms that a page shows, without those that only search."""
    found: dict[int, Form] = {}
    for context in answer.context or ():
        for told in context.dicts:
            for each in told.values():
                if isinstance(each, BaseForm):
                    found[id(each)] = each
                elif isinstance(each, forms.BaseFormSet):
                    found |= {id(one): one for one in each.forms}
    return [each for each in found.values() if type(each).__module__.startswith(OURS)]


def text_fields(form: BaseForm) -> list[str]:
    """The fields that take any words, by the names that they have in the page."""
    return [
        form.add_prefix(name)
        for name, field in form.fields.items()
        if type(field) is forms.CharField
        and not isinstance(field.widget, forms.HiddenInput)
        and not any("short" in type(each).__name__.lower() for each in field.validators)
    ]


def filled(form: BaseForm, words: str) -> dict[str, Any]:
    """A form with these words in each field that takes words, and something fitting elsewhere."""
    told = {form.add_prefix(name): _value(form, name, words) for name in form.fields}
    return {name: value for name, value in told.items() if value is not None}


def _value(form: BaseForm, name: str, words: str) -> Any:
    field = form.fields[name]
    if isinstance(field.widget, forms.HiddenInput):
        return str(form[name].value() or "")
    if isinstance(field, forms.MultipleChoiceField):
        return [field.choices[0][0]]  # type: ignore[index]
    if isinstance(field, forms.ChoiceField):
        return next(str(each) for each, _label in field.choices if each)  # type: ignore[misc]
    if isinstance(field, forms.DateTimeField):
        return "2026-02-01T10:00"
    if isinstance(field, forms.DateField):
        return "2026-02-01"
    if isinstance(field, forms.IntegerField):
        return "3"
    if isinstance(field, forms.CharField):
        return words[: field.max_length]
    return None


def send(client: Client, path: str, of: str, words: str = EVIL, **more: Any) -> Any:
    """Sends the forms of these names that stand on a page, filled; ``more`` is told beside them."""
    page = client.get(path)
    assert page.status_code == 200, path
    shown = [form for form in forms_on(page) if type(form).__name__ in of.split()]
    assert shown, (path, of)
    told: dict[str, Any] = {}
    for form in shown:
        told |= filled(form, words)
    return client.post(path, {**told, **more})


class Elements(HTMLParser):
    """The elements of a page, as a browser finds them."""

    def __init__(self, page: str):
        super().__init__()
        self.smuggled: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        handlers = [name for name, _value in attrs if name.startswith("on") or name == "style"]
        if tag == "xss-mark" or handlers:
            self.smuggled.append(f"<{tag} {handlers}>")
        for name, value in attrs:
            if name in ("href", "src", "action") and (value or "").startswith("javascript:"):
                self.smuggled.append(value or "")
