"""Makes the vectors of the voting protocol: group/, hashes/, proofs/, ballots/.

    PYTHONPATH=src:. python vectors/make.py

The same bytes at every run. Randomness comes from a hash of a counter: for vectors only, whoever
used it for a ballot would show the vote. The points that libsodium refuses to make come from a
plain curve of our own (tests/group/curve.py); hashed texts are put together here from the
specification and not by the code that is to be held against them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dauys import group as groups
from dauys.group import Element, Group
from dauys.group.belenios2048 import G, P
from dauys.parties import credential as credentials
from dauys.proofs.prove import Draw, prove_interval, prove_knowledge
from dauys.proofs.statements import (
    BallotSignature,
    BoundDecryption,
    Decryption,
    Interval,
    SetupConfirmation,
    TallyContext,
    TrusteeKey,
)
from dauys.proofs.wire import Ciphertext, Proof
from dauys.wire import hashes, shape
from tests.group import curve
from vectors import make_ballots

FOLDER = Path(__file__).resolve().parent
Json = dict[str, Any]
UUID = "VectorBox11111"
CREDENTIAL = "11111-222222-33333-444444"


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


# group/


def ed25519() -> Json:
    """Points accepted and refused."""
    group = groups.named("Ed25519")
    seven = power(group, 7)
    point, torsion = curve.point(seven), curve.torsion()
    refused = [
        *((curve.spelt(t), "group.member", f"order divides 8: point {n}")
          for n, t in enumerate(torsion) if n),
        *((curve.spelt(curve.add(point, t)), "group.member", f"7 g plus torsion point {n}")
          for n, t in enumerate(torsion) if n),
        (f"{curve.P:064x}", "group.member", "y = p, a second spelling of y = 0"),
        (f"{curve.P + 1:064x}", "group.member", "y = p + 1, a second spelling of the neutral one"),
        (f"{(1 << 255) | 1:064x}", "group.member", "x = 0 with the sign bit, y = 1"),
        (f"{(1 << 255) | (curve.P - 1):064x}", "group.member", "x = 0 with the sign bit, y = -1"),
        (f"{no_point():064x}", "group.member", "a y that is on no point"),
        (seven.upper(), "group.encoding", "upper case"),
        (seven[1:], "group.encoding", "63 digits"),
        (seven + "0", "group.encoding", "65 digits"),
        ("", "group.encoding", "nothing"),
        (bytes.fromhex(seven)[::-1].hex(), "group.member", "7 g, lowest byte first"),
    ]  # fmt: skip
    return laws(group, refused)


def no_point() -> int:
    """The least y above 1 that is on no point."""
    return next(y for y in range(2, 99) if curve.recover(y, 0) is None)


def belenios2048() -> Json:
    """Numbers accepted and refused."""
    group = groups.named("BELENIOS-2048")
    third = next(f for b in range(2, 99) if (f := pow(b, (P - 1) // 3, P)) != 1)
    refused = [
        (str(P - 1), "group.member", "-1, of order 2"),
        (str(third), "group.member", "an element of order 3"),
        (str(P - G), "group.member", "-g"),
        (str(G * third % P), "group.member", "g times an element of order 3"),
        ("2", "group.member", "outside the subgroup"),
        ("0", "group.encoding", "zero"),
        (str(P), "group.encoding", "p"),
        (str(P + 1), "group.encoding", "p + 1"),
        ("0" + str(G), "group.encoding", "a leading zero"),
        ("+" + str(G), "group.encoding", "a plus sign"),
        ("1_0", "group.encoding", "an underscore"),
        (hex(G), "group.encoding", "hexadecimal"),
        ("", "group.encoding", "nothing"),
    ]
    return laws(group, refused)


def laws(group: Group, refused: list[tuple[str, str, str]]) -> Json:
    """What a vector file of a group holds."""
    accepted = {1: "the generator", 0: "the neutral element", 7: "g^7", group.order - 1: "1 / g"}
    exponents = [0, 1, 2, 3, 1000, group.order - 1, group.order, group.order + 2]
    return {
        "group": group.name,
        "order": str(group.order),
        "accepted": [{"text": power(group, n), "shows": why} for n, why in accepted.items()],
        "refused": [{"text": t, "code": code, "shows": why} for t, code, why in refused],
        "powers": [
            {"base": power(group, base), "exponent": str(n),
             "power": group.power_secret(power(group, base), n)}
            for base in (0, 1, 7) for n in exponents
        ],
        "products": [
            {"left": power(group, a), "right": power(group, b), "product": power(group, a + b),
             "quotient": power(group, a - b)}
            for a, b in ((0, 0), (0, 7), (7, 0), (7, 7), (7, 5), (5, 7), (1, group.order - 1))
        ],
    }  # fmt: skip


# hashes/


def known(group: Group) -> dict[str, Element]:
    """Elements that the statements of the vectors speak of, by name."""
    key, alpha = power(group, 1001), power(group, 77)
    return {
        "key": key, "alpha": alpha, "beta": power(group, 78),
        "factor": group.power_secret(alpha, 1001), "A": power(group, 5), "B": power(group, 6),
    }  # fmt: skip


def statements(group: Group) -> list[Json]:
    """Each statement with the very text or bytes that are hashed, and the challenge."""
    e = known(group)
    key, alpha, factor, a, b = (e[n] for n in ("key", "alpha", "factor", "A", "B"))
    phi, tally, root = "F" * 43, "ab" * 32, "cd" * 32
    texts = {
        "TrusteeKey": (f"pok|{group.name}|{key}|{a}", [a]),
        "BallotSignature": (f"sig|{phi}|{a}", [a]),
        "Decryption": (f"decrypt|{phi}|{key}|{a},{b}", [a, b]),
        "Interval": (f"prove|{phi}|{key}|{alpha},{e['beta']}|{a},{b},{b},{a}", [a, b, b, a]),
    }
    bound = [group.name, phi, root, tally, "2", key, "0", "1", alpha, factor, a, b]
    confirmed = [group.name, "trustee", "2", key, tally, a]
    labelled = {
        "BoundDecryption": ("bound-decryption", bound, [a, b]),
        "SetupConfirmation": ("setup-confirmation", confirmed, [a]),
    }
    return [
        {"statement": name, "group": group.name, "commitments": commitments, "hashed": text,
         "challenge": scalar(group, text.encode())}
        for name, (text, commitments) in texts.items()
    ] + [
        {"statement": name, "group": group.name, "commitments": commitments, "label": label,
         "parts": parts, "hashed_hex": spelt(label, parts).hex(),
         "challenge": scalar(group, spelt(label, parts))}
        for name, (label, parts, commitments) in labelled.items()
    ]  # fmt: skip


def spelt(label: str, parts: list[str]) -> bytes:
    """The bytes of a labelled hash (1-wire, section 4)."""
    data = b"dauys/1/" + label.encode()
    return data + b"".join(len(p.encode()).to_bytes(8, "big") + p.encode() for p in parts)


def scalar(group: Group, data: bytes) -> str:
    """SHA-256 as a number modulo q."""
    return str(int.from_bytes(hashlib.sha256(data).digest(), "big") % group.order)


def labels() -> list[Json]:
    """Labelled hashes of lists that must not be mistaken for one another."""
    lists = [[], [""], ["", ""], ["ab", "c"], ["a", "bc"], ["abc"], ["ә"]]
    return [
        {
            "label": "setup",
            "parts": parts,
            "hash": hashlib.sha256(spelt("setup", parts)).hexdigest(),
        }
        for parts in lists
    ]


def credential(group: Group) -> Json:
    """A secret credential, its exponent in a box, and its public credential."""
    halves = "".join(
        hashlib.sha256(f"derive_credential|{UUID}|{n}|{CREDENTIAL}".encode()).hexdigest()
        for n in (0, 1)
    )
    exponent = int(halves, 16) % group.order
    public = credentials.public_key(group, UUID, CREDENTIAL)
    return {"group": group.name, "uuid": UUID, "credential": CREDENTIAL,
            "exponent": str(exponent), "public": public}  # fmt: skip


# proofs/


def parts_of(statement: Any) -> Json:
    """The fields of a statement as JSON, the group by its name."""
    found: Json = {}
    for name in statement.__dataclass_fields__:
        value = getattr(statement, name)
        if isinstance(value, TallyContext | Ciphertext):
            found |= shape.plain(value)
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


def case(name: str, statement: Any, proofs: list[Proof], code: str | None, shows: str) -> Json:
    """One proof, and whether it is accepted."""
    return {"shows": shows, "statement": name, "parts": parts_of(statement),
            "proofs": [shape.plain(p) for p in proofs], "accepted": code is None,
            "code": code}  # fmt: skip


def everything() -> dict[str, Any]:
    """Every file of vectors, by its path in this folder."""
    both = list(groups.GROUPS.values())

    def of(make: Callable[[Group], list[Json]]) -> list[Json]:
        return [each for group in both for each in make(group)]

    return {
        "group/ed25519.json": ed25519(),
        "group/belenios2048.json": belenios2048(),
        "hashes/statements.json": of(statements),
        "hashes/labelled.json": labels(),
        "hashes/credentials.json": [credential(group) for group in both],
        "proofs/knowledge.json": of(knowledge),
        "proofs/interval.json": of(interval),
        "ballots/ed25519.json": make_ballots.ballots("Ed25519"),
        "ballots/belenios2048.json": make_ballots.ballots("BELENIOS-2048"),
    }


def spelling(vectors: Any) -> bytes:
    """The bytes of a file of vectors."""
    return (json.dumps(vectors, ensure_ascii=False, indent=1) + "\n").encode()


if __name__ == "__main__":
    for path, vectors in everything().items():
        (FOLDER / path).write_bytes(spelling(vectors))
