"""What the staff does with texts: it prepares a manuscript, and with a second person publishes it.

What is published is what the second person saw: the hash of the version is part of what is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from dauys.errors import Refused
from dauys.site.people import actions as people
from dauys.site.people.models import Intent, Person
from dauys.site.record import actions as record
from dauys.site.text.models import Manuscript, Sheet
from dauys.site.text.reading import Read
from dauys.text.version import publish as publish_text
from dauys.text.wire import TextPublished, read_text


@transaction.atomic
def prepare(
    person: Person,
    manuscript: Manuscript,
    read: Sequence[Read],
    parity: list[dict[str, Any]] | None,
) -> Manuscript:
    """Keeps a manuscript, new or altered, with the languages that have been read.

    Raises `Refused` ``manuscript.fixed`` while a second person looks at it, and once published.
    """
    people.allow(person, "text.prepare")
    if manuscript.pk:
        _open(manuscript)
    manuscript.parity, manuscript.intent = parity, None
    manuscript.save()
    for each in read:
        Sheet.objects.update_or_create(
            manuscript=manuscript,
            language=each.language,
            defaults={
                "source": each.source,
                "text": each.text,
                "sha256": each.sha256,
                "articles": each.articles,
                "findings": each.findings,
            },
        )
    languages = [each.language for each in read]
    people.note(person, "text.prepare", f"manuscript:{manuscript.pk}", languages=languages)
    return manuscript


@transaction.atomic
def discard(person: Person, manuscript: Manuscript) -> None:
    """Throws a manuscript away; raises as `prepare`."""
    people.allow(person, "text.prepare")
    _open(manuscript)
    people.note(person, "text.prepare", f"manuscript:{manuscript.pk}", discarded=True)
    manuscript.delete()


@transaction.atomic
def ask(person: Person, manuscript: Manuscript, told: str) -> Intent:
    """Puts a manuscript before a second person as it stands; raises as `prepare`."""
    locked = _open(manuscript)
    body, _ = event(locked)
    arguments = {"manuscript": locked.pk, "hash": body.hash}
    locked.intent = people.request(person, "text.publish", arguments, told)
    locked.save()
    return locked.intent


def publish(person: Person, arguments: dict[str, Any]) -> None:
    """Publishes a manuscript that two persons have seen: the run of ``text.publish``.

    Raises `Refused` ``manuscript.changed`` where it is not what was asked for, and what the
    record refuses a version for.
    """
    manuscript = Manuscript.objects.select_for_update().get(pk=arguments["manuscript"])
    body, objects = event(manuscript)
    if body.hash != arguments["hash"]:
        raise Refused("manuscript.changed", f"manuscript:{manuscript.pk}")
    record.append([body], objects)
    manuscript.published = True
    manuscript.save()
    people.note(person, "text.publish", f"version:{body.version}", hash=body.hash)


def event(manuscript: Manuscript) -> tuple[TextPublished, tuple[bytes, ...]]:
    """The event that would publish a manuscript, and its objects."""
    texts = {each.language: read_text(bytes(each.text)) for each in manuscript.sheets.all()}
    return publish_text(
        manuscript.work,
        manuscript.name,
        "in_force" if manuscript.role == "in_force" else "draft",
        manuscript.date,
        manuscript.author,
        manuscript.authoritative,
        texts,
    )


def _open(manuscript: Manuscript) -> Manuscript:
    """The manuscript, locked; refused where it may not be altered now."""
    locked = Manuscript.objects.select_for_update(of=("self",)).get(pk=manuscript.pk)
    if locked.published or locked.waiting:
        raise Refused("manuscript.fixed", f"manuscript:{locked.pk}")
    return locked
