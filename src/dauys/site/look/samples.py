"""What the page of pieces shows, in trials only: invented figures, and a form that goes nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from dauys.site.look import pictures
from dauys.site.look.pictures import Bar, Flow, Picture, Row, Span, Tile

ROWS = 400
NOW = date(2026, 3, 15)
# Where, and how much: seven regions without a name.
REGIONS = (
    ("A", 1, 0, 41), ("B", 2, 0, 73), ("C", 0, 1, 55), ("D", 1, 1, 88),
    ("E", 2, 1, 12), ("F", 3, 1, 64), ("G", 1, 2, None),
)  # fmt: skip


class Sample(forms.Form):
    """Every kind of field once."""

    place = forms.CharField(
        label=gettext_lazy("Place in the text"),
        help_text=gettext_lazy("For example: article 5, paragraph 2."),
        max_length=40,
    )
    words = forms.CharField(label=gettext_lazy("Your words"), widget=forms.Textarea)
    kind = forms.ChoiceField(
        label=gettext_lazy("What should happen"),
        widget=forms.RadioSelect,
        choices=(
            ("change", gettext_lazy("Change the words")),
            ("remove", gettext_lazy("Take them out")),
        ),
    )
    day = forms.DateField(
        label=gettext_lazy("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=(("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")),
    )
    follow = forms.BooleanField(label=gettext_lazy("Tell me about the answer"), required=False)


def all_of_them(query: Mapping[str, str]) -> dict[str, Any]:
    """What the template shows."""
    return {
        "form": Sample(),
        "wrong": Sample({"wrong-place": "5" * 50, "wrong-language": "kk"}, prefix="wrong"),
        "page": Paginator(range(ROWS), 50).get_page(query.get("page", "3")),
        "pictures": [_bars(), _stacks(), _flow(), _tiles(), _timeline()],
        "moment": "2026-03-15T09:05:00Z",
        "share": Fraction(1999, 4000),
        "large": 1_234_567,
    }


def _language() -> str:
    return get_language() or "kk"


def _bars() -> Picture:
    values = [
        Bar(_("Article %(number)s") % {"number": n}, v) for n, v in ((5, 128), (7, 64), (12, 9))
    ]
    head = (_("Place in the text"), _("Proposals"))
    return pictures.bars(
        _("Proposals by article"), _("Bars, the longest first."), values, _language(), head=head
    )


def _stacks() -> Picture:
    rows = [
        Row(_("Statement %(number)s") % {"number": n}, v)
        for n, v in ((1, (52, 31, 17)), (2, (20, 65, 15)))
    ]
    return pictures.stacks(
        _("Opinions on two statements"),
        _("For each statement, the shares of those who agree, disagree and pass."),
        (_("agree"), _("disagree"), _("pass")),
        rows,
        _language(),
        head=_("Statement"),
    )


def _flow() -> Picture:
    of = [
        Flow("§ 1", "§ 1", 40),
        Flow("§ 2", "§ 2", 25),
        Flow("§ 2", "§ 3", 35, 2),
        Flow("§ 3", "§ 4", 30),
    ]
    return pictures.flow(
        _("Where the words went"),
        _("From the provisions of the old text to those of the new one."),
        of,
        _language(),
        head=(_("Old"), _("New"), _("Words")),
    )


def _tiles() -> Picture:
    of = [Tile(c, _("Region %(code)s") % {"code": c}, x, y, v) for c, x, y, v in REGIONS]
    return pictures.tiles(
        _("Protocols that are in, by region"),
        _("A square for each region; the darker, the more. The number is written in it."),
        of,
        _language(),
        head=(_("Region"), _("Protocols")),
        whole=100,
    )


def _timeline() -> Picture:
    of = [
        Span(_("The consultation"), date(2026, 1, 10), date(2026, 3, 1)),
        Span(_("The question"), date(2026, 3, 1), date(2026, 3, 31)),
        Span(_("The vote"), date(2026, 4, 19), date(2026, 4, 19)),
    ]
    return pictures.timeline(
        _("The calendar"),
        _("What is over, what is open and what is to come; the dashed line is today."),
        of,
        _language(),
        head=(_("Stage"), _("From"), _("To")),
        now=NOW,
    )
