"""The pictures of the stations: turnout of the whole beside what the rule asks, and by region."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from django.utils.translation import gettext as _

from dauys.outcome.legs import written
from dauys.question.rule import Share
from dauys.site.look import numerals, pictures
from dauys.site.look.pictures import Measure, Picture
from dauys.site.question import maps
from dauys.site.question import queries as question
from dauys.site.question.told import needed
from dauys.site.stations.queries import Region
from dauys.words import Words


def turnout(whole: Region, language: str) -> Picture:
    """The ways of counting turnout, as shares of the electors whose protocols are there."""
    asked = {each.numerator: each for each in question.shares_of_electors()}
    ways = (
        (_("Ballots handed out"), whole.issued, asked.get("issued")),
        (_("Ballots in the boxes"), whole.in_box, asked.get("participants")),
    )
    return pictures.thresholds(
        _("Turnout, by the protocols that are confirmed"),
        _("Bars of the share of electors; a dashed line stands where the rule asks for a share."),
        [_measure(label, part, whole.eligible, share, language) for label, part, share in ways],
        head=(_("Counted by"), _("Share of electors"), _("Needed")),
    )


def regions(of: Iterable[Region], language: str) -> Picture:
    """The share of ballots in the boxes among the electors, region by region."""
    rows = [(each.region, written(each.in_box, each.eligible)) for each in of]
    return maps.shares(
        _("Ballots in the boxes as a share of electors, by region"),
        _("A tile for each region; the darker, the larger the share of its electors."),
        rows,
        language,
        column=_("Share of electors"),
    )


def _measure(label: str, part: int, whole: int, asked: Share | None, language: str) -> Measure:
    share = _share(part, whole)
    told = _("no data") if share is None else numerals.percent(share, language)
    if asked is None:
        return Measure(label, share, told, None, "–")
    wanted = needed(Words(language), asked.strictness, asked.fraction)
    return Measure(label, share, told, Fraction(asked.fraction), wanted)


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None
