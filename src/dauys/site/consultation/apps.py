"""The app of the consultation."""

from __future__ import annotations

from django.apps import AppConfig


class ConsultationConfig(AppConfig):
    """Proposals, answers, hearings, opinions."""

    name = "dauys.site.consultation"
    label = "consultation"

    def ready(self) -> None:
        from dauys.site.consultation import notices, projections
        from dauys.site.consultation.desk import batches

        projections.register_all()
        notices.register_all()
        batches.register_all()
