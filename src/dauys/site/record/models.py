"""The log as rows: every entry and object, how far it goes, and which are on the disk.

The tables are what the site wrote; the folder of the record is what it has signed. Tiles can be
made again out of the table.
"""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One entry, its exact bytes. Rows are added and never changed: the database refuses it."""

    index = models.BigIntegerField(primary_key=True)
    at = models.CharField(max_length=20)
    kind = models.CharField(max_length=40, db_index=True)
    data = models.BinaryField()

    class Meta:
        ordering = ("index",)


class Thing(models.Model):
    """An object that an entry names; without ``data`` once its words have been withdrawn."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField()
    data = models.BinaryField(null=True)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="things")
    withdrawn = models.CharField(max_length=20, blank=True)


class Head(models.Model):
    """One row, which whoever appends locks: how many entries there are, and the root of them."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    size = models.BigIntegerField(default=0)
    root = models.BinaryField(default=bytes)
    at = models.CharField(max_length=20, blank=True)


class Sequencer(models.Model):
    """One row, which whoever signs locks: one sequencer at a time, in however many processes."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    signed = models.BigIntegerField(default=0)


class Kind(models.Model):
    """How many entries of a kind there are, the moment of the first, and the last."""

    kind = models.CharField(max_length=40, primary_key=True)
    entries = models.BigIntegerField(default=0)
    first = models.CharField(max_length=20)
    last = models.BigIntegerField()
    at = models.CharField(max_length=20)
