"""What the desk asks: queues with their counts, lists by filter, and what the staff has noted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dauys.site.consultation import policy, queries
from dauys.site.consultation.models import Alike, Batch, BatchLine, Proposal, Remark, State
from dauys.site.consultation.queries import Filter
from dauys.site.look import moment
from dauys.site.people.models import Intent, Person
from dauys.site.people.roles import ACTIONS

QUEUES: dict[str, str | Promise] = {
    "unscreened": _("Not looked at yet"),
    "waiting": _("Waiting for an answer"),
    "overdue": _("Overdue"),
    "mine": _("Mine"),
    "second": _("Before a second person"),
}
NOBODY = "none"  # the filter for what is assigned to nobody
MOST_DAYS = 100_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of the desk shows: a queue, and within it what a filter asks for.

    ``assigned`` is the number of a person, or ``none``; ``older`` is a count of days.
    """

    filter: Filter
    queue: str = ""
    assigned: str = ""
    older: str = ""

    def told(self) -> dict[str, str]:
        """The fields that ask for something, as a page's address has them."""
        own = {"queue": self.queue, "assigned": self.assigned, "older": self.older}
        return {**self.filter.told(), **{name: value for name, value in own.items() if value}}


def proposals(wanted: Wanted, person: Person) -> QuerySet[Proposal]:
    """The proposals of a list, each with its answer and who cares for it."""
    found = queries.proposals(wanted.filter).select_related("care__assigned")
    if wanted.queue in QUEUES:
        found = found.filter(_queue(wanted.queue, person))
    if wanted.assigned == NOBODY:
        found = found.filter(Q(care=None) | Q(care__assigned=None))
    elif number(wanted.assigned) is not None:
        found = found.filter(care__assigned=number(wanted.assigned))
    days = number(wanted.older)
    if days is not None and days <= MOST_DAYS:
        found = found.filter(received__lt=_before(days))
    return found


def counts(person: Person) -> dict[str, int]:
    """How many proposals stand in each queue."""
    return {name: Proposal.objects.filter(_queue(name, person)).count() for name in QUEUES}


def overdue() -> Q:
    """Without an answer after the day that somebody set, else after the days of the policy."""
    late = Q(care__due__lt=moment.today())
    undated = Q(care=None) | Q(care__due=None)
    return late | (undated & Q(received__lt=_before(policy.current().days)))


def _queue(name: str, person: Person) -> Q:
    received = Q(state=State.RECEIVED)
    of = {
        "unscreened": lambda: received & (Q(care=None) | Q(care__screened=None)),
        "waiting": lambda: received & ~waiting(),
        "overdue": lambda: received & overdue(),
        "mine": lambda: received & Q(care__assigned=person.pk),
        "second": waiting,
    }
    return of[name]()


def waiting() -> Q:
    """Whether a decision on a proposal waits for a second person."""
    lines = BatchLine.objects.filter(
        proposal=OuterRef("pk"), batch__intent__state=Intent.State.WAITING
    )
    return Q(Exists(lines))


def _before(days: int) -> str:
    """The moment so many days ago, as entries have it."""
    try:
        at = moment.now() - timedelta(days=days)
    except OverflowError:
        at = datetime.min.replace(tzinfo=moment.zone())
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def number(told: str) -> int | None:
    """A number that a page's address has; None where it is none."""
    return int(told) if told.isascii() and told.isdigit() and len(told) < 19 else None


def staff(action: str) -> list[Person]:
    """Those who may take an action, by name."""
    roles = ACTIONS[action]
    everyone = Person.objects.filter(is_active=True).exclude(roles=[]).order_by("name", "email")
    return [each for each in everyone if roles.intersection(each.roles)]


def remarks(name: str) -> QuerySet[Remark]:
    """The notes of the staff on a proposal, in their order."""
    return Remark.objects.filter(proposal=name).select_related("by")


def suggested() -> QuerySet[Alike]:
    """The groups of proposals that may say the same and that nobody has looked at."""
    return Alike.objects.filter(settled=False)


def batches() -> QuerySet[Batch]:
    """All decisions on many proposals, the latest first."""
    return Batch.objects.select_related("by", "intent", "intent__second")


def batches_of(name: str) -> QuerySet[Batch]:
    """Those that a proposal is in."""
    return batches().filter(lines__proposal=name)
