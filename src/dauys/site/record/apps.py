"""The app of the record."""

from __future__ import annotations

from django.apps import AppConfig


class RecordConfig(AppConfig):
    """The log of the referendum."""

    name = "dauys.site.record"
    label = "record"

    def ready(self) -> None:
        from dauys.record.kinds import KINDS
        from dauys.site.record import projections
        from dauys.site.record.kinds import count

        for body in KINDS.values():
            projections.register(body, count)
