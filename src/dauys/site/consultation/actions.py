"""What people do in a consultation: propose, take back, keep drafts, follow, say an opinion.

What is public becomes an event of the record, whose projection writes the rows; what is a person's
own is written here. The actions of the staff stand elsewhere.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from dauys.consultation.course import ended
from dauys.consultation.lifecycle import Step
from dauys.consultation.proposal import Proposal as Told
from dauys.consultation.wire import received
from dauys.site import secret
from dauys.site.consultation import policy, rules
from dauys.site.consultation.models import (
    ENDED,
    Authorship,
    Course,
    Draft,
    Follow,
    Opinion,
    Participant,
    Proposal,
    Statement,
)
from dauys.site.people.models import Person
from dauys.site.record import actions as record

LETTERS = "23456789abcdefghjkmnpqrstvwxyz"  # none that is taken for another when it is read aloud
LENGTH = 6
MOST_DRAFTS = 100  # of one person
AUTHOR = "author"  # who took a proposal back, as its public object says
NUMBERS = 10**9


def propose(person: Person, told: Told, token: str, *, shown: bool) -> str:
    """Puts a proposal into the record; gives its id, or that of the one that this form made before.

    Raises `PermissionDenied` where the person may not propose now: forms say why before.
    """
    try:
        with transaction.atomic():
            return _propose(person, told, token, shown)
    except IntegrityError:
        earlier = Authorship.objects.filter(person=person, token=token).first()
        if earlier is None:
            raise
        return earlier.proposal_id


def _propose(person: Person, told: Told, token: str, shown: bool) -> str:
    earlier = Authorship.objects.filter(person=person, token=token).first()
    if earlier is not None:
        return earlier.proposal_id
    if hindrance := rules.proposing(person, policy.current()):
        raise PermissionDenied(hindrance)
    named = replace(told, id=fresh_name(), received=rules.now())
    body, data = received(named, secret.salt())
    record.append([body], [data], at=named.received)
    Authorship.objects.create(proposal_id=named.id, person=person, token=token, shown=shown)
    Draft.objects.filter(person=person, token=token).delete()
    return named.id


def same_before(person: Any, told: Told) -> Proposal | None:
    """The proposal of this person that says just the same at the same place, if there is one."""
    mine = Proposal.objects.filter(authorship__person=person, address=told.anchor.address)
    same = mine.filter(
        version=told.anchor.version,
        language=told.language,
        kind=told.kind,
        quote=told.quote,
        proposed=told.proposed,
    )
    return same.exclude(state__in=ENDED).first()


def fresh_name() -> str:
    """An id that is not taken, short enough to be read aloud."""
    while True:
        number, drawn = int(secret.token(), 16), ""
        for _ in range(LENGTH):
            number, letter = divmod(number, len(LETTERS))
            drawn += LETTERS[letter]
        if not Proposal.objects.filter(pk=f"s-{drawn}").exists():
            return f"s-{drawn}"


@transaction.atomic
def take_back(person: Person, name: str, reason: str) -> None:
    """An author takes a proposal back: the record says so, and its words are destroyed."""
    if not Authorship.objects.filter(person=person, proposal=name).exists():
        raise PermissionDenied("not the author")
    end(with_parts([name]), "withdrawn", AUTHOR, reason)


def end(names: list[str], state: str, who: str, reason: str, *, destroy: bool = True) -> None:
    """Ends proposals for one reason and destroys their words; in the caller's transaction.

    ``state`` is ``withdrawn`` or ``moderated``; what has ended before is left alone. Without
    ``destroy`` the words leave every page, and their object stays in the record.
    """
    rows = list(Proposal.objects.filter(pk__in=names).exclude(state__in=ENDED))
    if not rows:
        return
    at = rules.now()
    steps = [Step(row.id, state, at, who, reason or "–") for row in rows]  # type: ignore[arg-type]
    made = [ended(step, secret.salt()) for step in steps]
    record.append([body for body, _ in made], [data for _, data in made], at=at)
    if destroy:
        record.withdraw([row.words for row in rows])


def with_parts(names: list[str]) -> list[str]:
    """These proposals, and the parts into which they were split: the same author's words."""
    steps = Course.objects.filter(proposal__in=names, act="split")
    parts = [
        each for of, into in steps.values_list("of", "into") if of[0] in names for each in into
    ]
    return list(dict.fromkeys([*names, *parts]))


def save_draft(person: Person, token: str, typed: dict[str, str]) -> Draft:
    """Keeps what has been typed, as it is; the oldest goes where there are too many."""
    draft, _ = Draft.objects.update_or_create(
        token=token,
        person=person,
        defaults={
            "version": typed.get("version", "")[:64],
            "address": typed.get("address", "")[:200],
            "language": typed.get("language", "")[:3],
            "typed": typed,
        },
    )
    kept = Draft.objects.filter(person=person).values_list("pk", flat=True)[:MOST_DRAFTS]
    Draft.objects.filter(person=person).exclude(pk__in=list(kept)).delete()
    return draft


def drop_draft(person: Person, number: int) -> None:
    """Throws a draft away."""
    Draft.objects.filter(person=person, pk=number).delete()


def follow(person: Person, scope: str, name: str, *, wanted: bool) -> None:
    """Follows a proposal, a provision or every answer, or no longer does."""
    scope = Follow.Scope(scope)
    if wanted:
        Follow.objects.get_or_create(person=person, scope=scope, name=name[:200])
    else:
        Follow.objects.filter(person=person, scope=scope, name=name).delete()


@transaction.atomic
def say(person: Person, statement: Statement, vote: int) -> None:
    """What a person says to a statement; the last word counts."""
    if hindrance := rules.speaking(person, policy.current()):
        raise PermissionDenied(hindrance)
    if not statement.open:
        raise PermissionDenied("closed")
    who = participant(person)
    Opinion.objects.update_or_create(participant=who, statement=statement, defaults={"vote": vote})


def participant(person: Person) -> Participant:
    """The person among those who take part, under a number that was drawn."""
    known = Participant.objects.filter(person=person).first()
    while known is None:
        number = int(secret.token(), 16) % NUMBERS
        if not Participant.objects.filter(number=number).exists():
            known, _ = Participant.objects.get_or_create(person=person, defaults={"number": number})
    return known
