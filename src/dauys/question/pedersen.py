"""A group of trustees of whom a threshold suffices: Belenios's ``threshold_parameters``.

Specification: docs/specification/5-voting.md, section 4.2.1 (Belenios, sections 4.6.4 to 4.6.7).

Each member deals a secret polynomial to all, and a member's private key is the sum of the shares
received. Here stand the public documents of that and their checks. The secrets are dealt in
`dauys.parties.pedersen`; what travels between the members stands in `ceremony`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dauys.errors import Refused, Unreadable
from dauys.group import Element, Group
from dauys.proofs.statements import TrusteeKey
from dauys.proofs.verify import check_knowledge
from dauys.proofs.wire import Proof
from dauys.question.certificate import (
    MESSAGE_LIMIT,
    Member,
    SignedMessage,
    check_certificates,
    check_signed,
)
from dauys.wire import shape


@dataclass(frozen=True, slots=True)
class Coefficients:
    """g to each coefficient of a member's polynomial, the constant one first."""

    coefexps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Transcript:
    """What a member saw and dealt: all certificates, and the own coefficients."""

    certs: tuple[SignedMessage, ...]
    coefexps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VerificationKey:
    """A member's public key in the count, with the proof of its private key and a signature."""

    pok: Proof
    public_key: str
    signature: Proof
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Parameters:
    """All public documents of a group of trustees; each list holds one item for each member."""

    threshold: int
    certs: tuple[SignedMessage, ...]
    coefexps: tuple[SignedMessage, ...]
    signatures: tuple[Proof, ...]
    verification_keys: tuple[VerificationKey, ...]


@dataclass(frozen=True, slots=True)
class Dealt:
    """Checked certificates and coefficients, both by member, and the sum of the polynomials."""

    members: tuple[Member, ...]
    coefficients: tuple[tuple[Element, ...], ...]
    sums: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks of a group give: its part of the election's key, and its members' keys.

    ``others`` are the elements that stand for a member's other secrets, by member.
    """

    key: Element
    keys: tuple[Element, ...]
    others: tuple[tuple[Element, ...], ...]
    threshold: int


def read_parameters(value: object, accused: str = "") -> Parameters:
    """The documents of a group as a parsed value; the form of Belenios 2 is refused by name."""
    if type(value) is dict and "certs" in value and "signatures" not in value:
        raise Unreadable("trustees.old_format", accused)
    return shape.value_of(Parameters, value, accused=accused)


def check_parameters(
    group: Group,
    parameters: Parameters,
    commitments: list[Element],
    first: int = 1,
    accused: str = "",
) -> Checked:
    """Checks a whole group; ``first`` is the number of its first member among all trustees.

    The commitments of all proofs are added to the list. Raises ``trustees.*``, ``group.*``,
    ``json.*`` and ``proof.scalar``, and names the member.
    """
    certs, size = parameters.certs, len(parameters.certs)
    if size and len(parameters.verification_keys) != size:
        raise Refused("trustees.members", accused, size=size)
    dealt = check_dealt(
        group, certs, parameters.coefexps, parameters.signatures, commitments, first, accused
    )
    if parameters.threshold != dealt.members[0].context.threshold:
        raise Refused("trustees.threshold", accused, threshold=parameters.threshold, size=size)
    keys = tuple(
        check_verification_key(group, dealt, number, key, commitments, f"trustee:{first + number}")
        for number, key in enumerate(parameters.verification_keys)
    )
    others = tuple(
        (member.verification, member.encryption, *coefficients)
        for member, coefficients in zip(dealt.members, dealt.coefficients, strict=True)
    )
    return Checked(dealt.sums[0], keys, others, parameters.threshold)


def check_dealt(
    group: Group,
    certs: tuple[SignedMessage, ...],
    signed: Sequence[SignedMessage],
    signatures: Sequence[Proof],
    commitments: list[Element],
    first: int = 1,
    accused: str = "",
) -> Dealt:
    """Certificates and coefficients, and that every member signed these very certificates."""
    members = check_certificates(group, certs, commitments, first, accused)
    if len(signed) != len(members) or len(signatures) != len(members):
        raise Refused("trustees.members", accused, size=len(members))
    coefficients = []
    for number, (member, message, signature) in enumerate(
        zip(members, signed, signatures, strict=True), first
    ):
        who = f"trustee:{number}"
        dealt = check_coefficients(group, member, message, commitments, who)
        check_transcript(group, member, certs, dealt, signature, commitments, who)
        coefficients.append(dealt)
    sums = sum_of(group, coefficients)
    # The last to deal could cancel the others' leading coefficients: fewer would then suffice.
    if sums[-1] == group.identity:
        raise Refused("trustees.degree", accused)
    return Dealt(members, tuple(coefficients), sums)


def check_coefficients(
    group: Group, member: Member, signed: SignedMessage, commitments: list[Element], who: str
) -> tuple[Element, ...]:
    """A member's coefficients: as many as the threshold, none neutral, signed by the member."""
    data, threshold = signed.message.encode("utf-8"), member.context.threshold
    read = shape.read(Coefficients, data, accused=who, limit=MESSAGE_LIMIT, nfc=False)
    if len(read.coefexps) != threshold:
        raise Refused("trustees.coefficients", who, threshold=threshold)
    elements = tuple(group.element(each, who) for each in read.coefexps)
    # A neutral one is the coefficient 0: nothing dealt, or a polynomial of a lower degree.
    if group.identity in elements:
        raise Refused("trustees.coefficients", who, threshold=threshold)
    otherwise = Refused("trustees.polynomial", who)
    commitments += check_signed(group, member.verification, signed, otherwise)
    return elements


def check_transcript(
    group: Group,
    member: Member,
    certs: tuple[SignedMessage, ...],
    coefficients: tuple[Element, ...],
    signature: Proof,
    commitments: list[Element],
    who: str,
) -> None:
    """The member signed these very certificates: whoever was shown others signed others."""
    signed = SignedMessage(transcript_message(certs, coefficients), signature)
    otherwise = Refused("trustees.transcript", who)
    commitments += check_signed(group, member.verification, signed, otherwise)


def transcript_message(certs: tuple[SignedMessage, ...], coefficients: tuple[Element, ...]) -> str:
    """What a member signs of the certificates that it was shown and of what it dealt."""
    return "certs_sig|" + shape.write(Transcript(certs, coefficients)).decode("utf-8")


def check_verification_key(
    group: Group,
    dealt: Dealt,
    number: int,
    entry: VerificationKey,
    commitments: list[Element],
    who: str,
) -> Element:
    """The key of a member (from 0): it follows from what was dealt, is known to it, and signed."""
    member = dealt.members[number]
    key = group.element(entry.public_key, who)
    if key != value_at(group, dealt.sums, member.context.index):
        raise Refused("trustees.verification", who)
    commitments += check_knowledge(
        TrusteeKey(group, key), entry.pok, Refused("trustees.proof", who)
    )
    signed = SignedMessage(key, entry.signature)
    otherwise = Refused("trustees.signature", who)
    commitments += check_signed(group, member.verification, signed, otherwise)
    return key


def sum_of(group: Group, dealt: Sequence[Sequence[Element]]) -> tuple[Element, ...]:
    """The coefficients of the sum of all polynomials, in the exponent."""
    sums = tuple(dealt[0])
    for coefficients in dealt[1:]:
        sums = tuple(group.times(*pair) for pair in zip(sums, coefficients, strict=True))
    return sums


def value_at(group: Group, coefficients: Sequence[Element], index: int) -> Element:
    """g to a polynomial's value at a member's number, by Horner's rule."""
    value = group.identity
    for coefficient in reversed(coefficients):
        value = group.times(group.product_vartime(((value, index),)), coefficient)
    return value
