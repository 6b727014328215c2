"""Values to put in the place of others: wrong spellings, wrong elements, and any other value."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

from dauys.group import Group
from dauys.group.belenios2048 import P
from tests.fuzz.world import Box, copied
from tests.group import curve

Path = tuple[Any, ...]


@cache
def _small() -> tuple[str, ...]:
    """The seven points of small order but the neutral one, and the generator plus each of them."""
    torsion = curve.torsion()[1:]
    return tuple(
        curve.spelt(point) for small in torsion for point in (small, curve.add(curve.base(), small))
    )


@cache
def _roots() -> tuple[str, ...]:
    """Numbers modulo p of the orders 2 and 3."""
    third = next(r for base in range(2, 50) if (r := pow(base, (P - 1) // 3, P)) != 1)
    return (str(P - 1), str(third), str(P - third))


def wrong_element(group: Group, rng: Random, old: str) -> str:
    """A string that is no canonical spelling of an element; made from a good one where it can."""
    if group.name == "Ed25519":
        number = int(old, 16)
        return rng.choice(
            (
                *_small(), old.upper() if old.upper() != old else "F" * 64, old[1:], "0" + old,
                f"{number ^ (1 << 255):064x}"[:63] + "g", f"{curve.P + 1:064x}", "0" * 63 + "2",
                f"{(1 << 255) + 1:064x}", f"{curve.P:064x}", "", " " + old[1:], f"{2**256 - 1:x}",
            )
        )  # fmt: skip
    number = int(old)
    root = int(rng.choice(_roots()))
    return rng.choice(
        (
            *_roots(), str(number * root % P), str(number + P), "0", str(P), "0" + old, "+" + old,
            "-" + old, hex(number), old[:2] + "_" + old[2:], "", " " + old, old + " ", "2", "3",
            str(2**2048),
        )
    )  # fmt: skip


def other_element(box: Box) -> str:
    """Some element of the group, which nobody knows the exponent of but this test."""
    return box.power(box.draw())


def wrong_decimal(group: Group, rng: Random, old: str) -> str:
    """The same number, or the same modulo q, in a spelling that is not its own."""
    number = int(old)
    return rng.choice(
        (
            "0" + old, "+" + old, " " + old, old + " ", hex(number), old + ".0", old + "e0",
            str(number + group.order), str(number - group.order), old[:2] + "_" + old[2:],
            "-" + old,
            "００" + old, "".join(chr(ord(digit) + 0x660 - 0x30) for digit in old),
        )
    )  # fmt: skip


def places(value: Any, path: Path = ()) -> Iterator[Path]:
    """The path of every value inside a JSON value, itself included."""
    yield path
    if isinstance(value, dict | list):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(each, (*path, key))


def at(value: Any, path: Path) -> Any:
    """The value at a path."""
    for key in path:
        value = value[key]
    return value


def put(value: Any, path: Path, new: Any) -> Any:
    """The value with another one at a path, in place where there is a path."""
    if not path:
        return new
    at(value, path[:-1])[path[-1]] = new
    return value


def twisted(box: Box, rng: Random, value: Any) -> Any:
    """The value with one place, at any depth, made another."""
    every = list(places(value))
    while True:
        path = rng.choice(every)
        old = at(value, path)
        new = another(box, rng, copied(old))
        if json.dumps(new) != json.dumps(old):
            return put(copied(value), path, new)


def another(box: Box, rng: Random, old: Any) -> Any:
    """Some other value, of the same form or not; it may turn out to be the same."""
    if isinstance(old, dict):
        return _another_object(rng, old)
    if isinstance(old, list):
        return _another_array(rng, old)
    if isinstance(old, float):
        return 0
    if isinstance(old, bool) or old is None:
        return rng.choice((not old, None, 0, 1, "true"))
    if isinstance(old, int):
        return _another_integer(rng, old)
    return _another_string(box, rng, old)


def _another_object(rng: Random, old: dict[str, Any]) -> Any:
    pairs = list(old.items())
    if not pairs:
        return rng.choice(({"x": 1}, [], None))
    place = rng.randrange(len(pairs))
    key, value = pairs[place]
    choice = rng.randrange(7)
    if choice == 0:
        del pairs[place]
    elif choice == 1:
        pairs[place] = (rng.choice((key.upper(), key + "_", "")), value)
    elif choice == 2:
        pairs.insert(rng.randint(0, len(pairs)), (rng.choice(("x", "type", "blank_proof")), None))
    elif choice == 3:
        rng.shuffle(pairs)
    elif choice == 4:
        other = rng.randrange(len(pairs))
        pairs[place], pairs[other] = (key, pairs[other][1]), (pairs[other][0], value)
    elif choice == 5:
        return [list(old.values()), None, json.dumps(old)][rng.randrange(3)]
    else:
        pairs.append(("extra", {}))
    return dict(pairs)


def _another_array(rng: Random, old: list[Any]) -> Any:
    choice = rng.randrange(6)
    if choice == 0 or not old:
        return rng.choice(([], [*old, *old], [*old, None], {}, None))
    place = rng.randrange(len(old))
    if choice == 1:
        return old[:place] + old[place + 1 :]
    if choice == 2:
        return [*old[:place], copied(old[place]), *old[place:]]
    if choice == 3:
        return rng.sample(old, len(old))
    if choice == 4:
        return [old]
    return [*old, rng.choice(old)]


def _another_integer(rng: Random, old: int) -> Any:
    return rng.choice(
        (
            old + 1, old - 1, -old, 0, old * 2, 2**30, 2**31, 2**53, 2**62, 2**63, 10**30,
            str(old), float(old), True, None, [old],
        )
    )  # fmt: skip


def _another_string(box: Box, rng: Random, old: str) -> Any:
    free: tuple[Any, ...] = (
        old + "x", "", old.swapcase(), old[::-1], old[:-1], None, [old], 0,
        unicodedata.normalize("NFD", old), old + rng.choice("ҒЁ\u0301\u200b\0\x7f\u2028😀\uffff"),
    )  # fmt: skip
    element, comma, weight = old.partition(",")
    form = "[0-9a-f]{64}" if box.group.name == "Ed25519" else "[0-9]{300,}"
    if re.fullmatch(form, element):
        elements = (other_element(box), box.group.identity, box.group.generator)
        wrong = wrong_element(box.group, rng, element)
        whole = tuple(each + comma + weight for each in (*elements, wrong))
        return rng.choice((*whole, *whole, element + ",2", element + ",0", old + ",1", *free))
    if re.fullmatch("[0-9]+", old):
        number = int(old)
        near = (str(number + 1), str(box.group.order - number), "0", "1", number, str(box.draw()))
        return rng.choice((*near, *near, wrong_decimal(box.group, rng, old), *free))
    return rng.choice(free)
