"""Makes the vectors of proofs, and what the other vectors share: scalars and elements by name."""

from __future__ import annotations

import hashlib
from typing import Any

from dauys.group import Element, Group
from dauys.proofs.prove import Draw, prove_disjunction, prove_interval, prove_knowledge
from dauys.proofs.statements import (
    BallotSignature,
    BlankOrInterval,
    BoundDecryption,
    Decryption,
    Interval,
    NotBoth,
    SetupConfirmation,
    TallyContext,
    TrusteeKey,
)
from dauys.proofs.wire import Ciphertext, Proof
from dauys.wire import hashes, shape

Json = dict[str, Any]


def vector_draw(group: Group, label: str) -> Draw:
    """Scalars from a hash of a counter: known to everyone, so never for a real ballot."""
    turn = [0]

    def draw() -> int:
        turn[0] += 1
        wide = hashlib.sha512(f"{label}|{turn[0]}".encode()).digest()
        return 1 + int.from_bytes(wide, "big") % (group.order - 1)

    return draw


def power(group: Group, exponent: int) -> Element:
    """g to the exponent."""
    return group.power_secret(group.generator, exponent)


def known(group: Group) -> dict[str, Element]:
    """Elements that the statements of the vectors speak of, by name."""
    key, alpha = power(group, 1001), power(group, 77)
    return {
        "key": key, "alpha": alpha, "beta": power(group, 78),
        "factor": group.power_secret(alpha, 1001), "A": power(group, 5), "B": power(group, 6),
    }  # fmt: skip


def parts_of(statement: Any) -> Json:
    """The fields of a statement as JSON, the group by its name."""
    found: Json = {}
    for name in statement.__dataclass_fields__:
        value = getattr(statement, name)
        if isinstance(value, TallyContext) or name == "ciphertext":
            found |= shape.plain(value)
        elif isinstance(value, Ciphertext):
            found[name] = shape.plain(value)
        else:
            found[name] = value.name if name == "group" else value
    return found


def knowledge(group: Group) -> list[Json]:
    """A proof of each statement that holds, and what of it is refused."""
    e = known(group)
    key, alpha, factor = e["key"], e["alpha"], e["factor"]
    context = TallyContext("F" * 43, "cd" * 32, "ab" * 32, 2)
    cases: list[Json] = []
    for statement in (
        TrusteeKey(group, key),
        BallotSignature(group, key, hashes.sha256_base64(b"ballot")),
        Decryption(group, "F" * 43, key, alpha, factor),
        BoundDecryption(group, context, key, 0, 1, alpha, factor),
        SetupConfirmation(group, "trustee", 2, key, "ab" * 32),
    ):
        name = type(statement).__name__
        good = prove_knowledge(statement, 1001, vector_draw(group, name))
        wrong = Proof(good.challenge, (good.response + 1) % group.order)
        for proof, code, shows in (
            (good, None, "an honest proof"),
            (wrong, "refused", "the response plus 1"),
            (Proof(good.challenge + group.order, good.response), "proof.scalar", "challenge + q"),
            (Proof(good.challenge, good.response + group.order), "proof.scalar", "response + q"),
        ):
            cases.append(case(name, statement, [proof], code, shows))
    return cases


def interval(group: Group) -> list[Json]:
    """Numbers inside and outside an interval."""
    cases = []
    key = known(group)["key"]
    for number, least, most, honest in (
        (0, 0, 1, True), (1, 0, 1, True), (1, 1, 1, True), (2, 1, 3, True),
        (2, 0, 1, False), (-1, 0, 1, False), (1000, 0, 1, False), (0, 1, 1, False),
    ):  # fmt: skip
        nonce = 4711
        beta = group.times(group.power_secret(key, nonce), power(group, number))
        ciphertext = Ciphertext(power(group, nonce), beta)
        statement = Interval(group, key, f"{'F' * 43}|{key}", ciphertext, least, most)
        claimed = number if honest else least
        draw = vector_draw(group, f"interval {number}")
        proofs = list(prove_interval(statement, claimed, nonce, draw))
        shows = f"{number} in {least}..{most}"
        cases.append(case("Interval", statement, proofs, None if honest else "refused", shows))
        if honest:
            cases.append(
                case("Interval", statement, proofs[1:], "refused", shows + ", a part less")
            )
    return cases


def blank(group: Group) -> list[Json]:
    """Possibly blank answers: what blank and the sum of the answers hold, and both statements."""
    key, nonces = known(group)["key"], (4711, 815)
    cases = []
    for numbers in ((1, 0), (0, 1), (0, 2), (0, 0), (1, 1), (0, 3), (2, 0)):
        texts = [
            Ciphertext(power(group, r), group.times(group.power_secret(key, r), power(group, n)))
            for n, r in zip(numbers, nonces, strict=True)
        ]
        where = (group, key, f"{'F' * 43}|{key}|ciphertexts", *texts)
        zero, given = numbers[0] == 0, numbers[0] == 1
        for statement, honest, branch in (
            (NotBoth(*where), zero or numbers[1] == 0, 0 if zero else 1),
            (BlankOrInterval(*where, 1, 2), given or 1 <= numbers[1] <= 2,
             0 if given else max(1, min(2, numbers[1]))),
        ):  # fmt: skip
            name = type(statement).__name__
            draw = vector_draw(group, f"{name} {numbers}")
            proofs = list(prove_disjunction(statement, branch, nonces[min(branch, 1)], draw))
            shows = f"blank holds {numbers[0]}, the answers together {numbers[1]}"
            cases.append(case(name, statement, proofs, None if honest else "refused", shows))
            if numbers == (1, 0):
                fewer, turned = proofs[1:], proofs[::-1]
                cases.append(case(name, statement, fewer, "refused", shows + ", a part less"))
                cases.append(case(name, statement, turned, "refused", shows + ", in another order"))
    return cases


def case(name: str, statement: Any, proofs: list[Proof], code: str | None, shows: str) -> Json:
    """One proof, and whether it is accepted."""
    return {"shows": shows, "statement": name, "parts": parts_of(statement),
            "proofs": [shape.plain(p) for p in proofs], "accepted": code is None,
            "code": code}  # fmt: skip
