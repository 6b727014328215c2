"""What the site adds to the log is verified, signed, and lost by no rollback unseen."""

from __future__ import annotations

import shutil

import pytest
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from dauys.consultation.proposal import Hearing
from dauys.consultation.wire import held
from dauys.errors import Refused
from dauys.record.opening import ReferendumOpened
from dauys.site.record import actions, replica, sequencer
from dauys.site.record.models import Entry, Head, Sequencer
from dauys.verification.entrance import verify

pytestmark = pytest.mark.django_db(transaction=True)


def hearing(number: int) -> tuple[object, bytes]:
    """The event and the object of a hearing."""
    words = {"kk": "Мәдениет үйі", "ru": "Дом культуры", "en": "House of culture"}
    day = f"2026-01-{11 + number:02}"
    made = Hearing(
        id=f"h-{number}", opens=f"{day}T05:00:00Z", closes=f"{day}T07:00:00Z", region="left-bank",
        attended=12, groups=("citizen",), place=words, agenda=words, minutes=words,
    )  # fmt: skip
    return held(made, bytes([number]) * 32)


def add(number: int) -> range:
    body, data = hearing(number)
    with transaction.atomic():
        return actions.append([body], [data], at=f"2026-01-{11 + number:02}T08:00:00Z")


def verdict() -> str:
    """What anyone says who verifies the folder of the record."""
    return verify(str(settings.ENVIRONMENT.record), lambda: 0.0).verdict()


def test_a_commit_is_followed_by_a_signed_checkpoint(drafted: ReferendumOpened) -> None:
    for number in range(3):
        assert add(number) == range(number + 3, number + 4)
    assert sequencer.location().signed().size == 6
    assert verdict() == "accepted"


def test_what_the_verifier_refuses_leaves_nothing(drafted: ReferendumOpened) -> None:
    add(0)
    with pytest.raises(Refused) as refused:
        add(0)  # the same hearing again
    assert refused.value.code == "record.repeated"
    assert Entry.objects.count() == Head.objects.get().size == 4
    add(1)
    assert verdict() == "accepted"


def test_what_is_rolled_back_is_not_signed(drafted: ReferendumOpened) -> None:
    body, data = hearing(0)
    with transaction.atomic():
        actions.append([body], [data])
        transaction.set_rollback(True)
    assert sequencer.settle() == 3
    add(1)
    assert sequencer.location().signed().size == 4
    assert verdict() == "accepted"


def test_a_folder_that_was_put_back_is_written_again(drafted: ReferendumOpened) -> None:
    record = settings.ENVIRONMENT.record
    add(0)
    shutil.copytree(record, record.with_name("older"))
    add(1)
    shutil.rmtree(record)
    record.with_name("older").rename(record)
    add(2)
    assert verdict() == "accepted"
    assert sequencer.location().stored() == 6


def test_a_table_that_was_put_back_is_not_signed(drafted: ReferendumOpened) -> None:
    """An older backup of the database: to sign on it would fork the log."""
    add(0)
    environment = settings.ENVIRONMENT
    kept = environment.head.read_bytes()
    add(1)
    newer = environment.head.read_bytes()
    assert kept != newer
    back_to(4)
    with pytest.raises(Refused) as refused:
        sequencer.check()
    assert refused.value.code == "log.rollback"
    with pytest.raises(Refused) as refused:
        add(2)  # another entry in the place of one that was signed
    assert refused.value.code == "log.rollback"
    assert Entry.objects.count() == 4
    assert environment.head.read_bytes() == newer


def back_to(size: int) -> None:
    """The table, and the rows that the apps have written for its entries, as an older backup has.

    What an entry changed in a row of an earlier one stays changed.
    """
    from dauys.site.record.appendonly import protect, release

    with connection.schema_editor() as editor:
        release("record_entry")(None, editor)
    for model in reversed(apps.get_models()):  # those that refer to others come after them
        if any(field.name == "entry" for field in model._meta.get_fields()):
            model._default_manager.filter(entry__gte=size).delete()
    Entry.objects.filter(index__gte=size).delete()
    with connection.schema_editor() as editor:
        protect("record_entry")(None, editor)
    rebuilt = replica.fresh()
    rebuilt.catch_up(size)
    Head.objects.update(size=size, root=rebuilt.root(), at=Entry.objects.get(pk=size - 1).at)
    Sequencer.objects.update(signed=size)
    replica.forget()
    sequencer.forget()


def test_the_database_refuses_to_alter_an_entry(drafted: ReferendumOpened) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.update(at="2026-01-01T00:00:00Z")
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.all().delete()
