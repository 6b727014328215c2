"""The public tables of the stations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from dauys.site.data.tables import Cell, Table, columns
from dauys.site.stations import queries
from dauys.site.stations.models import Protocol, Station

STATIONS = columns(
    station=_("name of the station"),
    region=_("region that the rule counts"),
    district=_("district to which the station belongs"),
    kind=_("kind of the place"),
    eligible=_("electors on the list before voting day"),
    entry=_("entry of the record"),
)
PROTOCOLS = columns(
    station=_("name of the station"),
    eligible=_("electors on the list at the close"),
    received=_("ballots received"),
    issued=_("ballots handed out"),
    unused_cancelled=_("ballots left over and cancelled"),
    spoiled=_("ballots spoiled and cancelled"),
    in_box=_("ballots in the boxes"),
    yes=_("ballots in the pile: yes"),
    no=_("ballots in the pile: no"),
    both_marked=_("ballots with both answers marked"),
    invalid=_("invalid ballots"),
    certificates_out=_("electors who left with a certificate"),
    certificates_in=_("electors who came with a certificate"),
    home=_("ballots in portable boxes, a part of those in the boxes"),
    entry=_("entry of the record"),
    at=_("moment of the entry"),
)
TURNOUT = columns(
    region=_("region that the rule counts"),
    stations=_("stations"),
    protocols=_("stations whose protocol is confirmed"),
    eligible=_("electors, by the confirmed protocols"),
    issued=_("ballots handed out, by the confirmed protocols"),
    in_box=_("ballots in the boxes, by the confirmed protocols"),
)


def stations() -> Iterator[tuple[Any, ...]]:
    """A row for each station."""
    names = [column.name for column in STATIONS]
    return Station.objects.values_list(*names).iterator()


def protocols() -> Iterator[tuple[Any, ...]]:
    """A row for each confirmed protocol."""
    names = [column.name for column in PROTOCOLS]
    return Protocol.objects.order_by("entry").values_list(*names).iterator()


def turnout() -> Iterator[tuple[Cell, ...]]:
    """A row for each region."""
    for each in queries.regions():
        yield tuple(getattr(each, column.name) for column in TURNOUT)


TABLES = (
    Table("stations", _("Polling stations"), STATIONS, stations),
    Table("protocols", _("Protocols of the polling stations"), PROTOCOLS, protocols),
    Table("turnout", _("Turnout by region"), TURNOUT, turnout),
)
