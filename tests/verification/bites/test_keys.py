"""Step 8: the documents of a group of trustees of whom a threshold suffices.

Each list holds one single trustee and a group of three, of whom two suffice; whatever is forged,
everyone signs it anew, so that the one check alone can meet it.
"""

from __future__ import annotations

import json
from dataclasses import replace

from dauys.parties import pedersen
from dauys.parties.channel import sign
from dauys.proofs.verify import check_knowledge
from dauys.question import certificate
from dauys.question import pedersen as documents
from dauys.question.pedersen import Coefficients, Parameters, transcript_message
from dauys.verification import steps
from dauys.wire import canonical, shape
from tests.parties.threshold import certificates, coefficients, dealt, held, verification_key
from tests.question.lists import keyed, with_certificate
from tests.verification.bites.bite import bites
from tests.verification.bites.forge import played, set_up
from tests.verification.world import World

MADE = held()
GROUP = MADE.group


def under(parameters: Parameters) -> World:
    """The set-up under a single trustee and this group."""
    return set_up([played().entries[0], parameters])


def with_key(key: documents.VerificationKey) -> World:
    """The second member has another key in the count."""
    first, _, third = MADE.parameters.verification_keys
    return under(replace(MADE.parameters, verification_keys=(first, key, third)))


@bites(steps.SETUP, "trustees.certificate", without=[check_knowledge])
def test_that_a_member_signed_its_certificate() -> World:
    """The first member certifies keys for the second."""
    return under(with_certificate(MADE, MADE.certs[1].message, signer=MADE.keys[0]))


@bites(steps.SETUP, "trustees.key", without=[certificate.check_certificate])
def test_that_the_keys_of_a_certificate_are_nobody_elses_knowledge() -> World:
    """What is sent to the second member could be opened with the private key 1."""
    own = MADE.keys[1]
    return under(keyed(MADE, own.verification, GROUP.generator, own))


@bites(steps.SETUP, "trustees.context", without=[certificate.check_certificates])
def test_that_a_certificate_is_for_this_group() -> World:
    """A member who believes that the group is larger."""
    message = json.loads(MADE.certs[1].message)
    message["context"]["size"] = 4
    return under(with_certificate(MADE, canonical.write(message).decode()))


@bites(steps.SETUP, "trustees.threshold", without=[certificate.check_threshold])
def test_that_there_are_as_many_members_as_are_needed() -> World:
    """Four of three: nothing would ever be opened."""
    certs = certificates(GROUP, MADE.keys, 2, MADE.draw)
    messages = [json.loads(cert.message) for cert in certs]
    for message in messages:
        message["context"]["threshold"] = 4
    certs = tuple(
        sign(GROUP, own, canonical.write(message).decode(), MADE.draw)
        for own, message in zip(MADE.keys, messages, strict=True)
    )
    return under(replace(dealt(MADE, certs, coefficients(MADE, 4)), threshold=4))


@bites(steps.SETUP, "trustees.threshold", without=[documents.check_parameters])
def test_that_the_threshold_is_the_one_that_was_agreed() -> World:
    """The members signed that two suffice; the list asks for three, and one can stop the count."""
    return under(replace(MADE.parameters, threshold=3))


@bites(steps.SETUP, "trustees.coefficients", without=[documents.check_coefficients])
def test_that_every_coefficient_is_dealt() -> World:
    """A nought as the last coefficient: one of the shares is not hidden by anything."""
    first, second, third = coefficients(MADE)
    return under(dealt(MADE, MADE.certs, [first, [second[0], 0], third]))


@bites(steps.SETUP, "trustees.degree", without=[documents.check_dealt])
def test_that_the_sum_has_the_agreed_degree() -> World:
    """Who deals last cancels the others' last coefficients: two suffice where three should."""
    made = held(threshold=3)
    secrets = [[5, 7, 11], [13, 17, 19], [23, 29, GROUP.order - 30]]
    return under(dealt(made, made.certs, secrets))


@bites(steps.SETUP, "trustees.polynomial", without=[check_knowledge])
def test_that_a_member_signed_its_coefficients() -> World:
    """Somebody else deals in the name of the second member."""
    kept = MADE.parameters
    message = kept.coefexps[1].message
    false = sign(GROUP, MADE.keys[0], message, MADE.draw)
    return under(replace(kept, coefexps=(kept.coefexps[0], false, kept.coefexps[2])))


@bites(steps.SETUP, "trustees.transcript", without=[check_knowledge])
def test_that_every_member_was_shown_these_certificates() -> World:
    """Who carries them could show the third other keys than the first's, and read its messages."""
    own = pedersen.derive(GROUP, "Z" * 22)
    shown = (certificates(GROUP, (own, *MADE.keys[1:]), 2, MADE.draw)[0], *MADE.certs[1:])
    kept = MADE.parameters
    read = shape.read(Coefficients, kept.coefexps[2].message.encode(), nfc=False)
    powers = tuple(GROUP.element(each) for each in read.coefexps)
    signature = sign(GROUP, MADE.keys[2], transcript_message(shown, powers), MADE.draw).signature
    return under(replace(kept, signatures=(*kept.signatures[:2], signature)))


@bites(steps.SETUP, "trustees.verification", without=[documents.check_verification_key])
def test_that_a_members_key_was_dealt() -> World:
    """Its decryptions would open nothing."""
    return with_key(verification_key(MADE, MADE.keys[1], 4711))


@bites(steps.SETUP, "trustees.proof", without=[check_knowledge])
def test_that_a_member_knows_its_key() -> World:
    """It could not decrypt."""
    second = MADE.parameters.verification_keys[1]
    false = replace(second.pok, response=(second.pok.response + 1) % GROUP.order)
    return with_key(replace(second, pok=false))


@bites(steps.SETUP, "trustees.signature", without=[check_knowledge])
def test_that_a_member_signed_its_key() -> World:
    """The first member signs the key of the second."""
    second = MADE.parameters.verification_keys[1]
    false = sign(GROUP, MADE.keys[0], second.public_key, MADE.draw).signature
    return with_key(replace(second, signature=false))
