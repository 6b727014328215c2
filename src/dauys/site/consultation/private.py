"""What belongs to persons and is in no entry of the record.

Who wrote a proposal, drafts, what is followed, notices, and what was said to statements. All of it
can be handed over to its person and erased (`holdings`).
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Draft(models.Model):
    """What a person has typed and not yet sent; ``token`` is the one that the form will carry."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts"
    )
    token = models.CharField(max_length=32)
    version = models.CharField(max_length=64)
    address = models.CharField(max_length=200)
    language = models.CharField(max_length=3)
    typed = models.JSONField(default=dict)
    saved = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("-saved",)
        constraints = (
            models.UniqueConstraint(fields=["person", "token"], name="draft_of_one_form"),
        )


class Authorship(models.Model):
    """Whose proposal it is. ``shown``: the author wants the name beside it. ``token`` is that of
    the form it came with, so that a form that one person sends twice makes one proposal."""

    proposal = models.OneToOneField(
        "consultation.Proposal", on_delete=models.CASCADE, related_name="authorship"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="authorships"
    )
    token = models.CharField(max_length=32)
    shown = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "token"], name="proposed_once"),)


class Follow(models.Model):
    """What a person follows: one proposal, a provision by its address, or every answer."""

    class Scope(models.TextChoices):
        """How much."""

        PROPOSAL = "proposal", _("a proposal")
        PROVISION = "provision", _("a provision")
        ALL = "all", _("every answer")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows"
    )
    scope = models.CharField(max_length=10, choices=Scope.choices)
    name = models.CharField(max_length=200, blank=True)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("scope", "name")
        constraints = (
            models.UniqueConstraint(fields=["person", "scope", "name"], name="followed_once"),
        )
        indexes = (models.Index(fields=["scope", "name"], name="follow_scope"),)


class Notice(models.Model):
    """A letter that is due to a person for an entry of the record; ``sent`` once it went out."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    proposal = models.ForeignKey("consultation.Proposal", on_delete=models.CASCADE)
    entry = models.BigIntegerField()
    act = models.CharField(max_length=10)
    sent = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-entry", "id")
        constraints = (
            models.UniqueConstraint(fields=["person", "proposal", "entry"], name="told_once"),
        )
        indexes = (models.Index(fields=["entry", "sent"], name="notice_due"),)


class Statement(models.Model):
    """A statement that people are asked about, by language; the staff writes it."""

    words = models.JSONField()
    open = models.BooleanField(default=True)
    added = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("id",)


class Participant(models.Model):
    """The number under which someone stands in the published matrix; it says nothing of who."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="participant"
    )
    number = models.BigIntegerField(unique=True)


class Opinion(models.Model):
    """What a person said to a statement: 1 agrees, -1 disagrees, 0 passes; the last word counts."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="opinions")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="opinions")
    vote = models.SmallIntegerField()
    said = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["participant", "statement"], name="one_opinion"),
            models.CheckConstraint(
                condition=models.Q(vote__gte=-1, vote__lte=1), name="opinion_vote"
            ),
        )
