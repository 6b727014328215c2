"""The outcome that was declared: its legs, and the figures that it follows from."""

from __future__ import annotations

from django.db import models


class Outcome(models.Model):
    """The outcome: one row. None of a verdict is "not known from these figures"."""

    entry = models.BigIntegerField(primary_key=True)
    at = models.CharField(max_length=20)
    rule = models.CharField(max_length=64)
    rule_sha256 = models.CharField(max_length=64)
    question = models.CharField(max_length=64)
    valid = models.BooleanField(null=True)
    adopted = models.BooleanField(null=True)
    readings = models.JSONField()
    certainty = models.JSONField()


class Leg(models.Model):
    """A leg of the rule, with what is needed and what there is; ``regions`` as in the record."""

    name = models.CharField(max_length=64, primary_key=True)
    place = models.IntegerField()
    kind = models.CharField(max_length=10)
    strictness = models.CharField(max_length=10)
    needed = models.CharField(max_length=40)
    have = models.CharField(max_length=60, blank=True)
    passed = models.BooleanField(null=True)
    numerator = models.BigIntegerField(null=True)
    denominator = models.BigIntegerField(null=True)
    least = models.BigIntegerField(null=True)
    short_by = models.BigIntegerField(null=True)
    declared = models.BooleanField()
    regions = models.JSONField()

    class Meta:
        ordering = ("place",)


class Figure(models.Model):
    """The figures of a region, or of the whole; None is a figure that is not known."""

    region = models.CharField(max_length=80, primary_key=True)
    place = models.IntegerField()
    eligible = models.BigIntegerField(null=True)
    issued = models.BigIntegerField(null=True)
    participants = models.BigIntegerField(null=True)
    yes = models.BigIntegerField(null=True)
    no = models.BigIntegerField(null=True)
    both_marked = models.BigIntegerField(null=True)
    invalid = models.BigIntegerField(null=True)
    blank = models.BigIntegerField(default=0)

    class Meta:
        ordering = ("place",)
