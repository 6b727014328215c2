"""The app of the verification."""

from __future__ import annotations

from django.apps import AppConfig


class VerificationConfig(AppConfig):
    """The site verifies its own record, as anyone can."""

    name = "dauys.site.verification"
    label = "verification"
