"""Steps 11 to 13: the encrypted sum, its decryptions, the result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from dauys.group.modp import Modp
from dauys.parties import trustee
from dauys.proofs import wire
from dauys.proofs.statements import Decryption
from dauys.proofs.verify import check_disjunction
from dauys.question.trustees import Trustees
from dauys.record.box import BoxDocuments
from dauys.tally import decryption, encrypted, result
from dauys.tally.decryption import Nonces
from dauys.tally.wire import PartialDecryption, Proofs
from dauys.verification import steps
from dauys.verification.voting import BoxVerifier
from dauys.wire import shape
from tests.attacks.dishonest import false_factor
from tests.ballots import world as ballots
from tests.ballots.forged import forged
from tests.verification.bites.bite import bites
from tests.verification.bites.forge import Played, box_world, cut, played, spoilt, to
from tests.verification.world import World

# 11: the encrypted tally


def summed(documents: Sequence[bytes]) -> World:
    """The record up to the sum of these ballots, beside the numbers of all."""
    world = cut("tally.encrypted", 0)
    of = box_world()
    last = {ballot.credential: ballot for ballot in map(of.check, documents)}
    data, _ = encrypted.encrypted_tally(of.sealed, of.roll, last.values())
    body = world.entries[-1]["body"]
    body["encrypted_tally"] = data.decode()
    return world


@bites(steps.ENCRYPTED_TALLY, "tally.product", without=[encrypted.check_encrypted_tally])
def test_that_every_ballot_is_in_the_sum() -> World:
    """The ballots of one voter are left out; it is said that all were added."""
    of, cast = box_world(), played().box().ballots
    first = of.check(cast[0]).credential
    return summed([each for each in cast if of.check(each).credential != first])


@bites(steps.ENCRYPTED_TALLY, "tally.product", without=[encrypted.check_encrypted_tally])
def test_that_the_last_ballot_of_a_voter_counts() -> World:
    """The first ballot of the voter who changed its mind is counted instead."""
    return summed(played().box().ballots[:-1])


@bites(steps.ENCRYPTED_TALLY, "tally.numbers", without=[encrypted.check_encrypted_tally])
def test_the_number_of_ballots_in_the_sum() -> World:
    """One more is said to be in it."""
    return spoilt("tally.encrypted", "body.sized.@.num_tallied", lambda count: count + 1)


@bites(steps.ENCRYPTED_TALLY, "tally.numbers", without=[encrypted.check_encrypted_tally])
def test_the_weight_of_the_sum() -> World:
    """More weight than was cast would leave room for more votes."""
    return spoilt("tally.encrypted", "body.sized.@.total_weight", lambda weight: weight + 1)


# 12: the partial decryptions


def decrypted(
    partial: PartialDecryption, bound: Proofs | None = None, of: Played | None = None
) -> World:
    """The record up to another decryption by the first trustee, which is the first of all."""
    world = cut("tally.decrypted", 0, of=of)
    body = world.entries[-1]["body"]
    body["partial_decryption"] = shape.write(partial).decode()
    if bound is not None:
        body["bound"] = shape.plain(bound, Proofs)
    return world


def the_box(of: Played | None = None) -> BoxVerifier:
    """The first box, as it was counted."""
    made = (of or played()).builder
    return made.trusted.boxes[made.made[0].public.uuid]


def honest(draw: Any = None) -> PartialDecryption:
    """What the first trustee decrypts, with nonces of this source."""
    box, made = the_box(), played().builder
    assert box.tally is not None
    return trustee.decrypt(box.sealed.sealed, box.tally, made.keys[0], draw or made.draw)


def bound_to(partial: PartialDecryption, draw: Any = None) -> Proofs:
    """The bound proofs of a decryption by the first trustee."""
    box, made = the_box(), played().builder
    assert box.tally is not None
    root = made.trusted.closing_roots[box.sealed.sealed.election.uuid]
    context, sealed = box.context(1, root), box.sealed.sealed
    return trustee.bind(sealed, box.tally, partial, made.keys[0], context, draw or made.draw)


def archived(*partials: tuple[int, bytes], counted: bool = False) -> BoxDocuments:
    """The archive of the first box with these decryptions."""
    box = played().box()
    box.partials = list(partials)
    box.result = box.result if counted else None
    return box


@bites(steps.DECRYPTIONS, "decryption.proof", without=[decryption.check_partial_decryption])
def test_the_decryption_proof() -> BoxDocuments:
    """The trustee multiplies a factor by g: one vote less is found."""
    partial, group = honest(), played().builder.group
    (first, second) = partial.decryption_factors[0]
    false = replace(partial, decryption_factors=((group.times(first, group.generator), second),))
    return archived((1, shape.write(false)))


@bites(steps.DECRYPTIONS, "decryption.proof", without=[decryption.check_partial_decryption])
def test_that_the_proof_of_version_1_is_asked_for_too() -> World:
    """Programs that know no other proof must find the same."""
    partial, order = honest(), played().builder.group.order
    (first, second) = partial.decryption_proofs[0]
    false = replace(first, response=(first.response + 1) % order)
    return decrypted(replace(partial, decryption_proofs=((false, second),)))


@bites(steps.DECRYPTIONS, "decryption.bound", without=[decryption.check_bound])
def test_the_bound_proof() -> World:
    """Version 1 does not hash the factor: one that is false has a proof that holds."""
    box, made, partial = the_box(), played().builder, honest()
    assert box.tally is not None
    key, alpha = made.keys[0], box.tally[0][0].elements()[0]
    sealed = box.sealed.sealed
    true = Decryption(made.group, sealed.fingerprint, key.public, alpha, made.group.identity)
    false, proof = false_factor(true, key.x)
    factors, proofs = partial.decryption_factors[0], partial.decryption_proofs[0]
    return decrypted(
        replace(
            partial,
            decryption_factors=((false.factor, *factors[1:]),),
            decryption_proofs=((proof, *proofs[1:]),),
        )
    )


@bites(steps.DECRYPTIONS, "decryption.bound", without=[decryption.check_bound])
def test_what_a_proof_is_bound_to() -> World:
    """Proofs for the other box: they say nothing of this one."""
    other = played().world.find("tally.decrypted", 2)
    stranger = played().world.entries[other]["body"]["bound"]
    return spoilt("tally.decrypted", "body.bound", to(stranger))


@bites(steps.DECRYPTIONS, "decryption.nonce", without=[Nonces.add])
def test_that_no_nonce_is_used_twice() -> World:
    """The same one for both answers: anyone computes the trustee's private key."""
    return decrypted(partial := honest(lambda: 4711), bound_to(partial))


@bites(steps.DECRYPTIONS, "decryption.nonce", without=[Nonces.add])
def test_that_no_nonce_of_a_bound_proof_is_used_twice() -> World:
    """The same one in the proof of version 1 and in the bound one."""
    first = [4711, 4712]
    partial = honest(iter(first).__next__)
    return decrypted(partial, bound_to(partial, iter([4713, 4711]).__next__))


@bites(steps.DECRYPTIONS, "decryption.repeated", without=[BoxVerifier.decrypted])
def test_that_a_trustee_decrypts_once() -> BoxDocuments:
    """Which of two decryptions was counted?"""
    return archived((1, shape.write(honest())), (1, shape.write(honest())))


@bites(steps.DECRYPTIONS, "trustees.owner", without=[Trustees.key])
def test_that_a_decryption_has_an_owner() -> BoxDocuments:
    """A trustee of number nought, whom no list names."""
    of = box_world()
    box = the_box()
    assert box.tally is not None
    partial = trustee.decrypt(of.sealed, box.tally, of.keys[-1], of.draw)
    return archived((0, shape.write(partial)))


@bites(steps.DECRYPTIONS, "proof.scalar", without=[wire.check_scalars])
def test_that_a_scalar_has_one_spelling() -> World:
    """A response of q more proves the same."""
    order = played().builder.group.order
    path = "body.partial_decryption.@.decryption_proofs.0.0.response"
    return spoilt("tally.decrypted", path, lambda spelt: str(int(spelt) + order))


@bites(steps.DECRYPTIONS, "group.member", without=[Modp.element])
def test_that_a_factor_lies_in_the_group() -> World:
    """A factor with the other sign: its proofs hold where their challenges are even."""
    whole = played(group="BELENIOS-2048")
    box, made = the_box(whole), whole.builder
    assert box.tally is not None
    key, sealed = made.keys[0], box.sealed.sealed
    root = made.trusted.closing_roots[sealed.election.uuid]
    while True:
        partial = trustee.decrypt(sealed, box.tally, key, made.draw)
        if partial.decryption_proofs[0][0].challenge % 2 == 0:
            break
    first, second = partial.decryption_factors[0]
    negated = made.group.times(first, str(made.group._p - 1))  # type: ignore[attr-defined]
    partial = replace(partial, decryption_factors=((negated, second),))
    while True:
        context = box.context(1, root)
        bound = trustee.bind(sealed, box.tally, partial, key, context, made.draw)
        if bound[0][0].challenge % 2 == 0:
            return decrypted(partial, bound, whole)


@bites(steps.DECRYPTIONS, "decryption.shape", without=[decryption._check_shape, decryption])
def test_that_every_cell_is_decrypted() -> World:
    """The last cell stays closed, and nobody asks for it."""
    partial = honest()
    return decrypted(
        replace(
            partial,
            decryption_factors=(partial.decryption_factors[0][:1],),
            decryption_proofs=(partial.decryption_proofs[0][:1],),
        ),
        (bound_to(partial)[0][:1],),
    )


# 13: the result


def counted(change: Callable[[list[int]], list[int]]) -> World:
    """The record up to another result of the second box."""
    return spoilt("tally.result", "body.result.@.result.0", change, 1)


@bites(steps.RESULT, "result.count", without=[result.check_result])
def test_that_the_result_is_what_was_decrypted() -> World:
    """The counts of the two answers change places."""
    return counted(lambda row: row[::-1])


@bites(steps.RESULT, "result.shape", without=[result.check_result, result])
def test_that_every_count_has_its_answer() -> World:
    """A count of something that nobody could vote for."""
    return counted(lambda row: [*row, 0])


@bites(
    steps.RESULT,
    "result.weight",
    without=[result.check_weights],
    meanwhile=[(check_disjunction, "ballot.sum")],
)
def test_that_the_result_lies_within_the_weight_of_the_ballots() -> BoxDocuments:
    """One voter votes for both answers.

    The proofs of the ballot stand before: where somebody could forge them, this would tell.
    """
    world = ballots.make_world()
    cast = [forged(world, [1, 1], [1, 1]), world.ballot(2, [[1, 0]])]
    return ballots.count(world, cast).documents


@bites(steps.RESULT, "result.trustees", without=[result.opened])
def test_that_every_trustee_decrypted() -> BoxDocuments:
    """An empty box: whoever decrypts, its sum is nought; but only one of two has looked."""
    made = ballots.count(ballots.make_world(), [])
    made.documents.partials = made.documents.partials[:1]
    return made.documents
