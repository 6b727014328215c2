"""The app of the outcome."""

from __future__ import annotations

from django.apps import AppConfig


class OutcomeConfig(AppConfig):
    """The outcome with every leg of the rule."""

    name = "dauys.site.outcome"
    label = "outcome"

    def ready(self) -> None:
        from dauys.outcome.wire import OutcomeDeclared
        from dauys.site.data.tables import register_all
        from dauys.site.outcome import projections
        from dauys.site.outcome.tables import TABLES
        from dauys.site.record.projections import register

        register(OutcomeDeclared, projections.declared)
        register_all(TABLES)
