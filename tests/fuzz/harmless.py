"""Records in which nothing is wrong, as different from each other as a vote allows.

Both programs must accept every one of them, with the counts that were voted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

from dauys.record.belenios import MAX_TIMESTAMP
from tests.fuzz.kinds import Mutant, kind, sealed
from tests.fuzz.sealing import follow, made, single, written_roll
from tests.fuzz.world import (
    BLANK,
    GROUPS,
    PLANS,
    WHERE,
    YES_NO,
    Box,
    Plan,
    chosen,
    question,
    uuid,
)

Make = Callable[[Random, str], Box]


def harmless(make: Make) -> Make:
    """Makes a function that draws a box into a kind."""

    def drawn(rng: Random) -> Mutant:
        group = rng.choice(GROUPS)
        box = make(rng, group)
        mutant = sealed(box.group.name, box)
        counts = None if box.result is None else box.result["result"]
        return replace(mutant, counts=counts)

    kind(f"harmless.{make.__name__}", "harmless", "accept", drawn)
    return make


@harmless
def votes(rng: Random, group: str) -> Box:
    """Other keys, other voters, other votes."""
    return made(rng.choice(PLANS), group, rng)


@harmless
def revotes(rng: Random, group: str) -> Box:
    """Some vote more than once, in any order."""
    voters = tuple(rng.choice((0, 1)) for _ in range(rng.randint(2, 4)))
    return made(Plan("", (rng.choice((YES_NO, BLANK)),), voters=voters, trustees=1), group, rng)


@harmless
def few(rng: Random, group: str) -> Box:
    """No ballot, or one; or nobody who could cast one."""
    plan = rng.choice(PLANS)
    box = made(replace(plan, voters=plan.voters[: rng.choice((0, 1))]), group, rng)
    if not box.votes and rng.random() < 0.3:
        box.roll = []
    return box


@harmless
def roll_order(rng: Random, group: str) -> Box:
    """The roll in any order; a weight of 1 stated or left out."""
    box = made(Plan("", (YES_NO,), weights=(1, 2, 1, 1), voters=(0, 1)), group, rng)
    rng.shuffle(box.roll)
    box.roll = [e if "," in e or rng.random() < 0.5 else f"{e},1" for e in box.roll]
    return box


@harmless
def weights(rng: Random, group: str) -> Box:
    """Any weights, up to what may be counted in all."""
    most = rng.choice((10, 2**30 - 1, 2**30, 2**31, 10**10, 99_999_999_990))
    heavy = tuple(rng.choice((1, rng.randint(1, 10), most))
                  for _ in range(3)) if most < 10**10 else (most, 3, 7)  # fmt: skip
    asked = rng.choice((YES_NO, BLANK, WHERE))
    return made(Plan("", (asked,), weights=heavy, voters=(0, 1)), group, rng)


@harmless
def trustees(rng: Random, group: str) -> Box:
    """From one trustee to five, with names in any language, or without."""
    box = made(replace(PLANS[0], trustees=rng.randint(1, 5), voters=(0,)), group, rng)
    box.trustees = [single(box, key, rng.choice((None, words(rng)))) for key in box.keys]
    return follow(box, "trustees")


@harmless
def shared(rng: Random, group: str) -> Box:
    """A group of trustees of whom a threshold suffices, alone or beside single ones; as many of
    them decrypt as must, or more."""
    size = rng.randint(2, 3)
    enough = rng.randint(2, size)
    plan = replace(PLANS[0], trustees=rng.randint(0, 2), shared=(enough, size), voters=(0,))
    box = made(plan, group, rng)
    members = range(plan.trustees + 1, plan.trustees + size + 1)
    away = set(rng.sample(members, rng.randint(0, size - enough)))
    box.partials = [each for each in box.partials if each[0] not in away]
    return box


@harmless
def other_group(rng: Random, group: str) -> Box:
    """A box in RFC-3526-2048, whose exponents are long."""
    plan = Plan("", (rng.choice((YES_NO, BLANK)),), voters=(rng.randrange(3),), trustees=1)
    return made(plan, "RFC-3526-2048", rng)


@harmless
def questions(rng: Random, group: str) -> Box:
    """Several questions, each with bounds of its own, some of which allow blank."""
    asked = tuple(any_question(rng, number) for number in range(rng.randint(1, 3)))
    return made(Plan("", asked, voters=(0, 1)[: rng.randint(1, 2)], trustees=1), group, rng)


def any_question(rng: Random, number: int) -> dict[str, Any]:
    """A question with one to five answers."""
    width = rng.randint(1, 5)
    most = rng.randint(1, width)
    least = rng.randint(0, most)
    answers = [f"{words(rng)} {n}" for n in range(width)]
    return question(answers, least, most, f"{words(rng)} {number}", blank=rng.random() < 0.4)


@harmless
def bounds(rng: Random, group: str) -> Box:
    """The narrowest and the widest: none to all, all and only all, one of one."""
    width = rng.randint(1, 4)
    least, most = rng.choice(((0, width), (width, width), (0, 1), (1, width)))
    names = [f"A{n}" for n in range(width)]
    asked = question(names, least, most, "How many?", blank=rng.random() < 0.3)
    return made(Plan("", (asked,), voters=(0, 1), trustees=1), group, rng)


@harmless
def blank(rng: Random, group: str) -> Box:
    """Blank is allowed; all vote blank, or none, or some."""
    box = made(Plan("", (BLANK,), weights=(1, 2, 3), voters=(0, 1, 2), trustees=1), group, rng)
    nothing = [1, 0, 0]
    every = rng.choice((lambda: nothing, lambda: [0, 1, 0], lambda: chosen(rng, BLANK)))
    box.votes = [(who, [every()]) for who, _ in box.votes]
    return follow(box, "roll")


@harmless
def names(rng: Random, group: str) -> Box:
    """Words in any language and any Unicode form stand wherever words may."""
    box = made(PLANS[0], group, rng)
    box.election["description"], box.election["name"] = rng.choice((words(rng), "")), words(rng)
    asked = box.election["questions"][0]
    asked["answers"] = [words(rng) + "1", rng.choice(("", words(rng) + "2"))]
    asked["question"] = words(rng)
    return follow(box, "trustees")


@harmless
def fields(rng: Random, group: str) -> Box:
    """Fields that may be there; a UUID of any length; an archive of any time."""
    box = made(rng.choice(PLANS), group, rng)
    box.election["uuid"] = uuid(rng, rng.randint(14, 32))
    for name in ("administrator", "credential_authority"):
        if rng.random() < 0.5:
            box.election[name] = rng.choice((words(rng), ""))
    if rng.random() < 0.5:
        box.election["language"] = [
            rng.choice(("kk", "ar", words(rng))),
            rng.choice(("ltr", "rtl")),
        ]
    box.timestamp = rng.choice((0, 1, rng.randint(0, 2**31), 2**31, 2**32, MAX_TIMESTAMP))
    return follow(box, "trustees")


@harmless
def unfinished(rng: Random, group: str) -> Box:
    """The archive ends after any of its events."""
    box = made(rng.choice(PLANS), group, rng)
    box.result = None
    stage = rng.randrange(5)
    if stage < 4:
        box.partials = box.partials[: rng.randrange(len(box.partials))]
    if stage < 3:
        box.partials, box.tally, box.sized = [], None, None
    if stage < 2:
        box.closed = False
    if stage < 1:
        box.ballots = []
    return box


@harmless
def later(rng: Random, group: str) -> Box:
    """One more voter is on the roll, who has not voted; trustees decrypt in any order."""
    box = made(rng.choice(PLANS), group, rng)
    box.roll.insert(rng.randint(0, len(box.roll)), box.power(box.draw()))
    rng.shuffle(box.partials)
    return box


@harmless
def many_electors(rng: Random, group: str) -> Box:
    """A roll of forty, two of whom vote."""
    plan = Plan("", (YES_NO,), weights=tuple(rng.randint(1, 3) for _ in range(40)), voters=(7, 31))
    box = made(plan, group, rng)
    box.roll = written_roll(box, plan.weights)
    rng.shuffle(box.roll)
    return box


RANGES = (
    (0x20, 0x7E), (0xA1, 0x24F), (0x300, 0x36F), (0x400, 0x52F), (0x5D0, 0x5EA), (0x620, 0x64A),
    (0x900, 0x94D), (0x1E00, 0x1EFF), (0x1F600, 0x1F64F), (0x2000, 0x206F), (0x3040, 0x30FF),
    (0x4E00, 0x4FFF), (0xAC00, 0xAFFF), (0xE000, 0xE0FF), (0xFF01, 0xFF5E), (0x10000, 0x100FF),
    (0x0, 0x1F), (0x7F, 0x9F), (0xFFF0, 0xFFFF), (0x10FFF0, 0x10FFFF),
)  # fmt: skip


def words(rng: Random) -> str:
    """A text in letters of any kind, in no Unicode form in particular."""
    letters = []
    for _ in range(rng.randint(1, 12)):
        first, last = rng.choice(RANGES)
        letters.append(chr(rng.randint(first, last)))
    return "".join((*letters, rng.choice("aЯә\"\\/<&'")))
