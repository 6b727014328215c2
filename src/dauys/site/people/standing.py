"""What the staff decides about one person: blocked with a reason, or seen and vouched for."""

from __future__ import annotations

from django.db import transaction

from dauys.errors import Refused
from dauys.site.people import tiers
from dauys.site.people.actions import allow, note
from dauys.site.people.models import Person
from dauys.site.people.roles import Tier


def admit(person: Person | None, tier: str = Tier.EMAIL) -> None:
    """Refuses whom an action of the public is not open to: ``person.blocked``, ``person.tier``.

    ``tier`` is what the policy asks for. Reading is open to all and asks nothing here.
    """
    if person is not None and person.blocked:
        raise Refused("person.blocked", "", reason=person.blocked)
    if tier != Tier.NONE and (person is None or not person.reaches(tier)):
        raise Refused("person.tier", "")


@transaction.atomic
def block(by: Person, person: Person, reason: str) -> None:
    """Blocks a person, who is shown the reason and can still read everything.

    Raises ``person.staff`` for who has a role: roles are taken away by two persons, first.
    """
    allow(by, "people.block")
    target = Person.objects.select_for_update().get(pk=person.pk)
    if target.roles:
        raise Refused("person.staff", f"person:{person.pk}")
    target.blocked = reason
    target.save(update_fields=["blocked"])
    note(by, "people.block", f"person:{person.pk}", blocked=True)


@transaction.atomic
def unblock(by: Person, person: Person) -> None:
    """Lets a person take part again."""
    allow(by, "people.block")
    Person.objects.filter(pk=person.pk).update(blocked="")
    note(by, "people.block", f"person:{person.pk}", blocked=False)


@transaction.atomic
def vouch(by: Person, person: Person, *, seen: bool) -> None:
    """Says that the staff has seen who a person is, or takes that word back."""
    allow(by, "people.verify")
    if by.pk == person.pk:  # nobody is his own witness
        raise Refused("intent.same", f"person:{person.pk}")
    target = Person.objects.select_for_update().get(pk=person.pk)
    target.vouched = seen
    target.save(update_fields=["vouched"])
    tiers.settle(target)
    note(by, "people.verify", f"person:{person.pk}", verified=seen)
