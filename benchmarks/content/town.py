"""Enters the content of `site_pages.py`, by the site's own actions, and signs a secretary in.

    python benchmarks/content/town.py PROPOSALS OPINIONS FILE

Runs with the environment of an installation; the session of the secretary is put into the file.
"""

from __future__ import annotations

import random
import secrets
import sys
import time
from pathlib import Path
from typing import Any

BATCH = 500
DAYS = [f"2027-02-{day:02}T08:00:00Z" for day in range(4, 25)]
STATEMENTS = 200
TOPICS = ["water", "road", "school", "light", "park", "bus"]
REASONS = dict.fromkeys(("kk", "ru", "en"), "The reasons of {id}, {place}.")


def fill(proposals: int, opinions: int) -> str:
    """Enters the content; gives the session of a secretary. Runs with the site's environment."""
    import django

    django.setup()
    from dauys.site.consultation import opinions as voices
    from dauys.site.people.models import Person

    chance = random.Random(6)
    by = Person.objects.create_user("s@example.org", secrets.token_hex(), roles=["secretary"])
    _propose(proposals, chance)
    _answer(by, proposals // 2)
    _opine(opinions, chance)
    voices.compute.call()
    return _session(by)


def _propose(count: int, chance: random.Random) -> None:
    """Proposals on the draft that is consulted upon."""
    from django.db import transaction

    from dauys.consultation.proposal import Proposal
    from dauys.consultation.wire import received
    from dauys.site.consultation import texts
    from dauys.site.record import actions

    draft = texts.current()
    assert draft is not None
    places = list(texts.all_places(draft).values())
    units = {id(place): tuple(place.text.units()) for place in places}

    def made(number: int) -> tuple[Any, bytes]:
        place = chance.choice(places)
        unit = chance.choice(units[id(place)])
        proposal = Proposal(
            id=f"b-{number:05}", received=chance.choice(DAYS), kind="question",
            anchor=place.anchor(unit.address), language=place.text.language, group="citizen",
            region="left-bank", origin="site", hearing=None, quote="",
            proposed=" ".join(chance.choices(unit.heading.split() or ["?"], k=20)),
            reasons=" ".join(chance.choices(TOPICS, k=60)),
        )  # fmt: skip
        return received(proposal, secrets.token_bytes(32))

    for start in range(0, count, BATCH):
        events = [made(number) for number in range(start, min(start + BATCH, count))]
        with transaction.atomic():
            actions.append([each for each, _ in events], [data for _, data in events])


def _answer(by: Any, count: int) -> None:
    """Answers as a worker gives them, to a batch that somebody has confirmed."""
    from dauys.site.consultation.desk import carrying
    from dauys.site.consultation.models import Batch, BatchLine

    told = {"outcome": "rejected", "reasons": REASONS, "carried": []}
    batch = Batch.objects.create(token="bench", act="answer", by=by, told=told, work="queued")
    names = (f"b-{number:05}" for number in range(count))
    BatchLine.objects.bulk_create(BatchLine(batch=batch, proposal_id=name) for name in names)
    began = time.perf_counter()
    assert carrying.carry_out.call(batch.pk) == count
    took = time.perf_counter() - began
    print(f"{count} answers carried out by the worker in {took:.1f} s", flush=True)


def _opine(count: int, chance: random.Random) -> None:
    """Opinions of so many people that each says something to every statement."""
    from dauys.site.consultation.models import Opinion, Participant, Statement
    from dauys.site.people.models import Person

    words = dict.fromkeys(("kk", "ru", "en"), "…")
    asked = Statement.objects.bulk_create([Statement(words=words) for _ in range(STATEMENTS)])
    people = Person.objects.bulk_create(
        [Person(email=f"b{number}@example.org") for number in range(count // STATEMENTS)]
    )
    parts = Participant.objects.bulk_create(
        [Participant(person=each, number=number) for number, each in enumerate(people, 1)]
    )
    for part in parts:
        side = chance.choice((-1, 1))
        votes = chance.choices((side, -side, 0), (6, 2, 2), k=len(asked))
        Opinion.objects.bulk_create(
            Opinion(participant=part, statement=each, vote=vote)
            for each, vote in zip(asked, votes, strict=True)
        )


def _session(person: Any) -> str:
    """Signs a secretary in, with a second factor."""
    from django.test import Client

    from dauys.site.people import factors

    factors.give(person, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return str(client.cookies["sessionid"].value)


if __name__ == "__main__":
    Path(sys.argv[3]).write_text(fill(int(sys.argv[1]), int(sys.argv[2])))
