"""The certificates of a threshold group: each for this group and place, with keys of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dauys.parties.channel import MemberKeys
from dauys.proofs.wire import Proof
from dauys.question.certificate import Context, SignedMessage
from dauys.question.pedersen import Parameters
from dauys.wire import canonical, shape
from tests.ballots.world import GROUPS
from tests.parties.threshold import (
    Ceremony,
    held,
)
from tests.question.lists import keyed, refusal, told, with_certificate

either = pytest.mark.parametrize("name", GROUPS)


# Certificates


def recertified(made: Ceremony, **changes: Any) -> Parameters:
    """Everyone signs anew with the second member's certificate for another context."""
    context = replace(Context(made.group.name, 3, 2, 2), **changes)
    document = shape.plain(context) | changes
    message = {
        "context": document,
        "verification": made.keys[1].verification,
        "encryption": made.keys[1].encryption,
    }
    return with_certificate(made, canonical.write(message).decode())


@either
@pytest.mark.parametrize(
    "change",
    [
        {"group": "BELENIOS"},
        {"size": 4},
        {"threshold": 3},
        {"index": 1},
        {"index": 0},
        {"index": 3},
        {"index": -2},
    ],
)
def test_a_certificate_for_something_else_is_refused(name: str, change: dict[str, Any]) -> None:
    """Another group, size, threshold or place: the members would not mean the same ceremony."""
    made = held(name)
    assert told(refusal(made, recertified(made, **change))) == ("trustees.context", "trustee:2")


def test_members_in_another_order_are_refused() -> None:
    """The share that belongs to one number would be counted for another."""
    made = held()
    certs = (made.certs[1], made.certs[0], made.certs[2])
    error = refusal(made, replace(made.parameters, certs=certs))
    assert told(error) == ("trustees.context", "trustee:1")


@either
def test_a_certificate_that_its_own_key_did_not_sign_is_refused(name: str) -> None:
    """The commission could else put a key of its own in a member's place."""
    made = held(name)
    forged = with_certificate(made, made.certs[1].message, signer=made.keys[0])
    assert told(refusal(made, forged)) == ("trustees.certificate", "trustee:2")


@either
def test_a_key_computed_from_a_signature_is_refused(name: str) -> None:
    """The hash of a signature does not name the key: the signature of another's coefficients holds
    under a key computed from it, whose private key nobody knows, and which signs no certificate.
    """
    made = held(name)
    group, signed = made.group, made.parameters.coefexps[0]
    challenge, response = signed.signature.challenge, signed.signature.response
    commitment = group.product_vartime(
        ((group.generator, response), (made.keys[0].verification, challenge))
    )
    rest = group.over(commitment, group.product_vartime(((group.generator, 5),)))
    substitute = group.product_vartime(((rest, pow(challenge, -1, group.order)),))
    assert group.product_vartime(((group.generator, 5), (substitute, challenge))) == commitment
    message = made.certs[1].message.replace(made.keys[1].verification, substitute)
    for proof in (Proof(challenge, 5), signed.signature, made.certs[1].signature):
        certs = (made.certs[0], SignedMessage(message, proof), made.certs[2])
        forged = replace(made.parameters, certs=certs)
        assert told(refusal(made, forged)) == ("trustees.certificate", "trustee:2")


@either
@pytest.mark.parametrize("secret", [0, 1])
def test_keys_that_everybody_knows_certify_nobody(name: str, secret: int) -> None:
    """The neutral element and the generator, honestly signed with 0 and 1."""
    made = held(name)
    known = made.group.power_secret(made.group.generator, secret)
    own = made.keys[1]
    signer = MemberKeys(secret, secret, known, known)
    for keys, by in (
        ((known, own.encryption), signer),
        ((own.verification, known), own),
        ((own.verification, own.verification), own),
    ):
        assert told(refusal(made, keyed(made, keys[0], keys[1], by))) == (
            "trustees.key",
            "trustee:2",
        )


@either
@pytest.mark.parametrize("text", ["", "0", "zz", "00" * 32, "1" * 700])
def test_a_certified_key_outside_the_group_is_refused(name: str, text: str) -> None:
    made = held(name)
    own = made.keys[1]
    for keys in ((text, own.encryption), (own.verification, text)):
        error = refusal(made, keyed(made, keys[0], keys[1], own))
        assert error.code in ("group.encoding", "group.member")
        assert error.accused == "trustee:2"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda text: text.replace(",", ", ", 1), "json.canonical"),
        (lambda text: text[:-1] + ',"more":1}', "json.shape"),
        (lambda text: text.replace('"size":3', '"size":"3"'), "json.shape"),
        (lambda text: text.replace('"size":3', '"size":3,"size":3'), "json.duplicate"),
        (lambda text: "[]", "json.shape"),
        (lambda text: "", "json.syntax"),
    ],
    ids=["white space", "another field", "a string", "twice", "an array", "empty"],
)
def test_what_is_signed_has_one_spelling(change: Callable[[str], str], code: str) -> None:
    made = held()
    error = refusal(made, with_certificate(made, change(made.certs[1].message)))
    assert told(error) == (code, "trustee:2")
