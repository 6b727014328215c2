"""Makes again what follows from an altered document, so that nothing else is wrong.

Each stage of a box is made from those before it, as honest parties would, and without asking
whether those are in order: an election that no program accepts still gets ballots that name it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from dauys import group as groups
from dauys.errors import DauysError
from dauys.group import Element
from dauys.parties import voter
from dauys.proofs.prove import prove_knowledge
from dauys.proofs.statements import BallotSignature, Decryption, TrusteeKey
from dauys.question.election import Election, Question, SealedElection
from dauys.wire import hashes, shape
from tests.fuzz.world import Box, Choices, Plan, cells, chosen, spelt, uuid
from tests.parties.threshold import held

# What a document that is badly out of shape makes this arithmetic raise; the stage then stays old.
BROKEN = (ArithmeticError, AssertionError, AttributeError, DauysError, LookupError, RuntimeError,
          TypeError, ValueError)  # fmt: skip
MAX_BOUND = 200
STAGES = ("trustees", "election", "roll", "ballots", "tally", "partials", "result")


def made(plan: Plan, name: str, rng: Random) -> Box:
    """An honest box of that kind."""
    group = groups.named(name)
    drawn = [[rng.randrange(2, group.order) for _ in range(n)]
             for n in (plan.trustees, len(plan.weights))]  # fmt: skip
    votes = [(who, [chosen(rng, asked) for asked in plan.questions]) for who in plan.voters]
    box = Box(group, rng, plan.timestamp, *drawn, votes)
    names = [f"T{number}" if plan.names else None for number in range(1, plan.trustees + 1)]
    box.trustees = [single(box, key, called) for key, called in zip(box.keys, names, strict=True)]
    if plan.shared:
        ceremony = held(name, *plan.shared)
        box.keys += [key.x for key in ceremony.private]
        box.trustees.append(["Pedersen", shape.plain(ceremony.parameters)])
    box.election = {
        "version": 1, "description": "For tests «ә»", "name": "Charter", "group": name,
        "public_key": "", "questions": [dict(each) for each in plan.questions], "uuid": uuid(rng),
    }  # fmt: skip
    box.roll = written_roll(box, plan.weights)
    return follow(box, "trustees")


def single(box: Box, key: int, name: str | None = None) -> list[Any]:
    """The entry of a trustee with this private key."""
    public = box.power(key)
    pok = prove_knowledge(TrusteeKey(box.group, public), key, box.draw)
    named = {} if name is None else {"name": name}
    return ["Single", {"pok": shape.plain(pok), "public_key": public, **named}]


def written_roll(box: Box, weights: Sequence[int]) -> list[str]:
    """The roll of all voters; a weight of 1 is left out."""
    pairs = zip(box.credentials(), weights, strict=True)
    return [key if weight == 1 else f"{key},{weight}" for key, weight in pairs]


def follow(box: Box, stage: str) -> Box:
    """Makes every stage after this one again; the box itself, for chaining."""
    for name in STAGES[STAGES.index(stage) + 1 :]:
        try:
            FOLLOW[name](box)
        except BROKEN:
            continue
    return box


def follow_election(box: Box) -> None:
    """The key of the election is the product of the trustees' keys."""
    key = box.group.identity
    for each in parts_of_key(box):
        key = box.group.times(key, each)
    box.election["public_key"] = key


def parts_of_key(box: Box) -> list[Element]:
    """The key of each single trustee, and the constant coefficient of each member of a group."""
    parts = []
    for kind, entry in box.trustees:
        if kind == "Pedersen":
            dealt = [json.loads(each["message"])["coefexps"] for each in entry["coefexps"]]
            parts += [Element(coefficients[0]) for coefficients in dealt]
        else:
            parts.append(Element(entry["public_key"]))
    return parts


def follow_ballots(box: Box) -> None:
    """Everyone votes again as before, under the election as it is now."""
    sealed = sealed_of(box)
    box.ballots = [vote(box, sealed, who, choices) for who, choices in box.votes]


def follow_tally(box: Box) -> None:
    """The sum of the last ballots of the credentials, by the weights of the roll."""
    group, weights = box.group, weights_of(box)
    ballots = [json.loads(spelt(ballot)) for ballot in box.ballots]
    last = {ballot["credential"]: ballot for ballot in ballots}
    neutral = {"alpha": group.identity, "beta": group.identity}
    sums = [[dict(neutral) for _ in range(cells(asked))] for asked in box.election["questions"]]
    for credential, ballot in last.items():
        for row, answer in zip(sums, ballot["answers"], strict=True):
            for total, choice in zip(row, answer["choices"], strict=True):
                for part in ("alpha", "beta"):
                    power = group.product_vartime([(choice[part], weights[credential])])
                    total[part] = group.times(total[part], power)
    box.tally = sums
    box.sized = sized(box, len(last), sum(weights[credential] for credential in last))


def follow_partials(box: Box) -> None:
    """Every trustee decrypts what the tally says now; its hash follows too."""
    box.sized = sized(box, box.sized["num_tallied"], int(box.sized["total_weight"]))
    owners = range(1, len(box.keys) + 1)
    box.partials = [(owner, partial(box, box.keys[owner - 1])) for owner in owners]


def follow_result(box: Box) -> None:
    """What was voted, by the weights of the roll."""
    weights, credentials = weights_of(box), box.credentials()
    counts = [[0] * cells(asked) for asked in box.election["questions"]]
    for who, choices in dict(box.votes).items():  # the last vote of each
        for row, numbers in zip(counts, choices, strict=True):
            row[:] = [a + weights[credentials[who]] * b for a, b in zip(row, numbers, strict=True)]
    box.result = {"result": [[count(number) for number in row] for row in counts]}


FOLLOW: dict[str, Callable[[Box], None]] = {
    "election": follow_election,
    "roll": lambda box: None,
    "ballots": follow_ballots,
    "tally": follow_tally,
    "partials": follow_partials,
    "result": follow_result,
}


def weights_of(box: Box) -> dict[str, int]:
    """The weights of the roll as it stands, by credential."""
    entries = (entry.partition(",") for entry in box.roll)
    return {key: int(weight) if comma else 1 for key, comma, weight in entries}


def sized(box: Box, number: int, weight: int) -> dict[str, Any]:
    """What describes the encrypted tally."""
    named = hashes.sha256_hex(spelt(box.tally))
    return {"num_tallied": number, "total_weight": count(weight), "encrypted_tally": named}


def count(number: int) -> int | str:
    """A count as it travels."""
    return number if number < 2**30 else str(number)


def sealed_of(box: Box) -> SealedElection:
    """The election as those who vote in it take it, whatever it says."""
    data = spelt(box.election)
    value = json.loads(data)
    if max(abs(each[bound]) for each in value["questions"] for bound in ("min", "max")) > MAX_BOUND:
        raise ValueError  # a proof has a part for each number between
    questions = tuple(
        Question(tuple(each["answers"]), each["min"], each["max"], each["question"],
                 blank=True if each.get("blank") else None)
        for each in value["questions"]
    )  # fmt: skip
    key = Element(value["public_key"])
    election = Election(1, "", "", box.group.name, key, questions, value["uuid"])
    return SealedElection(election, hashes.sha256_base64(data), box.group, key)


def vote(box: Box, sealed: SealedElection, who: int, choices: Choices) -> Any:
    """The ballot of a voter, made by the voter's own code but for its first question of all:
    whether the choice is allowed."""
    secret = box.secrets[who]
    credential = box.power(secret)
    context = f"{sealed.fingerprint}|{credential}"
    answers = []
    for question, numbers in zip(sealed.election.questions, choices, strict=True):
        nonces = [box.draw() for _ in numbers]
        answer = voter.encrypt_answer(sealed, question, numbers, nonces, context, box.draw)
        answers.append(shape.plain(answer))
    ballot = {
        "election_uuid": sealed.election.uuid,
        "election_hash": sealed.fingerprint,
        "credential": credential,
        "answers": answers,
    }
    return signed(box, ballot, secret)


def signed(box: Box, ballot: dict[str, Any], secret: int) -> dict[str, Any]:
    """The ballot signed again, with all that it holds, by whoever has this secret."""
    unsigned = {key: value for key, value in ballot.items() if key != "signature"}
    return {**unsigned, "signature": signature(box, spelt(unsigned), secret)}


def signed_bytes(box: Box, unsigned: bytes, secret: int) -> bytes:
    """Any bytes that end in a brace, signed, whatever they spell."""
    return unsigned[:-1] + b',"signature":' + spelt(signature(box, unsigned, secret)) + b"}"


def signature(box: Box, unsigned: bytes, secret: int) -> dict[str, Any]:
    """The signature over these bytes."""
    digest = hashes.sha256_base64(unsigned)
    statement = BallotSignature(box.group, box.power(secret), digest)
    return {"hash": digest, "proof": shape.plain(prove_knowledge(statement, secret, box.draw))}


def partial(box: Box, key: int) -> dict[str, Any]:
    """The partial decryption of the tally with a private key."""
    group, fingerprint = box.group, hashes.sha256_base64(spelt(box.election))
    public = box.power(key)
    factors: list[list[Element]] = []
    proofs: list[list[Any]] = []
    for row in box.tally:
        alphas = [Element(cell["alpha"]) for cell in row]
        opened = [group.power_secret(alpha, key) for alpha in alphas]
        claims = [
            Decryption(group, fingerprint, public, alpha, factor)
            for alpha, factor in zip(alphas, opened, strict=True)
        ]
        factors.append(opened)
        proofs.append([shape.plain(prove_knowledge(claim, key, box.draw)) for claim in claims])
    return {"decryption_factors": factors, "decryption_proofs": proofs}
