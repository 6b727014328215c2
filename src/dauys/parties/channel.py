"""Messages between the members of a group of trustees: signed, then encrypted to one of them.

Specification: docs/specification/5-voting.md, section 4.2.2 (Belenios, sections 4.6.1 and 4.6.3).

    {"recipient":"…","message":"…"}                 the message and for whom it is
    {"message":"…","signature":{…}}                 the above as a string, signed by the sender
    {"algorithm":"AES-GCM","alpha":"…","beta":"…","data":"…"}   the above, encrypted

ElGamal hides a random element, whose hash is the key of AES-GCM. Whoever carries the messages can
keep one back, but neither read it, nor alter it, nor bring it to another member.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Annotated, Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from dauys.errors import Refused
from dauys.group import Element, Group
from dauys.proofs.prove import Draw, prove_knowledge
from dauys.proofs.statements import MessageSignature
from dauys.question.certificate import MESSAGE_LIMIT, SignedMessage, check_signed
from dauys.wire import shape
from dauys.wire.shape import Match


@dataclass(frozen=True, slots=True)
class MemberKeys:
    """A member's keys, for signatures and for messages; the first two are secret."""

    signing: int = field(repr=False)
    decryption: int = field(repr=False)
    verification: Element
    encryption: Element


@dataclass(frozen=True, slots=True)
class ChannelMessage:
    """What is signed: with its recipient, so that nobody can pass it on as if meant for others."""

    recipient: str
    message: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class EncryptedMessage:
    """What travels."""

    algorithm: Literal["AES-GCM"]
    alpha: str
    beta: str
    data: Annotated[str, Match("(?:[0-9a-f]{2})*", "bytes in lower-case hexadecimal digits")]


def sign(group: Group, keys: MemberKeys, message: str, draw: Draw) -> SignedMessage:
    """A message with the signature of a member."""
    statement = MessageSignature(group, keys.verification, message)
    return SignedMessage(message, prove_knowledge(statement, keys.signing, draw))


def send(group: Group, keys: MemberKeys, recipient: Element, message: str, draw: Draw) -> str:
    """A message, signed, and encrypted to the member with this encryption key."""
    inner = shape.write(ChannelMessage(recipient, message)).decode("utf-8")
    signed = shape.write(sign(group, keys, inner, draw))
    nonce, hidden = draw(), group.power_secret(group.generator, draw())
    alpha = group.power_secret(group.generator, nonce)
    beta = group.times(group.power_secret(recipient, nonce), hidden)
    data = _cipher(hidden).encrypt(_vector(alpha), signed, None).hex()
    return shape.write(EncryptedMessage("AES-GCM", alpha, beta, data)).decode("ascii")


def receive(group: Group, keys: MemberKeys, sender: Element, text: str, who: str) -> str:
    """The message of a sender, known by its verification key.

    Raises ``ceremony.sealed`` where it was encrypted to somebody else or altered on the way,
    ``ceremony.sender`` where somebody else signed it, ``ceremony.recipient`` where the sender
    meant it for somebody else, and ``json.*`` and ``group.*``.
    """
    data = text.encode("utf-8")
    sealed = shape.read(EncryptedMessage, data, accused=who, limit=MESSAGE_LIMIT, nfc=False)
    opened = _open(group, keys, sealed, who)
    signed = shape.read(SignedMessage, opened, accused=who, limit=MESSAGE_LIMIT, nfc=False)
    # Who carried it may have put another message in its place: the sender is not proven guilty.
    otherwise = Refused("ceremony.sender", who, certain=False)
    check_signed(group, sender, signed, otherwise)
    inner = signed.message.encode("utf-8")
    message = shape.read(ChannelMessage, inner, accused=who, limit=MESSAGE_LIMIT, nfc=False)
    if message.recipient != keys.encryption:
        raise Refused("ceremony.recipient", who, certain=False)
    return message.message


def _open(group: Group, keys: MemberKeys, sealed: EncryptedMessage, who: str) -> bytes:
    alpha, beta = group.element(sealed.alpha, who), group.element(sealed.beta, who)
    hidden = group.over(beta, group.power_secret(alpha, keys.decryption))
    try:
        return _cipher(hidden).decrypt(_vector(alpha), bytes.fromhex(sealed.data), None)
    except InvalidTag:
        raise Refused("ceremony.sealed", who, certain=False) from None


def _cipher(hidden: Element) -> AESGCM:
    return AESGCM(hashlib.sha256(f"key|{hidden}".encode("ascii")).digest())


def _vector(alpha: Element) -> bytes:
    """All 32 bytes of the hash; each key is used once, for alpha is fresh with it."""
    return hashlib.sha256(f"iv|{alpha}".encode("ascii")).digest()
