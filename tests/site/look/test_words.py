"""Every message of the pages is said in Kazakh and Russian, whole, with the same placeholders."""

from __future__ import annotations

import gettext
import io
import json
import re

import pytest

from dauys.site.look import catalogue
from tools import words

PLACEHOLDERS = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{\w*\}")
PARTS = catalogue.parts()


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_no_message_of_ours_is_missing(language: str) -> None:
    assert [f"{m.key} ({m.place})" for m in words.missing(words.site(), language)] == []


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_no_message_of_allauth_or_django_that_we_can_show_is_missing(language: str) -> None:
    theirs = words.allauth() + words.django_itself()
    assert len(theirs) > 300
    assert [f"{m.key} ({m.place})" for m in words.missing(theirs, language)] == []


def test_no_part_holds_a_message_that_nobody_shows() -> None:
    """Of allauth and Django, what is not offered here today may be there."""
    known = {each.key for each in words.site()}
    unused = [
        f"{name}: {key}"
        for name, part in PARTS.items()
        if name not in ("allauth", "django")
        for key in part
        if key not in known
    ]
    assert unused == []


def test_no_two_parts_contradict_one_another() -> None:
    assert catalogue.contradictions(PARTS) == []


@pytest.mark.parametrize("name", PARTS)
def test_a_part_is_sorted_and_has_the_form_of_a_part(name: str) -> None:
    part = PARTS[name]
    assert list(part) == sorted(part)
    for key, told in part.items():
        assert set(told) <= set(catalogue.LANGUAGES), key
        for said in told.values():
            assert said
            assert all(said), key


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_plural_forms_are_as_many_as_the_language_has(language: str) -> None:
    plurals = {m.key for m in words.site() + words.allauth() + words.django_itself() if m.plural}
    for key, told in catalogue.joined(PARTS).items():
        said = told.get(language)
        if said is None:
            continue
        if key in plurals:
            assert isinstance(said, list), key
            assert len(said) == catalogue.FORMS[language], key
        else:
            assert isinstance(said, str), key


def test_placeholders_are_those_of_the_english() -> None:
    for message in words.site() + words.allauth() + words.django_itself():
        wanted = set(PLACEHOLDERS.findall(message.plural or message.key))
        for said in catalogue.joined(PARTS).get(message.key, {}).values():
            for form in said if isinstance(said, list) else [said]:
                assert set(PLACEHOLDERS.findall(form)) == wanted, f"{message.key}: {form}"


def test_line_ends_and_spaces_are_kept() -> None:
    """A message that ends in a space is one of a sentence with something behind it."""
    for key, told in catalogue.joined(PARTS).items():
        for said in told.values():
            for form in said if isinstance(said, list) else [said]:
                text = key.rpartition("\4")[2]
                assert form.endswith(" ") == text.endswith(" "), key
                assert form.startswith(" ") == text.startswith(" "), key


def test_what_is_compiled_is_what_gettext_reads() -> None:
    """Python's own reader of .mo files, which is what Django uses."""
    messages: catalogue.Messages = {
        "One": {"kk": "Бір", "ru": "Один"},
        "%(n)s thing": {
            "kk": ["%(n)s зат"],
            "ru": ["%(n)s вещь", "%(n)s вещи", "%(n)s вещей"],
        },
        "menu\4Open": {"kk": "Ашу", "ru": "Открыть"},
    }
    kazakh = gettext.GNUTranslations(io.BytesIO(catalogue.compiled(messages, "kk")))
    russian = gettext.GNUTranslations(io.BytesIO(catalogue.compiled(messages, "ru")))
    assert kazakh.gettext("One") == "Бір"
    assert kazakh.gettext("Two") == "Two"
    assert kazakh.pgettext("menu", "Open") == "Ашу"
    told = [russian.ngettext("%(n)s thing", "%(n)s things", n) for n in (1, 2, 5, 11, 21, 24)]
    assert [each.split()[1] for each in told] == ["вещь", "вещи", "вещей", "вещей", "вещь", "вещи"]
    assert {kazakh.ngettext("%(n)s thing", "%(n)s things", n) for n in (1, 2)} == {"%(n)s зат"}


def test_the_part_of_an_app_stands_before_what_is_said_for_all() -> None:
    parts: dict[str, catalogue.Messages] = {
        "text": {"Text": {"kk": "Мәтін"}},
        "look": {"Text": {"kk": "Басқа"}},
        "record": {"Text": {"kk": "Жазба"}},
    }
    assert catalogue.joined(parts)["Text"] == {"kk": "Мәтін"}
    assert catalogue.contradictions(parts) == ["record: Text"]


def test_messages_of_templates_are_found_with_their_plurals_and_contexts(tmp_path: object) -> None:
    told = """{% load i18n %}{% translate "It's" %}{% translate "Open" context "menu" %}
    {% blocktranslate count n=x trimmed %}{{ n }} thing
    here{% plural %}{{ n }} things here{% endblocktranslate %}"""
    path = words.Path(str(tmp_path)) / "page.html"
    path.write_text(told, encoding="utf-8")
    found = {m.key: m.plural for m in words._template(path, "page.html")}
    assert found == {"It's": "", "menu\4Open": "", "%(n)s thing here": "%(n)s things here"}


def test_parts_are_written_in_one_way() -> None:
    """So that two who add to one meet in the lines they add and nowhere else."""
    for path in sorted((catalogue.FOLDER / "parts").glob("*.json")):
        text = path.read_text(encoding="utf-8")
        assert json.loads(text) is not None
        assert text.endswith("}\n"), path.name
