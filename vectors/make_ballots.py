"""Makes the vectors of ballots: for each group one that is accepted and those that are refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from dauys.ballots.wire import tracker
from dauys.parties.voter import encrypt, sign
from dauys.question.election import Question
from tests.ballots.forged import forged, forged_blank
from tests.ballots.world import World, make_world, parsed, resigned, sign_bytes

FOREIGN = {"Ed25519": "00" * 32, "BELENIOS-2048": "2", "RFC-3526-2048": "11"}
BLANK = (
    Question(("Yes", "No"), 1, 1, "Do you adopt the charter?", blank=True),
    Question(("North", "South"), 0, 2, "Where?"),
)
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


def with_blank(name: str) -> Json:
    """The same for two questions of which the first allows blank."""
    world = make_world.__wrapped__(name, BLANK)
    good, yes = (world.ballot(0, [choice, [1, 1]]) for choice in ([1, 0, 0], [0, 1, 0]))
    return {
        "election": world.election.decode(),
        "roll": world.roll_bytes.decode(),
        "accepted": [
            {"shows": shows, "tracker": tracker(data), "ballot": data.decode()}
            for shows, data in (("blank", good), ("the first answer", yes))
        ],
        "refused": [
            {"shows": shows, "code": code, "ballot": data.decode()}
            for shows, code, data in (*_blank(world, good), *_blank_forged(world))
        ],
    }


def _blank(world: World, good: bytes) -> list[tuple[str, str, bytes]]:
    """A blank vote altered by its voter, who signs it again."""

    def changed(change: Callable[[list[Json]], object]) -> bytes:
        ballot = parsed(good)
        change(ballot["answers"])
        return resigned(world, 0, ballot)

    def swap(answers: list[Json]) -> None:
        first = answers[0]
        first["overall_proof"], first["blank_proof"] = first["blank_proof"], first["overall_proof"]

    def turn(answers: list[Json]) -> None:
        answers[0]["blank_proof"].reverse()

    zero = {"challenge": "0", "response": "0"}
    return [
        ("no blank proof", "ballot.blank", changed(lambda a: a[0].pop("blank_proof"))),
        ("blank_proof: null", "json.shape", changed(lambda a: a[0].update(blank_proof=None))),
        ("a part less", "ballot.blank", changed(lambda a: a[0]["blank_proof"].pop())),
        ("parts in another order", "ballot.blank", changed(turn)),
        ("the two proofs of the answer exchanged", "ballot.blank", changed(swap)),
        ("a blank proof for a question without blank", "ballot.blank",
         changed(lambda a: a[1].update(blank_proof=[zero, zero]))),
        ("an empty one for a question without blank", "ballot.blank",
         changed(lambda a: a[1].update(blank_proof=[]))),
        ("the two answers exchanged", "ballot.answers", changed(lambda a: a.reverse())),
        ("no overall proof", "ballot.sum", changed(lambda a: a[0].update(overall_proof=[]))),
        ("one choice less", "ballot.answers", changed(lambda a: a[0]["choices"].pop(0))),
    ]  # fmt: skip


def _blank_forged(world: World) -> list[tuple[str, str, bytes]]:
    """Numbers that are not allowed, proved as well as may be."""
    return [
        ("blank and an answer", "ballot.blank", forged_blank(world, [1, 1, 0])),
        ("nothing, where one answer or blank is asked for", "ballot.sum",
         forged_blank(world, [0, 0, 0], enough=0)),
        ("both answers", "ballot.sum", forged_blank(world, [0, 1, 1], enough=1)),
        ("two blank votes", "ballot.proof", forged_blank(world, [2, 0, 0], enough=0)),
    ]  # fmt: skip


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
