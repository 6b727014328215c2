"""The ballot boxes: how many ballots each holds, its sum, who has decrypted it, its result."""

from __future__ import annotations

from django.db import models


class Box(models.Model):
    """A ballot box of a counting region. ``result`` is by question and cell, as in the record."""

    uuid = models.CharField(max_length=32, primary_key=True)
    place = models.IntegerField()
    entry = models.BigIntegerField()
    region = models.CharField(max_length=64)
    electors = models.BigIntegerField()
    weight = models.BigIntegerField()
    cast = models.BigIntegerField(default=0)
    challenged = models.BigIntegerField(default=0)
    closed = models.CharField(max_length=20, blank=True)
    counted = models.BigIntegerField(null=True)
    counted_weight = models.BigIntegerField(null=True)
    sum_sha256 = models.CharField(max_length=64, blank=True)
    sum_entry = models.BigIntegerField(null=True)
    result = models.JSONField(null=True)
    result_entry = models.BigIntegerField(null=True)
    result_at = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ("place",)


class Decryption(models.Model):
    """A trustee's partial decryption of a box."""

    entry = models.BigIntegerField(primary_key=True)
    at = models.CharField(max_length=20)
    box = models.ForeignKey(Box, on_delete=models.PROTECT, related_name="decryptions")
    owner = models.IntegerField()

    class Meta:
        ordering = ("owner",)
