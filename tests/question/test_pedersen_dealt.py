"""What the members of a threshold group deal: signed, of the right degree, nothing of it twice."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dauys.errors import Refused
from dauys.group import Element
from dauys.parties import pedersen
from dauys.parties.channel import sign
from dauys.question.pedersen import Parameters
from dauys.question.trustees import (
    PublicKey,
    check_trustees,
    read_trustees,
    write_trustees,
)
from dauys.tally.decryption import Nonces
from dauys.wire import canonical
from tests.ballots.world import GROUPS
from tests.parties.threshold import (
    Ceremony,
    certificates,
    coefficients,
    dealt,
    held,
    verification_key,
)
from tests.question.lists import keyed, plain, refusal, told

either = pytest.mark.parametrize("name", GROUPS)


# What was dealt


@either
@pytest.mark.parametrize("secrets", [[5], [5, 7, 11], [], [0, 7], [5, 0]])
def test_a_polynomial_of_another_degree_is_refused(name: str, secrets: list[int]) -> None:
    """Too long, the threshold would rise; too short, or with a coefficient of 0, it deals less."""
    made = held(name)
    others = coefficients(made)
    powers = [made.group.power_secret(made.group.generator, each) for each in secrets]
    message = canonical.write({"coefexps": powers}).decode()
    signed = sign(made.group, made.keys[1], message, made.draw)
    entry = dealt(made, made.certs, others)
    wrong = replace(entry, coefexps=(entry.coefexps[0], signed, entry.coefexps[2]))
    error = refusal(made, wrong)
    assert told(error) == ("trustees.coefficients", "trustee:2")
    assert error.facts == {"threshold": 2}


@either
def test_coefficients_that_another_signed_are_refused(name: str) -> None:
    made = held(name)
    message = made.parameters.coefexps[1].message
    forged = sign(made.group, made.keys[0], message, made.draw)
    coefexps = (made.parameters.coefexps[0], forged, made.parameters.coefexps[2])
    error = refusal(made, replace(made.parameters, coefexps=coefexps))
    assert told(error) == ("trustees.polynomial", "trustee:2")


@either
@pytest.mark.parametrize("text", ["", "0", "zz", "00" * 32])
def test_a_coefficient_outside_the_group_is_refused(name: str, text: str) -> None:
    made = held(name)
    message = canonical.write({"coefexps": [made.keys[0].encryption, text]}).decode()
    signed = sign(made.group, made.keys[1], message, made.draw)
    coefexps = (made.parameters.coefexps[0], signed, made.parameters.coefexps[2])
    error = refusal(made, replace(made.parameters, coefexps=coefexps))
    assert error.code in ("group.encoding", "group.member")
    assert error.accused == "trustee:2"


@either
def test_a_last_member_who_cancels_the_degree_is_refused(name: str) -> None:
    """The sum of the polynomials is a constant: each member alone would hold the whole key."""
    made = held(name)
    secrets = [[5, 7], [11, 13], [17, made.group.order - 20]]
    error = refusal(made, dealt(made, made.certs, secrets))
    assert told(error) == ("trustees.degree", "trustees")


@either
@pytest.mark.parametrize("total", [0, 1])
def test_a_group_whose_key_everybody_knows_is_refused(name: str, total: int) -> None:
    """Each member dealt well, but the constants add up to 0, or to 1."""
    made = held(name)
    secrets = [[5, 7], [11, 13], [total - 16, 19]]
    error = refusal(made, dealt(made, made.certs, secrets))
    assert told(error) == ("trustees.key", "trustees")


@either
def test_a_member_whose_key_everybody_knows_is_refused(name: str) -> None:
    """The polynomials' sum has its zero at 2: it is the second member's share."""
    made = held(name)
    secrets = [[5, 7], [11, 13], [-16 - 2 * (7 + 13 + 19), 19]]
    error = refusal(made, dealt(made, made.certs, secrets))
    assert told(error) == ("trustees.key", "trustee:2")


# Who signed what


@either
def test_a_member_who_was_shown_other_certificates_is_found_out(name: str) -> None:
    """The commission shows the third member a certificate of its own in place of the first's: it
    could then read what the third deals to the first. The transcripts do not agree."""
    made = held(name)
    false_keys = pedersen.derive(made.group, "Z" * 22)
    false = certificates(made.group, (false_keys, *made.keys[1:]), 2, made.draw)
    shown = (false[0], *made.certs[1:])
    deceived = pedersen.deal(made.group, made.keys[2], shown, made.draw)
    entry = replace(
        made.parameters,
        coefexps=(*made.parameters.coefexps[:2], deceived.coefexps),
        signatures=(*made.parameters.signatures[:2], deceived.signature),
    )
    assert told(refusal(made, entry)) == ("trustees.transcript", "trustee:3")


def test_a_transcript_is_of_the_own_coefficients() -> None:
    """A member's transcript cannot stand for another's, nor for other coefficients."""
    made = held()
    first, _, third = made.parameters.signatures
    wrong = replace(made.parameters, signatures=(first, first, third))
    assert told(refusal(made, wrong)) == ("trustees.transcript", "trustee:2")
    again = pedersen.deal(made.group, made.keys[1], made.certs, made.draw)
    coefexps = (made.parameters.coefexps[0], again.coefexps, made.parameters.coefexps[2])
    error = refusal(made, replace(made.parameters, coefexps=coefexps))
    assert told(error) == ("trustees.transcript", "trustee:2")


# The members' keys


def with_key(made: Ceremony, **changes: Any) -> Parameters:
    first, second, third = made.parameters.verification_keys
    return replace(made.parameters, verification_keys=(first, replace(second, **changes), third))


@either
def test_a_key_that_was_not_dealt_is_refused(name: str) -> None:
    """A member's own invention, honestly proven and signed, and two keys exchanged."""
    made = held(name)
    own = verification_key(made, made.keys[1], 4711)
    first, _, third = made.parameters.verification_keys
    entry = replace(made.parameters, verification_keys=(first, own, third))
    assert told(refusal(made, entry)) == ("trustees.verification", "trustee:2")
    entry = replace(made.parameters, verification_keys=(third, own, first))
    assert told(refusal(made, entry)) == ("trustees.verification", "trustee:1")


@either
def test_a_key_whose_private_key_nobody_showed_to_know_is_refused(name: str) -> None:
    made = held(name)
    other = made.parameters.verification_keys[0].pok
    assert told(refusal(made, with_key(made, pok=other))) == ("trustees.proof", "trustee:2")


@either
def test_a_key_that_its_member_did_not_sign_is_refused(name: str) -> None:
    made = held(name)
    key = made.private[1].public
    for signer, message in ((made.keys[0], key), (made.keys[1], made.private[0].public)):
        signature = sign(made.group, signer, message, made.draw).signature
        error = refusal(made, with_key(made, signature=signature))
        assert told(error) == ("trustees.signature", "trustee:2")


@either
def test_a_members_key_outside_the_group_is_refused(name: str) -> None:
    made = held(name)
    error = refusal(made, with_key(made, public_key="zz"))
    assert told(error) == ("group.encoding", "trustee:2")


def parts(value: Any, path: str = "") -> list[str]:
    """The paths of all proofs in a value."""
    if isinstance(value, dict) and set(value) == {"challenge", "response"}:
        return [path]
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    nested = isinstance(value, dict | list)
    return [p for key, each in pairs for p in parts(each, f"{path}/{key}")] if nested else []


@pytest.mark.parametrize("field", ["challenge", "response"])
def test_no_proof_is_left_unchecked(field: str) -> None:
    """Each of the fifteen, with another scalar, and with the same one in another spelling."""
    made = held()
    places = [p for key, each in plain(made).items() if key != "threshold"
              for p in parts(each, f"/{key}")]  # fmt: skip
    assert len(places) == 15
    for place in places:
        for shift in (1, made.group.order):
            value = plain(made)
            target = value
            for key in place.strip("/").split("/"):
                target = target[int(key) if key.isdigit() else key]
            target[field] = str(int(target[field]) + shift)
            with pytest.raises(Refused) as caught:
                read_trustees(made.group, canonical.write([["Pedersen", value]]))
            number = 1 + int(place.strip("/").split("/")[1])
            assert caught.value.accused == f"trustee:{number}"
            expected = ("proof.scalar",) if shift != 1 else (
                "trustees.certificate", "trustees.polynomial", "trustees.transcript",
                "trustees.proof", "trustees.signature",
            )  # fmt: skip
            assert caught.value.code in expected, place


# Twice the same


@either
def test_one_person_cannot_be_two_members(name: str) -> None:
    """Who holds two shares of three opens alone."""
    made = held(name)
    keys = (made.keys[0], made.keys[0], made.keys[2])
    twice = replace(made, keys=keys)
    certs = certificates(made.group, keys, 2, made.draw)
    error = refusal(made, dealt(twice, certs, coefficients(made)))
    assert told(error) == ("trustees.duplicate", "trustee:2")


@either
def test_the_same_encryption_key_cannot_serve_two_members(name: str) -> None:
    made = held(name)
    own = made.keys[1]
    entry = keyed(made, own.verification, made.keys[0].encryption, own)
    assert told(refusal(made, entry)) == ("trustees.duplicate", "trustee:2")


@either
def test_a_polynomial_cannot_be_dealt_twice(name: str) -> None:
    """A member who copies what another dealt adds nothing of its own."""
    made = held(name)
    first, _, third = coefficients(made)
    error = refusal(made, dealt(made, made.certs, [first, first, third]))
    assert told(error) == ("trustees.duplicate", "trustee:2")


@either
def test_no_key_stands_in_two_entries(name: str) -> None:
    """Two groups of one making, and a single trustee who is a member too."""
    made, other = held(name), held(name, seed=8)
    assert told(refusal(made, made.parameters, made.parameters)) == (
        "trustees.duplicate",
        "trustee:4",
    )
    again = dealt(made, made.certs, coefficients(made))
    assert told(refusal(made, made.parameters, again)) == ("trustees.duplicate", "trustee:4")
    member = PublicKey(made.parameters.verification_keys[2].pok, made.private[2].public)
    assert told(refusal(made, made.parameters, member)) == ("trustees.duplicate", "trustee:4")
    assert read_trustees(made.group, write_trustees([made.parameters, other.parameters])).count == 6


@either
def test_a_nonce_used_twice_is_found_and_gives_the_secret_away(name: str) -> None:
    """A member that signs its certificate and its coefficients with one nonce: two equations."""
    made = held(name)
    group = made.group
    own, cert = made.keys[1], made.certs[1]
    message = made.parameters.coefexps[1].message
    nonce = 4711
    one = sign(group, own, cert.message, lambda: nonce)
    two = sign(group, own, message, lambda: nonce)
    difference = pow(two.signature.challenge - one.signature.challenge, -1, group.order)
    found = (one.signature.response - two.signature.response) * difference
    assert (found - own.signing) % group.order == 0
    certs = (made.certs[0], one, made.certs[2])
    entry = dealt(made, certs, coefficients(made))
    signed = sign(group, own, entry.coefexps[1].message, lambda: nonce)
    entry = replace(entry, coefexps=(entry.coefexps[0], signed, entry.coefexps[2]))
    trustees = check_trustees(group, [entry])
    with pytest.raises(Refused) as caught:
        Nonces().add(group, trustees.commitments, "trustees")
    assert caught.value.code == "decryption.nonce"


def test_elements_are_spelt_once() -> None:
    """A generator is an element like others: only as a key is it refused."""
    made = held()
    key: Element = made.group.generator
    error = refusal(made, with_key(made, public_key=key.upper()[:-1] + "A"))
    assert error.code == "group.encoding"
