"""From the entries of stations to their rows."""

from __future__ import annotations

from dauys.site.record.projections import Entered
from dauys.site.stations.models import Protocol, Station
from dauys.stations.protocol import FIGURES
from dauys.stations.wire import ProtocolConfirmed, StationListed


def listed(entered: Entered) -> None:
    """A station on the list."""
    body: StationListed = entered.body
    told = body.station
    Station.objects.create(
        station=told.id, entry=entered.index, district=told.district, region=told.region,
        kind=told.kind or "", eligible=told.eligible,
    )  # fmt: skip


def confirmed(entered: Entered) -> None:
    """The protocol of a station."""
    body: ProtocolConfirmed = entered.body
    told = body.protocol
    figures = {name: getattr(told.figures, name) for name in FIGURES}
    Protocol.objects.create(station_id=told.station, entry=entered.index, at=entered.at, **figures)
