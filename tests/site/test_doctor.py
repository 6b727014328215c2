"""``dauys doctor`` says what is wrong with an installation, by code, and what to do."""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import replace
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from dauys.errors import DauysError, Finding
from dauys.log.keys import CosigningKey, SigningKey
from dauys.record.opening import ReferendumOpened
from dauys.site import checks, doctor
from dauys.site.people import keys
from dauys.site.record import sequencer
from tests.site.record.test_sequencer import add, back_to

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands some days after the entries of these tests, not years."""
    monkeypatch.setattr(doctor, "_now", lambda: "2026-02-01T00:00:00Z")
    settings.ENVIRONMENT.secret_file.chmod(0o600)


def found() -> dict[str, list[Finding] | None]:
    """All that an examination finds, without what is well."""
    return {name: each for name, each in doctor.examine() if each is None or each}


def codes() -> dict[str, str]:
    """The code that each examination found first; ``?`` where it was not made."""
    return {name: each[0].code if each else "?" for name, each in found().items()}


def test_a_sound_installation_has_nothing_to_be_told(drafted: ReferendumOpened) -> None:
    assert codes() == {}


def test_the_command_prints_a_line_each_and_ends_with_one(
    drafted: ReferendumOpened, capsys: pytest.CaptureFixture[str]
) -> None:
    out = StringIO()
    call_command("doctor", lang="en", stdout=out)
    lines = out.getvalue().splitlines()
    assert len(lines) == len(doctor.EXAMINATIONS)
    assert all(line.startswith("ok  ") for line in lines)
    settings.ENVIRONMENT.log_key.chmod(0o640)
    keys.log_key.cache_clear()
    with pytest.raises(SystemExit) as ended:
        call_command("doctor", lang="kk", stdout=out)
    assert ended.value.code == 1
    assert "!!  Журнал кілті: key.open: " in out.getvalue()


def test_what_rests_on_a_fault_is_not_asked(
    drafted: ReferendumOpened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused() -> None:
        raise OperationalError("connection refused\nIs the server running?")

    monkeypatch.setattr(connection, "ensure_connection", refused)
    told = found()
    assert [each.code for each in told["database"] or ()] == ["site.database"]
    assert (told["database"] or [])[0].facts == {"reason": "connection refused"}
    assert [name for name, each in told.items() if each is None] == [
        "tables", "durable", "log", "unsigned", "clock", "witnesses", "worker",
    ]  # fmt: skip


def test_an_old_table_is_told_with_what_to_do(drafted: ReferendumOpened) -> None:
    add(0)
    back_to(3)
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("doctor", lang="en", stdout=out)
    told = out.getvalue()
    assert "log.rollback: The log has fewer entries (3)" in told
    assert "If there is a newer one, put that back." in told
    assert "adopt. It takes entries 3 and later, up to 4" in told
    assert "Then lost is what stands in no record: accounts" in told


def test_another_key_is_told(drafted: ReferendumOpened) -> None:
    settings.ENVIRONMENT.log_key.write_text(SigningKey("other", bytes(32)).write() + "\n")
    keys.log_key.cache_clear()
    assert codes()["log"].startswith("note.")  # not the one that signed the checkpoint
    shutil.rmtree(settings.ENVIRONMENT.record)
    settings.ENVIRONMENT.head.unlink()
    assert codes()["log"] == "log.key"


def test_a_missing_key_and_a_record_that_is_no_folder_are_told(drafted: ReferendumOpened) -> None:
    environment = settings.ENVIRONMENT
    environment.log_key.unlink()
    keys.log_key.cache_clear()
    shutil.rmtree(environment.record)
    environment.record.write_text("not a folder")
    told = codes()
    environment.record.unlink()
    assert told["key"] == "file.missing"
    assert told["folder"] == "file.unwritable"


def test_what_a_crash_left_unsigned_is_told(
    drafted: ReferendumOpened, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sequencer, "settle", lambda size=None: 0)
        add(0)
    assert codes() == {"unsigned": "site.unsigned"}


def test_a_clock_before_the_last_entry_is_told(
    drafted: ReferendumOpened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "_now", lambda: "2026-01-01T00:00:00Z")
    (told,) = found()["clock"] or ()
    assert (told.code, told.severity) == ("site.clock", "information")  # a rehearsal's


def test_tables_of_another_version_are_told(
    drafted: ReferendumOpened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda self, nodes: [1, 2])
    assert codes()["tables"] == "site.tables"


def test_a_database_that_may_forget_is_told(drafted: ReferendumOpened) -> None:
    """Else the log would have signed what is gone after a power failure."""
    off, on = {
        "sqlite": ("PRAGMA synchronous=NORMAL", "PRAGMA synchronous=FULL"),
        "postgresql": ("SET synchronous_commit=off", "SET synchronous_commit=on"),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(off)
        assert codes()["durable"] == "site.unsynced"
        cursor.execute(on)


def test_a_full_disk_is_told(drafted: ReferendumOpened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda place: SimpleNamespace(free=3 * doctor.MIB))
    told = (found()["disk"] or [])[0]
    assert (told.code, told.facts) == ("site.disk", {"free": 3})


def test_files_that_were_not_collected_are_told(drafted: ReferendumOpened, settings: Any) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    settings.STATIC_ROOT = settings.ENVIRONMENT.data / "nowhere"
    assert codes() == {"static": "site.static"}


def test_a_worker_that_does_not_run_is_told(drafted: ReferendumOpened, settings: Any) -> None:
    from django_tasks_db.models import DBTaskResult

    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    assert codes() == {}
    DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}}, task_path="x.y", queue_name="default",
        backend_name="default", priority=0,
    )  # fmt: skip
    assert codes() == {}
    DBTaskResult.objects.update(enqueued_at="2026-01-01T00:00:00Z")
    (told,) = found()["worker"] or ()
    assert (told.code, told.facts) == ("site.worker", {"count": 1, "minutes": 10})


def test_a_mail_server_that_does_not_answer_is_told(
    drafted: ReferendumOpened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unanswered(**_: object) -> Any:
        raise ConnectionRefusedError("refused")

    assert doctor.send("a@example.org") is None
    assert mail.outbox[0].to == ["a@example.org"]
    monkeypatch.setattr(mail, "get_connection", unanswered)
    monkeypatch.setattr(doctor, "_mail_is_set", lambda: True)
    assert codes() == {"mail": "site.mail"}
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("doctor", lang="en", mail="a@example.org", stdout=out)
    assert "!!  site.mail: Mail cannot be sent (refused)." in out.getvalue()


def test_a_backup_that_nobody_made_is_told(
    drafted: ReferendumOpened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "_real", lambda: True)
    mark: Path = settings.ENVIRONMENT.data / doctor.BACKUP
    (told,) = found()["backups"] or ()
    assert (told.code, told.severity) == ("site.backup", "warning")
    mark.touch()
    assert "backups" not in found()
    yesterday = time.time() - doctor.BACKUP_AGE - 60
    os.utime(mark, (yesterday, yesterday))
    assert codes()["backups"] == "site.backup"
    mark.unlink()


def test_witnesses_that_lag_are_told(
    drafted: ReferendumOpened, monkeypatch: pytest.MonkeyPatch
) -> None:
    witness = CosigningKey("archive", bytes(32)).verifier.write()
    opened = replace(drafted, witnesses=(witness,), quorum=1)
    monkeypatch.setattr(doctor, "_opened", lambda: opened)
    (told,) = found()["witnesses"] or ()
    assert (told.code, told.severity) == ("log.unwitnessed", "information")
    head = settings.ENVIRONMENT.record / "checkpoint"
    long_ago = time.time() - doctor.SLOW_WITNESS - 60
    os.utime(head, (long_ago, long_ago))
    (told,) = found()["witnesses"] or ()
    assert told.severity == "warning"


def test_a_wrong_setting_is_told(
    drafted: ReferendumOpened, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "_real", lambda: True)
    settings.SECURE_REFERRER_POLICY = "nonsense"
    told = {each.accused: each for each in found()["settings"] or ()}["setting:security.E023"]
    assert (told.code, told.severity) == ("site.setting", "error")


def test_a_process_with_a_fault_does_not_start(drafted: ReferendumOpened) -> None:
    """Whichever server starts it: `dauys.site.wsgi` asks before it answers."""
    checks.start()
    settings.ENVIRONMENT.secret_file.chmod(0o644)
    with pytest.raises(DauysError) as refused:
        checks.start()
    assert refused.value.code == "key.open"
