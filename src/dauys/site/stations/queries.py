"""What is asked of the stations: the list, how far the protocols are, the sums of regions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet, Sum

from dauys.errors import Refused
from dauys.site.stations.models import Protocol, Station
from dauys.stations import check
from dauys.stations import protocol as stage

PAGE = 50
SUMS = ("eligible", "issued", "in_box", "yes", "no", "both_marked", "invalid")


@dataclass(frozen=True, slots=True)
class Region:
    """The stations of a region together; the sums are of those whose protocol is there.

    ``listed`` is the number of electors on all lists, where every station tells it.
    """

    region: str
    stations: int
    protocols: int
    listed: int | None
    eligible: int
    issued: int
    in_box: int
    yes: int
    no: int
    both_marked: int
    invalid: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the accounting: which check, and whether the figures pass it."""

    name: str
    holds: bool


def regions() -> list[Region]:
    """The regions with the sums of their protocols, in the order of their names."""
    sums = {name: Sum(f"protocol__{name}", default=0) for name in SUMS}
    rows = Station.objects.order_by().values("region").annotate(
        stations=Count("pk"), protocols=Count("protocol"), known=Count("eligible"),
        listed=Sum("eligible", default=0), **{f"sum_{name}": each for name, each in sums.items()},
    )  # fmt: skip
    return [_region(row) for row in rows.order_by("region")]


def whole(regions: list[Region]) -> Region | None:
    """All regions together; None where there is no station."""
    if not regions:
        return None
    listed = [each.listed for each in regions]
    known = [number for number in listed if number is not None]
    sums = {name: sum(getattr(each, name) for each in regions) for name in SUMS}
    return Region(
        "",
        sum(each.stations for each in regions),
        sum(each.protocols for each in regions),
        sum(known) if len(known) == len(listed) else None,
        **sums,
    )


def stations(region: str = "", state: str = "") -> Paginator[Station]:
    """The stations of a region or of all, with or without a protocol, in pages."""
    rows: QuerySet[Station] = Station.objects.select_related("protocol")
    if region:
        rows = rows.filter(region=region)
    if state in ("confirmed", "awaited"):
        rows = rows.filter(Q(protocol__isnull=state == "awaited"))
    return Paginator(rows.order_by("region", "entry"), PAGE)


def station(name: str) -> Station | None:
    """One station with its protocol."""
    return Station.objects.select_related("protocol").filter(pk=name).first()


def accounting(row: Protocol) -> list[Line]:
    """The checks of the accounting, asked again of the figures that stand here."""
    told = stage.Protocol(row.station_id, row.figures())
    return [Line(each.__name__.removeprefix("check_"), _holds(each, told)) for each in check.CHECKS]


def _holds(check: Callable[[stage.Protocol], None], told: stage.Protocol) -> bool:
    try:
        check(told)
    except Refused:
        return False
    return True


def _region(row: Mapping[str, Any]) -> Region:
    listed = row["listed"] if row["known"] == row["stations"] else None
    sums = {name: row[f"sum_{name}"] for name in SUMS}
    return Region(str(row["region"]), row["stations"], row["protocols"], listed, **sums)
