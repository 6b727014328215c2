"""Python satisfies vectors/hashes and vectors/proofs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dauys import group as groups
from dauys.errors import Refused
from dauys.group import Group
from dauys.parties import credential
from dauys.proofs.statements import (
    BallotSignature,
    BlankOrInterval,
    BoundDecryption,
    Decryption,
    Interval,
    NotBoth,
    SetupConfirmation,
    TallyContext,
    TrusteeKey,
)
from dauys.proofs.verify import check_disjunction, check_knowledge
from dauys.proofs.wire import Ciphertext, Proof
from dauys.wire import hashes, shape

FOLDER = Path(__file__).resolve().parents[2] / "vectors"


def load(file: str) -> Any:
    return json.loads((FOLDER / file).read_text(encoding="utf-8"))


def statement(kind: str, group: Group, p: dict[str, Any]) -> Any:
    """The statement whose parts a vector names."""
    if kind == "TrusteeKey":
        return TrusteeKey(group, p["key"])
    if kind == "BallotSignature":
        return BallotSignature(group, p["credential"], p["digest"])
    if kind == "Decryption":
        return Decryption(group, p["fingerprint"], p["key"], p["alpha"], p["factor"])
    if kind == "BoundDecryption":
        names = ("fingerprint", "closing_root", "encrypted_tally", "trustee")
        context = TallyContext(*(p[name] for name in names))
        rest = (p[name] for name in ("key", "question", "answer", "alpha", "factor"))
        return BoundDecryption(group, context, *rest)
    if kind == "SetupConfirmation":
        return SetupConfirmation(group, p["role"], p["index"], p["key"], p["setup"])
    if kind in ("NotBoth", "BlankOrInterval"):
        pair = (Ciphertext(**p["blank"]), Ciphertext(**p["total"]))
        if kind == "NotBoth":
            return NotBoth(group, p["key"], p["context"], *pair)
        return BlankOrInterval(group, p["key"], p["context"], *pair, p["minimum"], p["maximum"])
    ciphertext = Ciphertext(p["alpha"], p["beta"])
    return Interval(group, p["key"], p["context"], ciphertext, p["minimum"], p["maximum"])


def known(group: Group) -> dict[str, Any]:
    """The statements that vectors/hashes speak of: see `known` in vectors/make_proofs.py."""
    key, alpha = (group.power_secret(group.generator, n) for n in (1001, 77))
    beta = group.power_secret(group.generator, 78)
    return {
        "key": key,
        "credential": key,
        "digest": "F" * 43,
        "fingerprint": "F" * 43,
        "closing_root": "cd" * 32,
        "encrypted_tally": "ab" * 32,
        "trustee": 2,
        "question": 0,
        "answer": 1,
        "alpha": alpha,
        "beta": beta,
        "factor": group.power_secret(alpha, 1001),
        "role": "trustee",
        "index": 2,
        "setup": "ab" * 32,
        "context": f"{'F' * 43}|{key}",
        "minimum": 0,
        "maximum": 1,
        "blank": {"alpha": alpha, "beta": beta},
        "total": {"alpha": key, "beta": alpha},
    }


@pytest.mark.parametrize("name", sorted(groups.GROUPS))
@pytest.mark.parametrize(
    "kind",
    [
        "TrusteeKey",
        "BallotSignature",
        "Decryption",
        "Interval",
        "NotBoth",
        "BlankOrInterval",
        "BoundDecryption",
        "SetupConfirmation",
    ],
)
def test_the_hash_of_each_statement_is_the_known_one(name: str, kind: str) -> None:
    """The hashed text stands in the vector, put together from the specification."""
    group = groups.named(name)
    (vector,) = (
        each
        for each in load("hashes/statements.json")
        if (each["group"], each["statement"]) == (name, kind)
    )
    challenge = statement(kind, group, known(group)).challenge(tuple(vector["commitments"]))
    assert str(challenge) == vector["challenge"]


def test_labelled_hashes_are_the_known_ones() -> None:
    for each in load("hashes/labelled.json"):
        parts = (part.encode() for part in each["parts"])
        assert hashes.labelled(each["label"], *parts) == each["hash"]


def test_credentials_give_the_known_exponents() -> None:
    for each in load("hashes/credentials.json"):
        group = groups.named(each["group"])
        found = credential.secret_exponent(group, each["uuid"], each["credential"])
        assert str(found) == each["exponent"]
        assert credential.public_key(group, each["uuid"], each["credential"]) == each["public"]


@pytest.mark.parametrize("file", ["knowledge", "interval", "blank"])
def test_proofs_are_accepted_and_refused_as_stated(file: str) -> None:
    for each in load(f"proofs/{file}.json"):
        claim = statement(each["statement"], groups.named(each["parts"]["group"]), each["parts"])
        proofs = tuple(shape.value_of(Proof, proof) for proof in each["proofs"])
        assert outcome(claim, proofs) == each["code"], each["shows"]


def outcome(claim: Any, proofs: tuple[Proof, ...]) -> str | None:
    otherwise = Refused("refused")
    try:
        if isinstance(claim, Interval | NotBoth | BlankOrInterval):
            check_disjunction(claim, proofs, otherwise)
        else:
            check_knowledge(claim, proofs[0], otherwise)
    except Refused as error:
        return error.code
    return None
