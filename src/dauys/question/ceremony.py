"""What travels while a group of trustees makes its key, and what the commission does with it.

Specification: docs/specification/5-voting.md, section 4.2.2 (Belenios, sections 4.6.4 to 4.6.7).

The commission carries messages between the members and checks what is public; it holds no secret.
All that it could do wrong (show a certificate to one member and another to the next, exchange
messages, leave a member out) shows in the signatures. The members' side is `parties.pedersen`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dauys.errors import Refused
from dauys.group import Element, Group
from dauys.proofs.wire import Proof
from dauys.question.certificate import SignedMessage
from dauys.question.pedersen import (
    Checked,
    Dealt,
    Parameters,
    VerificationKey,
    check_dealt,
    check_parameters,
)
from dauys.wire import hashes, shape

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Polynomial:
    """What a member deals.

    ``polynomial`` holds the own coefficients, encrypted to oneself; ``secrets`` a share for each
    member, encrypted to that one; ``signature`` is of the certificates and the coefficients.
    """

    polynomial: str
    secrets: tuple[str, ...]
    coefexps: SignedMessage
    signature: Proof


@dataclass(frozen=True, slots=True)
class Vinput:
    """What the commission brings to one member: the share from each, and what all have signed."""

    polynomial: str
    secrets: tuple[str, ...]
    coefexps: tuple[SignedMessage, ...]
    signatures: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Voutput:
    """What a member makes of it: the private key, encrypted to oneself, and the public one."""

    private_key: str
    public_key: VerificationKey


def read_documents(form: type[T], data: bytes, *, accused: str = "") -> list[T]:
    """The documents of a file that holds one on each line, as members and commission pass them."""
    lines = data.removesuffix(b"\n").split(b"\n")
    return [shape.read(form, line, accused=accused, nfc=False) for line in lines]


def write_documents(documents: Iterable[object]) -> bytes:
    """The bytes of a file with one document on each line."""
    return b"".join(shape.write(each) + b"\n" for each in documents)


def check_polynomials(
    group: Group, certs: Sequence[SignedMessage], polynomials: Sequence[Polynomial]
) -> Dealt:
    """Checks all that is public of what was dealt, in the order of the certificates."""
    for number, each in enumerate(polynomials, 1):
        if len(each.secrets) != len(certs):
            raise Refused("trustees.members", f"trustee:{number}", size=len(certs))
    commitments: list[Element] = []
    signed = [each.coefexps for each in polynomials]
    signatures = [each.signature for each in polynomials]
    dealt = check_dealt(group, tuple(certs), signed, signatures, commitments)
    check_fresh(commitments)
    return dealt


def vinputs(
    group: Group, certs: Sequence[SignedMessage], polynomials: Sequence[Polynomial]
) -> tuple[Vinput, ...]:
    """What each member is to receive; raises what `check_polynomials` does."""
    check_polynomials(group, certs, polynomials)
    coefexps = tuple(each.coefexps for each in polynomials)
    signatures = tuple(each.signature for each in polynomials)
    return tuple(
        Vinput(own.polynomial, tuple(each.secrets[n] for each in polynomials), coefexps, signatures)
        for n, own in enumerate(polynomials)
    )


def finish(
    group: Group,
    certs: Sequence[SignedMessage],
    polynomials: Sequence[Polynomial],
    voutputs: Sequence[Voutput],
) -> tuple[Parameters, Checked]:
    """The group's entry in the list of trustees; raises what its checks do."""
    dealt = check_polynomials(group, certs, polynomials)
    parameters = Parameters(
        dealt.members[0].context.threshold,
        tuple(certs),
        tuple(each.coefexps for each in polynomials),
        tuple(each.signature for each in polynomials),
        tuple(each.public_key for each in voutputs),
    )
    commitments: list[Element] = []
    checked = check_parameters(group, parameters, commitments)
    check_fresh(commitments)
    return parameters, checked


def check_fresh(commitments: Sequence[Element]) -> None:
    """No two proofs share a commitment: two of one secret would give that secret away."""
    if len(set(commitments)) < len(commitments):
        raise Refused("ceremony.nonce")


def fingerprint(coefexps: SignedMessage) -> str:
    """What a member tells the others of the own coefficients before anyone sees anyone's.

    Whoever deals last could else choose by what the others dealt. The hash of the message, hex.
    """
    return hashes.sha256_hex(coefexps.message.encode("utf-8"))


def check_fingerprints(
    coefexps: Sequence[SignedMessage], told: Sequence[str], accused: str = ""
) -> None:
    """Everyone dealt what was told before.

    Raises ``ceremony.fingerprints`` where it was not told of all, ``ceremony.fingerprint``.
    """
    if len(told) != len(coefexps):
        raise Refused("ceremony.fingerprints", accused, size=len(coefexps))
    for number, (signed, expected) in enumerate(zip(coefexps, told, strict=True), 1):
        if fingerprint(signed) != expected:
            raise Refused("ceremony.fingerprint", f"trustee:{number}")
