"""What the staff keeps beside the record: who cares for what, notes, drafts of decisions, imports.

None of it is public and none of it is in an entry. What is decided here becomes an event, and the
projections write what follows from it.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Care(models.Model):
    """How the staff deals with a proposal; ``screened`` is when somebody first looked at it."""

    proposal = models.OneToOneField(
        "consultation.Proposal", on_delete=models.CASCADE, primary_key=True, related_name="care"
    )
    screened = models.DateTimeField(null=True)
    assigned = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="cares"
    )
    due = models.DateField(null=True, db_index=True)


class Remark(models.Model):
    """A note of the staff for the staff."""

    proposal = models.ForeignKey(
        "consultation.Proposal", on_delete=models.CASCADE, related_name="remarks"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    at = models.DateTimeField(auto_now_add=True)
    text = models.TextField()

    class Meta:
        ordering = ("at", "id")


class Stock(models.Model):
    """An answer kept in stock: an outcome and reasons by language, with places to be filled."""

    name = models.CharField(max_length=100, unique=True)
    outcome = models.CharField(max_length=20)
    reasons = models.JSONField(default=dict)
    kept = models.BooleanField(default=True)

    class Meta:
        ordering = ("name",)


class Selection(models.Model):
    """Proposals that a person has chosen from a list; fixed, whatever comes into the list later."""

    token = models.CharField(max_length=32, primary_key=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="selections"
    )
    names = models.JSONField()
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-made",)


class Batch(models.Model):
    """One decision on many proposals that a second person must confirm; ``told`` is what it says.

    ``rest``: the lines that are in order are done even where others are not. ``intent`` is what the
    second person confirms; without one it is a draft that can still be thrown away. Then the
    ``work`` is done, in the language in which it was confirmed: ``done`` lines are in the record,
    ``left`` ones are not and will not be; ``moved`` is when it last came a step further.
    """

    class Act(models.TextChoices):
        """What is decided."""

        ANSWER = "answer", _("Answers")
        MODERATE = "moderate", _("Setting aside")
        WITHDRAW = "withdraw", _("Taking back for the author")
        ANCHOR = "anchor", _("Places in the new version")

    class Work(models.TextChoices):
        """How far it is carried out, once it was confirmed."""

        QUEUED = "queued", _("Waiting for its turn")
        RUNNING = "running", _("Under way")
        STOPPED = "stopped", _("Stopped by a fault")
        DONE = "done", _("Done")

    token = models.CharField(max_length=32, unique=True)
    act = models.CharField(max_length=10, choices=Act.choices)
    told = models.JSONField()
    rest = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    made = models.DateTimeField(auto_now_add=True)
    intent = models.OneToOneField("people.Intent", on_delete=models.PROTECT, null=True)
    work = models.CharField(max_length=10, choices=Work.choices, blank=True, db_index=True)
    language = models.CharField(max_length=3, blank=True)
    done = models.IntegerField(default=0)
    left = models.IntegerField(default=0)
    moved = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-made", "-id")

    @property
    def state(self) -> str:
        """draft, waiting or declined; and once it was confirmed queued, running, stopped, done."""
        return self.work or (self.intent.state if self.intent else "draft")


class BatchLine(models.Model):
    """A proposal of a batch, in the order in which it was chosen; ``facts`` are its own.

    ``entered`` is written in the transaction that adds the entry: what was begun can go on.
    """

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="lines")
    proposal = models.ForeignKey(
        "consultation.Proposal", on_delete=models.CASCADE, related_name="prepared"
    )
    facts = models.JSONField(default=dict)
    entered = models.BooleanField(null=True)  # false: it was left out

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["batch", "proposal"], name="prepared_once"),)


class Alike(models.Model):
    """Proposals that may say the same, as the comparison suggests; ``settled`` once looked at."""

    proposals = models.JSONField()
    likeness = models.JSONField(default=list)  # thousandths, of each but the first
    settled = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("id",)


class Import(models.Model):
    """A file of proposals on its way into the record; its bytes go once it is in, or dropped.

    ``faults`` are lines with their code and sentence by language; ``done`` is how many proposals of
    the file are in the record, ``moved`` when it last came a step further.
    """

    class State(models.TextChoices):
        """Where it stands."""

        CHECKED = "checked", _("Looked through; nothing is taken in yet")
        QUEUED = "queued", _("Waiting for its turn")
        RUNNING = "running", _("Being taken in")
        STOPPED = "stopped", _("Stopped by a fault")
        DONE = "done", _("Taken in")

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    data = models.BinaryField()
    mapping = models.BinaryField()
    version = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)
    rows = models.IntegerField(default=0)
    accepted = models.IntegerField(default=0)
    faults = models.JSONField(default=list)
    unused = models.JSONField(default=list)
    done = models.IntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.CHECKED)
    trouble = models.CharField(max_length=500, blank=True)
    moved = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-at", "-id")


class Planned(models.Model):
    """A hearing that is planned or goes on; it is in the record once it has closed."""

    id = models.CharField(primary_key=True, max_length=64)
    opens = models.CharField(max_length=20)
    region = models.CharField(max_length=64)
    place = models.JSONField(default=dict)
    agenda = models.JSONField(default=dict)
    minutes = models.JSONField(default=dict)
    attended = models.IntegerField(default=0)
    closed = models.BooleanField(default=False)

    class Meta:
        ordering = ("-opens", "id")


class Spoke(models.Model):
    """Somebody spoke at a hearing, for a group, for so many minutes."""

    hearing = models.ForeignKey(Planned, on_delete=models.CASCADE, related_name="spoke")
    group = models.CharField(max_length=64)
    name = models.CharField(max_length=150)
    minutes = models.PositiveSmallIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    token = models.CharField(max_length=32, unique=True)

    class Meta:
        ordering = ("id",)


class Voiced(models.Model):
    """A proposal that was made aloud at a hearing; it enters the record when the hearing closes."""

    hearing = models.ForeignKey(Planned, on_delete=models.CASCADE, related_name="voiced")
    told = models.JSONField()
    received = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    token = models.CharField(max_length=32, unique=True)

    class Meta:
        ordering = ("id",)
