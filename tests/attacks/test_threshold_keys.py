"""Family "keys and credentials", rows 32 to 36: a group of trustees that makes its key together.

The list holds one single trustee and a group of three, of whom two suffice. Everyone signs anew
what is forged, as members would who agree on something wrong; what is forged in the ceremony itself
is met by the tool of each member, and names who did it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from dauys.parties import channel, pedersen
from dauys.parties.channel import send, sign
from dauys.question import ceremony
from dauys.question.pedersen import Parameters
from dauys.wire import canonical, shape
from tests.attacks import case
from tests.attacks.attack import raises, refused
from tests.attacks.case import Case
from tests.parties.threshold import (
    Ceremony,
    certificates,
    coefficients,
    dealt,
    held,
    verification_key,
)
from tests.question.lists import keyed, with_certificate
from tests.verification.test_threshold import Threshold


def shared(name: str) -> Case:
    """The election under a single trustee and a group."""
    return case.of(name, Threshold)


def under(made: Case, parameters: Parameters) -> Case:
    """The set-up under another group."""
    return made.keys([*made.world.entries, parameters], made.world.sealed.public_key)


# 32: certificates shown differently to each


@refused(32, "trustees.transcript", of=shared)
def test_a_member_who_was_shown_other_certificates(made: Case) -> Case:
    """Who carries the certificates could put a key of its own before the third member in place of
    the first's, and read what is dealt to that one. Each signs the certificates that it saw."""
    group = held(made.world.group.name)
    false = pedersen.derive(group.group, "Z" * 22)
    shown = (
        certificates(group.group, (false, *group.keys[1:]), 2, group.draw)[0],
        *group.certs[1:],
    )
    deceived = pedersen.deal(group.group, group.keys[2], shown, group.draw)
    kept = group.parameters
    coefexps = (*kept.coefexps[:2], deceived.coefexps)
    signatures = (*kept.signatures[:2], deceived.signature)
    return under(made, replace(kept, coefexps=coefexps, signatures=signatures))


@refused(32, "trustees.certificate", of=shared)
def test_a_certificate_that_its_own_key_did_not_sign(made: Case) -> Case:
    """Anyone could put a key in a member's place."""
    group = held(made.world.group.name)
    return under(made, with_certificate(group, group.certs[1].message, signer=group.keys[0]))


@refused(32, "trustees.old_format", of=shared)
def test_certificates_without_a_context(made: Case) -> Case:
    """In the older format nothing binds what each member saw."""

    def older(trustees: Any) -> None:
        del trustees[1][1]["signatures"]

    return made.put("trustees", case.altered(made.box.trustees, older))


# 33: who deals last


@refused(33, "trustees.degree", of=shared)
def test_a_last_dealer_who_cancels_the_leading_coefficients(made: Case) -> Case:
    """The sum of the polynomials is then a constant: each member alone would hold the whole key."""
    group = held(made.world.group.name)
    secrets = [[5, 7], [11, 13], [17, group.group.order - 20]]
    return under(made, dealt(group, group.certs, secrets))


@refused(33, "trustees.key", of=shared, each={"nought": 0, "one": 1})
def test_a_last_dealer_who_chooses_the_key(made: Case, key: int) -> Case:
    """Who sees what the others dealt can choose the sum; here one that everybody knows."""
    group = held(made.world.group.name)
    return under(made, dealt(group, group.certs, [[5, 7], [11, 13], [key - 16, 19]]))


@raises(33, "ceremony.fingerprint")
def test_coefficients_other_than_those_that_were_told_before() -> None:
    """Each member tells the hash of the own coefficients before anyone sees anyone's: who deals
    last cannot choose by what the others dealt."""
    group = held()
    told = [ceremony.fingerprint(each.coefexps) for each in group.polynomials]
    chosen = pedersen.deal(group.group, group.keys[2], group.certs, group.draw)
    signed = [each.coefexps for each in group.polynomials[:2]]
    ceremony.check_fingerprints([*signed, chosen.coefexps], told)


# 34: lengths and thresholds

DEGREES: dict[str, list[int]] = {"too long": [5, 7, 11], "too short": [5], "nothing": []}


@refused(34, "trustees.coefficients", of=shared, each=DEGREES)
def test_a_polynomial_of_another_length(made: Case, secrets: list[int]) -> Case:
    """One coefficient more and one member more is needed than was agreed; one less, one fewer."""
    group = held(made.world.group.name)
    powers = [group.group.power_secret(group.group.generator, each) for each in secrets]
    message = canonical.write({"coefexps": powers}).decode()
    kept = dealt(group, group.certs, coefficients(group))
    signed = sign(group.group, group.keys[1], message, group.draw)
    coefexps = (kept.coefexps[0], signed, kept.coefexps[2])
    return under(made, replace(kept, coefexps=coefexps))


@refused(34, "trustees.threshold", of=shared, each=(0, 1, 3, 4, -1))
def test_another_threshold_than_was_agreed(made: Case, threshold: int) -> Case:
    """Who may open the box is what the members signed, no more and no fewer."""
    return under(made, replace(held(made.world.group.name).parameters, threshold=threshold))


LISTS = ("coefexps", "signatures", "verification_keys")


@refused(34, "trustees.members", of=shared, each=LISTS)
def test_a_list_without_one_of_the_members(made: Case, field: str) -> Case:
    """Each has a certificate, coefficients, a signature and a key."""
    kept = held(made.world.group.name).parameters
    return under(made, replace(kept, **{field: getattr(kept, field)[:2]}))


# 35: shares that do not fit


@refused(35, "trustees.verification", of=shared, each={"own": 4711, "none": 0})
def test_a_members_key_that_was_not_dealt(made: Case, x: int) -> Case:
    """It must follow from what all published: else that member's decryptions open nothing."""
    group = held(made.world.group.name)
    first, _, third = group.parameters.verification_keys
    own = verification_key(group, group.keys[1], x) if x else first
    keys = (first, own, third)
    return under(made, replace(group.parameters, verification_keys=keys))


CONTEXTS: dict[str, dict[str, Any]] = {
    "number 0": {"index": 0}, "another's number": {"index": 1}, "below nought": {"index": -2},
    "a larger group": {"size": 4}, "another threshold": {"threshold": 3},
    "another group of numbers": {"group": "P-256"},
}  # fmt: skip


@refused(35, "trustees.context", of=shared, each=CONTEXTS)
def test_a_certificate_for_another_place(made: Case, context: dict[str, Any]) -> Case:
    """The share of number 0 is the whole key."""
    group = held(made.world.group.name)
    message = json.loads(group.certs[1].message)
    message["context"] |= context
    return under(made, with_certificate(group, canonical.write(message).decode()))


def _receive(change: Callable[[Ceremony, list[str]], object]) -> None:
    """The first member receives what was dealt, with the messages changed."""
    group = held()
    secrets = list(group.vinputs[0].secrets)
    change(group, secrets)
    vinput = replace(group.vinputs[0], secrets=tuple(secrets))
    pedersen.receive_shares(group.group, group.keys[0], group.certs, vinput, group.draw)


@raises(35, "ceremony.share")
def test_a_false_share_names_its_dealer() -> None:
    """Its receiver would have a key that opens nothing; the dealer signed it, and is named."""

    def change(group: Ceremony, secrets: list[str]) -> None:
        false = canonical.write({"secret": "4711"}).decode()
        to = group.keys[0].encryption
        secrets[1] = send(group.group, group.keys[1], to, false, group.draw)

    _receive(change)


# 36: messages that change their recipient


@raises(36, "ceremony.sealed")
def test_a_message_for_another_member() -> None:
    """Who carries the messages brings the share of the third to the first."""
    _receive(lambda group, secrets: secrets.__setitem__(1, group.polynomials[1].secrets[2]))


@raises(36, "ceremony.recipient")
def test_a_message_that_is_sealed_anew_for_another_member() -> None:
    """The third passes on what the second sent, encrypted to the first: the second's signature
    covers whom it was for."""

    def change(group: Ceremony, secrets: list[str]) -> None:
        secrets[1] = passed_on(group, group.polynomials[1].secrets[2])

    _receive(change)


@raises(36, "ceremony.sender")
def test_messages_of_two_senders_that_change_places() -> None:
    """Each share is signed by its dealer."""
    _receive(lambda group, secrets: secrets.reverse())


def passed_on(group: Ceremony, text: str) -> str:
    """A message to the third member, opened by that one and sealed as it is for the first."""
    sealed = shape.read(channel.EncryptedMessage, text.encode())
    signed = channel._open(group.group, group.keys[2], sealed, "trustee:2")
    numbers = group.group
    nonce, hidden = group.draw(), numbers.power_secret(numbers.generator, group.draw())
    alpha = numbers.power_secret(numbers.generator, nonce)
    mask = numbers.power_secret(group.keys[0].encryption, nonce)
    vector = channel._vector(alpha)
    data = channel._cipher(hidden).encrypt(vector, signed, None).hex()
    beta = numbers.times(mask, hidden)
    return shape.write(channel.EncryptedMessage("AES-GCM", alpha, beta, data)).decode()


@refused(36, "trustees.duplicate", of=shared)
def test_one_encryption_key_for_two_members(made: Case) -> Case:
    """What is dealt to one could be read by the other."""
    group = held(made.world.group.name)
    own = group.keys[1]
    return under(made, keyed(group, own.verification, group.keys[0].encryption, own))
