"""What the record says of the consultation, as rows: written by `projections` alone.

A moment is a string as entries have it (``2026-03-15T07:00:00Z``): its order is that of time.
``entry`` is the index of the entry that a row was made of. What belongs to persons and is in no
entry stands in `private`; what the staff keeps beside the record, in `desk.models`.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dauys.site.consultation.desk.models import (
    Alike,
    Batch,
    BatchLine,
    Care,
    Import,
    Planned,
    Remark,
    Selection,
    Spoke,
    Stock,
    Voiced,
)
from dauys.site.consultation.private import (
    Authorship,
    Draft,
    Follow,
    Notice,
    Opinion,
    Participant,
    Statement,
)

__all__ = [
    "Alike",
    "AnchorDecision",
    "Answer",
    "Authorship",
    "Batch",
    "BatchLine",
    "Care",
    "Carried",
    "Course",
    "Draft",
    "Follow",
    "Groups",
    "Hearing",
    "Import",
    "Notice",
    "Opinion",
    "Participant",
    "Planned",
    "Proposal",
    "Remark",
    "Selection",
    "Spoke",
    "State",
    "Statement",
    "Stock",
    "Voiced",
]


class State(models.TextChoices):
    """Where the record leaves a proposal."""

    RECEIVED = "received", _("Received")
    ANSWERED = "answered", _("Answered")
    MERGED = "merged", _("Merged into another")
    SPLIT = "split", _("Split into parts")
    WITHDRAWN = "withdrawn", _("Taken back by its author")
    MODERATED = "moderated", _("Set aside by moderators")


ENDED = (State.WITHDRAWN, State.MODERATED)


class Hearing(models.Model):
    """A hearing that was held; ``speakers`` are pairs of a group and a name, in order.

    ``silenced`` is when its words were set aside, by ``who`` and ``why``: then they are empty.
    """

    id = models.CharField(primary_key=True, max_length=64)
    entry = models.BigIntegerField()
    opens = models.CharField(max_length=20, db_index=True)
    closes = models.CharField(max_length=20)
    region = models.CharField(max_length=64)
    attended = models.BigIntegerField()
    groups = models.JSONField(default=list)
    place = models.JSONField(default=dict)
    agenda = models.JSONField(default=dict)
    minutes = models.JSONField(default=dict)
    speakers = models.JSONField(default=list)
    silenced = models.CharField(max_length=20, blank=True)
    who = models.TextField(blank=True)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ("-opens", "id")


class Proposal(models.Model):
    """A proposal as received, and where it stands now.

    Its words are empty once it has been taken back or set aside. ``folded`` are all its words in
    the form that is searched. A ``part`` was split off another and is nobody's own proposal;
    ``into`` are the proposals that took the place of one that was merged or split.
    """

    id = models.CharField(primary_key=True, max_length=64)
    entry = models.BigIntegerField(unique=True)
    received = models.CharField(max_length=20)
    kind = models.CharField(max_length=10)
    work = models.CharField(max_length=64)
    version = models.CharField(max_length=64)
    language = models.CharField(max_length=3)
    address = models.CharField(max_length=200)
    hash = models.CharField(max_length=64)
    group = models.CharField(max_length=64)
    region = models.CharField(max_length=64)
    origin = models.CharField(max_length=10)
    hearing = models.CharField(max_length=64, blank=True, db_index=True)
    quote = models.TextField(blank=True)
    proposed = models.TextField(blank=True)
    reasons = models.TextField(blank=True)
    folded = models.TextField(blank=True)
    words = models.CharField(max_length=64)  # the name of the object
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVED)
    ended = models.CharField(max_length=20, blank=True)  # when it was taken back or set aside
    part = models.BooleanField(default=False)
    into = models.JSONField(default=list)

    class Meta:
        ordering = ("-received", "id")
        indexes = (
            models.Index(fields=["received", "id"], name="proposal_received"),
            models.Index(fields=["version", "address"], name="proposal_place"),
            models.Index(fields=["address", "received"], name="proposal_address"),
            models.Index(fields=["state", "received"], name="proposal_state"),
            models.Index(fields=["group", "received"], name="proposal_group"),
            models.Index(fields=["region", "received"], name="proposal_region"),
            models.Index(fields=["kind", "received"], name="proposal_kind"),
            models.Index(fields=["language", "received"], name="proposal_language"),
        )

    @property
    def silent(self) -> bool:
        """Whether its words are gone."""
        return self.state in ENDED


class Answer(models.Model):
    """The answer to a proposal; ``reasons`` by language."""

    proposal = models.OneToOneField(
        Proposal, on_delete=models.PROTECT, primary_key=True, related_name="answer"
    )
    entry = models.BigIntegerField(db_index=True)
    answered = models.CharField(max_length=20, db_index=True)
    outcome = models.CharField(max_length=20, db_index=True)
    reasons = models.JSONField(default=dict)

    class Meta:
        ordering = ("-entry",)


class Carried(models.Model):
    """A provision of the next version that carries a proposal, as its answer says."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="carried")
    version = models.CharField(max_length=64)
    language = models.CharField(max_length=3)
    address = models.CharField(max_length=200)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=["version", "address"], name="carried_place"),)


class Course(models.Model):
    """A step of a proposal: ``act`` is received, merged, split, answered, withdrawn or moderated.

    ``of`` are the proposals that a decision took, ``into`` those that stand in their place.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="course")
    entry = models.BigIntegerField(db_index=True)
    act = models.CharField(max_length=10)
    at = models.CharField(max_length=20)
    who = models.TextField(blank=True)
    why = models.TextField(blank=True)
    of = models.JSONField(default=list)
    into = models.JSONField(default=list)

    class Meta:
        ordering = ("entry", "id")
        indexes = (models.Index(fields=["act", "-entry"], name="course_act"),)


class AnchorDecision(models.Model):
    """What a person decided about the anchor of a proposal in a new version."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="anchors")
    entry = models.BigIntegerField()
    decided = models.CharField(max_length=20)
    version = models.CharField(max_length=64)
    decision = models.CharField(max_length=10)
    before_version = models.CharField(max_length=64)
    before = models.CharField(max_length=200)
    after = models.CharField(max_length=200, blank=True)
    who = models.TextField()
    why = models.TextField()

    class Meta:
        ordering = ("entry",)
        constraints = (
            models.UniqueConstraint(fields=["proposal", "version"], name="anchor_decided_once"),
        )
        indexes = (models.Index(fields=["version", "after"], name="anchor_after"),)


class Groups(models.Model):
    """Opinion groups that were computed; ``told`` is the object of the result, byte for byte.

    ``words`` are those of the statements by number and language, where the record tells them.
    """

    entry = models.BigIntegerField(primary_key=True)
    at = models.CharField(max_length=20)
    method = models.CharField(max_length=40)
    seed = models.BigIntegerField()
    matrix = models.CharField(max_length=64)
    result = models.CharField(max_length=64)
    told = models.BinaryField()
    words = models.JSONField(default=dict)

    class Meta:
        ordering = ("-entry",)
