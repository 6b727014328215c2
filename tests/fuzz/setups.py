"""Mutants of what is sealed before the vote: election, trustees, roll.

Everyone then votes and counts under what is sealed, as if nothing were wrong.
"""

from __future__ import annotations

import json
from random import Random
from typing import Any

from dauys.proofs.prove import prove_knowledge
from dauys.proofs.statements import TrusteeKey
from dauys.wire import shape
from tests.fuzz.kinds import altering, several, single_only
from tests.fuzz.sealing import follow, sealed_of, single, vote
from tests.fuzz.values import other_element, twisted, wrong_decimal, wrong_element
from tests.fuzz.world import Box, spelt


@altering()
def election_bounds(box: Box, rng: Random) -> None:
    """Fewer than none, more than all, or more at least than at most."""
    asked = rng.choice(box.election["questions"])
    n = len(asked["answers"])
    bounds = ((n + 1, n + 1), (0, n + 1), (2, 1), (-1, 1), (0, 0), (-1, -1), (1, 2**31), (n, 0))
    asked["min"], asked["max"] = rng.choice(bounds)
    vote_anew(box)


@altering()
def election_names(box: Box, rng: Random) -> None:
    """Two answers, or two questions, that a reader could not tell apart; or none, or too many."""
    asked = rng.choice(box.election["questions"])
    first = asked["answers"][0]
    same = rng.choice((first, first.upper(), first + " ", "\u2003" + first, _wide(first)))
    if rng.random() < 0.3:
        twin = {**asked, "question": rng.choice((asked["question"], asked["question"].upper()))}
        box.election["questions"].append(twin)
    elif rng.random() < 0.2:
        asked["answers"] = rng.choice(([], [f"A{n}" for n in range(101)]))
    else:
        asked["answers"][1] = same
    vote_anew(box)


def _wide(text: str) -> str:
    """The same letters, as wide as they are high."""
    return "".join(chr(ord(char) + 0xFEE0) for char in text)


def vote_anew(box: Box) -> None:
    """Everyone votes for as many answers as each question asks, if it can be; then all follows."""
    choices = []
    for asked in box.election["questions"]:
        width = len(asked["answers"])
        ones = min(max(asked["min"], 1 if asked["max"] >= 1 else 0, 0), width)
        blank = [0] if asked.get("blank") else []
        choices.append(blank + [1] * ones + [0] * (width - ones))
    box.votes = [(who, choices) for who, _ in box.votes]
    follow(box, "election")


@altering()
def election_many(box: Box, rng: Random) -> None:
    """No question, or more than may be."""
    asked = box.election["questions"][0]
    number = 51 if rng.random() < 0.2 else 0
    box.votes = box.votes[:1]
    box.election["questions"] = [{**asked, "question": f"Question {n}"} for n in range(number)]
    vote_anew(box)


@altering()
def election_key(box: Box, rng: Random) -> None:
    """The key is not the product of the trustees' keys: of one, of nobody, no element at all."""
    others = (*box.public_keys(), other_element(box), box.group.identity, box.group.generator,
              wrong_element(box.group, rng, box.election["public_key"]))  # fmt: skip
    old = box.election["public_key"]
    box.election["public_key"] = rng.choice([each for each in others if each != old])
    follow(box, "election")


@altering()
def election_group(box: Box, rng: Random) -> None:
    """Another group than that of all the elements, or one by its parameters."""
    explicit = {"g": "2", "p": "23", "q": "11"}
    named = ("BELENIOS-2048", "Ed25519", "RFC-3526-2048", "ed25519", "Ristretto", explicit, "", 1)
    others = [each for each in named if each != box.group.name]
    box.election["group"] = rng.choice(others)
    follow(box, "election")


@altering()
def election_version(box: Box, rng: Random) -> None:
    """Another version of the protocol, or none."""
    box.election["version"] = rng.choice((0, 2, 3, "1", 1.0, True, None, -1, 2**64 + 1))
    follow(box, "election")


@altering()
def election_kind(box: Box, rng: Random) -> None:
    """A question of a kind that is not counted as a sum, or whose blank is not as it is written."""
    questions = box.election["questions"]
    asked = questions[0]
    value = {"answers": asked["answers"], "question": asked["question"]}
    questions[0] = rng.choice(
        (
            {"type": "NonHomomorphic", "value": value},
            {"type": "Lists", "value": {**value, "answers": [asked["answers"]]}},
            {"type": "Homomorphic", "value": asked},
            {**value, "blank": False, "min": 1, "max": 1},
            {"answers": value["answers"], "min": 1, "max": 1, **value, "blank": True},
        )
    )
    follow(box, "election")


@altering()
def election_keys(box: Box, rng: Random) -> None:
    """A key that is unknown, doubled or in another place, at any depth, or white space."""
    data = spelt(box.election)
    at = rng.choice([at for at, byte in enumerate(data) if byte in b"{"])
    key = data[at + 1 : data.index(b":", at)]
    new = rng.choice((b'"x":1,', key + b":1,", key + b':"",', b'"questions":[],', b" ", b"\n"))
    box.election = data[: at + 1] + new + data[at + 1 :]
    follow(box, "election")


@altering()
def election_uuid(box: Box, rng: Random) -> None:
    """Another box's name than one may have."""
    old = box.election["uuid"]
    box.election["uuid"] = rng.choice(
        (old[1:], old * 3, "0" + old[1:], "../" + old, "", old + "\n")
    )
    follow(box, "election")


@altering(verdict="any")
def election_twist(box: Box, rng: Random) -> None:
    """Any place of the election is any other value; everyone votes under it."""
    box.election = twisted(box, rng, box.election)
    follow(box, "election")


@altering(where=single_only)
def trustee_proof(box: Box, rng: Random) -> None:
    """The proof of a private key is another key's, another group's, or altered."""
    entry = rng.choice(box.trustees)[1]
    other = single(box, box.draw())[1]["pok"]
    field = rng.choice(("challenge", "response"))
    wrong = {**entry["pok"], field: wrong_decimal(box.group, rng, entry["pok"][field])}
    entry["pok"] = rng.choice((other, wrong, {"challenge": "0", "response": "0"}, None))
    follow(box, "trustees")


@altering(where=single_only)
def trustee_known(box: Box, rng: Random) -> None:
    """A private key that everybody knows: 0, or 1."""
    place, key = rng.randrange(len(box.keys)), rng.choice((0, 1))
    box.keys[place] = key
    box.trustees[place] = single(box, key)
    follow(box, "trustees")


@altering(where=several)
def trustee_cancelling(box: Box, rng: Random) -> None:
    """The last trustee knows the other keys' exponents, and makes the election's key neutral."""
    box.keys[-1] = -sum(box.keys[:-1]) % box.group.order
    box.trustees[-1] = single(box, box.keys[-1])
    follow(box, "trustees")


@altering(where=several)
def trustee_doubled(box: Box, rng: Random) -> None:
    """One key is there twice, each time with a proof of its own or with the same."""
    one, two = rng.sample(range(len(box.keys)), 2)
    box.keys[two] = box.keys[one]
    box.trustees[two] = rng.choice((single(box, box.keys[one]), box.trustees[one]))
    follow(box, "trustees")


@altering(where=several)
def trustee_nonce(box: Box, rng: Random) -> None:
    """Two proofs of keys were made with one nonce."""
    one, two = rng.sample(range(len(box.keys)), 2)
    nonce = box.draw()
    for place in (one, two):
        key = box.keys[place]
        claim = TrusteeKey(box.group, box.power(key))
        pok = prove_knowledge(claim, key, lambda: nonce)
        box.trustees[place][1]["pok"] = shape.plain(pok)
    follow(box, "trustees")


@altering(where=single_only)
def trustee_nobody(box: Box, rng: Random) -> None:
    """No trustee at all."""
    box.trustees, box.keys = [], []
    follow(box, "trustees")


@altering(where=single_only)
def trustee_element(box: Box, rng: Random) -> None:
    """A key that is not in the group, or in another spelling."""
    entry = rng.choice(box.trustees)[1]
    entry["public_key"] = wrong_element(box.group, rng, entry["public_key"])
    follow(box, "trustees")


@altering(where=single_only)
def trustee_kind(box: Box, rng: Random) -> None:
    """An entry of another kind than the document that it holds."""
    entry = rng.choice(box.trustees)
    entry[0] = rng.choice(("Pedersen", "single", "", "Multiple", None, 0, ["Single"]))
    follow(box, "trustees")


@altering(verdict="any")
def trustee_twist(box: Box, rng: Random) -> None:
    """Any place of the trustees' list is any other value; the election's key follows."""
    box.trustees = twisted(box, rng, box.trustees)
    follow(box, "trustees")


@altering()
def roll_neutral(box: Box, rng: Random) -> None:
    """A credential whose secret is 0: anyone can sign with it, and here someone does."""
    box.secrets.append(0)
    box.roll.insert(rng.randint(0, len(box.roll)), box.group.identity)
    if rng.random() < 0.7:
        who, choices = len(box.secrets) - 1, rng.choice(box.votes)[1]
        box.votes.append((who, choices))
        box.ballots.append(vote(box, sealed_of(box), who, choices))
    follow(box, "ballots")


@altering()
def roll_doubled(box: Box, rng: Random) -> None:
    """A credential stands on the roll twice, with the same weight or another."""
    entry = rng.choice(box.roll)
    twin = rng.choice((entry, entry.partition(",")[0] + ",2"))
    box.roll.insert(rng.randint(0, len(box.roll)), twin)
    follow(box, "ballots")


@altering()
def roll_weight(box: Box, rng: Random) -> None:
    """A weight that is none, or in another spelling; or a sum beyond what is counted."""
    place = rng.randrange(len(box.roll))
    key = box.roll[place].partition(",")[0]
    weight = rng.choice(("0", "-1", "01", "+1", "1.0", " 1", "1 ", "1e1", "1_0", "", "1,1", "0x1",
                         str(10**11 + 1), "10" * 12, str(2**64 + 1), "١"))  # fmt: skip
    box.roll[place] = f"{key},{weight}"
    follow(box, "ballots")


@altering()
def roll_element(box: Box, rng: Random) -> None:
    """A credential that is not in the group, or in another spelling."""
    place = rng.randrange(len(box.roll))
    key, comma, weight = box.roll[place].partition(",")
    box.roll[place] = wrong_element(box.group, rng, key) + comma + weight


@altering()
def roll_without(box: Box, rng: Random) -> None:
    """Someone who has voted is not on the roll, or someone else in that place."""
    key = rng.choice(box.ballots)["credential"]
    place = next(n for n, entry in enumerate(box.roll) if entry.partition(",")[0] == key)
    if rng.random() < 0.5:
        del box.roll[place]
    else:
        box.roll[place] = other_element(box)


@altering(verdict="any")
def roll_twist(box: Box, rng: Random) -> None:
    """Any place of the roll is any other value; the count follows."""
    box.roll = twisted(box, rng, box.roll)
    follow(box, "ballots")


@altering()
def spelling(box: Box, rng: Random) -> None:
    """White space, or a letter as its number, in a document that is sealed; the hashes follow."""
    name = rng.choice(("election", "trustees", "roll"))
    value: Any = getattr(box, name)
    data = spelt(value)
    at = rng.choice([at for at, byte in enumerate(data[:-1]) if byte in b'{[,:"'])
    letter = chr(data[at + 1])
    if chr(data[at]) == '"' and letter.isalnum():
        new, after = f"\\u{ord(letter):04x}".encode(), data[at + 2 :]
    else:
        new, after = rng.choice((b" ", b"\n", b"\t")), data[at + 1 :]
    altered = data[: at + 1] + new + after
    assert json.loads(altered) is not None
    setattr(box, name, altered)
    follow(box, "election" if name == "election" else "partials")
