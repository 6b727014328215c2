"""Groups of trustees of our own making, for tests to corrupt: every secret of every member is kept.

`held` plays the ceremony as it is meant. `dealt` signs whatever polynomials it is given, as members
would who all agree on something wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from dauys import group as groups
from dauys.group import Group
from dauys.parties import pedersen, trustee
from dauys.parties.channel import MemberKeys, sign
from dauys.parties.trustee import PrivateKey
from dauys.proofs.prove import Draw, prove_knowledge
from dauys.proofs.statements import TrusteeKey
from dauys.question import ceremony
from dauys.question.ceremony import Polynomial, Vinput, Voutput
from dauys.question.certificate import Context, SignedMessage
from dauys.question.election import Election, Question, read_election, write_election
from dauys.question.pedersen import (
    Coefficients,
    Parameters,
    VerificationKey,
    transcript_message,
)
from dauys.question.trustees import Entry, election_key, read_trustees, write_trustees
from dauys.wire import shape
from tests.ballots.world import ONE, UUID, World, make_world, seeded


@dataclass(frozen=True, slots=True)
class Ceremony:
    """A whole ceremony with everyone's secrets."""

    group: Group
    draw: Draw
    seeds: tuple[str, ...]
    keys: tuple[MemberKeys, ...]
    certs: tuple[SignedMessage, ...]
    polynomials: tuple[Polynomial, ...]
    vinputs: tuple[Vinput, ...]
    private: tuple[PrivateKey, ...]
    voutputs: tuple[Voutput, ...]
    parameters: Parameters


def seed_of(seed: int, number: int) -> str:
    """The seed of a member, of the right form."""
    return f"{'123456789'[seed % 9]}{'ABCDEFGH'[number]}" * 11


def certificates(
    group: Group, keys: Sequence[MemberKeys], threshold: int, draw: Draw
) -> tuple[SignedMessage, ...]:
    """The certificates of these members, in order."""
    return tuple(
        pedersen.certificate(group, each, Context(group.name, len(keys), threshold, index), draw)
        for index, each in enumerate(keys, 1)
    )


@cache
def held(name: str = "Ed25519", threshold: int = 2, size: int = 3, seed: int = 7) -> Ceremony:
    """An honest ceremony; another ``seed`` makes other keys."""
    group = groups.named(name)
    draw = seeded(group, seed)
    seeds = tuple(seed_of(seed, number) for number in range(size))
    keys = tuple(pedersen.derive(group, each) for each in seeds)
    certs = certificates(group, keys, threshold, draw)
    polynomials = tuple(pedersen.deal(group, each, certs, draw) for each in keys)
    vinputs = ceremony.vinputs(group, certs, polynomials)
    received = [
        pedersen.receive_shares(group, own, certs, vinput, draw)
        for own, vinput in zip(keys, vinputs, strict=True)
    ]
    private = tuple(key for key, _ in received)
    voutputs = tuple(made for _, made in received)
    parameters, _ = ceremony.finish(group, certs, polynomials, voutputs)
    return Ceremony(
        group, draw, seeds, keys, certs, polynomials, vinputs, private, voutputs, parameters
    )


def dealt(
    made: Ceremony, certs: Sequence[SignedMessage], secrets: Sequence[list[int]]
) -> Parameters:
    """The entry of members who hold these certificates and deal from these coefficients."""
    group, draw = made.group, made.draw
    coefexps, signatures, keys = [], [], []
    for number, (own, polynomial) in enumerate(zip(made.keys, secrets, strict=True), 1):
        powers = tuple(group.power_secret(group.generator, each) for each in polynomial)
        message = shape.write(Coefficients(powers)).decode()
        coefexps.append(sign(group, own, message, draw))
        signatures.append(
            sign(group, own, transcript_message(tuple(certs), powers), draw).signature
        )
        x = sum(group.evaluate_secret(each, number) for each in secrets) % group.order
        keys.append(verification_key(made, own, x))
    return Parameters(
        made.parameters.threshold, tuple(certs), tuple(coefexps), tuple(signatures), tuple(keys)
    )


def verification_key(made: Ceremony, own: MemberKeys, x: int) -> VerificationKey:
    """The public key to x, with an honest proof and signature."""
    group, draw = made.group, made.draw
    public = group.power_secret(group.generator, x)
    pok = prove_knowledge(TrusteeKey(group, public), x, draw)
    return VerificationKey(pok, public, sign(group, own, public, draw).signature)


def coefficients(made: Ceremony, threshold: int = 2) -> list[list[int]]:
    """Fresh secret coefficients for each member."""
    return [[made.draw() for _ in range(threshold)] for _ in made.keys]


def threshold_world(
    name: str = "Ed25519",
    questions: tuple[Question, ...] = ONE,
    threshold: int = 2,
    size: int = 3,
    weights: tuple[int, ...] = (1, 1, 3),
) -> World:
    """A box under the keys of one single trustee (1) and a group (2 and on)."""
    base, made = make_world(name, questions, weights), held(name, threshold, size)
    group = base.group
    single, public = trustee.generate_key(group, seeded(group, 99), "Single")
    entries: list[Entry] = [public, made.parameters]
    data = write_trustees(entries)
    trustees = read_trustees(group, data)
    key = election_key(group, trustees)
    election = write_election(Election(1, "For tests", "Charter", name, key, questions, UUID))
    return replace(
        base,
        keys=(single, *made.private),
        entries=(),
        trustees_bytes=data,
        trustees=trustees,
        election=election,
        sealed=read_election(election),
    )
