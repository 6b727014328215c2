"""A ballot between its code and the choice: what is kept, and what is left of it afterwards."""

from __future__ import annotations

import json

import pytest

from dauys.errors import Refused
from dauys.parties import pending
from dauys.parties.pending import read_pending
from dauys.wire import shape
from tests.ballots.world import CREDENTIALS, GROUPS, make_world, valid

either = pytest.mark.parametrize("name", GROUPS)


@either
def test_what_is_kept_can_be_cast_later(name: str) -> None:
    world = make_world(name)
    made = pending.prepare(world.sealed, CREDENTIALS[0], valid(world))
    kept = read_pending(shape.write(made))
    assert kept == made
    world.check(pending.cast(kept, CREDENTIALS[0]))


@either
def test_nothing_is_signed_before_the_choice(name: str) -> None:
    """The credential itself is not kept either."""
    world = make_world(name)
    kept = shape.write(pending.prepare(world.sealed, CREDENTIALS[0], valid(world), world.draw))
    assert b"signature" not in kept
    for secret in (CREDENTIALS[0], str(world.secret(0))):
        assert secret.encode() not in kept


def test_a_ballot_is_signed_by_its_own_credential_alone() -> None:
    world = make_world()
    made = pending.prepare(world.sealed, CREDENTIALS[0], valid(world), world.draw)
    with pytest.raises(Refused) as caught:
        pending.cast(made, CREDENTIALS[1])
    assert caught.value.code == "pending.credential"
    with pytest.raises(Refused) as caught:
        pending.cast(made, CREDENTIALS[1][1:])
    assert caught.value.code == "credential.form"


@pytest.mark.parametrize(
    ("use", "code"), [("cast", "pending.cast"), ("challenged", "pending.challenged")]
)
def test_what_has_been_used_opens_and_signs_nothing(use: pending.Use, code: str) -> None:
    """Neither the choice nor a random number is left, only the code."""
    world = make_world()
    made = pending.prepare(world.sealed, CREDENTIALS[0], valid(world), world.draw)
    left = pending.used(made, use)
    assert json.loads(left) == {"used": use, "code": made.code}
    with pytest.raises(Refused) as caught:
        read_pending(left, accused="file:x")
    assert (caught.value.code, caught.value.accused) == (code, "file:x")


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b'{"used":"lost","code":"x"}', b'{"used":"cast"}', b'{"group":"Ed25519"}'],
)
def test_what_is_no_pending_ballot_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as caught:
        read_pending(data)
    assert caught.value.code.startswith("json.")


def test_a_choice_that_is_not_allowed_is_told_at_once() -> None:
    world = make_world()
    with pytest.raises(Refused) as caught:
        pending.prepare(world.sealed, CREDENTIALS[0], [[1, 1]])
    assert caught.value.code == "ballot.choice"


def test_the_secrets_are_not_shown_by_accident() -> None:
    """A traceback prints what it is given."""
    world = make_world()
    made = pending.prepare(world.sealed, CREDENTIALS[0], valid(world), world.draw)
    number = str(made.challenge.answers[0].randomness[0])
    assert number not in repr(made)
    assert number not in repr(made.challenge.answers)
