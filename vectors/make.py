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
from dauys.group import Group
from dauys.group import belenios2048 as belenios
from dauys.group import rfc3526 as rfc
from dauys.parties import credential as credentials
from tests.group import curve
from vectors import make_ballots, make_challenges, make_proofs, make_tallies
from vectors.make_proofs import known, power

FOLDER = Path(__file__).resolve().parent
Json = dict[str, Any]
UUID = "VectorBox11111"
CREDENTIAL = "11111-222222-33333-444444"
FILES = {"ed25519": "Ed25519", "belenios2048": "BELENIOS-2048", "rfc3526": "RFC-3526-2048"}


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
    p, g = belenios.P, belenios.G
    third = next(f for b in range(2, 99) if (f := pow(b, (p - 1) // 3, p)) != 1)
    refused = [
        (str(p - 1), "group.member", "-1, of order 2"),
        (str(third), "group.member", "an element of order 3"),
        (str(p - g), "group.member", "-g"),
        (str(g * third % p), "group.member", "g times an element of order 3"),
        ("2", "group.member", "outside the subgroup"),
        *spellings(p, g),
    ]
    return laws(group, refused)


def rfc3526() -> Json:
    """Numbers accepted and refused."""
    group = groups.named("RFC-3526-2048")
    p, g = rfc.P, rfc.G
    refused = [
        (str(p - 1), "group.member", "-1, of order 2"),
        (str(p - g), "group.member", "-g"),
        (str(p - pow(g, 1001, p)), "group.member", "-(g^1001)"),
        (str(next(n for n in range(2, 99) if pow(n, rfc.Q, p) != 1)), "group.member",
         "the least number that is no square"),
        *spellings(p, g),
    ]  # fmt: skip
    return laws(group, refused)


def spellings(p: int, g: int) -> list[tuple[str, str, str]]:
    """Strings that spell no number from 1 to p - 1 in the one way."""
    return [
        ("0", "group.encoding", "zero"),
        (str(p), "group.encoding", "p"),
        (str(p + 1), "group.encoding", "p + 1"),
        ("0" + str(g), "group.encoding", "a leading zero"),
        ("+" + str(g), "group.encoding", "a plus sign"),
        ("1_0", "group.encoding", "an underscore"),
        (hex(g), "group.encoding", "hexadecimal"),
        ("", "group.encoding", "nothing"),
    ]


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
        "NotBoth": (f"bproof0|{phi}|{key}|{a},{b},{b},{a}", [a, b, b, a]),
        "BlankOrInterval": (f"bproof1|{phi}|{key}|{a},{b},{b},{a},{a},{a}", [a, b, b, a, a, a]),
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
    """A secret credential of 2.4 to 3.3, its exponent in a box, and its public credential."""
    halves = "".join(
        hashlib.sha256(f"derive_credential|{UUID}|{n}|{CREDENTIAL}".encode()).hexdigest()
        for n in (0, 1)
    )
    exponent = int(halves, 16) % group.order
    public = credentials.public_key(group, UUID, CREDENTIAL)
    return {"group": group.name, "uuid": UUID, "credential": CREDENTIAL,
            "exponent": str(exponent), "public": public}  # fmt: skip


def credential_2_0(group: Group) -> Json:
    """The same in the format of 2.0: 111-111-111-111-11 is 0, and 53 - 0 is the digit v."""
    text = "111-111-111-111-11v"
    key = hashlib.pbkdf2_hmac("sha256", text.encode(), UUID.encode(), 1000, 32)
    public = credentials.public_key(group, UUID, text)
    exponent = str(int.from_bytes(key, "big") % group.order)
    return {"group": group.name, "uuid": UUID, "credential": text,
            "exponent": exponent, "public": public}  # fmt: skip


def everything() -> dict[str, Any]:
    """Every file of vectors, by its path in this folder."""
    every = list(groups.GROUPS.values())

    def of(make: Callable[[Group], list[Json]]) -> list[Json]:
        return [each for group in every for each in make(group)]

    return {
        "group/ed25519.json": ed25519(),
        "group/belenios2048.json": belenios2048(),
        "group/rfc3526.json": rfc3526(),
        "hashes/statements.json": of(statements),
        "hashes/labelled.json": labels(),
        "hashes/credentials.json": of(lambda group: [credential(group), credential_2_0(group)]),
        "proofs/knowledge.json": of(make_proofs.knowledge),
        "proofs/interval.json": of(make_proofs.interval),
        "proofs/blank.json": of(make_proofs.blank),
        **{
            f"ballots/{file}{suffix}.json": make(name)
            for file, name in FILES.items()
            for suffix, make in (("", make_ballots.ballots), ("-blank", make_ballots.with_blank))
        },
        **{f"tallies/{file}.json": make_tallies.tallies(FILES[file]) for file in FILES},
        **{f"challenges/{file}.json": make_challenges.challenges(FILES[file]) for file in FILES},
    }


def spelling(vectors: Any) -> bytes:
    """The bytes of a file of vectors."""
    return (json.dumps(vectors, ensure_ascii=False, indent=1) + "\n").encode()


if __name__ == "__main__":
    for path, vectors in everything().items():
        (FOLDER / path).parent.mkdir(exist_ok=True)
        (FOLDER / path).write_bytes(spelling(vectors))
