"""The app of the texts."""

from __future__ import annotations

from django.apps import AppConfig


class TextConfig(AppConfig):
    """Versions of the law and their provisions."""

    name = "dauys.site.text"
    label = "text"

    def ready(self) -> None:
        from dauys.site.people import actions as people
        from dauys.site.record import projections
        from dauys.site.text import actions
        from dauys.site.text.projections import published
        from dauys.text.wire import TextPublished

        projections.register(TextPublished, published)
        people.register("text.publish", actions.publish)
