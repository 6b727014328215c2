"""The app of people."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts, roles, intents and the trail."""

    name = "dauys.site.people"
    label = "people"
