"""What is wrong with an installation, line by line: ``python -m dauys.site doctor``.

Each examination raises, or gives findings; none changes anything, but that a mail is sent where an
address is given. What stops a start (`dauys.site.checks`) is examined here too, and besides it what
a person should look at while the site runs.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core import mail
from django.core.checks import Tags, run_checks
from django.db.models import Q

from dauys.errors import DauysError, Fact, Finding, Findings, Refused, Severity, Unreadable
from dauys.log import cosignature
from dauys.log import note as notes
from dauys.log.tiles import CHECKPOINT
from dauys.record.entry import read_entry
from dauys.record.opening import ReferendumOpened, witness_keys
from dauys.site import checks
from dauys.site.consultation import policy
from dauys.site.question import layout
from dauys.site.record import sequencer
from dauys.site.record.location import location
from dauys.site.record.models import Entry, Head
from dauys.wire import ids

LEAST_FREE = 500  # MiB of disk under which nothing runs for long
SLOW_WITNESS = 15 * 60  # seconds after which a head should have been cosigned
SLOW_WORKER = timedelta(minutes=10)
BACKUP_AGE = 26 * 3600  # seconds: a backup a day, and two hours of grace
BACKUP = "last-backup"  # a file in the data that whatever makes backups touches
MIB = 1024 * 1024

Examination = Callable[[], Iterable[Finding] | None]


def settings_given() -> Iterator[Finding]:
    """What Django and the people app say of the settings: codes of theirs, words of ours."""
    for fault in run_checks(tags=[Tags.security], include_deployment_checks=_real()):
        severity: Severity = "error" if fault.is_serious() else "warning"
        told = " ".join(str(part) for part in (fault.msg, fault.hint) if part)
        yield Finding("site.setting", severity, f"setting:{fault.id}", facts={"told": told})


def given_files() -> None:
    """The policy and the map of tiles can be read, where there are any; raises what they raise."""
    for name, parse in ((policy.NAME, policy.parse), (layout.NAME, layout.parse)):
        place: Path = settings.ENVIRONMENT.data / name
        if place.exists():
            parse(place.read_bytes())


def folder() -> None:
    """The record's folder can be written; raises ``file.unwritable``."""
    place = settings.ENVIRONMENT.record
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=place) as probe:
            probe.write(bytes(1))
            os.fsync(probe.fileno())
    except OSError as error:
        reason = error.strerror or ""
        raise Unreadable("file.unwritable", f"file:{place}", reason=reason) from None


def log() -> None:
    """The table goes on from what was signed, with the key that entry 0 names.

    Raises ``log.rollback``, ``log.fork``, ``log.key`` and what a checkpoint is refused for.
    """
    sequencer.check()


def unsigned() -> Iterator[Finding]:
    """Entries that a crash has left unsigned: the next start, or the next entry, signs them."""
    size, signed = Head.objects.get(pk=1).size, location().signed().size
    if size > signed:
        yield Finding("site.unsigned", "warning", "log", facts={"count": size - signed})


def clock() -> Iterator[Finding]:
    """Entries never go back in time: a clock that is behind gives every entry the same moment."""
    last = Head.objects.get(pk=1).at
    now = _now()
    if last > now:
        opened = _opened()
        severity: Severity = "information" if opened is None or opened.simulated else "warning"
        yield Finding("site.clock", severity, "log", facts={"now": now, "last": last})


def witnesses() -> Iterator[Finding]:
    """The head that stands in the folder has its cosignatures, or is younger than some minutes."""
    opened, place = _opened(), settings.ENVIRONMENT.record / CHECKPOINT
    if opened is None or not opened.quorum or not place.exists():
        return
    note = notes.parse(place.read_bytes(), accused=CHECKPOINT)
    keys = witness_keys(opened)
    has = sum(cosignature.time_of(note, each) is not None for each in keys)
    late = time.time() - place.stat().st_mtime > SLOW_WITNESS
    severity: Severity = "warning" if late else "information"
    if has < opened.quorum:
        facts: dict[str, Fact] = {"has": has, "quorum": opened.quorum}
        yield Finding("log.unwitnessed", severity, CHECKPOINT, facts=facts)


def disk() -> Iterator[Finding]:
    """There is room where the site writes."""
    environment = settings.ENVIRONMENT
    for place in dict.fromkeys((environment.data, environment.record, environment.log_key.parent)):
        there = next(each for each in (place, *place.parents) if each.exists())
        free = shutil.disk_usage(there).free // MIB
        if free < LEAST_FREE:
            yield Finding("site.disk", "error", f"file:{place}", facts={"free": free})


def worker() -> Iterator[Finding]:
    """Somebody does what pages have put into the queue: mails, big imports."""
    from django_tasks_db.models import DBTaskResult, get_date_max

    if "Immediate" in settings.TASKS["default"]["BACKEND"]:
        return
    before = datetime.now(UTC) - SLOW_WORKER
    due = Q(run_after__lt=before) | Q(run_after=get_date_max())  # the latter: at once
    count = DBTaskResult.objects.filter(due, status="READY", enqueued_at__lt=before).count()
    if count:
        minutes = SLOW_WORKER // timedelta(minutes=1)
        yield Finding("site.worker", "error", "", facts={"count": count, "minutes": minutes})


def backups() -> Iterator[Finding]:
    """Whatever makes backups touches a file; it is not old."""
    if not _real():
        return
    place: Path = settings.ENVIRONMENT.data / BACKUP
    age = time.time() - place.stat().st_mtime if place.exists() else None
    if age is None or age > BACKUP_AGE:
        yield Finding("site.backup", "warning", f"file:{place}")


def mailbox() -> None:
    """The mail server takes our name and password; raises ``site.mail``. Nothing is sent."""
    if not _mail_is_set():
        return
    try:
        with mail.get_connection(timeout=5):
            pass
    except OSError as error:
        raise Unreadable("site.mail", "setting:DAUYS_MAIL", reason=str(error)[:200]) from None


def send(address: str) -> None:
    """Sends one mail; raises ``site.mail``."""
    try:
        mail.send_mail("Dauys", "dauys doctor", None, [address])
    except OSError as error:
        raise Unreadable("site.mail", "setting:DAUYS_MAIL", reason=str(error)[:200]) from None


EXAMINATIONS: dict[str, Examination] = {
    "settings": settings_given,
    "secret": checks.secret,
    "database": checks.database,
    "tables": checks.tables,
    "durable": checks.durable,
    "key": checks.key,
    "files": given_files,
    "folder": folder,
    "log": log,
    "unsigned": unsigned,
    "clock": clock,
    "witnesses": witnesses,
    "static": checks.static,
    "worker": worker,
    "mail": mailbox,
    "disk": disk,
    "backups": backups,
}
# An examination that could say nothing sensible after another has found a fault.
RESTS_ON = {
    "tables": ("database",),
    "durable": ("database",),
    "log": ("database", "tables", "key"),
    "unsigned": ("database", "tables", "key", "log"),
    "clock": ("database", "tables"),
    "witnesses": ("database", "tables"),
    "worker": ("database", "tables"),
}


def examine() -> Iterator[tuple[str, list[Finding] | None]]:
    """Each examination by its name with what it found; None where it could not be made."""
    broken: set[str] = set()
    for name, examination in EXAMINATIONS.items():
        if broken & set(RESTS_ON.get(name, ())):
            broken.add(name)
            yield name, None
            continue
        found = Findings()
        try:
            for finding in examination() or ():
                found.add(finding)
        except DauysError as error:
            found.add_error(error)
        if found.errors():
            broken.add(name)
        yield name, found.found


def _now() -> str:
    return ids.moment(int(time.time()))


def _real() -> bool:
    return bool(settings.ENVIRONMENT.real)


def _mail_is_set() -> bool:
    return bool(settings.ENVIRONMENT.mail)


def _opened() -> ReferendumOpened | None:
    first = Entry.objects.filter(pk=0).values_list("data", flat=True).first()
    if first is None:
        return None
    body = read_entry(bytes(first), 0).body
    if not isinstance(body, ReferendumOpened):
        raise Refused("record.order", "entry:0", kind="referendum.opened")
    return body
