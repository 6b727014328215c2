"""Family "proof system", rows 19 to 25: what a proof must bind, and what gives its secret away."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dauys import group as groups
from dauys.ballots.wire import Ballot, Signature
from dauys.errors import Refused
from dauys.parties import randomness, trustee
from dauys.parties.voter import encrypt
from dauys.proofs import statements
from dauys.proofs.prove import prove_knowledge
from dauys.proofs.statements import SetupConfirmation, TallyContext, TrusteeKey
from dauys.proofs.verify import check_knowledge
from dauys.proofs.wire import Ciphertext
from dauys.question.trustees import PublicKey
from dauys.wire import canonical, hashes, shape
from tests.attacks.attack import GROUPS, holds, refused, warned
from tests.attacks.case import Case, altered
from tests.attacks.dishonest import Hashing, key_fitted_to_its_proof, with_a_false_factor
from tests.ballots.forged import forged
from tests.ballots.world import parsed, valid
from tests.verification.world import World

ED25519 = groups.named("Ed25519")
either = pytest.mark.parametrize("name", GROUPS)

# 19: the whole statement under the hash


def _power(exponent: int) -> Any:
    return ED25519.power_secret(ED25519.generator, exponent)


PARTS: dict[str, Any] = {
    "group": ED25519, "key": _power(3), "credential": _power(4), "digest": "d" * 43,
    "message": "m", "fingerprint": "f" * 43, "alpha": _power(5), "factor": _power(6),
    "context": "S", "question": 0, "answer": 1, "role": "trustee", "index": 2, "setup": "5e" * 32,
    "ciphertext": Ciphertext(_power(7), _power(8)), "blank": Ciphertext(_power(9), _power(10)),
    "total": Ciphertext(_power(11), _power(12)), "minimum": 0, "maximum": 1,
}  # fmt: skip
CONTEXT = TallyContext("f" * 43, "c1" * 32, "e7" * 32, 1)
COMMITMENTS = (_power(101), _power(102))
# What version 1 leaves out of a hash, and what binds it all the same. A bound decryption, which
# is ours, stands beside the one statement that nothing else binds.
LEFT_OUT = {
    "BallotSignature": {"group", "credential"},  # the digest covers the ballot, which names both
    "MessageSignature": {"group", "key"},  # a key stands in a certificate signed under that key
    "Decryption": {"group", "alpha", "factor"},  # `BoundDecryption` covers them
    "Interval": {"group", "key", "minimum", "maximum"},  # the context names the election
    "NotBoth": {"group", "key", "blank", "total"},  # the context names every ciphertext
    "BlankOrInterval": {"group", "key", "blank", "total", "minimum", "maximum"},
}


def claims() -> dict[str, Any]:
    """One statement of every class that has a challenge of its own."""
    found = {}
    for name, form in vars(statements).items():
        if dataclasses.is_dataclass(form) and hasattr(form, "challenge"):
            given = {field.name: PARTS[field.name] for field in dataclasses.fields(form)}
            if name == "BoundDecryption":
                given["context"] = CONTEXT
            found[name] = form(**given)  # type: ignore[operator]
    return found


CLAIMS = claims()


class Renamed:
    """The same group under another name, which only a hash can tell apart."""

    name, order = "Ed25519-or-not", ED25519.order


def _another(value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(value, Ciphertext):
        return replace(value, beta=_power(1001))
    if isinstance(value, int):
        return value + 1
    return Renamed() if value is ED25519 else value + "0"


def _changes(claim: Any) -> dict[str, Any]:
    """The statement with each of its parts changed alone; the parts of a context are parts."""
    found = {}
    for field in dataclasses.fields(claim):
        value = getattr(claim, field.name)
        if dataclasses.is_dataclass(value) and not isinstance(value, Ciphertext):
            for inner, changed in _changes(value).items():
                found[f"{field.name}.{inner}"] = replace(claim, **{field.name: changed})
        else:
            found[field.name] = replace(claim, **{field.name: _another(value)})
    return found


@pytest.mark.parametrize("kind", CLAIMS)
@holds(19)
def test_each_part_of_a_statement_changes_its_challenge(kind: str) -> None:
    """A part that the hash leaves out can be chosen when the challenge is known. What version 1
    leaves out is listed above, each with what binds it; the list is exact."""
    claim = CLAIMS[kind]
    left_out = {
        part
        for part, changed in _changes(claim).items()
        if changed.challenge(COMMITMENTS) == claim.challenge(COMMITMENTS)
    }
    assert left_out == LEFT_OUT.get(kind, set())


@warned(19, "decryption.unbound")
def test_an_archive_whose_decryptions_are_not_bound(made: Case) -> Case:
    """Its proofs of version 1 hold, but name neither the ciphertext nor the factor, and an archive
    has no others."""
    return made


@refused(19, "trustees.proof")
def test_a_trustees_key_that_was_made_to_fit_its_proof(made: Case) -> Case:
    """Were the key not under the hash, anyone could have one without a private key, and nobody
    could open the count."""
    group = made.world.group
    text = f"pok|{group.name}|"
    key, pok = key_fitted_to_its_proof(group, text)
    return made.keys([made.world.entries[0], PublicKey(pok, key)])


@refused(19, record="decryption.bound")
def test_a_bound_proof_of_a_false_factor(made: Case) -> Case:
    """The factor is solved for after the challenge of version 1, which holds; the bound challenge
    names the factor."""
    partial = with_a_false_factor(made)
    draw = made.world.draw
    return made.decrypted(2, shape.write(partial), made.bound(partial, draw))


# 20: groups with a trapdoor

GROUP_NAMES: dict[str, Any] = {
    "of another name": "P-256",
    "small": "BELENIOS-256",
    "in capitals": "ED25519",
    "explicit": {"p": "23", "q": "11", "g": "2"},
    "explicit and right": {"p": "20694785691422546", "q": "785717332510", "g": "240235267750"},
    "of no name": "",
}


@refused(20, "group.unknown", each=GROUP_NAMES)
def test_a_group_that_is_not_on_the_list(made: Case, group: Any) -> Case:
    """Whoever chooses the parameters can choose them with a trapdoor; a group is known by its name,
    and what comes with a document is never used."""
    return made.set_up(election=lambda election: election.update(group=group))


@refused(20, record="group.unknown")
def test_a_set_up_in_a_group_that_is_not_on_the_list(made: Case) -> World:
    """The record names the group once more, for the trustees' keys."""
    assert made.record
    made.until("setup")
    made.record.entries[-1]["body"]["group"] = "P-256"
    return made.record


# 21: whose signature


def _fitted(made: Case) -> tuple[Case, bytes]:
    """A credential without a secret, under which the signature of another ballot holds, on the
    roll; and a ballot of it, all of whose other proofs hold, with that signature."""
    world, group = made.world, made.world.group
    digest = parsed(made.box.ballots[0])["signature"]["hash"]
    text = f"sig|{digest}|"
    key, proof = key_fitted_to_its_proof(group, text)
    check_knowledge(statements.BallotSignature(group, key, digest), proof, Refused("x"))
    unsigned = encrypt(world.sealed, key, valid(world), world.draw)
    fields = (getattr(unsigned, each.name) for each in dataclasses.fields(unsigned))
    whole = Ballot(*fields, Signature(digest, proof))
    made.set_up(roll=altered(made.box.roll, lambda roll: roll.append(f"{key},1"))).confirmed()
    return made, shape.write(whole)


@refused(21, "ballot.hash")
def test_a_credential_that_was_made_to_fit_a_signature(made: Case) -> Case:
    """The hash of a signature does not name the credential, so that a key can be computed under
    which another ballot's signature holds; but the digest, which it does name, covers it."""
    made, ballot = _fitted(made)
    return made.cast(ballot)


@refused(21, "ballot.signature")
def test_the_same_with_the_digest_put_right(made: Case) -> Case:
    """The signature was over the other digest."""
    made, ballot = _fitted(made)
    unsigned = {k: v for k, v in parsed(ballot).items() if k != "signature"}
    digest = hashes.sha256_base64(canonical.write(unsigned))
    return made.cast(altered(ballot, lambda b: b["signature"].update(hash=digest)))


# 22: scalars that are not uniform


@either
@holds(22)
def test_own_scalars_are_uniform(name: str) -> None:
    """A bias of a bit in a nonce gives the key away after some hundred proofs. In 16 classes of
    equal size 4,000 scalars are as even as chance makes them (chi squared, 15 degrees)."""
    group = groups.named(name)
    draw = randomness.scalars(group)
    for place in (lambda n: n * 16 // group.order, lambda n: n % 16):
        counts = [0] * 16
        for _ in range(4000):
            counts[place(draw())] += 1
        assert sum((each - 250) ** 2 for each in counts) / 250 < 60  # p < 10^-6


@either
@holds(22)
def test_own_scalars_are_made_from_far_more_bits_than_they_have(name: str) -> None:
    """A remainder of 384 bits and more is uniform but for less than 2^-128."""
    bits = 8 * randomness.scalar_bytes(groups.named(name))
    assert bits >= max(384, groups.named(name).order.bit_length() + 128)


# 23: the base hash left out


@refused(23, "ballot.proof", each={"no election": "|{}", "no credential": "{}|", "nothing": ""})
def test_a_ballot_whose_proofs_leave_out_the_base_hash(made: Case, context: str) -> Case:
    """Proofs that name no election or no credential could be carried to another."""
    world = made.world
    who = world.public(0) if context.startswith("|") else world.sealed.fingerprint
    return made.cast(forged(world, [1, 0], [1, 0], context=context.format(who)))


@refused(23, "ballot.sum")
def test_an_overall_proof_that_leaves_out_the_ciphertexts(made: Case) -> Case:
    """It would hold for every answer with this sum."""
    world = made.world
    whole = f"{world.sealed.fingerprint}|{world.public(0)}"
    return made.cast(forged(world, [1, 0], [1, 0], whole=whole))


@refused(23, "trustees.proof")
def test_a_trustees_proof_that_leaves_out_the_group(made: Case) -> Case:
    """The same number can be a key of two groups."""
    world, key = made.world, made.world.keys[1]
    claim = Hashing(TrusteeKey(world.group, key.public), f"pok|{key.public}|")
    pok = prove_knowledge(claim, key.x, world.draw)
    return made.keys([world.entries[0], PublicKey(pok, key.public)])


@refused(23, "decryption.proof")
def test_a_decryption_that_leaves_out_the_election(made: Case) -> Case:
    """It could be carried to a box with the same keys."""
    world = made.world
    other = replace(world.sealed, fingerprint="")
    partial = trustee.decrypt(other, made.tally, world.keys[-1], world.draw)
    return made.decrypted(2, shape.write(partial))


OTHER_CONTEXTS = {
    "no election": {"fingerprint": ""},
    "no closing root": {"closing_root": ""},
    "no tally": {"encrypted_tally": ""},
    "another trustee": {"trustee": 1},
}


@refused(23, record="decryption.bound", each=OTHER_CONTEXTS)
def test_a_bound_proof_in_another_context(made: Case, other: dict[str, Any]) -> Case:
    """It is bound to this election, this log, this sum and this trustee."""
    partial = made.decryption(made.world.draw)
    return made.decrypted(2, shape.write(partial), made.bound(partial, made.world.draw, **other))


@refused(23, record="setup.signature")
def test_a_confirmation_that_leaves_out_the_set_up(made: Case) -> World:
    """It would confirm whatever is sealed."""
    assert made.record
    record, world = made.until("confirmed").record, made.world
    assert record
    claim = SetupConfirmation(world.group, "trustee", 2, world.keys[1].public, "")
    proof = trustee.prove_knowledge(claim, world.keys[1].x, world.draw)
    record.entries[-1]["body"]["proof"] = shape.plain(proof)
    return record


def _joined(prefix: str) -> Callable[[tuple[str, ...]], int]:
    """SHA-256 of a prefix and the commitments with commas between, as a number."""
    return lambda c: int(hashlib.sha256((prefix + ",".join(c)).encode()).hexdigest(), 16)


def _labelled(label: str, *parts: str) -> Callable[[tuple[str, ...]], int]:
    """SHA-256 of a label and of parts with their lengths in front."""

    def hashed(commitments: tuple[str, ...]) -> int:
        data = b"dauys/1/" + label.encode()
        for part in (*parts, *commitments):
            data += len(part.encode()).to_bytes(8, "big") + part.encode()
        return int(hashlib.sha256(data).hexdigest(), 16)

    return hashed


def _known_answers() -> dict[str, Callable[[tuple[str, ...]], int]]:
    """Every hash, written out once more from docs/specification/5-voting.md."""
    p, spelt = PARTS, f"{PARTS['ciphertext'].alpha},{PARTS['ciphertext'].beta}"
    context = (CONTEXT.fingerprint, CONTEXT.closing_root, CONTEXT.encrypted_tally, "1")
    return {
        "TrusteeKey": _joined(f"pok|Ed25519|{p['key']}|"),
        "BallotSignature": _joined(f"sig|{p['digest']}|"),
        "MessageSignature": _joined(f"sigmsg|{p['message']}|"),
        "Decryption": _joined(f"decrypt|{p['fingerprint']}|{p['key']}|"),
        "BoundDecryption": _labelled(
            "bound-decryption", "Ed25519", *context, p["key"], "0", "1", p["alpha"], p["factor"]
        ),
        "SetupConfirmation": _labelled(
            "setup-confirmation", "Ed25519", "trustee", "2", p["key"], p["setup"]
        ),
        "Interval": _joined(f"prove|S|{spelt}|"),
        "NotBoth": _joined("bproof0|S|"),
        "BlankOrInterval": _joined("bproof1|S|"),
    }


@pytest.mark.parametrize("kind", CLAIMS)
@holds(23)
def test_every_challenge_is_the_hash_that_the_specification_writes(kind: str) -> None:
    """Prover and verifier could leave out the same part, and agree."""
    expected = _known_answers()[kind](COMMITMENTS) % ED25519.order
    assert CLAIMS[kind].challenge(COMMITMENTS) == expected
