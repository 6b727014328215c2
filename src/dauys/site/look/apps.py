"""The app of the looks."""

from __future__ import annotations

from django.apps import AppConfig


class LookConfig(AppConfig):
    """Templates, static files, template tags."""

    name = "dauys.site.look"
    label = "look"
