"""Makes the vectors of ballots: for each group one that is accepted and those that are refused."""

from __future__ import annotations

import json
from typing import Any

from dauys.ballots.wire import tracker
from dauys.parties.voter import encrypt, sign
from tests.ballots.forged import forged
from tests.ballots.world import World, make_world, parsed, resigned, sign_bytes

FOREIGN = {"Ed25519": "00" * 31 + "00", "BELENIOS-2048": "2"}
Json = dict[str, Any]


def ballots(name: str) -> Json:
    """An election, its roll, and ballots for it as exact strings."""
    world = make_world.__wrapped__(name)  # a fresh one: its randomness starts anew
    good = world.ballot(0, [[1, 0]])
    return {
        "election": world.election.decode(),
        "roll": world.roll_bytes.decode(),
        "accepted": [
            {"shows": "the first answer", "tracker": tracker(good), "ballot": good.decode()}
        ],
        "refused": [
            {"shows": shows, "code": code, "ballot": data.decode()}
            for shows, code, data in (*_meaning(world, good), *_spelling(world, good))
        ],
    }


def _meaning(world: World, good: bytes) -> list[tuple[str, str, bytes]]:
    """Ballots that claim something that is not so."""
    copied = parsed(good) | {"credential": world.public(1)}
    elsewhere = parsed(good) | {"election_hash": "A" * 43}
    short = parsed(good)
    short["answers"][0]["overall_proof"] = []
    unsigned = encrypt(world.sealed, world.public(0), [[1, 0]], world.draw)
    others = sign(world.sealed, unsigned, world.secret(1), world.draw)
    return [
        ("a copy, signed by another voter", "ballot.proof", resigned(world, 1, copied)),
        ("made for another election", "ballot.election", resigned(world, 0, elsewhere)),
        ("encrypts 2 and -1", "ballot.proof", forged(world, [2, -1], [1, 0])),
        ("both answers", "ballot.sum", forged(world, [1, 1], [1, 1])),
        ("no overall proof", "ballot.sum", resigned(world, 0, short)),
        ("signed with another credential", "ballot.signature", others),
        ("a credential that is not on the roll", "ballot.credential", world.ballot(3, [[1, 0]])),
    ]


def _spelling(world: World, good: bytes) -> list[tuple[str, str, bytes]]:
    """Ballots in another spelling, or with a foreign element, each signed again."""
    unsigned = {key: value for key, value in parsed(good).items() if key != "signature"}
    data = json.dumps(unsigned, separators=(",", ":"))
    choice = unsigned["answers"][0]["choices"][0]
    scalar = unsigned["answers"][0]["overall_proof"][0]["response"]
    more = str(int(scalar) + world.group.order)
    foreign = FOREIGN[world.group.name]
    return [
        (shows, code, sign_bytes(world, 0, data.replace(old, new, 1).encode()))
        for shows, code, old, new in (
            ("a response plus q", "proof.scalar", f'"{scalar}"', f'"{more}"'),
            ("a response with a leading zero", "json.shape", f'"{scalar}"', f'"0{scalar}"'),
            ("a foreign element", "group.member", f'"{choice["alpha"]}"', f'"{foreign}"'),
            ("an unknown key", "json.shape", '"overall_proof":', '"more":"1","overall_proof":'),
            ("blank_proof: null", "json.shape", "}]}]}", '}],"blank_proof":null}]}'),
            ("a key twice", "json.duplicate", '"choices":', '"choices":[],"choices":'),
            ("white space", "json.canonical", '"answers":', '"answers": '),
        )
    ]
