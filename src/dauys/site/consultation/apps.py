"""The app of the consultation."""

from __future__ import annotations

from django.apps import AppConfig


class ConsultationConfig(AppConfig):
    """Proposals, answers, hearings, opinions."""

    name = "dauys.site.consultation"
    label = "consultation"

    def ready(self) -> None:
        from dauys.site.consultation import holdings as held
        from dauys.site.consultation import notices, projections
        from dauys.site.consultation.desk import batches, imports, silencing
        from dauys.site.consultation.tables import TABLES
        from dauys.site.data.tables import register_all
        from dauys.site.people import holdings, tidying

        projections.register_all()
        notices.register_all()
        batches.register_all()
        silencing.register_all()
        tidying.register("imports", imports.DAYS, imports.expire)
        holdings.register(self.label, held.export, held.erase)
        register_all(TABLES)
