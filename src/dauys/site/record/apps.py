"""The app of the record."""

from __future__ import annotations

from django.apps import AppConfig


class RecordConfig(AppConfig):
    """The log of the referendum."""

    name = "dauys.site.record"
    label = "record"
