"""Ballots in another spelling: one meaning has one spelling, and so one tracker.

The numbers are those of the catalogue in ../shared/reference/voting.md. An altered ballot is signed
again by the voter: only its spelling may refuse it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from dauys.group.belenios2048 import P
from tests.ballots.world import (
    GROUPS,
    altered,
    make_world,
    parsed,
    refusal,
    sign_bytes,
    valid,
)
from tests.group import curve

either = pytest.mark.parametrize("name", GROUPS)
Change = Callable[[dict[str, Any]], object]


# 7, 10: scalars


def scalars(ballot: dict[str, Any]) -> list[tuple[dict[str, str], str]]:
    """Every scalar of every proof of the answers, as (proof, field)."""
    answer = ballot["answers"][0]
    proofs = [each for row in answer["individual_proofs"] for each in row]
    return [(p, f) for p in proofs + answer["overall_proof"] for f in ("challenge", "response")]


@either
@pytest.mark.parametrize("which", range(10))
def test_each_scalar_plus_q_is_refused(name: str, which: int) -> None:
    """7: it is the same number modulo q, and would be a second tracker for one ballot."""
    world = make_world(name)

    def change(ballot: dict[str, Any]) -> None:
        part, field = scalars(ballot)[which]
        part[field] = str(int(part[field]) + world.group.order)

    assert altered(world, change) == "proof.scalar"


@either
@pytest.mark.parametrize("field", ["challenge", "response"])
def test_a_scalar_of_the_signature_plus_q_is_refused(name: str, field: str) -> None:
    """7: the signature is the one part that the signature does not cover."""
    world = make_world(name)
    ballot = parsed(world.ballot(0, valid(world)))
    part = ballot["signature"]["proof"]
    part[field] = str(int(part[field]) + world.group.order)
    assert refusal(world, json.dumps(ballot, separators=(",", ":")).encode()) == "proof.scalar"


@pytest.mark.parametrize("which", range(10))
@pytest.mark.parametrize(
    "spell",
    [
        lambda n: "0" + n, lambda n: "+" + n, lambda n: hex(int(n)), lambda n: n[0] + "_" + n[1:],
        lambda n: "-" + n, lambda n: " " + n, lambda n: "", int,
    ],
    ids=["leading zero", "plus", "hex", "underscore", "minus", "space", "empty", "a JSON number"],
)  # fmt: skip
def test_a_scalar_in_another_spelling_is_refused(which: int, spell: Callable[[str], Any]) -> None:
    """10: one meaning, one tracker."""

    def change(ballot: dict[str, Any]) -> None:
        part, field = scalars(ballot)[which]
        part[field] = spell(part[field])

    assert altered(make_world(), change) in ("json.shape", "json.number")


# 8, 9: elements; tests/group has all of them, here each field of a ballot


@either
@pytest.mark.parametrize("choice", [0, 1])
@pytest.mark.parametrize("field", ["alpha", "beta"])
@pytest.mark.parametrize("kind", ["foreign", "mixed", "spelling", "empty"])
def test_an_element_outside_the_group_is_refused(
    name: str, choice: int, field: str, kind: str
) -> None:
    """8, 9: such an element would tell something of the keys, or be a second spelling."""
    world = make_world(name)

    def change(ballot: dict[str, Any]) -> None:
        part = ballot["answers"][0]["choices"][choice]
        part[field] = elements(name, part[field])[kind]

    expected = "group.member" if kind in ("foreign", "mixed") else "group.encoding"
    assert altered(world, change) == expected


def elements(name: str, element: str) -> dict[str, str]:
    if name == "Ed25519":
        mixed = curve.add(curve.point(element), (0, curve.P - 1))
        return {
            "foreign": f"{curve.P - 1:064x}",
            "mixed": curve.spelt(mixed),
            "spelling": element.upper(),
            "empty": "",
        }
    return {
        "foreign": str(P - 1),
        "mixed": str(P - int(element)),
        "spelling": str(P + int(element)),
        "empty": "",
    }


@either
def test_neutral_ciphertexts_do_not_pass_the_proofs(name: str) -> None:
    """8: (1, 1) encrypts 0 with no randomness; without a proof for it nothing is taken."""
    world = make_world(name)
    neutral = {"alpha": world.group.identity, "beta": world.group.identity}
    assert (
        altered(world, lambda b: b["answers"][0]["choices"].__setitem__(0, neutral))
        == "ballot.proof"
    )


# 11, 12, 13: spelling of the document


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda b: b["answers"][0].update(blank_proof=None), "json.shape"),
        (lambda b: b["answers"][0].update(extra="1"), "json.shape"),
        (lambda b: b["answers"][0]["choices"][0].update(extra="1"), "json.shape"),
        (lambda b: b.update(extra="1"), "json.shape"),
        (lambda b: reorder(b["answers"]), "json.canonical"),
        (lambda b: reorder(b["answers"][0]["choices"]), "json.canonical"),
        (lambda b: b.update(answers={}), "json.shape"),
        (lambda b: b.update(credential=5), "json.shape"),
        (lambda b: b.update(election_uuid=""), "json.shape"),
    ],
    ids=[
        "blank_proof null", "unknown key in an answer", "in a choice", "at the top",
        "reordered answer", "reordered choice", "answers an object", "a number", "no uuid",
    ],
)  # fmt: skip
def test_another_shape_or_order_inside_a_signed_ballot_is_refused(
    change: Change, code: str
) -> None:
    """11, 13: the signature holds, but the ballot has another tracker for the same meaning."""
    assert altered(make_world(), change) == code


def reorder(values: list[dict[str, Any]]) -> None:
    values[0] = dict(reversed(values[0].items()))


@pytest.mark.parametrize("key", [b'"alpha":', b'"overall_proof":', b'"answers":'])
def test_a_key_twice_is_refused_at_every_depth(key: bytes) -> None:
    """12: two readers could see two ballots."""
    world = make_world()
    ballot = parsed(world.ballot(0, valid(world)))
    unsigned = json.dumps(
        {k: v for k, v in ballot.items() if k != "signature"}, separators=(",", ":")
    ).encode()
    twice = unsigned.replace(key, key + b'"x",' + key, 1)
    assert refusal(world, sign_bytes(world, 0, twice)) == "json.duplicate"


@pytest.mark.parametrize("old", [b'":', b",", b"{"])
def test_white_space_is_refused(old: bytes) -> None:
    """13: also where the signer signs it."""
    world = make_world()
    data = world.ballot(0, valid(world))
    assert refusal(world, data.replace(old, old + b" ", 1)) == "json.canonical"
    assert refusal(world, data + b"\n") == "json.canonical"


def test_letters_in_another_form_are_not_what_a_ballot_is_refused_for() -> None:
    """Another program may make its letters in another way: what is wrong is the election."""
    letters = {"election_hash": "и\u0306"}  # one letter in two characters
    assert altered(make_world(), lambda ballot: ballot.update(letters)) == "ballot.election"


# 17: giants


def test_a_giant_is_refused_before_it_is_read() -> None:
    """17."""
    limit = make_world().sealed.document_limit
    assert refusal(make_world(), b" " * (limit + 1)) == "json.size"
    assert limit < 5 * len(make_world().ballot(0, valid(make_world())))


@pytest.mark.parametrize("data", [b"[" * 7000, b'{"a":' * 1400])
def test_a_deep_ballot_is_refused(data: bytes) -> None:
    """17."""
    assert refusal(make_world(), data) == "json.depth"


def test_twelve_proofs_where_two_belong_are_refused_without_checking_them() -> None:
    """17: the number of parts is checked before any arithmetic."""

    def change(ballot: dict[str, Any]) -> None:
        ballot["answers"][0]["individual_proofs"][0] *= 6

    assert altered(make_world(), change) == "ballot.proof"


# Every byte


@either
def test_a_ballot_with_any_byte_changed_is_refused(name: str) -> None:
    world = make_world(name)
    data = world.ballot(0, valid(world))
    step = 7 if name == "Ed25519" else 61
    for position in range(0, len(data), step):
        flipped = data[:position] + bytes([data[position] ^ 1]) + data[position + 1 :]
        refusal(world, flipped)


@either
def test_a_ballot_cut_short_anywhere_is_refused(name: str) -> None:
    world = make_world(name)
    data = world.ballot(0, valid(world))
    for length in range(0, len(data), 13):
        assert refusal(world, data[:length]).startswith("json.")
