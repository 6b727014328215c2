"""What is known of people: for the pages of this app, and for other apps, which read nothing else.

``person:17`` is how a person is named where no name belongs: the trail, intents, entries.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from dauys.site.people.models import Intent, Person, Trail
from dauys.site.people.roles import ACTIONS, Role


def person(number: int) -> Person | None:
    """One person, also one that has been erased."""
    return Person.objects.filter(pk=number).first()


def persons(numbers: Iterable[int]) -> dict[int, Person]:
    """Persons by their numbers; those that do not exist are left out."""
    return Person.objects.in_bulk(list(numbers))


def display_name(person: Person | None) -> str:
    """How the public may see a person: the name that he or she gave, never the address."""
    if person is None or person.erased:
        return _("Erased account")
    return person.name or _("Person %(number)s") % {"number": person.pk}


def staff() -> list[Person]:
    """Everybody who has a role and an account that works."""
    return list(Person.objects.filter(is_active=True, blocked="").exclude(roles=[]).order_by("pk"))


def staff_with(action: str) -> list[Person]:
    """Those of the staff whose roles allow an action, whether or not they have a second factor."""
    allowed = ACTIONS.get(action, frozenset())
    return [each for each in staff() if any(Role(role) in allowed for role in each.roles)]


def groups() -> tuple[str, ...]:
    """The groups of the consultation, from which a person picks one (setting DAUYS_GROUPS)."""
    return settings.ENVIRONMENT.groups


def found(words: str) -> QuerySet[Person]:
    """Persons whose number, address or name has these words; the whole list without any."""
    rows = Person.objects.filter(erased=None).order_by("-pk")
    words = words.strip()
    if not words:
        return rows
    wanted = Q(email__icontains=words) | Q(name__icontains=words)
    if words.isascii() and words.isdigit() and len(words) < 19:
        wanted |= Q(pk=int(words))
    return rows.filter(wanted)


def intents(*, waiting: bool) -> QuerySet[Intent]:
    """What waits for a second person, or what has been settled."""
    rows = Intent.objects.select_related("by", "second")
    if waiting:
        return rows.filter(state=Intent.State.WAITING)
    return rows.exclude(state=Intent.State.WAITING)


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """Which rows of the trail are asked for; what is empty asks for nothing."""

    action: str = ""
    person: int | None = None
    subject: str = ""
    since: date | None = None
    until: date | None = None


def trail(asked: TrailFilter) -> QuerySet[Trail]:
    """Rows of the trail, the newest first; ``until`` is a day that is still included."""
    rows = Trail.objects.all()
    if asked.action:
        rows = rows.filter(action=asked.action)
    if asked.person is not None:
        rows = rows.filter(person=asked.person)
    if asked.subject:
        rows = rows.filter(subject=asked.subject)
    if asked.since:
        rows = rows.filter(at__date__gte=asked.since)
    if asked.until:
        rows = rows.filter(at__date__lte=asked.until)
    return rows


def trail_actions() -> list[str]:
    """The actions that stand in the trail."""
    return list(Trail.objects.order_by("action").values_list("action", flat=True).distinct())
