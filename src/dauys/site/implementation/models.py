"""The matrix from provision to practice: a row for each task."""

from __future__ import annotations

from django.db import models


class Task(models.Model):
    """What must be done for a provision, as `dauys.implementation.matrix.Task` has it."""

    task = models.CharField(max_length=64, primary_key=True)
    entry = models.BigIntegerField()
    at = models.CharField(max_length=20)
    work = models.CharField(max_length=64)
    version = models.CharField(max_length=64)
    language = models.CharField(max_length=3)
    address = models.CharField(max_length=200, db_index=True)
    hash = models.CharField(max_length=64)
    norm = models.CharField(max_length=20)
    act = models.CharField(max_length=10)
    title = models.JSONField()
    body = models.JSONField()
    trigger = models.CharField(max_length=10)
    trigger_date = models.CharField(max_length=10)
    status = models.CharField(max_length=12, db_index=True)
    deadline = models.CharField(max_length=10, blank=True, db_index=True)
    evidence = models.CharField(max_length=510, blank=True)
    lapses_on = models.CharField(max_length=10, blank=True)
    transitional = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("entry",)
