"""The app of the read API."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Everything under /api/."""

    name = "dauys.site.api"
    label = "api"
