"""Steps 8 and 9: the trustees' keys, the rolls, the parameters, the confirmations."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from dauys.group.ed25519 import ED25519, Ed25519
from dauys.parties import trustee
from dauys.parties.trustee import PrivateKey
from dauys.proofs import wire
from dauys.proofs.prove import prove_knowledge
from dauys.proofs.statements import TrusteeKey
from dauys.proofs.verify import check_knowledge
from dauys.question import check, election, roll, trustees
from dauys.question.check import setup_hash
from dauys.question.trustees import Entry, PublicKey, write_trustees
from dauys.question.wire import SetupConfirmed, VotingSetup
from dauys.record.box import BoxDocuments
from dauys.tally.decryption import Nonces
from dauys.verification import archive, steps
from dauys.wire import canonical, shape
from tests.verification.bites.bite import bites
from tests.verification.bites.forge import cut, played, set_up, then
from tests.verification.world import World

DRAW = played().builder.draw


def known(x: int, nonce: int | None = None) -> PublicKey:
    """The public key to a private key, with an honest proof."""
    public = ED25519.power_secret(ED25519.generator, x)
    draw = DRAW if nonce is None else lambda: nonce
    return PublicKey(prove_knowledge(TrusteeKey(ED25519, public), x, draw), public)


def beside(*entries: Entry) -> World:
    """The set-up under the first trustee and these."""
    return set_up([played().entries[0], *entries])


# 8: the trustees


@bites(steps.SETUP, "trustees.proof", without=[check_knowledge])
def test_that_a_trustee_knows_the_private_key() -> World:
    """A key computed from the others': whoever chooses it holds the election's key alone."""
    first, own = played().entries[0], known(4711)
    chosen = ED25519.over(own.public_key, first.public_key)
    return beside(PublicKey(own.pok, chosen))


@bites(steps.SETUP, "proof.scalar", without=[wire.check_scalars])
def test_that_a_scalar_has_one_spelling() -> World:
    """A response of q more proves the same: one list of trustees under two hashes."""
    second = played().entries[1]
    larger = replace(second.pok, response=second.pok.response + ED25519.order)
    return beside(replace(second, pok=larger))


@bites(steps.SETUP, "trustees.key", without=[trustees._check_unknown])
def test_that_a_key_is_nobody_elses_knowledge() -> World:
    """The private key 1: everybody has it."""
    return beside(known(1))


@bites(steps.SETUP, "trustees.duplicate", without=[trustees._check_apart])
def test_that_a_trustee_counts_once() -> World:
    """One person holds two shares."""
    return beside(known(played().builder.keys[0].x))


@bites(steps.SETUP, "trustees.number", without=[trustees.check_trustees])
def test_that_there_are_not_more_trustees_than_anyone_can_check() -> World:
    """A list of any length is work for every verifier."""
    return set_up([known(1000 + number) for number in range(101)])


@bites(steps.SETUP, "trustees.name", without=[trustees._check_names])
def test_that_trustees_can_be_told_apart() -> World:
    """Two people of one name: who has confirmed, and who decrypted?"""
    return beside(replace(known(4711), name=played().entries[0].name))


@bites(steps.SETUP, "decryption.nonce", without=[Nonces.add])
def test_that_no_nonce_of_a_key_is_used_twice() -> World:
    """From two proofs with one nonce of one trustee anyone computes the key."""
    return set_up([known(4711, nonce=99), known(4712, nonce=99)])


@bites(steps.SETUP, "group.member", without=[Ed25519.element])
def test_that_an_element_lies_in_the_group() -> World:
    """A point of small order on the roll: whoever it stands for has no secret."""
    return set_up(rolls={"north": enlarged("7" + "f" * 61 + "ec")})


@bites(steps.SETUP, "group.encoding", without=[Ed25519.element])
def test_that_an_element_has_one_spelling() -> World:
    """Letters of another size: one elector twice on the roll, or not found at all."""
    public = ED25519.power_secret(ED25519.generator, 4711)
    return set_up(rolls={"north": enlarged(public.upper())})


@bites(steps.SETUP, "election.key", without=[election.read_election])
def test_that_the_key_of_an_election_is_not_neutral() -> World:
    """Two trustees whose keys cancel: every ballot would lie open."""
    return set_up([known(4711), known(ED25519.order - 4711)])


@bites(steps.SETUP, "election.key", without=[archive.check_key])
def test_that_the_key_of_an_archive_is_that_of_its_trustees() -> BoxDocuments:
    """One trustee of two is left out of the list: the other would have decrypted alone."""
    box = played().box()
    box.trustees = write_trustees(played().entries[:1])
    return still_open(box)


def still_open(box: BoxDocuments) -> BoxDocuments:
    """A box into which people vote."""
    box.closed, box.encrypted_tally, box.sized = False, None, None
    box.partials, box.result = [], None
    return box


# 8: the rolls


def enlarged(line: str) -> bytes:
    """The roll of the north with one more line."""
    return canonical.write([*json.loads(played().box().roll), line])


@bites(steps.SETUP, "roll.key", without=[roll._take])
def test_that_a_credential_has_a_secret() -> World:
    """The neutral element: anyone can sign in its name."""
    return set_up(rolls={"north": enlarged(ED25519.identity)})


@bites(steps.SETUP, "roll.duplicate", without=[roll._take])
def test_that_a_credential_stands_once() -> World:
    """One elector with two weights."""
    first = json.loads(played().box().roll)[0].partition(",")[0]
    return set_up(rolls={"north": enlarged(f"{first},9")})


@bites(steps.SETUP, "roll.weight", without=[roll._take])
def test_that_a_credential_has_a_weight() -> World:
    """With the weight 0 an elector votes, and does not count."""
    public = ED25519.power_secret(ED25519.generator, 4711)
    return set_up(rolls={"north": enlarged(f"{public},0")})


@bites(steps.SETUP, "roll.total", without=[roll.read_roll])
def test_that_the_weights_can_be_counted() -> World:
    """Nobody could find so large a count from its power."""
    public = ED25519.power_secret(ED25519.generator, 4711)
    return set_up(rolls={"north": enlarged(f"{public},100000000000")})


@bites(steps.SETUP, "setup.elector", without=[check._check_rolls_apart])
def test_that_an_elector_stands_on_one_roll() -> World:
    """One elector votes in two regions."""
    first = json.loads(played().box(1).roll)[0]
    return set_up(rolls={"north": enlarged(first)})


@bites(steps.SETUP, "setup.minimum", without=[check.check_box])
def test_that_a_box_has_the_smallest_number_of_electors() -> World:
    """The result of one elector is no secret."""
    first = json.loads(played().box().roll)[0]
    return set_up(rolls={"north": canonical.write([first])})


@bites(steps.SETUP, "setup.roll", without=[check.check_box])
def test_the_size_of_a_roll() -> World:
    """The set-up says how many electors there are; what everyone confirms must be so."""
    world = set_up()
    world.entries[-1]["body"]["boxes"][0]["electors"] += 1
    return world


# 8: the set-up


@bites(steps.SETUP, "setup.regions", without=[check.check_setup])
def test_that_every_region_has_its_box() -> World:
    """A region in which nobody can vote."""
    world = set_up()
    del world.entries[-1]["body"]["boxes"][1]
    return world


@bites(steps.SETUP, "setup.question", without=[check.check_setup])
def test_that_a_set_up_names_its_question() -> World:
    """Another vote's keys and rolls."""
    return set_up(question="charter-2028")


@bites(steps.SETUP, "setup.calendar", without=[check.check_setup])
def test_that_the_vote_must_close() -> World:
    """Who could close it at will would close it when the figures please."""
    return set_up(called={"calendar": []})


@bites(steps.SETUP, "setup.trustees", without=[check.check_setup])
def test_the_number_of_trustees() -> World:
    """With fewer confirmations than trustees the vote would begin before all have looked."""
    return set_up(trustee_count=1)


@bites(steps.SETUP, "setup.trustees", without=[check.check_setup])
def test_the_number_of_trustees_that_are_needed() -> World:
    """The record would be closed before all who are needed have decrypted."""
    return set_up(trustees_needed=1)


@bites(steps.SETUP, "setup.registrar", without=[check.check_registrar_key])
def test_that_the_registrar_is_no_trustee() -> World:
    """One person confirms for two."""
    return set_up(registrar=played().entries[0].public_key)


@bites(steps.SETUP, "setup.election", without=[check.check_box])
def test_that_the_election_is_the_expected_one() -> World:
    """The question is worded otherwise on the ballot than it was called."""
    return set_up(election=lambda value: value["questions"][0].update(question="Do you refuse it?"))


@bites(steps.SETUP, "setup.election", without=[check.check_box])
def test_that_the_election_is_under_the_trustees_key() -> World:
    """A key of somebody else's, who opens every ballot alone."""
    other = ED25519.power_secret(ED25519.generator, 4711)
    return set_up(election=lambda value: value.update(public_key=other))


# 8: the parameters of an archive, which no question stands behind


def parameters(change: Any) -> BoxDocuments:
    """The archive of a box without ballots, under other parameters."""
    box = still_open(played().box())
    value = json.loads(box.election)
    change(value)
    box.election, box.ballots = canonical.write(value), []
    return box


@bites(steps.SETUP, "election.answers", without=[election._check_questions])
def test_that_answers_can_be_told_apart() -> BoxDocuments:
    """A voter would not know which of two equal words to choose."""
    return parameters(lambda value: value["questions"][0].update(answers=["Yes", "yes"]))


@bites(steps.SETUP, "election.bounds", without=[election._check_questions])
def test_that_a_question_can_be_answered() -> BoxDocuments:
    """At least two of the answers, and at most one."""
    return parameters(lambda value: value["questions"][0].update(min=2))


@bites(steps.SETUP, "election.questions", without=[election._check_questions])
def test_that_questions_can_be_told_apart() -> BoxDocuments:
    """The same question twice: which of its counts holds?"""
    return parameters(lambda value: value["questions"].append(value["questions"][0]))


@bites(steps.SETUP, "election.version", without=[election._refuse_unsupported])
def test_the_version_of_the_parameters() -> BoxDocuments:
    """Another version hashes otherwise, and means otherwise."""
    return parameters(lambda value: value.update(version=2))


# 9: the confirmations


def confirmed(index: int, hashed: str | None = None, nonce: int | None = None, **by: Any) -> World:
    """The record up to a confirmation before which the others stand."""
    world = cut("setup.confirmed", index - 1) if index else cut("voting.setup")
    return confirm(world, index, hashed, nonce, **by)


def confirm(
    world: World,
    index: int,
    hashed: str | None = None,
    nonce: int | None = None,
    key: PrivateKey | None = None,
) -> World:
    """One more confirmation: of another hash, with another key, with this nonce."""
    made = played().builder
    role: Any = "trustee" if index else "registrar"
    setup = shape.value_of(VotingSetup, world.entries[world.find("voting.setup")]["body"])
    hashed = hashed or setup_hash(setup)
    own = key or (made.office, *made.keys)[index]
    draw = made.draw if nonce is None else lambda: nonce
    proof = trustee.confirm_setup(made.group, role, index, own, hashed, draw)
    return then(world, "2027-04-11T08:00:00Z", SetupConfirmed(role, index, hashed, proof))


@bites(steps.CONFIRMATIONS, "setup.hash", without=[check.check_confirmation])
def test_that_this_set_up_is_confirmed() -> World:
    """What a trustee signed was another set-up, and was shown to nobody."""
    return confirmed(1, "f" * 64)


@bites(steps.CONFIRMATIONS, "setup.signature", without=[check_knowledge])
def test_that_a_trustee_signed_the_confirmation() -> World:
    """The registrar signs in the name of the first trustee."""
    return confirmed(1, key=played().builder.office)


@bites(steps.CONFIRMATIONS, "setup.signature", without=[check_knowledge])
def test_that_the_registrar_signed_the_confirmation() -> World:
    """A trustee signs in the name of the registrar."""
    return confirmed(0, key=played().builder.keys[0])


@bites(steps.CONFIRMATIONS, "decryption.nonce", without=[Nonces.add])
def test_that_no_nonce_of_a_confirmation_is_used_twice() -> World:
    """With two proofs under one nonce whoever knows one secret has the other."""
    return confirm(confirmed(1, nonce=99), 2, nonce=99)
