"""What a process believes of the log is taken back by a refusal, and not followed anew for it."""

from __future__ import annotations

import dataclasses
from collections import deque
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from dauys.errors import Refused
from dauys.record.opening import ReferendumOpened
from dauys.site.record import actions, replica
from dauys.site.record.duplicate import duplicate
from dauys.site.record.models import Entry, Head
from dauys.site.record.replica import Replica
from tests.site.record.test_sequencer import hearing
from tests.verification.world import World

MOVED_ON = (dict, set, list, deque)


def add(*numbers: int) -> range:
    made = [hearing(number) for number in numbers]
    with transaction.atomic():
        at = f"2026-01-{11 + max(numbers):02}T08:00:00Z"
        return actions.append([body for body, _ in made], [data for _, data in made], at=at)


def changing(value: Any, seen: set[int]) -> Iterator[Any]:
    """Everything that can be changed and is reached from a value, but through what is frozen."""
    if id(value) in seen:
        return
    ours = dataclasses.is_dataclass(value) and not type(value).__dataclass_params__.frozen
    if not ours and not isinstance(value, MOVED_ON):
        return
    seen.add(id(value))
    yield value
    inner = (
        [getattr(value, field.name) for field in dataclasses.fields(value)]
        if ours
        else [*value.values()] if isinstance(value, dict) else [*value]
    )  # fmt: skip
    for each in inner:
        yield from changing(each, seen)


@pytest.fixture
def followed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Of each entry that is followed, its index."""
    found: list[int] = []
    follow = Replica.follow

    def counted(self: Replica, data: bytes) -> None:
        found.append(self.state.size)
        follow(self, data)

    monkeypatch.setattr(Replica, "follow", counted)
    return found


def test_after_a_refusal_what_stood_before_is_not_followed_again(
    drafted: ReferendumOpened, followed: list[int]
) -> None:
    replica.forget()
    add(0)
    followed.clear()
    with pytest.raises(Refused):
        add(1, 0)  # the second one again
    assert followed == [4, 5]
    followed.clear()
    add(1)
    assert followed == [3, 4]  # one since the kept replica, and the new one
    assert Head.objects.get().size == Entry.objects.count() == 5


def test_a_refused_entry_leaves_no_trace(drafted: ReferendumOpened) -> None:
    add(0)
    with pytest.raises(Refused):
        add(1, 0)
    assert add(1) == range(4, 5)  # not known already
    with actions.trusted() as trusted:
        assert trusted.state.hearings == {"h-0", "h-1"}


def test_what_was_rolled_back_is_forgotten(drafted: ReferendumOpened) -> None:
    with transaction.atomic():
        add(0)
        add(1)
        transaction.set_rollback(True)
    assert add(1) == range(3, 4)
    with actions.trusted() as trusted:
        assert trusted.state.hearings == {"h-1"}


def test_a_copy_shares_nothing_that_changes(whole: World) -> None:
    """With boxes, ballots, shares, stations: all that a record can bring has been followed."""
    replica.forget()
    log = replica.current(Head.objects.get())
    other = replica.copied(log)
    mine = {id(each) for each in changing(log, set())}
    assert len(mine) > 40
    assert not mine & {id(each) for each in changing(other, set())}


def test_a_copy_believes_the_same_and_goes_its_own_way(whole: World) -> None:
    """Two replicas of half a record, one copied from the other, end where the whole one ends."""
    half = Head.objects.get().size // 2
    log = replica.fresh()
    log.catch_up(half)
    other, size = replica.copied(log), Head.objects.get().size
    log.catch_up(size)
    assert other.state.size == half
    other.catch_up(size)
    assert other.root() == log.root()
    assert other.trusted.state == log.trusted.state
    assert other.trusted.boxes.keys() == log.trusted.boxes.keys()


def test_what_is_named_twice_is_one_in_the_copy() -> None:
    shared: dict[str, int] = {}
    first, second = duplicate([shared, shared])
    assert first is second
    assert first is not shared


def test_a_process_with_time_follows_bit_by_bit(
    drafted: ReferendumOpened, followed: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    replica.forget()
    monkeypatch.setattr(replica, "NEAR", 2)
    assert [replica.warm(), replica.warm()] == [False, True]
    followed.clear()
    add(0)
    assert followed == [3]


def test_a_warm_replica_of_another_history_is_not_believed(drafted: ReferendumOpened) -> None:
    """It is held to the root of the head before anything is added."""
    replica.forget()
    assert replica.warm()
    assert replica._replica is not None
    replica._replica.state = dataclasses.replace(replica._replica.state, edge=(bytes(96),))
    assert add(0) == range(3, 4)
    with actions.trusted() as trusted:
        assert trusted.state.last_at == Head.objects.get().at


def test_the_head_is_not_locked_while_the_log_is_followed(
    drafted: ReferendumOpened, monkeypatch: pytest.MonkeyPatch
) -> None:
    replica.forget()
    order: list[str] = []
    near, guard = replica.near, actions.sequencer.guard
    monkeypatch.setattr(replica, "near", lambda: (order.append("followed"), near()))
    monkeypatch.setattr(
        actions.sequencer, "guard", lambda *of: (order.append("locked"), guard(*of))
    )
    add(0)
    assert order[:2] == ["followed", "locked"]
