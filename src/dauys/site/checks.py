"""What must be right before a process answers; it refuses to start else (`dauys doctor` says more).

`dauys.site.wsgi` calls `start` in every process, however the server was started. What settings an
installation in real use must have stands in `dauys.site.people.checks`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage, staticfiles_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from dauys.errors import Refused, Unreadable
from dauys.site.people import keys
from dauys.site.record import sequencer

# What a commit survives: PostgreSQL's settings, and SQLite's `synchronous` (2 is FULL, 3 EXTRA).
POSTGRESQL = ("fsync", "synchronous_commit", "full_page_writes")
SQLITE_FULL = 2


def start() -> None:
    """For every process that is to answer: raises the first fault; signs what a crash has left."""
    for fault in (secret, database, tables, durable, *((static, key) if _real() else ())):
        fault()
    if settings.ENVIRONMENT.log_key.exists():
        sequencer.resume()


def _real() -> bool:
    return bool(settings.ENVIRONMENT.real)


def secret() -> None:
    """The site's secret is nobody else's to read; raises ``key.open``."""
    _own(settings.ENVIRONMENT.secret_file)


def key() -> None:
    """The log's key; raises ``file.missing``, ``key.open`` or ``note.key``."""
    keys.log_key(settings.ENVIRONMENT.log_key)


def _own(path: Path) -> None:
    mode = path.stat().st_mode & 0o777
    if mode & 0o077:
        raise Unreadable("key.open", f"file:{path}", mode=f"{mode:03o}")


def database() -> None:
    """The database answers; raises ``site.database``."""
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        reason = str(error).strip().partition("\n")[0]
        raise Unreadable("site.database", "database", reason=reason) from None


def tables() -> None:
    """The tables are those of this version; raises ``site.tables``."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        raise Refused("site.tables", "database", count=len(waiting))


def durable() -> None:
    """What is committed survives a power failure; raises ``site.unsynced``.

    Else the log could have signed, and its readers seen, what the database then no longer has.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            found = _asked(cursor.execute, cursor.fetchone, "PRAGMA synchronous")
            if int(found) < SQLITE_FULL:
                raise Refused("site.unsynced", "database", setting="synchronous", value=found)
            return
        for name in POSTGRESQL:
            found = _asked(cursor.execute, cursor.fetchone, f"SHOW {name}")
            if found == "off":
                raise Refused("site.unsynced", "database", setting=name, value=found)


def _asked(execute: Callable[[str], object], fetch: Callable[[], tuple], question: str) -> str:
    execute(question)
    return str(fetch()[0])


def static() -> None:
    """Style sheets and scripts have been collected; raises ``site.static``."""
    if not isinstance(staticfiles_storage, ManifestStaticFilesStorage):
        return
    if not staticfiles_storage.read_manifest():
        raise Refused("site.static", f"file:{settings.STATIC_ROOT}")
