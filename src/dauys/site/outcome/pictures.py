"""The pictures of the outcome: each leg beside what it needs, and where regions meet one."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from django.utils.translation import gettext as _

from dauys.outcome.legs import written
from dauys.site.look import numerals, pictures
from dauys.site.look.pictures import Measure, Picture
from dauys.site.outcome.models import Figure
from dauys.site.outcome.queries import LegResult
from dauys.site.question import maps

DIGITS = 2


def leg(of: LegResult, language: str) -> Picture:
    """A bar as long as what there is, and a line at what is needed; the facts beside it say it."""
    have = Fraction(of.leg.have) if of.leg.have else None
    told = _("no data") if have is None else numerals.percent(have, language, DIGITS)
    title = of.told.what if of.told else of.leg.name
    description = _("There is: %(have)s. Needed: %(needed)s.") % {
        "have": told, "needed": of.needed,
    }  # fmt: skip
    measure = Measure("", have, told, Fraction(of.leg.needed), of.needed)
    head = (_("Condition"), _("There is"), _("Needed"))
    return pictures.thresholds(title, description, [measure], head=head)


def regions(of: LegResult, language: str) -> Picture | None:
    """Which regions meet a leg; None for one that looks at the whole vote alone."""
    rows = [((each["region"], each.get("have")), each.get("passed")) for each in of.leg.regions]
    if not rows:
        return None
    title = of.told.what if of.told else of.leg.name
    met = sum(passed is True for _told, passed in rows)
    description = _("A tile for each region. The condition is met in %(met)s of %(all)s.") % {
        "met": numerals.number(met, language), "all": numerals.number(len(rows), language),
    }  # fmt: skip
    return maps.conditions(title, description, rows, language)


def turnout(of: Sequence[Figure], language: str) -> Picture | None:
    """What share of the electors took part, region by region; None where there is one row only."""
    if len(of) < 2:
        return None
    rows = [(each.region, written(each.participants, each.eligible)) for each in of]
    return maps.shares(
        _("Who took part, by region"),
        _("A tile for each region; the darker, the larger the share of its electors."),
        rows,
        language,
        column=_("Share of electors"),
    )
