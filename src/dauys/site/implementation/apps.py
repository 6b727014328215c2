"""The app of the implementation."""

from __future__ import annotations

from django.apps import AppConfig


class ImplementationConfig(AppConfig):
    """The matrix from provision to practice."""

    name = "dauys.site.implementation"
    label = "implementation"

    def ready(self) -> None:
        from dauys.implementation.wire import ImplementationPlanned
        from dauys.site.data.tables import register_all
        from dauys.site.implementation import projections
        from dauys.site.implementation.tables import TABLES
        from dauys.site.record.projections import register

        register(ImplementationPlanned, projections.planned)
        register_all(TABLES)
