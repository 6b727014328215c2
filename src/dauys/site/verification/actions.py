"""Verifies the record as it lies on the disk, as anyone can, and keeps the report."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.db import transaction
from django_tasks import task

from dauys import __version__
from dauys.site.people.actions import allow, note
from dauys.site.record import actions
from dauys.site.record.location import location
from dauys.site.verification.models import Run
from dauys.verification.document import document
from dauys.verification.entrance import verify

MAX_FINDINGS = 1000  # that are kept of one report: more of them tell nothing new


def start(person: Any) -> None:
    """Has the record verified: by the worker where there is one, else at once."""
    with transaction.atomic():
        allow(person, "verification.run")
        note(person, "verification.run")
    run_later.enqueue()


def run() -> Run:
    """Verifies the record with the key of its log, and keeps the report."""
    started = time.perf_counter()
    key = location().key.verifier.write()
    report = verify(str(settings.ENVIRONMENT.record), time.perf_counter, log_key=key)
    told = document(report, round(time.perf_counter() - started, 3))
    told["found"] = len(told["findings"])
    told["findings"] = told["findings"][:MAX_FINDINGS]
    return Run.objects.create(
        at=actions.now(),
        size=report.log.size if report.log else 0,
        root=report.log.root if report.log else "",
        verdict=report.verdict(),
        version=__version__,
        report=told,
    )


@task()
def run_later() -> None:
    """`run`, for the queue."""
    run()
