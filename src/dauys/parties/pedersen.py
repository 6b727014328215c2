"""A member of a group of trustees of whom a threshold suffices: the steps that take a secret.

Specification: docs/specification/5-voting.md, section 4.2.2 (Belenios, section 4.6).

A step takes the bytes of nobody on trust: certificates, signatures and shares are checked again by
every member. In order: `new_seed`, `certificate`, `deal`, `receive`; the commission works between
them (`question.ceremony`). What comes out is a private key like any trustee's (`trustee`).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dauys.errors import Refused
from dauys.group import Element, Group
from dauys.parties import randomness
from dauys.parties.channel import MemberKeys, receive, send, sign
from dauys.parties.credential import BASE58
from dauys.parties.randomness import drawing
from dauys.parties.trustee import PrivateKey
from dauys.proofs.prove import Draw, prove_knowledge
from dauys.proofs.statements import TrusteeKey
from dauys.question.ceremony import Polynomial, Vinput, Voutput, check_fresh
from dauys.question.certificate import (
    MESSAGE_LIMIT,
    CertificateKeys,
    Context,
    Member,
    SignedMessage,
    check_certificates,
    check_threshold,
)
from dauys.question.pedersen import (
    Coefficients,
    Dealt,
    VerificationKey,
    check_dealt,
    transcript_message,
    value_at,
)
from dauys.wire import shape
from dauys.wire.shape import Decimal

_SEED = re.compile(f"[{BASE58}]{{22}}")


@dataclass(frozen=True, slots=True)
class SecretPolynomial:
    """The coefficients that a member deals from."""

    polynomial: tuple[Decimal, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class SecretShare:
    """What one member deals to another."""

    secret: Decimal = field(repr=False)


@dataclass(frozen=True, slots=True)
class SecretKey:
    """A member's private key in the count."""

    decryption_key: Decimal = field(repr=False)


def new_seed() -> str:
    """A fresh seed of a member's keys: 22 characters, 128 bits."""
    return randomness.characters(BASE58, 22)


def derive(group: Group, seed: str) -> MemberKeys:
    """The keys of a member from its seed; raises ``ceremony.seed``."""
    if not _SEED.fullmatch(seed):
        raise Refused("ceremony.seed")
    signing, decryption = (
        int.from_bytes(hashlib.sha256(f"{use}|{seed}".encode("ascii")).digest(), "big")
        for use in ("sk", "dk")
    )
    verification, encryption = (
        group.power_secret(group.generator, secret) for secret in (signing, decryption)
    )
    return MemberKeys(signing, decryption, verification, encryption)


def certificate(
    group: Group, keys: MemberKeys, context: Context, draw: Draw | None = None
) -> SignedMessage:
    """A member's certificate; raises ``trustees.threshold``, ``trustees.context``."""
    check_threshold(context.threshold, context.size)
    if context.group != group.name or not 1 <= context.index <= context.size:
        raise Refused("trustees.context", f"trustee:{context.index}")
    document = CertificateKeys(context, keys.verification, keys.encryption)
    message = shape.write(document).decode("ascii")
    return sign(group, keys, message, drawing(group, draw))


def deal(
    group: Group, keys: MemberKeys, certs: Sequence[SignedMessage], draw: Draw | None = None
) -> Polynomial:
    """A fresh secret polynomial, a share of it for each member, and its public coefficients."""
    draw = drawing(group, draw)
    commitments: list[Element] = []
    members = check_certificates(group, certs, commitments)
    check_fresh(commitments)
    own = own_member(keys, members)
    secrets = tuple(draw() for _ in range(own.context.threshold))
    kept = shape.write(SecretPolynomial(secrets)).decode("ascii")
    polynomial = send(group, keys, keys.encryption, kept, draw)
    shares = tuple(_share(group, keys, member, secrets, draw) for member in members)
    coefficients = tuple(group.power_secret(group.generator, secret) for secret in secrets)
    message = shape.write(Coefficients(coefficients)).decode("ascii")
    coefexps = sign(group, keys, message, draw)
    transcript = sign(group, keys, transcript_message(tuple(certs), coefficients), draw)
    return Polynomial(polynomial, shares, coefexps, transcript.signature)


def _share(
    group: Group, keys: MemberKeys, member: Member, secrets: Sequence[int], draw: Draw
) -> str:
    share = SecretShare(group.evaluate_secret(secrets, member.context.index))
    message = shape.write(share).decode("ascii")
    return send(group, keys, member.encryption, message, draw)


def own_member(keys: MemberKeys, members: Sequence[Member]) -> Member:
    """The own certificate among all; raises ``ceremony.own`` if it is not there."""
    for member in members:
        if (member.verification, member.encryption) == (keys.verification, keys.encryption):
            return member
    raise Refused("ceremony.own")


def receive_shares(
    group: Group,
    keys: MemberKeys,
    certs: Sequence[SignedMessage],
    vinput: Vinput,
    draw: Draw | None = None,
) -> tuple[PrivateKey, Voutput]:
    """The private key from the shares of all members, and what the commission is to have of it.

    Everything that any member signed is checked first; a share that does not belong to what its
    dealer published is ``ceremony.share`` and names that member: not for certain, for whoever
    carries the messages may have put two deals of an honest one together.
    """
    draw = drawing(group, draw)
    commitments: list[Element] = []
    dealt = check_dealt(group, tuple(certs), vinput.coefexps, vinput.signatures, commitments)
    check_fresh(commitments)
    own = own_member(keys, dealt.members)
    _check_own(group, keys, own, dealt, vinput.polynomial)
    if len(vinput.secrets) != len(dealt.members):
        raise Refused("trustees.members", size=len(dealt.members))
    shares = [
        _received(group, keys, own, dealt, number, text)
        for number, text in enumerate(vinput.secrets)
    ]
    x = group.evaluate_secret(shares, 1)
    private = PrivateKey(x, group.power_secret(group.generator, x))
    return private, _voutput(group, keys, private, draw)


def _check_own(group: Group, keys: MemberKeys, own: Member, dealt: Dealt, text: str) -> None:
    """What stands as one's own is what one dealt."""
    who = f"trustee:{own.context.index}"
    data = receive(group, keys, keys.verification, text, who).encode("utf-8")
    kept = shape.read(SecretPolynomial, data, accused=who, limit=MESSAGE_LIMIT)
    powers = tuple(group.power_secret(group.generator, each) for each in kept.polynomial)
    if powers != dealt.coefficients[own.context.index - 1]:
        raise Refused("ceremony.own", who)


def _received(
    group: Group, keys: MemberKeys, own: Member, dealt: Dealt, number: int, text: str
) -> int:
    """The share from one member (from 0): g to it must follow from the published coefficients."""
    who = f"trustee:{number + 1}"
    sender = dealt.members[number].verification
    data = receive(group, keys, sender, text, who).encode("utf-8")
    share = shape.read(SecretShare, data, accused=who, limit=MESSAGE_LIMIT).secret
    expected = value_at(group, dealt.coefficients[number], own.context.index)
    if share >= group.order or group.power_secret(group.generator, share) != expected:
        raise Refused("ceremony.share", who, certain=False)
    return share


def _voutput(group: Group, keys: MemberKeys, private: PrivateKey, draw: Draw) -> Voutput:
    kept = shape.write(SecretKey(private.x)).decode("ascii")
    encrypted = send(group, keys, keys.encryption, kept, draw)
    pok = prove_knowledge(TrusteeKey(group, private.public), private.x, draw)
    signature = sign(group, keys, private.public, draw).signature
    return Voutput(encrypted, VerificationKey(pok, private.public, signature))


def recover(group: Group, keys: MemberKeys, encrypted: str, accused: str = "") -> PrivateKey:
    """The private key again, from the copy that was encrypted to oneself.

    Raises what `channel.receive` does, and ``ceremony.share`` where it is no key.
    """
    data = receive(group, keys, keys.verification, encrypted, accused).encode("utf-8")
    x = shape.read(SecretKey, data, accused=accused, limit=MESSAGE_LIMIT).decryption_key
    if x >= group.order:
        raise Refused("ceremony.share", accused)
    return PrivateKey(x, group.power_secret(group.generator, x))
