"""What is told of a decryption or a result that is refused, and how sure it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dauys.errors import Refused
from dauys.tally import decryption, encrypted, result
from dauys.tally.decryption import Nonces
from dauys.tally.wire import Proofs
from dauys.wire import canonical
from tests.ballots.world import count, make_world

WORLD = make_world()
COUNT = count(WORLD, [WORLD.ballot(0, [[1, 0]])])
PARTIAL = COUNT.partials[2]
LETTERS = "и\u0306"  # one letter in two characters


def spoilt(proofs: Proofs) -> Proofs:
    """The last proof does not hold."""
    *first, last = proofs[0]
    wrong = replace(last, response=(last.response + 1) % WORLD.group.order)
    return ((*first, wrong),)


def test_nobody_is_sure_who_made_a_proof_false() -> None:
    """Nobody signs a decryption: whoever wrote it down may have altered it."""
    false = replace(PARTIAL, decryption_proofs=spoilt(PARTIAL.decryption_proofs))
    key, context = WORLD.keys[1].public, COUNT.context(2)
    with pytest.raises(Refused) as caught:
        decryption.check_partial_decryption(
            WORLD.sealed, COUNT.tally, key, false, Nonces(), "trustee:2"
        )
    assert (caught.value.code, caught.value.certain) == ("decryption.proof", False)
    with pytest.raises(Refused) as caught:
        decryption.check_bound(
            WORLD.sealed, COUNT.tally, key, PARTIAL, spoilt(COUNT.bound(2)), context, Nonces()
        )
    assert (caught.value.code, caught.value.certain) == ("decryption.bound", False)
    assert caught.value.accused == "trustee:2"


def test_too_few_decryptions_accuse_the_box() -> None:
    with pytest.raises(Refused) as caught:
        result.compute_result(WORLD.group, WORLD.trustees, COUNT.tally, {}, 1, "box:north")
    assert (caught.value.code, caught.value.accused) == ("result.trustees", "box:north")


def test_letters_in_another_form_are_not_what_a_document_is_refused_for() -> None:
    """What a document of another program may not hold is said, and not how its letters are made."""
    factors = {"decryption_factors": [[LETTERS, LETTERS]], "decryption_proofs": [[]]}
    with pytest.raises(Refused) as caught:
        decryption.read_partial_decryption(WORLD.sealed, canonical.write(factors))
    assert caught.value.code == "decryption.shape"
    tally = [[{"alpha": LETTERS, "beta": LETTERS}] * 2]
    with pytest.raises(Refused) as caught:
        encrypted.read_encrypted_tally(WORLD.sealed, canonical.write(tally))
    assert caught.value.code == "group.encoding"
    counts = canonical.write({"result": [[LETTERS, LETTERS]]})
    with pytest.raises(Refused) as caught:
        result.check_result(WORLD.sealed, WORLD.trustees, COUNT.tally, COUNT.partials, 1, counts)
    assert caught.value.code == "json.shape"
