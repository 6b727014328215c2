"""What is claimed, and the hash that binds a proof to it.

Specification: docs/specification/5-voting.md, section 3.

Each class is one statement with one hash; each hash covers the whole statement unless its docstring
says what the format of Belenios version 1 leaves out. A new protocol version adds classes here and
nothing elsewhere. Three kinds: knowledge of an exponent (`Knowledge`), equality of two exponents
(the same type with two images), and one of several claims on what ciphertexts hold (`Disjunction`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Protocol

from dauys.group import Element, Group
from dauys.proofs.wire import Ciphertext
from dauys.wire import hashes


def hash_to_scalar(group: Group, prefix: str, elements: tuple[Element, ...]) -> int:
    """SHA-256 of the prefix and the elements joined by commas, modulo q (Belenios, section 4)."""
    digest = hashlib.sha256((prefix + ",".join(elements)).encode("utf-8")).digest()
    return int.from_bytes(digest, "big") % group.order


class Knowledge(Protocol):
    """I know one x with image = base^x for each of the pairs."""

    @property
    def group(self) -> Group: ...

    @property
    def images(self) -> tuple[tuple[Element, Element], ...]:
        """Pairs (base, image)."""

    def challenge(self, commitments: tuple[Element, ...]) -> int:
        """The hash of the statement and one commitment for each pair."""


class Disjunction(Protocol):
    """At least one of the branches is true: this ciphertext under ``key`` holds this number."""

    @property
    def group(self) -> Group: ...

    @property
    def key(self) -> Element: ...

    @property
    def branches(self) -> tuple[tuple[Ciphertext, int], ...]:
        """Pairs (ciphertext, number); a proof has one part for each, in this order."""

    def challenge(self, commitments: tuple[Element, ...]) -> int:
        """The hash of the statement and two commitments for each branch."""


@dataclass(frozen=True, slots=True)
class TrusteeKey:
    """I know the private key of ``key`` (Belenios, section 4.5)."""

    group: Group
    key: Element

    @property
    def images(self) -> tuple[tuple[Element, Element], ...]:
        return ((self.group.generator, self.key),)

    def challenge(self, commitments: tuple[Element, ...]) -> int:
        return hash_to_scalar(self.group, f"pok|{self.group.name}|{self.key}|", commitments)


@dataclass(frozen=True, slots=True)
class BallotSignature:
    """The holder of a credential signs a ballot (Belenios, section 4.16).

    ``digest`` is the hash of the ballot without its signature; the ballot holds the credential, so
    that the key is bound through it.
    """

    group: Group
    credential: Element
    digest: str

    @property
    def images(self) -> tuple[tuple[Element, Element], ...]:
        return ((self.group.generator, self.credential),)

    def challenge(self, commitments: tuple[Element, ...]) -> int:
        return hash_to_scalar(self.group, f"sig|{self.digest}|", commitments)


@dataclass(frozen=True, slots=True)
class MessageSignature:
    """A member of a threshold group signs a message (Belenios, section 4.6.1).

    Version 1 hashes the message but not the key, so that another key can be computed under which
    the same signature holds; but nobody knows its private key, and every key here stands in a
    certificate that must be signed under that very key, and that holds it.
    """

    group: Group
    key: Element
    message: str

    @property
    def images(self) -> tuple[tuple[Element, Element], ...]:
        return ((self.group.generator, self.key),)

    def challenge(self, commitments: tuple[Element, ...]) -> int:
        return hash_to_scalar(self.group, f"sigmsg|{self.message}|", commitments)


@dataclass(frozen=True, slots=True)
class Decryption:
    """``factor`` is alpha to the private key of ``key`` (Belenios, section 4.20).

    Version 1 hashes the key and the commitments, but neither alpha nor the factor: a record of ours
    carries a `BoundDecryption` beside it.
    """

    group: Group
    fingerprint: str
    key: Element
    alpha: Element
    factor: Element

    @property
    def images(self) -> tuple[tuple[Element, Element], ...]:
        return ((self.group.generator, self.key), (self.alpha, self.factor))

    def challenge(self, commitments: tuple[Element, ...]) -> int:
        return hash_to_scalar(self.group, f"decrypt|{self.fingerprint}|{self.key}|", commitments)


@dataclass(frozen=True, slots=True)
class TallyContext:
    """What a bound decryption is bound to, beside its own place in the tally."""

    fingerprint: str  # of the election, as Belenios writes it
    closing_root: str  # hex; root of the log whose last entry closes the voting of this box
    encrypted_tally: str  # hex; SHA-256 of the encrypted tally
    trustee: int  # from 1


@dataclass(frozen=True, slots=True)
class BoundDecryption:
    """The claim of `Decryption`, with every part of the statement in the hash (section 3.5)."""

    group: Group
    context: TallyContext
    key: Element
    question: int
    answer: int
    alpha: Element
    factor: Element

    @property
    def images(self) -> tuple[tuple[Element, Element], ...]:
        return ((self.group.generator, self.key), (self.alpha, self.factor))

    def challenge(self, commitments: tuple[Element, ...]) -> int:
        parts = (
            self.group.name,
            self.context.fingerprint,
            self.context.closing_root,
            self.context.encrypted_tally,
            str(self.context.trustee),
            self.key,
            str(self.question),
            str(self.answer),
            self.alpha,
            self.factor,
            *commitments,
        )
        return labelled_scalar(self.group, "bound-decryption", parts)


@dataclass(frozen=True, slots=True)
class SetupConfirmation:
    """The holder of ``key`` has checked the set-up with this hash (section 3.6)."""

    group: Group
    role: str
    index: int
    key: Element
    setup: str

    @property
    def images(self) -> tuple[tuple[Element, Element], ...]:
        return ((self.group.generator, self.key),)

    def challenge(self, commitments: tuple[Element, ...]) -> int:
        parts = (self.group.name, self.role, str(self.index), self.key, self.setup, *commitments)
        return labelled_scalar(self.group, "setup-confirmation", parts)


@dataclass(frozen=True, slots=True)
class Interval:
    """``ciphertext`` under ``key`` holds one of minimum..maximum (Belenios, section 4.12).

    ``context`` is S0 or S of section 4.11: it binds the credential and, by its fingerprint, the
    election with its key and bounds, which the hash itself does not name.
    """

    group: Group
    key: Element
    context: str
    ciphertext: Ciphertext
    minimum: int
    maximum: int

    @property
    def branches(self) -> tuple[tuple[Ciphertext, int], ...]:
        return tuple((self.ciphertext, n) for n in range(self.minimum, self.maximum + 1))

    def challenge(self, commitments: tuple[Element, ...]) -> int:
        spelt = f"{self.ciphertext.alpha},{self.ciphertext.beta}"
        return hash_to_scalar(self.group, f"prove|{self.context}|{spelt}|", commitments)


@dataclass(frozen=True, slots=True)
class NotBoth:
    """``blank`` holds 0, or ``total`` does: no vote for an answer beside a blank one (section 3.7).

    Belenios, section 4.13, ``blank_proof``. ``context`` is S of section 4.11: it names every
    ciphertext of the answer, and so both of these, which the hash does not name again.
    """

    group: Group
    key: Element
    context: str
    blank: Ciphertext
    total: Ciphertext  # the product of the choices after the blank one

    @property
    def branches(self) -> tuple[tuple[Ciphertext, int], ...]:
        return ((self.blank, 0), (self.total, 0))

    def challenge(self, commitments: tuple[Element, ...]) -> int:
        return hash_to_scalar(self.group, f"bproof0|{self.context}|", commitments)


@dataclass(frozen=True, slots=True)
class BlankOrInterval:
    """``blank`` holds 1, or ``total`` holds one of minimum..maximum (section 3.8).

    Belenios, section 4.13, ``overall_proof``; ``context`` as in `NotBoth`.
    """

    group: Group
    key: Element
    context: str
    blank: Ciphertext
    total: Ciphertext
    minimum: int
    maximum: int

    @property
    def branches(self) -> tuple[tuple[Ciphertext, int], ...]:
        numbers = range(self.minimum, self.maximum + 1)
        return ((self.blank, 1), *((self.total, number) for number in numbers))

    def challenge(self, commitments: tuple[Element, ...]) -> int:
        return hash_to_scalar(self.group, f"bproof1|{self.context}|", commitments)


def labelled_scalar(group: Group, label: str, parts: tuple[str, ...]) -> int:
    """A labelled hash (1-wire) of text parts, modulo q."""
    digest = hashes.labelled(label, *(part.encode("utf-8") for part in parts))
    return int(digest, 16) % group.order
