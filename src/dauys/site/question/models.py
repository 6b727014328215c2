"""The question that was called, its counting regions, the sealed set-up and its confirmations."""

from __future__ import annotations

from django.db import models


class Question(models.Model):
    """The question: one row, made of the entry that called it. ``rule`` is the rule's own bytes."""

    entry = models.BigIntegerField(primary_key=True)
    at = models.CharField(max_length=20)
    question = models.CharField(max_length=64)
    title = models.JSONField()
    wording = models.JSONField()
    answers = models.JSONField()
    blank = models.BooleanField()
    text = models.CharField(max_length=64)
    work = models.CharField(max_length=64)
    version = models.CharField(max_length=64)
    rule = models.TextField()
    rule_sha256 = models.CharField(max_length=64)
    question_type = models.CharField(max_length=64)
    calendar = models.JSONField()
    minimum_electors = models.BigIntegerField()


class Region(models.Model):
    """A region that the rule counts, with the districts that make it."""

    region = models.CharField(max_length=64, primary_key=True)
    place = models.IntegerField()
    title = models.JSONField()
    districts = models.JSONField()

    class Meta:
        ordering = ("place",)


class Setup(models.Model):
    """The sealed set-up: one row. ``digest`` is the hash that is confirmed."""

    entry = models.BigIntegerField(primary_key=True)
    at = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    group = models.CharField(max_length=40)
    registrar = models.TextField()
    trustee_count = models.IntegerField()
    trustees_needed = models.IntegerField()


class Confirmation(models.Model):
    """The registrar (index 0) or a trustee has confirmed the set-up."""

    entry = models.BigIntegerField(primary_key=True)
    at = models.CharField(max_length=20)
    role = models.CharField(max_length=10)
    index = models.IntegerField()

    class Meta:
        ordering = ("index",)
