"""Mutants of ballots: altered by the voter who signs them, and counted with all others."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from dauys.ballots.check import overall_context, sum_of
from dauys.group import Element
from dauys.proofs.prove import prove_interval
from dauys.proofs.statements import Interval
from dauys.proofs.wire import Ciphertext
from dauys.wire import hashes, shape
from tests.fuzz.kinds import altering, blank, choosing, repeating, voting
from tests.fuzz.sealing import follow, made, sealed_of, signed, signed_bytes, vote
from tests.fuzz.values import places, put, twisted, wrong_decimal, wrong_element
from tests.fuzz.world import BLANK, WHERE, YES_NO, Box, Plan, cells, spelt


def any_ballot(box: Box, rng: Random) -> tuple[int, dict[str, Any], int]:
    """The place of a ballot, the ballot, and the secret of its voter."""
    place = rng.randrange(len(box.ballots))
    return place, box.ballots[place], box.secrets[box.votes[place][0]]


def cast(box: Box, place: int, ballot: dict[str, Any], secret: int) -> None:
    """Puts the ballot in the place of another, signed, and counts again."""
    box.ballots[place] = signed(box, ballot, secret)
    follow(box, "ballots")


def forged(box: Box, numbers: list[int], secret: int) -> dict[str, Any]:
    """An answer to the first question that encrypts any numbers, proved as well as may be."""
    sealed = sealed_of(box)
    group, key, asked = box.group, sealed.public_key, sealed.election.questions[0]
    context = f"{sealed.fingerprint}|{box.power(secret)}"
    nonces = [box.draw() for _ in numbers]
    choices = tuple(
        Ciphertext(box.power(r), group.product_vartime([(key, r), (group.generator, m)]))
        for m, r in zip(numbers, nonces, strict=True)
    )
    individual = tuple(
        prove_interval(Interval(group, key, context, each, 0, 1), min(max(m, 0), 1), r, box.draw)
        for each, m, r in zip(choices, numbers, nonces, strict=True)
    )
    whole = overall_context(context, choices)
    statement = Interval(group, key, whole, sum_of(sealed, choices), asked.min, asked.max)
    claimed = min(max(sum(numbers), asked.min), asked.max)
    overall = prove_interval(statement, claimed, sum(nonces), box.draw)
    proofs = [[shape.plain(part) for part in each] for each in (*individual, overall)]
    return {
        "choices": [shape.plain(each) for each in choices],
        "individual_proofs": proofs[:-1],
        "overall_proof": proofs[-1],
    }


@altering(where=choosing)
def number(box: Box, rng: Random) -> None:
    """Choices that are neither 0 nor 1, in a sum that is allowed."""
    place, ballot, secret = any_ballot(box, rng)
    much = rng.choice((2, 3, 1000, -1, -2, 2**70))
    width = cells(box.election["questions"][0])
    ballot["answers"][0] = forged(box, [much, 1 - much] + [0] * (width - 2), secret)
    cast(box, place, ballot, secret)


@altering(where=choosing)
def total(box: Box, rng: Random) -> None:
    """Choices of 0 and 1 whose sum is not allowed."""
    place, ballot, secret = any_ballot(box, rng)
    asked = box.election["questions"][0]
    width = cells(asked)
    sums = [each for each in range(width + 1) if not asked["min"] <= each <= asked["max"]]
    ones = rng.choice(sums)
    ballot["answers"][0] = forged(box, [1] * ones + [0] * (width - ones), secret)
    cast(box, place, ballot, secret)


@altering(where=blank)
def blank_too(box: Box, rng: Random) -> None:
    """Blank and an answer, or neither, made by the voter's own code."""
    place = rng.randrange(len(box.votes))
    who, choices = box.votes[place]
    choices[0] = rng.choice(([1, 1, 0], [1, 0, 1], [1, 1, 1], [0, 0, 0], [0, 1, 1]))
    box.votes[place] = (who, choices)
    follow(box, "roll")


@altering(where=blank)
def blank_proof(box: Box, rng: Random) -> None:
    """The proof that it is not both is left out, emptied, null, or the other one."""
    place, ballot, secret = any_ballot(box, rng)
    answer = ballot["answers"][0]
    other = rng.choice((None, [], answer["overall_proof"], answer["blank_proof"][::-1], "out"))
    if other == "out":
        del answer["blank_proof"]
    else:
        answer["blank_proof"] = other
    cast(box, place, ballot, secret)


@altering(where=choosing)
def blank_unasked(box: Box, rng: Random) -> None:
    """A proof about blank where the question does not allow it."""
    place, ballot, secret = any_ballot(box, rng)
    answer = ballot["answers"][0]
    answer["blank_proof"] = rng.choice((None, [], answer["overall_proof"]))
    cast(box, place, ballot, secret)


@altering(where=voting)
def copied(box: Box, rng: Random) -> None:
    """The encrypted answers of another voter, under one's own credential and signature."""
    place, ballot, secret = any_ballot(box, rng)
    others = [b for b in box.ballots if b["credential"] != ballot["credential"]]
    ballot["answers"] = rng.choice(others)["answers"]
    cast(box, place, ballot, secret)


@altering(where=voting)
def blinded(box: Box, rng: Random) -> None:
    """The same, made unrecognisable, its responses moved so that each commitment stays."""
    place, ballot, secret = any_ballot(box, rng)
    others = [b for b in box.ballots if b["credential"] != ballot["credential"]]
    answers = json.loads(json.dumps(rng.choice(others)["answers"]))
    for answer in answers:
        for choice, proofs in zip(answer["choices"], answer["individual_proofs"], strict=True):
            _blind(box, choice, proofs)
    ballot["answers"] = answers
    cast(box, place, ballot, secret)


def _blind(box: Box, choice: dict[str, str], proofs: list[dict[str, str]]) -> None:
    """Adds an encryption of 0."""
    nonce, key = box.draw(), Element(box.election["public_key"])
    for part, base in (("alpha", box.group.generator), ("beta", key)):
        mask = box.group.product_vartime([(base, nonce)])
        choice[part] = box.group.times(Element(choice[part]), mask)
    for part in proofs:
        moved = int(part["response"]) - nonce * int(part["challenge"])
        part["response"] = str(moved % box.group.order)


@altering()
def again(box: Box, rng: Random) -> None:
    """A ballot is put in once more, at any later place; the last of each credential counts."""
    place = rng.randrange(len(box.ballots))
    later = rng.randint(place + 1, len(box.ballots))
    box.ballots.insert(later, box.ballots[place])
    box.votes.insert(later, box.votes[place])
    follow(box, "ballots")


@altering()
def stranger(box: Box, rng: Random) -> None:
    """A ballot without fault, from a credential that is not on the roll."""
    place = rng.randrange(len(box.ballots))
    box.secrets.append(box.draw())
    box.ballots[place] = vote(box, sealed_of(box), len(box.secrets) - 1, box.votes[place][1])
    follow(box, "ballots")


@altering()
def elsewhere(box: Box, rng: Random) -> None:
    """A ballot that was made for another box with the same key; its names follow or not."""
    other = box.copy(rng)
    other.election["description"] += " again"
    place = rng.randrange(len(box.ballots))
    who, choices = box.votes[place]
    ballot = vote(other, sealed_of(other), who, choices)
    if rng.random() < 0.5:
        ballot["election_hash"] = box.ballots[place]["election_hash"]
    cast(box, place, ballot, box.secrets[who])


@altering()
def named(box: Box, rng: Random) -> None:
    """The box that a ballot names is another."""
    place, ballot, secret = any_ballot(box, rng)
    field = rng.choice(("election_uuid", "election_hash"))
    old = ballot[field]
    ballot[field] = rng.choice((old[:-1] + "z" + "x" * (old[-1] == "z"), old[::-1], old + "="))
    cast(box, place, ballot, secret)


@altering(where=voting)
def signer(box: Box, rng: Random) -> None:
    """Signed by another voter than the one whom it names."""
    place, ballot, secret = any_ballot(box, rng)
    others = [each for each in box.secrets if each != secret]
    cast(box, place, ballot, rng.choice(others))


@altering(where=voting)
def taken(box: Box, rng: Random) -> None:
    """The credential of another voter is put in, and signed by one's own."""
    place, ballot, secret = any_ballot(box, rng)
    others = [key for key in box.credentials() if key != ballot["credential"]]
    ballot["credential"] = rng.choice(others)
    cast(box, place, ballot, secret)


@altering()
def digest(box: Box, rng: Random) -> None:
    """The hash that is signed is not that of the ballot: of its other half, or padded."""
    place, ballot, secret = any_ballot(box, rng)
    unsigned = {key: value for key, value in ballot.items() if key != "signature"}
    hashed = hashes.sha256_base64(spelt(unsigned))
    other = rng.choice((hashed + "=", hashed[:-1], hashes.sha256_base64(spelt(ballot)), ""))
    if rng.random() < 0.5:
        ballot["signature"]["hash"] = other
    else:  # the proof holds for the other hash
        altered = signed(box, {**unsigned, "credential": unsigned["credential"] + " "}, secret)
        ballot["signature"] = altered["signature"]
    box.ballots[place] = ballot
    follow(box, "ballots")


@altering()
def unsigned(box: Box, rng: Random) -> None:
    """The signature is missing, empty, or null."""
    _, ballot, _ = any_ballot(box, rng)
    other = rng.choice((None, {}, [], "", "out"))
    ballot["signature"] = other
    if other == "out":
        del ballot["signature"]
    follow(box, "ballots")


@altering()
def exchanged(box: Box, rng: Random) -> None:
    """Two choices, or the proofs of two choices, change places; or an overall proof's parts."""
    place, ballot, secret = any_ballot(box, rng)
    answer = rng.choice(ballot["answers"])
    part = rng.choice(("choices", "individual_proofs", "overall_proof"))
    if len(answer[part]) < 2:
        part = "choices"
    one, two = rng.sample(range(len(answer[part])), 2)
    answer[part][one], answer[part][two] = answer[part][two], answer[part][one]
    cast(box, place, ballot, secret)


SCALARS = ("challenge", "response")


@altering()
def scalar(box: Box, rng: Random) -> None:
    """A challenge or response beyond q, or in another spelling, or another number."""
    place, ballot, secret = any_ballot(box, rng)
    path = rng.choice([p for p in places(ballot["answers"]) if p and p[-1] in SCALARS])
    old = ballot["answers"]
    for key in path:
        old = old[key]
    other = (wrong_decimal(box.group, rng, old), str((int(old) + 1) % box.group.order))
    put(ballot["answers"], path, rng.choice(other))
    cast(box, place, ballot, secret)


@altering()
def own_scalar(box: Box, rng: Random) -> None:
    """The same in the signature itself."""
    _, ballot, _ = any_ballot(box, rng)
    field = rng.choice(SCALARS)
    old = ballot["signature"]["proof"][field]
    ballot["signature"]["proof"][field] = wrong_decimal(box.group, rng, old)


@altering()
def element(box: Box, rng: Random) -> None:
    """A choice that is not in the group, or in another spelling."""
    place, ballot, secret = any_ballot(box, rng)
    choice = rng.choice(rng.choice(ballot["answers"])["choices"])
    part = rng.choice(("alpha", "beta"))
    choice[part] = wrong_element(box.group, rng, choice[part])
    cast(box, place, ballot, secret)


@altering()
def shapes(box: Box, rng: Random) -> None:
    """One too few or too many of anything that is counted in a ballot."""
    place, ballot, secret = any_ballot(box, rng)
    answer = rng.choice(ballot["answers"])
    lists = (ballot["answers"], answer["choices"], answer["individual_proofs"],
             answer["individual_proofs"][0], answer["overall_proof"])  # fmt: skip
    counted = rng.choice(lists)
    if rng.random() < 0.5:
        counted.pop(rng.randrange(len(counted)))
    else:
        counted.insert(rng.randint(0, len(counted)), rng.choice(counted))
    cast(box, place, ballot, secret)


@altering()
def empty(box: Box, rng: Random) -> None:
    """Nothing where there must be something."""
    place, ballot, secret = any_ballot(box, rng)
    answer = rng.choice(ballot["answers"])
    if rng.random() < 0.2:
        ballot["answers"] = []
    else:
        answer[rng.choice(list(answer))] = []
    cast(box, place, ballot, secret)


@altering()
def keys(box: Box, rng: Random) -> None:
    """A key that is unknown, doubled or in another place, at any depth, under a true signature."""
    place, ballot, secret = any_ballot(box, rng)
    data = spelt({key: value for key, value in ballot.items() if key != "signature"})
    braces = [at for at, byte in enumerate(data) if byte in b"{"]
    at = rng.choice(braces)
    colon = data.index(b":", at)
    key = data[at + 1 : colon]
    new = rng.choice((b'"x":1,', b'"blank_proof":null,', key + b":1,", b'"":{},', key + b':"",'))
    box.ballots[place] = signed_bytes(box, data[: at + 1] + new + data[at + 1 :], secret)
    follow(box, "ballots")


@altering()
def spelling(box: Box, rng: Random) -> None:
    """White space, or a letter as its number, at any place, under a true signature."""
    place, ballot, secret = any_ballot(box, rng)
    data = spelt({key: value for key, value in ballot.items() if key != "signature"})
    at = rng.choice([at for at, byte in enumerate(data[:-1]) if byte in b'{[,:"'])
    letter = chr(data[at + 1])
    if chr(data[at]) == '"' and letter.isalnum():
        new, after = f"\\u{ord(letter):04x}".encode(), data[at + 2 :]
    else:
        new, after = rng.choice((b" ", b"\n", b"\t", b"\r\n")), data[at + 1 :]
    box.ballots[place] = signed_bytes(box, data[: at + 1] + new + after, secret)
    follow(box, "ballots")


@altering(verdict="any")
def twist(box: Box, rng: Random) -> None:
    """Any place of a ballot is any other value, under a true signature."""
    place, ballot, secret = any_ballot(box, rng)
    unsigned = {key: value for key, value in ballot.items() if key != "signature"}
    altered = twisted(box, rng, unsigned)
    if isinstance(altered, dict):
        box.ballots[place] = signed(box, altered, secret)
    else:
        box.ballots[place] = altered
    follow(box, "ballots")


@altering(where=repeating)
def replaced(box: Box, rng: Random) -> None:
    """A ballot that a later one of the same voter replaces must be in order too."""
    voters = [who for who, _ in box.votes]
    early = [n for n, who in enumerate(voters) if who in voters[n + 1 :]]
    place = rng.choice(early)
    ballot = box.ballots[place]
    answer = ballot["answers"][0]
    answer["overall_proof"] = answer["overall_proof"][::-1]
    answer["choices"] = answer["choices"][::-1]
    cast(box, place, ballot, box.secrets[voters[place]])


@altering()
def larger(box: Box, rng: Random) -> None:
    """The answers of a ballot of a box with more questions."""
    other = made(Plan("", (YES_NO, WHERE, BLANK)), box.group.name, rng)
    place, ballot, secret = any_ballot(box, rng)
    ballot["answers"] = other.ballots[0]["answers"]
    cast(box, place, ballot, secret)
