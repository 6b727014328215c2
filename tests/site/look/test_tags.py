"""Days, numbers, shares and words in each language's way; forms and lists in their templates."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, QueryDict
from django.template import RequestContext, Template
from django.utils.translation import override

from dauys.errors import Refused
from dauys.site.look import numerals
from dauys.site.look.moment import zone

THIN, NO_BREAK = "\u202f", "\u00a0"


def shown(template: str, language: str, **values: object) -> str:
    """What a piece of template shows in a language."""
    with override(language):
        request = HttpRequest()
        request.GET = QueryDict(str(values.get("query", "")))
        return Template("{% load look %}" + template).render(RequestContext(request, values))


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("kk", f"2026 жылғы 15{NO_BREAK}наурыз"),
        ("ru", f"15{NO_BREAK}марта 2026{NO_BREAK}г."),
        ("en", f"15{NO_BREAK}March 2026"),
    ],
)
def test_a_day_is_told_in_each_languages_way(language: str, told: str) -> None:
    page = shown("{{ at|day }}", language, at="2026-03-15")
    assert page == f'<time datetime="2026-03-15">{told}</time>'
    assert shown("{{ at|day }}", language, at=date(2026, 3, 15)) == page


def test_a_moment_is_told_in_the_zone_of_the_installation() -> None:
    """20:30 in UTC is the next day in Almaty, whose clocks are five hours ahead."""
    assert zone().key == "Asia/Almaty"
    page = shown("{{ at|when }} {{ at|day }}", "ru", at="2026-03-14T20:30:00Z")
    assert page.count(f"15{NO_BREAK}марта 2026{NO_BREAK}г.") == 2
    assert ", 01:30</time>" in page
    assert 'datetime="2026-03-14T20:30:00+00:00"' in page


@pytest.mark.parametrize("value", ["", None])
def test_no_day_is_nothing(value: object) -> None:
    assert shown("{{ at|day }}{{ at|when }}", "kk", at=value) == ""


def test_what_is_no_day_is_shown_as_it_came_and_escaped() -> None:
    assert shown("{{ at|day }}", "kk", at="<b>2026-13-01") == "&lt;b&gt;2026-13-01"
    assert shown("{{ at|when }}", "kk", at="soon") == "soon"


@pytest.mark.parametrize(
    ("value", "language", "digits", "told"),
    [
        (1234567, "kk", 0, f"1{THIN}234{THIN}567"),
        (1234567, "en", 0, "1,234,567"),
        (-1200, "ru", 0, f"\u22121{THIN}200"),
        (Fraction(5, 2), "ru", 1, "2,5"),
        (Fraction(5, 2), "en", 2, "2.50"),
        (Fraction(5, 2), "en", 0, "3"),
        (Fraction(-1, 3), "en", 0, "0"),
        (0, "kk", 0, "0"),
    ],
)
def test_a_number_is_told_exactly(
    value: int | Fraction, language: str, digits: int, told: str
) -> None:
    assert numerals.number(value, language, digits) == told


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (Fraction(1, 2), "50.0%"),
        (Fraction(1999, 4000), "49.98%"),  # not 50.0: less than half
        (Fraction(100_001, 200_000), "50.001%"),
        (Fraction(9_999_999, 10_000_000), "99.99999%"),
        (Fraction(1, 100_000), "0.001%"),
        (Fraction(1), "100.0%"),
        (Fraction(0), "0.0%"),
        (Fraction(1, 3), "33.3%"),
    ],
)
def test_rounding_never_hides_on_which_side_of_a_half_a_share_lies(
    share: Fraction, told: str
) -> None:
    assert numerals.percent(share, "en") == told


def test_a_share_of_parts_is_told_and_that_of_nothing_is_a_dash() -> None:
    assert shown("{{ part|of:whole|percent }}", "kk", part=1, whole=3) == f"33,3{NO_BREAK}%"
    assert shown("{{ part|of:whole|percent }}", "kk", part=1, whole=0) == "–"


def test_words_of_codes_come_from_the_words_of_dauys() -> None:
    assert shown('{{ kind|word:"kinds" }}', "ru", kind="ballot.cast") == "бюллетень опущен"
    assert shown('{{ verdict|word:"outcome" }}', "en", verdict="adopted") == "adopted"
    assert shown('{{ kind|word:"kinds" }}', "kk", kind="no.such") == "no.such"


def test_a_refusal_is_told_in_its_sentence() -> None:
    told = shown(
        "{{ error|sentence }}", "en", error=Refused("log.rollback", "log", size=1, signed=2)
    )
    assert "put back" in told


class Proposal(forms.Form):
    """A form with a hint, a list of choices and a box."""

    words = forms.CharField(label="Words", help_text="In <b>your</b> language.", max_length=5)
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A")], widget=forms.RadioSelect)
    day = forms.DateField(label="Day", required=False)
    follow = forms.BooleanField(label="Follow", required=False)
    token = forms.CharField(widget=forms.HiddenInput)


def test_a_form_shows_labels_hints_and_hidden_fields() -> None:
    page = shown("{% summary form %}{% form_fields form %}", "en", form=Proposal())
    assert '<label for="id_words">Words</label>' in page
    assert 'aria-describedby="id_words_helptext"' in page
    assert "<legend" in page
    assert page.count("optional") == 1  # the day; a box is never asked for
    assert '<input type="hidden" name="token"' in page
    assert "summary" not in page


def test_what_was_typed_comes_back_with_a_sentence_at_the_field_and_one_on_top() -> None:
    form = Proposal({"words": "<script>too long", "day": "when?"})
    page = shown("{% summary form %}{% form_fields form %}", "en", form=form)
    assert 'value="&lt;script&gt;too long"' in page
    assert '<a href="#id_words">Words</a>' in page
    assert '<a href="#id_kind_0">Kind</a>' in page
    assert 'id="id_kind_0"' in page
    assert 'id="id_words_error"' in page
    assert 'aria-describedby="id_words_helptext id_words_error"' in page
    assert page.count('aria-invalid="true"') >= 3
    assert "<script>" not in page


def test_a_list_of_many_pages_keeps_the_rest_of_the_query() -> None:
    page = Paginator(range(1000), 50).get_page(3)
    told = shown("{% pager page %}", "en", page=page, query="state=open&page=3")
    assert 'href="?state=open&amp;page=2"' in told
    assert 'href="?state=open&amp;page=20"' in told
    assert '<span aria-current="page">3</span>' in told


def test_a_list_of_one_page_needs_no_pager() -> None:
    page = Paginator(range(3), 50).get_page(1)
    assert shown("{% pager page %}", "en", page=page).strip() == ""
