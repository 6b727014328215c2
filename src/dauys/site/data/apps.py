"""The app of open data."""

from __future__ import annotations

from django.apps import AppConfig


class DataConfig(AppConfig):
    """Public tables as files."""

    name = "dauys.site.data"
    label = "data"
