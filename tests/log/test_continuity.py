"""A log is held to the heads that it showed before."""

from __future__ import annotations

import pytest

from dauys.log import checkpoint as checkpoints
from dauys.log.checkpoint import Checkpoint
from dauys.log.continuity import Contradicted, check_continuity, check_kept
from dauys.log.keys import SigningKey
from dauys.log.merkle import EMPTY_ROOT
from dauys.log.reader import Log
from tests.log.world import KEY, ORIGIN, World, refused, some_entries

GROWN = World(some_entries(700))
LOG = Log(GROWN, GROWN.checkpoint)


def older(size: int) -> World:
    """The same log when it was shorter."""
    return World(some_entries(size))


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 512, 699, 700])
def test_a_log_goes_on_from_every_head_that_it_had(size: int) -> None:
    check_continuity(LOG, older(size).checkpoint)
    check_kept(LOG, GROWN.files["checkpoint"], older(size).files["checkpoint"], KEY.verifier)


def test_every_log_goes_on_from_nothing() -> None:
    check_continuity(LOG, Checkpoint(ORIGIN, 0, EMPTY_ROOT))
    with refused("log.fork", "log"):
        check_continuity(LOG, Checkpoint(ORIGIN, 0, bytes(32)))


@pytest.mark.parametrize("size", [1, 300, 700])
def test_a_log_that_began_otherwise_is_a_fork(size: int) -> None:
    """One entry of the past is another: whoever kept the head has both."""
    entries = some_entries(size)
    entries[size // 2] = b"another"
    kept = World(entries).files["checkpoint"]
    with pytest.raises(Contradicted) as caught:
        check_kept(LOG, GROWN.files["checkpoint"], kept, KEY.verifier)
    assert (caught.value.code, caught.value.accused) == ("log.fork", "log")
    assert caught.value.facts == {"size": 700, "signed": size}
    assert (caught.value.kept, caught.value.shown) == (kept, GROWN.files["checkpoint"])


def test_a_log_that_was_put_back_is_a_rollback() -> None:
    short, kept = older(699), GROWN.files["checkpoint"]
    with pytest.raises(Contradicted) as caught:
        check_kept(Log(short, short.checkpoint), short.files["checkpoint"], kept, KEY.verifier)
    assert (caught.value.code, caught.value.facts) == ("log.rollback", {"size": 699, "signed": 700})
    assert (caught.value.kept, caught.value.shown) == (kept, short.files["checkpoint"])


def test_a_head_of_another_key_is_another_log() -> None:
    """The same name, the same tree, another signer: not the log that was seen before."""
    stranger = checkpoints.sign(GROWN.checkpoint, [SigningKey(ORIGIN, bytes(32))])
    with refused("log.key", "log") as caught:
        check_kept(LOG, GROWN.files["checkpoint"], stranger, KEY.verifier)
    assert not isinstance(caught.value, Contradicted), "two keys under one name prove nothing"


def test_what_is_no_checkpoint_proves_nothing() -> None:
    with refused("note.form", "checkpoint"):
        check_kept(LOG, GROWN.files["checkpoint"], b"a newspaper", KEY.verifier)


def test_a_broken_file_is_a_broken_file_and_no_fork() -> None:
    """An accusation of forking must rest on what the log signed, not on a damaged disk."""
    world = World(some_entries(700))
    world.flip("tile/0/001")
    with refused("log.tile", "tile:tile/0/001"):
        check_kept(
            Log(world, world.checkpoint),
            world.files["checkpoint"],
            older(300).files["checkpoint"],
            KEY.verifier,
        )
