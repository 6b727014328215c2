"""The public tables of the outcome."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from dauys.site.data.tables import Table, columns
from dauys.site.outcome.models import Figure, Leg

LEGS = columns(
    name=_("name of the condition in the rule"),
    kind=_("share of the whole, or regions that are counted"),
    strictness=_("more than, or at least"),
    needed=_("fraction that is needed"),
    have=_("counts that there are"),
    passed=_("whether the condition is met; empty: not known"),
    numerator=_("the upper count"),
    denominator=_("the lower count"),
    least=_("smallest upper count that suffices"),
    short_by=_("how much is missing"),
    declared=_("whether a commission has stated it without figures"),
)
FIGURES = columns(
    region=_("region that the rule counts"),
    eligible=_("electors"),
    issued=_("ballots handed out"),
    participants=_("who took part"),
    yes=_("votes: yes"),
    no=_("votes: no"),
    both_marked=_("ballots with both answers marked"),
    invalid=_("invalid ballots"),
    blank=_("blank votes online"),
)


def legs() -> Iterator[tuple[Any, ...]]:
    """A row for each condition of the rule."""
    return Leg.objects.values_list(*(column.name for column in LEGS)).iterator()


def figures() -> Iterator[tuple[Any, ...]]:
    """A row for each region."""
    return Figure.objects.values_list(*(column.name for column in FIGURES)).iterator()


TABLES = (
    Table("legs", _("Conditions of the rule, and whether they are met"), LEGS, legs),
    Table("figures", _("Figures that the outcome follows from"), FIGURES, figures),
)
