"""Roles and second factors of others: given and taken away by two persons, or by the server.

The first two stewards are made on the server itself (`bootstrap`), since there are no two persons
yet who could confirm them; from then on the way of two persons holds.
"""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext as _

from dauys.errors import Refused
from dauys.site.people import actions, factors, queries
from dauys.site.people.models import Intent, Person
from dauys.site.people.roles import Role

BOOTSTRAPPED = 2  # stewards


def ask(by: Person, person: Person, role: str, *, give: bool) -> Intent:
    """Puts the giving or taking away of a role before a second person."""
    arguments = {"person": person.pk, "role": str(Role(role)), "give": give}
    return actions.request(by, "people.grant", arguments)


def ask_reset(by: Person, person: Person) -> Intent:
    """Puts before a second person that someone's lost second factor be taken away."""
    return actions.request(by, "people.reset", {"person": person.pk})


def tell(arguments: dict[str, Any]) -> str:
    """What giving or taking away means, in words."""
    words = {"person": arguments["person"], "role": Role(arguments["role"]).label}
    if arguments["give"]:
        return _("Give person %(person)s the role “%(role)s”") % words
    return _("Take the role “%(role)s” from person %(person)s") % words


def tell_reset(arguments: dict[str, Any]) -> str:
    """What taking the second factor away means, in words."""
    return _("Take the lost second factor of person %(person)s away") % arguments


def change(by: Person, arguments: dict[str, Any]) -> None:
    """Gives or takes away a role that two persons have agreed on."""
    person = Person.objects.select_for_update().get(pk=arguments["person"])
    if person.erased or (arguments["give"] and person.blocked):
        raise Refused("person.closed", f"person:{person.pk}")
    _set(person, Role(arguments["role"]), give=arguments["give"])
    told = {"role": arguments["role"], "give": arguments["give"]}
    actions.note(by, "people.grant", f"person:{person.pk}", **told)


def reset(by: Person, arguments: dict[str, Any]) -> None:
    """Takes away a second factor that was lost; who has a role sets up another one."""
    person = Person.objects.get(pk=arguments["person"])
    factors.remove(person)
    actions.note(by, "people.reset", f"person:{person.pk}")


@transaction.atomic
def bootstrap(email: str, role: Role) -> Person:
    """Gives a role on the server's own word, while there are fewer than two stewards.

    Makes the account where there is none. Raises ``person.stewards`` when there are two, and
    ``person.closed`` for who is blocked.
    """
    if sum(Role.STEWARD in each.roles for each in queries.staff()) >= BOOTSTRAPPED:
        raise Refused("person.stewards", "")
    address = email.strip().lower()
    person = Person.objects.filter(email__iexact=address).first()
    if person is None:
        person = Person.objects.create_user(address)
        EmailAddress.objects.create(user=person, email=address, primary=True, verified=False)
    if person.blocked or not person.is_active:
        raise Refused("person.closed", f"person:{person.pk}")
    _set(person, role, give=True)
    actions.note(None, "people.grant", f"person:{person.pk}", role=str(role), give=True)
    return person


def _set(person: Person, role: Role, *, give: bool) -> None:
    kept = set(person.roles) - {str(role)}
    person.roles = sorted(kept | {str(role)} if give else kept)
    person.save(update_fields=["roles"])
