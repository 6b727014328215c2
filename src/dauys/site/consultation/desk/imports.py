"""Files of proposals on their way into the record: looked through, then taken in by a task.

Nothing is taken in while a line is wrong, unless whoever has looked asks for the rest. The task
goes on where it was stopped: what is done is counted in the transaction that does it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task

from dauys.consultation import intake, mapping, raw
from dauys.consultation.intake import Intake
from dauys.consultation.proposal import Proposal as Told
from dauys.consultation.wire import received
from dauys.errors import DauysError, Refused
from dauys.site import secret
from dauys.site.consultation import policy, rules, texts
from dauys.site.consultation.models import Hearing, Import, Proposal
from dauys.site.people import actions as people
from dauys.site.people.models import Person
from dauys.site.record import actions as record
from dauys.site.text import reading
from dauys.wire.hashes import sha256_hex
from dauys.words import Words

BATCH = 250  # proposals of a transaction
LOOKED_AT = 2_000  # rows of a file that is read again for its page
SHOWN = 20  # proposals that the report shows before they are taken in
STILL = timedelta(minutes=2)  # without a step: whoever was at work has gone
DAYS = 30  # that a file waits to be taken in, or to go on, before it is thrown away
UNDER_WAY = (Import.State.QUEUED, Import.State.RUNNING)


@dataclass(frozen=True, slots=True)
class Upload:
    """What somebody has sent: a file of proposals, perhaps with its mapping, on one version."""

    name: str
    data: bytes
    mapping: bytes
    version: str

    @property
    def suffix(self) -> str:
        """The end of its name, which says what it is."""
        dot = self.name.rfind(".")
        return self.name[dot:].lower() if dot >= 0 else ""


def running() -> QuerySet[Import]:
    """The files that are being taken in."""
    return Import.objects.filter(state__in=UNDER_WAY)


def read(upload: Upload) -> Intake:
    """The proposals and faults of a file, as the stage reads it; a workbook is opened by a process
    of its own, which has the bytes and nothing else.

    Raises `Unreadable` where it is no such table, `Refused` for its mapping.
    """
    accused = f"file:{upload.name}"
    version = texts.version(upload.version)
    if version is None:
        raise Refused("anchor.version", accused, version=upload.version)
    plan = mapping.NOTHING
    if upload.mapping:
        plan = mapping.read_mapping(upload.mapping, accused=accused)
    lines = None
    if upload.suffix == ".xlsx" and len(upload.data) <= raw.MAX_BYTES:
        lines = reading.rows(upload.data, upload.suffix, plan.sheet, accused)
    return intake.read(
        upload.data,
        upload.suffix,
        texts.all_places(version),
        rules.now(),
        plan=plan,
        groups=policy.current().groups,
        known=set(Proposal.objects.values_list("pk", flat=True)),
        hearings=set(Hearing.objects.values_list("pk", flat=True)),
        accused=accused,
        lines=lines,
    )


def upload_of(job: Import) -> Upload:
    """What was sent, again."""
    return Upload(job.name, bytes(job.data), bytes(job.mapping), job.version)


@transaction.atomic
def check(person: Person, upload: Upload) -> Import:
    """Looks a file through and keeps it with its report; nothing enters the record.

    Raises `Refused` ``import.twice`` for a file that was taken in before, and what `read` does.
    """
    people.allow(person, "consultation.import")
    sha256 = sha256_hex(upload.data)
    _once(sha256, upload.name)
    taken = read(upload)
    job = Import.objects.create(
        name=upload.name[-200:],
        sha256=sha256,
        data=upload.data,
        mapping=upload.mapping,
        version=upload.version,
        by=person,
        **report(taken),
    )
    people.note(person, "consultation.import", f"import:{job.pk}", rows=job.rows, checked=True)
    return job


def _once(sha256: str, name: str) -> None:
    """Refuses a file that was taken in, or is being."""
    again = Import.objects.filter(sha256=sha256).exclude(state=Import.State.CHECKED).first()
    if again is not None:
        raise Refused("import.twice", f"file:{name}", job=again.pk)


def report(taken: Intake) -> dict[str, Any]:
    """What is kept of a reading."""
    return {
        "rows": taken.rows,
        "accepted": len(taken.proposals),
        "faults": [[line, error.code, _said(error)] for line, error in taken.faults],
        "unused": list(taken.unused),
    }


def _said(error: DauysError) -> dict[str, str]:
    """A fault in every language of the site: whoever reads the report may speak another."""
    return {code: Words(code).error(error) for code, _ in settings.LANGUAGES}


def faults(job: Import, language: str) -> list[tuple[int, str]]:
    """The faults of a file by line, as sentences in a language."""
    return [(line, words[language]) for line, _, words in job.faults]


@transaction.atomic
def start(person: Person, number: int, *, partial: bool) -> None:
    """Has a file that was looked through taken in. Raises `Refused` ``import.faulty`` where a line
    is wrong and the rest was not asked for, ``import.twice`` where it was taken in already."""
    people.allow(person, "consultation.import")
    job = Import.objects.select_for_update().get(pk=number)
    if job.state not in (Import.State.CHECKED, Import.State.STOPPED) and not still(job):
        raise Refused("import.twice", f"file:{job.name}", job=job.pk)
    if not job.sha256:
        raise Refused("import.expired", f"file:{job.name}", days=DAYS)
    if job.state == Import.State.CHECKED:
        _once(job.sha256, job.name)
    if not job.accepted or (job.faults and not partial):
        raise Refused("import.faulty", f"file:{job.name}", count=len(job.faults))
    job.state, job.trouble, job.moved = Import.State.QUEUED, "", timezone.now()
    job.save()
    people.note(person, "consultation.import", f"import:{job.pk}", partial=partial)
    transaction.on_commit(lambda: take_in.enqueue(job.pk))


@transaction.atomic
def drop(person: Person, number: int) -> None:
    """Throws away a file of which nothing has been taken in."""
    people.allow(person, "consultation.import")
    job = Import.objects.select_for_update().get(pk=number)
    if job.state == Import.State.CHECKED:
        job.delete()
        people.note(person, "consultation.import", f"import:{number}", dropped=True)


def expire(before: datetime) -> int:
    """Throws away files that nobody has taken in, or had go on, since a moment; gives how many.

    Of one that stopped half-way the report stays, without the file and its hash: sent again, the
    lines that are in the record already are faults, and the rest can be taken in.
    """
    old = Import.objects.filter(at__lt=before)
    idle, _ = old.filter(state=Import.State.CHECKED).delete()
    stopped = old.filter(state=Import.State.STOPPED).exclude(sha256="")
    return idle + stopped.update(data=b"", mapping=b"", sha256="")


@task()
def take_in(number: int) -> int:
    """Takes the proposals of a file into the record, some at a time; gives how many."""
    job = Import.objects.get(pk=number)
    if job.state not in UNDER_WAY:
        return job.done
    rows = Import.objects.filter(pk=number, state__in=UNDER_WAY)
    rows.update(state=Import.State.RUNNING)
    try:
        proposals = read(upload_of(job)).proposals  # those that are in already are faults now
        if len(proposals) != job.accepted - job.done:
            if Import.objects.get(pk=number).done != job.done:  # another one is at work on it
                return job.done
            raise Refused("import.faulty", f"file:{job.name}", count=job.rows - len(proposals))
        for at in range(0, len(proposals), BATCH):
            if not _enter(number, job.done + at, proposals[at : at + BATCH]):
                break
        else:
            rows.update(state=Import.State.DONE, data=b"", mapping=b"")
    except DauysError as error:
        trouble = f"{error.code} {error.accused}"[:500]
        rows.update(state=Import.State.STOPPED, trouble=trouble)
    return Import.objects.get(pk=number).done


@transaction.atomic
def _enter(number: int, before: int, proposals: Sequence[Told]) -> bool:
    """Takes proposals in; not where ``before`` is not how many are in: another one is at work."""
    job = Import.objects.select_for_update().get(pk=number)
    if job.done != before or job.state not in UNDER_WAY:
        return False
    made = [received(each, secret.salt()) for each in proposals]
    record.append([body for body, _ in made], [data for _, data in made])
    job.done += len(proposals)
    job.moved = timezone.now()
    job.save(update_fields=["done", "moved"])
    return True


def still(job: Import) -> bool:
    """Whether it has not moved for so long that nobody seems to be at work."""
    return job.state in UNDER_WAY and (job.moved or job.at) < timezone.now() - STILL


def resume() -> int:
    """Puts whatever was under way into the queue again, at the start of a worker; gives how many.

    If another one is still at work on it, nothing is taken in twice.
    """
    numbers = list(running().values_list("pk", flat=True))
    for number in numbers:
        take_in.enqueue(number)
    return len(numbers)
