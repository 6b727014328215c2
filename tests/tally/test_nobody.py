"""An error that nobody is named for accuses nobody: who calls a check may leave the name out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dauys.ballots.check import check_ballot, check_unsigned
from dauys.errors import Refused
from dauys.tally import decryption, encrypted, result
from dauys.tally.decryption import Nonces
from dauys.tally.wire import Result, SizedEncryptedTally
from tests.ballots.world import count, make_world

WORLD = make_world()
COUNT = count(WORLD, [WORLD.ballot(0, [[1, 0]])])
SEALED, TALLY, PARTIAL = WORLD.sealed, COUNT.tally, COUNT.partials[1]
SIZED = SizedEncryptedTally(0, 0, "0" * 64)


CALLS: dict[str, tuple[str, Callable[[], object]]] = {
    "a ballot": ("json.syntax", lambda: check_ballot(SEALED, WORLD.roll, b"")),
    "a ballot of another box": (
        "ballot.election",
        lambda: check_unsigned(
            make_world(uuid="DauysTestBox22").sealed,
            WORLD.roll,
            WORLD.check(WORLD.ballot(0, [[1, 0]])).unsigned(),
        ),
    ),
    "a decryption": ("json.syntax", lambda: decryption.read_partial_decryption(SEALED, b"")),
    "a false proof": (
        "decryption.proof",
        lambda: decryption.check_partial_decryption(
            SEALED, TALLY, WORLD.keys[1].public, PARTIAL, Nonces()
        ),
    ),
    "a tally": ("json.syntax", lambda: encrypted.read_encrypted_tally(SEALED, b"")),
    "another tally": (
        "tally.product",
        lambda: encrypted.check_encrypted_tally((b"1", SIZED), (b"2", SIZED)),
    ),
    "decryptions that are too few": (
        "result.trustees",
        lambda: result.opened(WORLD.group, WORLD.trustees, TALLY, {}),
    ),
    "a result": (
        "json.syntax",
        lambda: result.check_result(SEALED, WORLD.trustees, TALLY, COUNT.partials, 1, b""),
    ),
    "counts over the weight": (
        "result.weight",
        lambda: result.check_weights(SEALED, Result(((9, 9),)), 1),
    ),
}


@pytest.mark.parametrize("what", CALLS)
def test_an_error_without_a_name_accuses_nobody(what: str) -> None:
    code, call = CALLS[what]
    with pytest.raises(Refused) as caught:
        call()
    assert (caught.value.code, caught.value.accused) == (code, "")
