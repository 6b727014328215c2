"""The app of the stations."""

from __future__ import annotations

from django.apps import AppConfig


class StationsConfig(AppConfig):
    """Polling stations and their protocols."""

    name = "dauys.site.stations"
    label = "stations"

    def ready(self) -> None:
        from dauys.site.data.tables import register_all
        from dauys.site.record.projections import register
        from dauys.site.stations import projections
        from dauys.site.stations.tables import TABLES
        from dauys.stations.wire import ProtocolConfirmed, StationListed

        register(StationListed, projections.listed)
        register(ProtocolConfirmed, projections.confirmed)
        register_all(TABLES)
