"""Proofs of knowledge: what honest provers make holds, and no part of it can be changed alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dauys import group as groups
from dauys.errors import Refused
from dauys.group import Element, Group
from dauys.proofs.prove import prove_knowledge
from dauys.proofs.statements import (
    BallotSignature,
    BoundDecryption,
    Decryption,
    Knowledge,
    MessageSignature,
    SetupConfirmation,
    TallyContext,
    TrusteeKey,
    hash_to_scalar,
)
from dauys.proofs.verify import check_knowledge
from dauys.proofs.wire import Proof
from dauys.wire import hashes
from tests.attacks.dishonest import false_factor
from tests.ballots.world import GROUPS, seeded

SECRET = 987654321
OTHERWISE = Refused("trustees.proof", "trustee:1")
CONTEXT = TallyContext("fingerprint", "aa" * 32, "bb" * 32, 1)


def power(group: Group, exponent: int) -> Element:
    return group.power_secret(group.generator, exponent)


def statements(group: Group) -> dict[str, Any]:
    """One true statement of each kind, about the same secret."""
    key, alpha = power(group, SECRET), power(group, 77)
    factor = group.power_secret(alpha, SECRET)
    return {
        "TrusteeKey": TrusteeKey(group, key),
        "BallotSignature": BallotSignature(group, key, hashes.sha256_base64(b"ballot")),
        "Decryption": Decryption(group, "fingerprint", key, alpha, factor),
        "BoundDecryption": BoundDecryption(group, CONTEXT, key, 0, 1, alpha, factor),
        "SetupConfirmation": SetupConfirmation(group, "trustee", 2, key, "cc" * 32),
        "MessageSignature": MessageSignature(group, key, '{"secret":"1"}'),
    }


KINDS = sorted(statements(groups.named("Ed25519")))
either = pytest.mark.parametrize("name", GROUPS)


def prove(name: str, kind: str) -> tuple[Any, Proof]:
    group = groups.named(name)
    statement = statements(group)[kind]
    return statement, prove_knowledge(statement, SECRET, seeded(group, 1))


def assert_refused(statement: Knowledge, proof: Proof, code: str = "trustees.proof") -> None:
    with pytest.raises(Refused) as caught:
        check_knowledge(statement, proof, OTHERWISE)
    assert (caught.value.code, caught.value.accused) == (code, "trustee:1")


@either
@pytest.mark.parametrize("kind", KINDS)
def test_an_honest_proof_holds_and_gives_its_commitments(name: str, kind: str) -> None:
    statement, proof = prove(name, kind)
    nonce = seeded(statement.group, 1)()
    expected = tuple(statement.group.power_secret(base, nonce) for base, _ in statement.images)
    assert check_knowledge(statement, proof, OTHERWISE) == expected


@either
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("field", ["challenge", "response"])
def test_a_proof_with_another_scalar_is_refused(name: str, kind: str, field: str) -> None:
    statement, proof = prove(name, kind)
    other = (getattr(proof, field) + 1) % statement.group.order
    assert_refused(statement, replace(proof, **{field: other}))


@either
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("field", ["challenge", "response"])
@pytest.mark.parametrize("shift", [1, 2, -1, 10**9])
def test_a_scalar_outside_0_to_q_is_refused(name: str, kind: str, field: str, shift: int) -> None:
    """It means the same modulo q: one proof would have many spellings, one ballot many trackers."""
    statement, proof = prove(name, kind)
    other = getattr(proof, field) + shift * statement.group.order
    assert_refused(statement, replace(proof, **{field: other}), "proof.scalar")


Change = Callable[[Any], Any]


def to(**values: object) -> Change:
    return lambda statement: replace(statement, **values)


def context(**values: object) -> Change:
    return lambda statement: replace(statement, context=replace(statement.context, **values))


def times_g(field: str) -> Change:
    def change(statement: Any) -> Any:
        group = statement.group
        moved = group.times(getattr(statement, field), group.generator)
        return replace(statement, **{field: moved})

    return change


CHANGES: dict[str, dict[str, Change]] = {
    "TrusteeKey": {"key": times_g("key")},
    "BallotSignature": {"key": times_g("credential"), "digest": to(digest="other")},
    "Decryption": {
        "fingerprint": to(fingerprint="other"),
        "key": times_g("key"),
        "alpha": times_g("alpha"),
        "factor": times_g("factor"),
    },
    "BoundDecryption": {
        "fingerprint": context(fingerprint="other"),
        "closing_root": context(closing_root="ab" * 32),
        "encrypted_tally": context(encrypted_tally="ab" * 32),
        "trustee": context(trustee=2),
        "key": times_g("key"),
        "question": to(question=1),
        "answer": to(answer=0),
        "alpha": times_g("alpha"),
        "factor": times_g("factor"),
    },
    "SetupConfirmation": {
        "role": to(role="registrar"),
        "index": to(index=1),
        "key": times_g("key"),
        "setup": to(setup="ab" * 32),
    },
    "MessageSignature": {"key": times_g("key"), "message": to(message='{"secret":"2"}')},
}


@either
@pytest.mark.parametrize(
    ("kind", "part"), [(kind, part) for kind in KINDS for part in CHANGES[kind]]
)
def test_a_proof_is_refused_for_a_statement_with_one_part_changed(
    name: str, kind: str, part: str
) -> None:
    """A proof that holds for two statements could be carried from one to the other."""
    statement, proof = prove(name, kind)
    assert_refused(CHANGES[kind][part](statement), proof)


@pytest.mark.parametrize("part", sorted(CHANGES["BoundDecryption"]))
def test_the_hash_of_a_bound_decryption_covers_every_part(part: str) -> None:
    statement, _ = prove("Ed25519", "BoundDecryption")
    commitments = (statement.key, statement.alpha)
    changed = CHANGES["BoundDecryption"][part](statement)
    assert changed.challenge(commitments) != statement.challenge(commitments)


@pytest.mark.parametrize("part", sorted(CHANGES["SetupConfirmation"]))
def test_the_hash_of_a_setup_confirmation_covers_every_part(part: str) -> None:
    statement, _ = prove("Ed25519", "SetupConfirmation")
    changed = CHANGES["SetupConfirmation"][part](statement)
    assert changed.challenge((statement.key,)) != statement.challenge((statement.key,))


@pytest.mark.parametrize("kind", ["BoundDecryption", "SetupConfirmation"])
def test_the_hashes_of_two_groups_differ(kind: str) -> None:
    ours, other = (statements(groups.named(name))[kind] for name in GROUPS)
    moved = replace(other, group=ours.group, key=ours.key)
    told = {
        group.name: replace(moved, group=_named(ours.group, group.name)).challenge((ours.key,))
        for group in groups.GROUPS.values()
    }
    assert len(set(told.values())) == len(groups.GROUPS)


class _Renamed:
    """A group under another name: only the name in the hash can tell them apart."""

    def __init__(self, inner: Group, name: str):
        self.order = inner.order
        self.name = name


def _named(group: Group, name: str) -> Any:
    return _Renamed(group, name)


def test_the_hash_of_version_1_leaves_alpha_and_the_factor_out() -> None:
    """The reason for the bound proof; `test_a_false_factor...` shows what follows from it."""
    statement, _ = prove("Ed25519", "Decryption")
    commitments = (statement.key, statement.alpha)
    for part in ("alpha", "factor"):
        changed = CHANGES["Decryption"][part](statement)
        assert changed.challenge(commitments) == statement.challenge(commitments)
    for part in ("fingerprint", "key"):
        changed = CHANGES["Decryption"][part](statement)
        assert changed.challenge(commitments) != statement.challenge(commitments)


def test_the_hash_of_a_signed_message_leaves_the_key_out() -> None:
    """The reason why every such key stands in a certificate that it must sign itself."""
    statement, _ = prove("Ed25519", "MessageSignature")
    changes = CHANGES["MessageSignature"]
    same = changes["key"](statement).challenge((statement.key,))
    other = changes["message"](statement).challenge((statement.key,))
    assert same == statement.challenge((statement.key,)) != other


def test_the_hash_of_a_signed_message_is_known() -> None:
    """``sigmsg``, the message and the commitment, with bars between (Belenios, section 4.6.1)."""
    group = groups.named("BELENIOS-2048")
    statement = MessageSignature(group, group.generator, "x|y")
    expected = int(hashes.sha256_hex(b"sigmsg|x|y|1"), 16) % group.order
    assert statement.challenge((group.identity,)) == expected


@either
def test_a_false_factor_that_passes_version_1_is_refused_by_the_bound_proof(name: str) -> None:
    group = groups.named(name)
    statement, proof = false_factor(statements(group)["Decryption"], SECRET)
    assert statement.factor != group.power_secret(statement.alpha, SECRET)
    check_knowledge(statement, proof, OTHERWISE)
    bound = BoundDecryption(group, CONTEXT, statement.key, 0, 1, statement.alpha, statement.factor)
    assert_refused(bound, proof)
    assert_refused(bound, prove_knowledge(bound, SECRET, seeded(group, 3)))


def test_a_short_element_and_short_scalars_are_hashed_as_they_are_spelt() -> None:
    """BELENIOS-2048 has no padding: a short number is a short string."""
    group = groups.named("BELENIOS-2048")
    assert hash_to_scalar(group, "pok|", (group.identity, group.identity)) == (
        int(hashes.sha256_hex(b"pok|1,1"), 16) % group.order
    )
