"""Persons with their roles, what awaits a second person, and the trail."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from dauys.site.people import factors
from dauys.site.people.roles import ACTIONS, TIERS, Role, Tier


class PersonManager(BaseUserManager["Person"]):
    """Makes persons; there is no superuser: roles say who may do what."""

    def create_user(self, email: str, password: str | None = None, **more: Any) -> Person:
        """A new person with a confirmed or unconfirmed address."""
        person: Person = self.model(email=self.normalize_email(email).lower(), **more)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Someone with an account. ``name`` is shown with a proposal only if its author wants it.

    A row is never deleted: an erased person keeps the number alone (`account.erase`).
    """

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=3, default="kk")
    group = models.CharField(max_length=64, default="citizen")
    region = models.CharField(max_length=64, blank=True)
    tier = models.CharField(max_length=10, choices=Tier.choices, default=Tier.NONE)
    vouched = models.BooleanField(default=False)  # the staff has seen who it is
    roles = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)
    blocked = models.CharField(max_length=500, blank=True)  # the reason, where one is blocked
    joined = models.DateTimeField(auto_now_add=True)
    erased = models.DateTimeField(null=True)

    objects = PersonManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_staff(self) -> bool:
        """Whether the person has any role."""
        return bool(self.roles)

    def may(self, action: str) -> bool:
        """Whether the person's roles allow an action of the staff; not without a second factor."""
        return (
            self.is_active
            and not self.blocked
            and any(Role(role) in ACTIONS.get(action, frozenset()) for role in self.roles)
            and self.has_second_factor
        )

    @cached_property
    def has_second_factor(self) -> bool:
        """Whether codes of an app are asked for when the person signs in."""
        return factors.has(self)

    def reaches(self, tier: str) -> bool:
        """Whether it is at least as sure who the person is as this tier asks."""
        return TIERS.index(Tier(self.tier)) >= TIERS.index(Tier(tier))


class Intent(models.Model):
    """What one person of the staff wants done and a second one must confirm."""

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", _("waiting for a second person")
        DONE = "done", _("done")
        DECLINED = "declined", _("declined")

    action = models.CharField(max_length=60)
    arguments = models.JSONField()
    told = models.CharField(max_length=500)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="intents")
    at = models.DateTimeField(auto_now_add=True)
    second = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="confirmed"
    )
    settled = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)

    class Meta:
        ordering = ("-at",)


class Trail(models.Model):
    """What was done by whom: rows are added, and the database refuses to alter or delete them.

    A person stands here by number; when the account is erased, the number says nothing any more.
    """

    at = models.DateTimeField(auto_now_add=True)
    person = models.BigIntegerField(null=True, db_index=True)
    action = models.CharField(max_length=60, db_index=True)
    subject = models.CharField(max_length=200, blank=True, db_index=True)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ("-id",)
