"""Hearings: planned, taken down while people speak, and closed into the record.

Several secretaries may write at once: each speaker and each proposal is a row of its own. None of
it is in the record before the hearing closes; then it all enters together.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from dauys.consultation.check import check_hearing, check_proposal
from dauys.consultation.proposal import Hearing as Told
from dauys.consultation.proposal import Proposal as ToldProposal
from dauys.consultation.proposal import Speaker
from dauys.consultation.wire import held, received
from dauys.errors import Refused
from dauys.site import secret
from dauys.site.consultation import actions, queries, rules, texts
from dauys.site.consultation.models import Planned, Proposal, Spoke, Voiced
from dauys.site.people import actions as people
from dauys.site.people.models import Person
from dauys.site.record import actions as record


@transaction.atomic
def plan(person: Person, planned: Planned) -> Planned:
    """Keeps what is planned, new or altered. Raises `Refused` ``hearing.twice`` once it is held."""
    people.allow(person, "consultation.hearing")
    if queries.hearing(planned.id) is not None:
        raise Refused("hearing.twice", f"hearing:{planned.id}")
    planned.save()
    people.note(person, "consultation.hearing", f"hearing:{planned.id}")
    return planned


def speak(person: Person, name: str, told: Mapping[str, Any], token: str) -> None:
    """Writes down that somebody speaks; the same form sent twice is one speaker."""
    people.allow(person, "consultation.hearing")
    try:
        with transaction.atomic():
            Spoke.objects.create(hearing=_open(name), by=person, token=token, **told)
            people.note(person, "consultation.hearing", f"hearing:{name}", spoke=True)
    except IntegrityError:
        if not Spoke.objects.filter(token=token).exists():
            raise


def voice(person: Person, name: str, told: ToldProposal, token: str) -> None:
    """Writes down a proposal that is made aloud; it enters the record with the hearing."""
    people.allow(person, "consultation.hearing")
    check_proposal(told)
    kept = {key: getattr(told, key) for key in VOICED}
    try:
        with transaction.atomic():
            Voiced.objects.create(
                hearing=_open(name),
                told={**kept, "address": told.anchor.address, "version": told.anchor.version},
                received=rules.now(),
                by=person,
                token=token,
            )
            people.note(person, "consultation.hearing", f"hearing:{name}", voiced=True)
    except IntegrityError:
        if not Voiced.objects.filter(token=token).exists():
            raise


VOICED = ("kind", "language", "group", "region", "quote", "proposed", "reasons")


@transaction.atomic
def strike(person: Person, name: str, row: Spoke | Voiced) -> None:
    """Takes out what was written down by mistake."""
    people.allow(person, "consultation.hearing")
    _open(name)
    row.delete()
    people.note(person, "consultation.hearing", f"hearing:{name}", struck=True)


@transaction.atomic
def close(
    person: Person, name: str, closes: str, minutes: dict[str, str], *, attended: int
) -> None:
    """Puts the hearing with its speakers, and what was proposed there, into the record.

    Raises `Refused` ``hearing.*`` for what is wrong with it, and what the record refuses.
    """
    people.allow(person, "consultation.hearing")
    planned = _open(name)
    planned.minutes, planned.attended = minutes, attended
    hearing = told(planned, closes)
    check_hearing(hearing)
    body, data = held(hearing, secret.salt())
    made = [received(_proposal(each), secret.salt()) for each in planned.voiced.all()]
    record.append([body, *(body for body, _ in made)], [data, *(data for _, data in made)])
    planned.closed = True
    planned.save()
    planned.voiced.all().delete()  # its words are in the record, and leave it if they must
    people.note(person, "consultation.hearing", f"hearing:{name}", closed=True, voiced=len(made))


def told(planned: Planned, closes: str) -> Told:
    """The hearing as the stage has it."""
    spoke = list(planned.spoke.all())
    return Told(
        id=planned.id,
        opens=planned.opens,
        closes=closes,
        region=planned.region,
        attended=planned.attended,
        groups=tuple(dict.fromkeys(each.group for each in spoke)),
        place=planned.place,
        agenda=planned.agenda,
        minutes=planned.minutes,
        speakers=tuple(Speaker(each.group, each.name) for each in spoke),
    )


def _proposal(voiced: Voiced) -> ToldProposal:
    """A proposal that was made aloud, anchored in the text of its version."""
    said = voiced.told
    accused = f"hearing:{voiced.hearing_id}"
    version = texts.version(said["version"])
    there = texts.places(version, said["language"]) if version else None
    if there is None:
        raise Refused("anchor.version", accused, version=said["version"])
    return ToldProposal(
        id=_name(voiced),
        received=voiced.received,
        anchor=there.anchor(said["address"], accused=accused),
        origin="hearing",
        hearing=voiced.hearing_id,
        **{key: said[key] for key in VOICED},
    )


def _name(voiced: Voiced) -> str:
    """The hearing's name and a number; a fresh name where that is taken or too long."""
    name = f"{voiced.hearing_id}-{voiced.pk}"
    taken = len(name) > 64 or Proposal.objects.filter(pk=name).exists()
    return actions.fresh_name() if taken else name


def _open(name: str) -> Planned:
    """A hearing that has not closed, locked."""
    planned = Planned.objects.select_for_update().get(pk=name)
    if planned.closed:
        raise Refused("hearing.twice", f"hearing:{name}")
    return planned
