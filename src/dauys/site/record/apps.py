"""The app of the record."""

from __future__ import annotations

from django.apps import AppConfig


class RecordConfig(AppConfig):
    """The log of the referendum."""

    name = "dauys.site.record"
    label = "record"

    def ready(self) -> None:
        from dauys.record.kinds import KINDS
        from dauys.site.data.tables import register_all
        from dauys.site.record import projections
        from dauys.site.record.kinds import count
        from dauys.site.record.tables import TABLES

        for body in KINDS.values():
            projections.register_run(body, count)
        register_all(TABLES)
