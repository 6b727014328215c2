"""Versions and their provisions as rows, out of the record; and manuscripts, which are private.

A provision's row is for search and for lists. The law itself is the object of the record (`trees`).
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Version(models.Model):
    """A published version of a work; its languages with the names of their objects."""

    class Role(models.TextChoices):
        """What a version is."""

        IN_FORCE = "in_force", _("Text in force")
        DRAFT = "draft", _("Draft of the text")

    entry = models.BigIntegerField(primary_key=True)
    slug = models.CharField(max_length=90, unique=True)  # in addresses: the name where it is free
    work = models.CharField(max_length=64)
    name = models.CharField(max_length=64)
    role = models.CharField(max_length=10, choices=Role.choices)
    date = models.CharField(max_length=10)
    at = models.CharField(max_length=20)
    author = models.TextField()
    hash = models.CharField(max_length=64)
    authoritative = models.JSONField()
    expressions = models.JSONField()  # language -> the object's SHA-256
    titles = models.JSONField()  # language -> title

    class Meta:
        ordering = ("entry",)

    def __str__(self) -> str:
        return self.name

    @property
    def languages(self) -> list[str]:
        """The languages of the version, those of the site first and in their order."""
        known = [code for code, _name in settings.LANGUAGES]
        return [
            *(code for code in known if code in self.expressions),
            *sorted(set(self.expressions) - set(known)),
        ]

    def spoken(self, wanted: str | None) -> str:
        """The wanted language where the version has it, else the first one that binds."""
        return wanted if wanted and wanted in self.expressions else str(self.authoritative[0])


class Provision(models.Model):
    """A provision of one language of a version: ``words`` are its own, ``parent`` an address."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="provisions")
    language = models.CharField(max_length=3)
    order = models.IntegerField()
    address = models.TextField()
    parent = models.TextField(blank=True)
    level = models.SmallIntegerField()
    kind = models.CharField(max_length=20)
    number = models.TextField(blank=True)
    heading = models.TextField(blank=True)
    words = models.TextField(blank=True)
    folded = models.TextField()  # see `folding.indexed`
    near = models.TextField()

    class Meta:
        ordering = ("version", "language", "order")
        constraints = (
            models.UniqueConstraint(
                fields=("version", "language", "address"), name="text_provision_address"
            ),
        )


class Manuscript(models.Model):
    """A version that the staff prepares: it is published as it stands here, or not at all."""

    work = models.CharField(max_length=64)
    name = models.CharField(max_length=64)
    role = models.CharField(max_length=10, choices=Version.Role.choices)
    date = models.CharField(max_length=10)
    author = models.TextField()
    authoritative = models.JSONField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="manuscripts"
    )
    at = models.DateTimeField(auto_now_add=True)
    intent = models.ForeignKey(
        "people.Intent", on_delete=models.PROTECT, null=True, related_name="manuscripts"
    )
    published = models.BooleanField(default=False)
    parity: Any = models.JSONField(null=True)  # findings between the languages

    class Meta:
        ordering = ("-at",)

    @property
    def waiting(self) -> bool:
        """Whether a second person has been asked and has not answered."""
        return self.intent is not None and self.intent.state == "waiting"


class Sheet(models.Model):
    """One language of a manuscript: the tree that was read, and what a person should look at."""

    manuscript = models.ForeignKey(Manuscript, on_delete=models.CASCADE, related_name="sheets")
    language = models.CharField(max_length=3)
    source = models.CharField(max_length=200, blank=True)  # the name of the file, "" if pasted
    text = models.BinaryField()  # canonical bytes of the tree
    sha256 = models.CharField(max_length=64)
    articles = models.IntegerField()
    findings = models.JSONField()

    class Meta:
        ordering = ("manuscript", "language")
        constraints = (
            models.UniqueConstraint(fields=("manuscript", "language"), name="text_sheet_language"),
        )
