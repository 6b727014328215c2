"""The certificates of a group of trustees: who they are to each other before any key is made.

Specification: docs/specification/5-voting.md, section 4.2.1 (Belenios, sections 4.6.1 and 4.6.2).

A certificate binds a member's two keys, one for signatures and one for messages, to the group, its
size and threshold and the member's number in it. Only the format of Belenios 3 is known: the older
one, without that context, is refused by name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dauys.errors import Refused, Unreadable
from dauys.group import Element, Group
from dauys.proofs.statements import MessageSignature
from dauys.proofs.verify import check_knowledge
from dauys.proofs.wire import Proof
from dauys.wire import canonical, shape

MESSAGE_LIMIT = 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class SignedMessage:
    """A document as a string, with a signature of its exact characters."""

    message: str
    signature: Proof


@dataclass(frozen=True, slots=True)
class Context:
    """Which group of trustees a certificate is for, and whose number in it; from 1."""

    group: str
    size: int
    threshold: int
    index: int


@dataclass(frozen=True, slots=True)
class CertificateKeys:
    """What a certificate signs: a member's key for signatures and the one for messages."""

    context: Context
    verification: str
    encryption: str


@dataclass(frozen=True, slots=True)
class Member:
    """A member's checked certificate."""

    context: Context
    verification: Element
    encryption: Element


def check_certificates(
    group: Group,
    certs: Sequence[SignedMessage],
    commitments: list[Element],
    first: int = 1,
    accused: str = "",
) -> tuple[Member, ...]:
    """The members of a group in order; ``first`` is the number of the first among all trustees.

    Every certificate is for this group, in its place, and signed. The commitments of the
    signatures are added to the list. Raises ``trustees.*``, ``group.*``, ``json.*``.
    """
    if not certs:
        raise Refused("trustees.threshold", accused, threshold=0, size=0)
    members: list[Member] = []
    for number, cert in enumerate(certs, 1):
        who = f"trustee:{first + number - 1}"
        member = check_certificate(group, cert, commitments, who)
        threshold = (members or [member])[0].context.threshold
        if member.context != Context(group.name, len(certs), threshold, number):
            raise Refused("trustees.context", who)
        members.append(member)
    check_threshold(members[0].context.threshold, len(members), accused)
    return tuple(members)


def check_threshold(threshold: int, size: int, accused: str = "") -> None:
    """Refuses a threshold that no group of this size can have.

    With a threshold of 1 all members would hold one and the same key.
    """
    if not 2 <= threshold <= size:
        raise Refused("trustees.threshold", accused, threshold=threshold, size=size)


def check_certificate(
    group: Group, cert: SignedMessage, commitments: list[Element], who: str
) -> Member:
    """One certificate by itself: two different keys, signed with the first."""
    keys = read_keys(cert, who)
    verification = group.element(keys.verification, who)
    encryption = group.element(keys.encryption, who)
    known = (group.identity, group.generator)
    if verification in known or encryption in known or verification == encryption:
        raise Refused("trustees.key", who)
    otherwise = Refused("trustees.certificate", who)
    commitments += check_signed(group, verification, cert, otherwise)
    return Member(keys.context, verification, encryption)


def read_keys(cert: SignedMessage, who: str) -> CertificateKeys:
    """What a certificate says.

    One of Belenios 2 is refused by name, before the strict reading would say less: such
    certificates could be shown differently to each member, and nobody would know.
    """
    data = cert.message.encode("utf-8")
    value = canonical.parse(data, accused=who, limit=MESSAGE_LIMIT, nfc=False)
    if type(value) is dict and set(value) == {"verification", "encryption"}:
        raise Unreadable("trustees.old_format", who)
    return shape.read(CertificateKeys, data, accused=who, limit=MESSAGE_LIMIT, nfc=False)


def check_signed(
    group: Group, key: Element, signed: SignedMessage, otherwise: Refused
) -> tuple[Element, ...]:
    """A signature, under a key that a certificate binds to its member; gives its commitments."""
    return check_knowledge(
        MessageSignature(group, key, signed.message), signed.signature, otherwise
    )
