"""Polling stations, and the protocol of each."""

from __future__ import annotations

from django.db import models

from dauys.stations.protocol import Figures


class Station(models.Model):
    """A station on the list."""

    station = models.CharField(max_length=80, primary_key=True)
    entry = models.BigIntegerField()
    district = models.CharField(max_length=80)
    region = models.CharField(max_length=80, db_index=True)
    kind = models.CharField(max_length=64, blank=True)
    eligible = models.BigIntegerField(null=True)

    class Meta:
        ordering = ("entry",)


class Protocol(models.Model):
    """The confirmed protocol of a station; its figures are those of `dauys.stations.protocol`."""

    station = models.OneToOneField(Station, on_delete=models.PROTECT, primary_key=True)
    entry = models.BigIntegerField()
    at = models.CharField(max_length=20)
    eligible = models.BigIntegerField()
    received = models.BigIntegerField()
    issued = models.BigIntegerField()
    unused_cancelled = models.BigIntegerField()
    spoiled = models.BigIntegerField()
    in_box = models.BigIntegerField()
    yes = models.BigIntegerField()
    no = models.BigIntegerField()
    both_marked = models.BigIntegerField()
    invalid = models.BigIntegerField()
    certificates_out = models.BigIntegerField()
    certificates_in = models.BigIntegerField()
    home = models.BigIntegerField()

    def figures(self) -> Figures:
        """The figures as the stage has them."""
        return Figures(**{name: getattr(self, name) for name in Figures.__dataclass_fields__})
