"""Whatever breaks between a commit and its checkpoint, nothing signed is lost or forked."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from dauys import sample
from dauys.consultation import course
from dauys.consultation.anchor import Places
from dauys.consultation.lifecycle import Step
from dauys.consultation.proposal import Proposal
from dauys.consultation.wire import ProposalReceived, received
from dauys.errors import DauysError, Refused, Unreadable
from dauys.log import cosignature
from dauys.log import note as notes
from dauys.log.keys import CosigningKey, SigningKey
from dauys.record.opening import FORMAT, ReferendumOpened
from dauys.site.people import keys
from dauys.site.record import actions, intake, replica, sequencer
from dauys.site.record.models import Entry, Head, Thing
from dauys.storage import folder
from dauys.text.formats import load
from tests.site.record.test_sequencer import add, back_to, hearing, verdict

SALT = bytes(32)
pytestmark = pytest.mark.django_db(transaction=True)


class Crash(BaseException):
    """The process ends here: no clean-up of ours may run that a kill would not run either."""


def crash_at(patch: pytest.MonkeyPatch, count: int, *, after: bool) -> None:
    """The process ends before, or after, it stores the file of this number."""
    stored = iter(range(1_000_000))

    def put(path: Path, data: bytes) -> None:
        if next(stored) == count:
            if after:
                folder.put(path, data)
            raise Crash
        folder.put(path, data)

    def put_many(place: Path, files: Iterable[tuple[str, bytes]]) -> None:
        for name, data in files:
            put(place / name, data)

    patch.setattr(sequencer, "put", put)
    patch.setattr(sequencer, "put_many", put_many)


def restart() -> int:
    """What a process that starts anew does."""
    replica.forget()
    sequencer.forget()
    return sequencer.resume()


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("count", range(5))
def test_a_crash_at_any_file_is_made_good_at_the_start(
    drafted: ReferendumOpened, count: int, after: bool
) -> None:
    """Object, bundle, tile, checkpoint, memory: whichever was the last one that got stored."""
    add(0)
    with pytest.MonkeyPatch.context() as patch:
        crash_at(patch, count, after=after)
        with pytest.raises(Crash):
            add(1)
    assert Entry.objects.count() == 5
    assert restart() == 5
    assert verdict() == "accepted"
    add(2)
    assert sequencer.location().signed().size == 6
    assert verdict() == "accepted"


def test_a_full_disk_is_told_and_what_was_added_is_signed_later(
    drafted: ReferendumOpened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as disk:
        disk.setattr(folder.os, "fsync", full)
        with pytest.raises(Unreadable) as refused:
            add(0)
    assert (refused.value.code, refused.value.facts["reason"]) == (
        "file.unwritable",
        "No space left on device",
    )
    assert sequencer.location().signed().size == 3  # nothing was acknowledged
    add(1)
    assert sequencer.location().signed().size == 5
    assert verdict() == "accepted"


def test_two_tables_on_one_folder_never_sign_two_logs(drafted: ReferendumOpened) -> None:
    """A second server, with a copy of the database: the first to sign is the log."""
    add(0)
    before = settings.ENVIRONMENT.head.read_bytes()
    _as_another_server_signs()
    assert settings.ENVIRONMENT.head.read_bytes() != before
    for number in (1, 3):
        with pytest.raises(Refused) as refused:
            add(number)
        assert refused.value.code in ("log.rollback", "log.fork")
    assert verdict() == "accepted"


def _as_another_server_signs() -> None:
    """An entry that this table does not have is signed, as by a server with a copy of it."""
    body, data = hearing(2)
    with transaction.atomic():
        actions.append([body], [data], at="2026-01-20T08:00:00Z")
    back_to(4)


def test_an_old_table_takes_in_what_was_signed_since(drafted: ReferendumOpened) -> None:
    for number in range(3):
        add(number)
    back_to(4)
    with pytest.raises(Refused) as refused:
        sequencer.resume()
    assert refused.value.code == "log.rollback"
    taken = intake.adopt(settings.ENVIRONMENT.record)
    assert (taken.before, taken.after) == (4, 6)
    add(3)
    assert sequencer.location().signed().size == 7
    assert verdict() == "accepted"


def test_an_old_folder_is_not_taken_in_for_a_newer_one(
    drafted: ReferendumOpened, tmp_path: Path
) -> None:
    """Table and folder of one old backup: only a copy of the record from elsewhere helps."""
    record = settings.ENVIRONMENT.record
    add(0)
    shutil.copytree(record, tmp_path / "older")
    add(1)
    shutil.copytree(record, tmp_path / "mirror")
    back_to(4)
    shutil.rmtree(record)
    shutil.copytree(tmp_path / "older", record)
    with pytest.raises(Refused) as refused:
        intake.adopt(record)
    assert refused.value.code == "log.rollback"
    assert intake.adopt(tmp_path / "mirror").after == 5
    assert verdict() == "accepted"


def test_a_record_that_was_taken_in_is_remembered_beside_the_key(
    drafted: ReferendumOpened,
) -> None:
    """Else an old table under an old folder would be signed on the next day."""
    environment = settings.ENVIRONMENT
    environment.head.unlink()
    back_to(1)
    intake.adopt(environment.record)
    assert environment.head.read_bytes() == (environment.record / "checkpoint").read_bytes()


def test_the_cosignatures_under_a_record_that_is_taken_in_are_kept(
    drafted: ReferendumOpened, tmp_path: Path
) -> None:
    """Witnesses have signed this head: a note of the log's alone would lose what they said."""
    environment = settings.ENVIRONMENT
    note = notes.parse((environment.record / "checkpoint").read_bytes())
    line = cosignature.cosign(note.text, CosigningKey("witness.example", bytes(32)), 1)
    cosigned = cosignature.added(note, [line]).write()
    mirror = tmp_path / "mirror"
    shutil.move(environment.record, mirror)
    (mirror / "checkpoint").write_bytes(cosigned)
    environment.head.unlink()
    back_to(1)
    intake.adopt(mirror)
    assert (environment.record / "checkpoint").read_bytes() == cosigned
    assert environment.head.read_bytes() == cosigned
    add(0)
    assert verdict() == "accepted"


def test_another_key_signs_nothing(drafted: ReferendumOpened, log: SigningKey) -> None:
    """The folder is lost, and the key of another referendum stands in the place of the log's."""
    environment = settings.ENVIRONMENT
    shutil.rmtree(environment.record)
    environment.head.unlink()
    environment.log_key.write_text(SigningKey("araitas-log", bytes(32)).write() + "\n")
    keys.log_key.cache_clear()
    for attempt in (sequencer.resume, lambda: add(0)):
        sequencer.forget()
        with pytest.raises(DauysError) as refused:
            attempt()
        assert refused.value.code == "log.key"
    assert not (environment.record / "checkpoint").exists()


def test_a_referendum_is_not_opened_with_another_key(db: None) -> None:
    other = SigningKey("araitas-log", bytes(32)).verifier.write()
    opened = ReferendumOpened(FORMAT, {"en": "The charter"}, ("en",), other, (), 0, True)
    with pytest.raises(Refused) as refused, transaction.atomic():
        actions.append([opened])
    assert refused.value.code == "log.key"
    assert Head.objects.get().size == 0


def test_a_process_that_was_overtaken_reads_only_what_is_new(
    drafted: ReferendumOpened,
) -> None:
    """Two processes take turns: neither reads the whole table for each entry of the other."""
    add(0)
    ours = (sequencer._state, replica._replica)
    sequencer.forget()
    replica.forget()
    add(1)  # as the other process
    sequencer._state, replica._replica = ours
    asked: list[tuple[int, int]] = []
    entries = sequencer._entries

    def counted(start: int, stop: int) -> list[bytes]:
        asked.append((start, stop))
        return entries(start, stop)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sequencer, "_entries", counted)
        add(2)
    assert asked == [(4, 5), (5, 6)]
    assert verdict() == "accepted"


def test_words_that_an_old_table_still_holds_are_destroyed_again(drafted: ReferendumOpened) -> None:
    """After a recovery nothing may be there that the record says is gone."""
    made, words = proposal()
    step = Step(made.proposal, "moderated", "2026-01-13T05:00:00Z", "moderator-1", "spam")
    ended, reasons = course.ended(step, SALT)
    with transaction.atomic():
        actions.append([made], [words], at="2026-01-12T05:00:00Z")
    with transaction.atomic():
        actions.append([ended], [reasons], at=step.at)
        actions.withdraw([made.words.sha256])
    file = settings.ENVIRONMENT.record / "object" / made.words.sha256
    assert not file.exists()
    back_to(4)
    Thing.objects.filter(pk=made.words.sha256).update(data=words, withdrawn="")
    assert intake.adopt(settings.ENVIRONMENT.record).after == 5
    assert Thing.objects.get(pk=made.words.sha256).data is None
    assert not file.exists()
    assert verdict() == "accepted"


def proposal() -> tuple[ProposalReceived, bytes]:
    """A proposal on the first article of the draft."""
    with sample.file(sample.charter("draft", "en")) as path:
        text = load(path, "en")
    places = Places(sample.WORK, sample.VERSIONS["draft"], text)
    unit = text.units()[0]
    return received(
        Proposal(
            id="p-1", received="2026-01-12T05:00:00Z", kind="question",
            anchor=places.anchor(unit.address), language="en", group="citizen",
            region="left-bank", origin="site", hearing=None, quote="", proposed="What is it?",
            reasons="Plainly said.",
        ),
        SALT,
    )  # fmt: skip
