"""The reports of the verifications of this record that the site has run."""

from __future__ import annotations

from django.db import models


class Run(models.Model):
    """One verification. ``report`` is what ``dauys verify --json`` prints, without sentences."""

    at = models.CharField(max_length=20)
    size = models.BigIntegerField()
    root = models.CharField(max_length=64)
    verdict = models.CharField(max_length=10)
    version = models.CharField(max_length=40)
    report = models.JSONField()

    class Meta:
        ordering = ("-pk",)
