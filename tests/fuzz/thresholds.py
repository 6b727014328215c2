"""Mutants of a group of trustees of whom a threshold suffices, and of what its members decrypt."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any

from dauys.parties.channel import sign
from dauys.question.certificate import SignedMessage
from dauys.question.pedersen import Coefficients
from dauys.wire import shape
from tests.fuzz.kinds import altering, shared
from tests.fuzz.sealing import follow, partial
from tests.fuzz.values import other_element, twisted, wrong_decimal, wrong_element
from tests.fuzz.world import Box, spelt
from tests.parties import threshold
from tests.parties.threshold import Ceremony, certificates, coefficients, dealt, held


def group_of(box: Box) -> tuple[dict[str, Any], Ceremony, int]:
    """The entry of the group, all secrets of its members, and the number of the first of them."""
    entry = box.trustees[-1][1]
    made = held(box.group.name, entry["threshold"], len(entry["certs"]))
    return entry, replace(made, draw=box.draw), len(box.trustees)


def deal(
    box: Box, made: Ceremony, certs: Sequence[SignedMessage], secrets: list[list[int]]
) -> None:
    """The members deal from these coefficients, and everything after follows."""
    parameters = dealt(made, certs, secrets)
    first = len(box.trustees)
    order, numbers = box.group.order, range(1, len(made.keys) + 1)
    values = [sum(box.group.evaluate_secret(s, n) for s in secrets) % order for n in numbers]
    box.keys[first - 1 :] = values
    box.trustees[-1][1] = shape.plain(parameters)
    follow(box, "trustees")


def resign(made: Ceremony, member: int, message: str) -> dict[str, Any]:
    """A message signed again by a member, from 0."""
    signed: dict[str, Any] = shape.plain(sign(made.group, made.keys[member], message, made.draw))
    return signed


@altering(where=shared)
def context(box: Box, rng: Random) -> None:
    """A certificate is for another group, size, threshold or number; all members sign it so."""
    _, made, _ = group_of(box)
    certs = list(made.certs)
    member = rng.randrange(len(certs))
    said = json.loads(certs[member].message)
    field = rng.choice(("group", "size", "threshold", "index"))
    old = said["context"][field]
    other = (
        "RFC-3526-2048" if field == "group" else rng.choice((old + 1, old - 1, 0, -old, str(old)))
    )
    said["context"][field] = other
    certs[member] = sign(made.group, made.keys[member], spelt(said).decode(), made.draw)
    deal(box, made, certs, coefficients(made, made.parameters.threshold))


@altering(where=shared)
def certificate(box: Box, rng: Random) -> None:
    """The key for messages is known to all, no element, another's, or the one for signatures."""
    _, made, _ = group_of(box)
    certs = list(made.certs)
    member = rng.randrange(len(certs))
    said = json.loads(certs[member].message)
    group, own = box.group, said["encryption"]
    said["encryption"] = rng.choice(
        (group.identity, group.generator, said["verification"], wrong_element(group, rng, own),
         json.loads(certs[member - 1].message)["encryption"])
    )  # fmt: skip
    certs[member] = sign(made.group, made.keys[member], spelt(said).decode(), made.draw)
    deal(box, made, certs, coefficients(made, made.parameters.threshold))


@altering(where=shared)
def old_format(box: Box, rng: Random) -> None:
    """Certificates without context, with or without the signatures of what was dealt."""
    entry, made, _ = group_of(box)
    for member, cert in enumerate(entry["certs"]):
        said = json.loads(cert["message"])
        del said["context"]
        entry["certs"][member] = resign(made, member, spelt(said).decode())
    if rng.random() < 0.5:
        del entry["signatures"]
        for key in entry["verification_keys"]:
            del key["signature"]
    follow(box, "trustees")


@altering(where=shared)
def order(box: Box, rng: Random) -> None:
    """Two members change places in one of the lists, or one stands there for two."""
    entry, _, _ = group_of(box)
    part = rng.choice(("certs", "coefexps", "signatures", "verification_keys"))
    one, two = rng.sample(range(len(entry[part])), 2)
    if rng.random() < 0.5:
        entry[part][one], entry[part][two] = entry[part][two], entry[part][one]
    else:
        entry[part][one] = entry[part][two]
    follow(box, "trustees")


@altering(where=shared)
def number(box: Box, rng: Random) -> None:
    """One too few or too many in one of the lists, or another threshold than was agreed."""
    entry, _, _ = group_of(box)
    part = rng.choice(("certs", "coefexps", "signatures", "verification_keys", "threshold"))
    if part == "threshold":
        old = entry[part]
        entry[part] = rng.choice((old - 1, old + 1, 0, -1, 1, len(entry["certs"]) + 1))
    elif rng.random() < 0.5:
        entry[part].pop()
    else:
        entry[part].append(rng.choice(entry[part]))
    follow(box, "trustees")


@altering(where=shared)
def degree(box: Box, rng: Random) -> None:
    """A polynomial of another degree; a coefficient that is neutral; the highest cancel out."""
    _, made, _ = group_of(box)
    needed = made.parameters.threshold
    secrets = coefficients(made, needed)
    member = rng.randrange(len(secrets))
    choice = rng.randrange(4)
    if choice == 0:
        secrets[member].append(box.draw())
    elif choice == 1:
        secrets[member].pop()
    elif choice == 2:
        secrets[member][rng.randrange(needed)] = 0
    else:
        others = sum(each[-1] for n, each in enumerate(secrets) if n != member)
        secrets[member][-1] = -others % box.group.order
    deal(box, made, made.certs, secrets)


@altering(where=shared)
def polynomial(box: Box, rng: Random) -> None:
    """The coefficients that a member signs are not those from which was dealt."""
    entry, made, _ = group_of(box)
    member = rng.randrange(len(entry["certs"]))
    said = json.loads(entry["coefexps"][member]["message"])["coefexps"]
    place = rng.randrange(len(said))
    said[place] = rng.choice((other_element(box), wrong_element(box.group, rng, said[place])))
    message = shape.write(Coefficients(tuple(said))).decode()
    entry["coefexps"][member] = resign(made, member, message)
    follow(box, "trustees")


@altering(where=shared)
def transcript(box: Box, rng: Random) -> None:
    """What a member signed of the certificates is not what the others see."""
    entry, made, _ = group_of(box)
    member = rng.randrange(len(entry["certs"]))
    others = certificates(made.group, made.keys, made.parameters.threshold, made.draw)
    shown = dealt(made, others, coefficients(made, made.parameters.threshold))
    entry["signatures"][member] = shape.plain(shown.signatures[member])
    follow(box, "trustees")


@altering(where=shared)
def verification_key(box: Box, rng: Random) -> None:
    """A member's key does not follow from what was dealt, or its proof or signature is wrong."""
    entry, made, first = group_of(box)
    member = rng.randrange(len(entry["certs"]))
    key = entry["verification_keys"][member]
    part = rng.choice(("public_key", "pok", "signature"))
    if part == "public_key":
        x = rng.choice((box.draw(), box.keys[0] if first > 1 else box.draw(), 0, 1))
        entry["verification_keys"][member] = shape.plain(
            threshold.verification_key(made, made.keys[member], x)
        )
        box.keys[first - 1 + member] = x
    else:
        field = rng.choice(("challenge", "response"))
        other = entry["verification_keys"][member - 1][part]
        wrong = {**key[part], field: wrong_decimal(box.group, rng, key[part][field])}
        key[part] = rng.choice((other, wrong))
    follow(box, "trustees")


@altering(verdict="any", where=shared)
def twist(box: Box, rng: Random) -> None:
    """Any place of the group's documents, or of what is signed in them, is any other value."""
    entry, made, _ = group_of(box)
    if rng.random() < 0.5:
        member = rng.randrange(len(entry["certs"]))
        part = rng.choice(("certs", "coefexps"))
        said = twisted(box, rng, json.loads(entry[part][member]["message"]))
        entry[part][member] = resign(made, member, spelt(said).decode())
    else:
        box.trustees[-1][1] = twisted(box, rng, entry)
    follow(box, "trustees")


@altering(where=shared)
def too_few(box: Box, rng: Random) -> None:
    """Fewer of the group decrypt than must, or the single trustee does not."""
    entry, _, first = group_of(box)
    left = entry["threshold"] - 1
    members = [each for each in box.partials if each[0] >= first]
    alone = [each for each in box.partials if each[0] < first]
    if alone and rng.random() < 0.5:
        box.partials = members
    else:
        box.partials = alone + rng.sample(members, left)


@altering(verdict="any", where=shared)
def false_share(box: Box, rng: Random) -> None:
    """Some partial decryptions are false; where enough others are there, they may be set aside."""
    for place in rng.sample(range(len(box.partials)), rng.choice((1, 1, 2))):
        box.partials[place] = (box.partials[place][0], partial(box, box.draw()))


@altering(verdict="any", where=shared)
def false_proof(box: Box, rng: Random) -> None:
    """The factors of one decryption are right and a proof is not; or they are exchanged."""
    place = rng.randrange(len(box.partials))
    _, document = box.partials[place]
    if rng.random() < 0.5:
        row = rng.choice(document["decryption_proofs"])
        row[0], row[1] = row[1], row[0]
    else:
        row = rng.choice(document["decryption_factors"])
        row[0], row[1] = row[1], row[0]


@altering(where=shared)
def repeated(box: Box, rng: Random) -> None:
    """One of the group decrypts twice, once falsely or both times well."""
    place = rng.randrange(len(box.partials))
    owner, _ = box.partials[place]
    key = rng.choice((box.keys[owner - 1], box.draw()))
    box.partials.insert(rng.randint(0, len(box.partials)), (owner, partial(box, key)))
