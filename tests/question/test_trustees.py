"""The trustees' keys: each a member, known to its holder, different."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dauys import group as groups
from dauys.errors import DauysError, Refused, Unreadable
from dauys.group import Group
from dauys.parties.trustee import generate_key
from dauys.proofs.prove import prove_knowledge
from dauys.proofs.statements import TrusteeKey
from dauys.question.election import Election, read_election, write_election
from dauys.question.trustees import (
    MAX_TRUSTEES,
    PublicKey,
    check_trustees,
    election_key,
    read_trustees,
    write_trustees,
)
from dauys.wire import canonical
from tests.ballots.world import GROUPS, ONE, UUID, make_world, seeded
from tests.shared import shared

either = pytest.mark.parametrize("name", GROUPS)


def made(group: Group, number: int, seed: int = 1) -> list[PublicKey]:
    draw = seeded(group, seed)
    return [generate_key(group, draw)[1] for _ in range(number)]


def of_secret(group: Group, x: int) -> PublicKey:
    key = group.power_secret(group.generator, x)
    return PublicKey(prove_knowledge(TrusteeKey(group, key), x, seeded(group, x)), key)


def refusal(group: Group, data: bytes, form: type[DauysError] = Refused) -> DauysError:
    with pytest.raises(DauysError) as caught:
        read_trustees(group, data, accused="trustees")
    assert type(caught.value) is form, caught.value
    return caught.value


@either
def test_a_list_is_read_and_written_again(name: str) -> None:
    group = groups.named(name)
    entries = made(group, 3)
    trustees = read_trustees(group, write_trustees(entries))
    assert trustees.keys == tuple(entry.public_key for entry in entries)
    assert [trustees.key(n) for n in (1, 2, 3)] == list(trustees.keys)
    assert len(trustees.commitments) == 3


@either
def test_the_key_of_the_election_needs_every_trustee(name: str) -> None:
    group = groups.named(name)
    entries = [of_secret(group, x) for x in (5, 7, 11)]
    trustees = check_trustees(group, entries)
    assert election_key(group, trustees) == group.power_secret(group.generator, 23)


@pytest.mark.parametrize("owner", [0, 4, -1, 10**9])
def test_a_number_that_no_trustee_has_is_refused(owner: int) -> None:
    trustees = check_trustees(groups.named("Ed25519"), made(groups.named("Ed25519"), 3))
    with pytest.raises(Refused) as caught:
        trustees.key(owner, "entry:9")
    assert caught.value.code == "trustees.owner"
    assert (caught.value.accused, caught.value.facts) == ("entry:9", {"owner": owner})


@either
def test_the_neutral_element_and_the_generator_are_no_keys(name: str) -> None:
    """Their private keys, 0 and 1, are known to all; the proofs are honest ones."""
    group = groups.named(name)
    for x in (0, 1):
        error = refusal(group, write_trustees([*made(group, 1), of_secret(group, x)]))
        assert (error.code, error.accused) == ("trustees.key", "trustee:2")


@either
def test_the_same_key_twice_is_refused(name: str) -> None:
    """One trustee would count for two; a second proof of the same key is no second key."""
    group = groups.named(name)
    again = [
        of_secret(group, 5),
        PublicKey(of_secret(group, 5).pok, of_secret(group, 5).public_key),
    ]
    error = refusal(group, write_trustees(again))
    assert (error.code, error.accused) == ("trustees.duplicate", "trustee:2")


@either
def test_a_key_without_knowledge_of_its_private_key_is_refused(name: str) -> None:
    """A rogue key: the last trustee publishes g / X1, and would decrypt alone."""
    group = groups.named(name)
    first = made(group, 1)[0]
    rogue = group.over(group.power_secret(group.generator, 9), group.element(first.public_key))
    pok = prove_knowledge(TrusteeKey(group, rogue), 9, seeded(group, 2))
    for proof in (pok, first.pok):
        error = refusal(group, write_trustees([first, PublicKey(proof, rogue)]))
        assert (error.code, error.accused) == ("trustees.proof", "trustee:2")


@either
def test_keys_that_cancel_give_no_election(name: str) -> None:
    """Each key is in order, but together they hide nothing: the election is what refuses."""
    group = groups.named(name)
    trustees = check_trustees(group, [of_secret(group, 5), of_secret(group, group.order - 5)])
    key = election_key(group, trustees)
    assert key == group.identity
    with pytest.raises(Refused) as caught:
        read_election(write_election(Election(1, "", "n", name, key, ONE, UUID)))
    assert caught.value.code == "election.key"


@pytest.mark.parametrize("number", [0, MAX_TRUSTEES + 1])
def test_no_trustees_and_too_many_are_refused(number: int) -> None:
    group = groups.named("Ed25519")
    error = refusal(group, write_trustees(made(group, 1) * number))
    assert error.code == "trustees.number"


def entry() -> dict[str, Any]:
    value: dict[str, Any] = json.loads(make_world().trustees_bytes)[0][1]
    return value


def test_a_kind_of_trustees_that_is_not_known_is_said_by_name() -> None:
    group = groups.named("Ed25519")
    data = canonical.write([["Single", entry()], ["Shamir", {"threshold": 2}]])
    error = refusal(group, data, Unreadable)
    assert (error.code, error.accused) == ("trustees.unsupported", "trustee:2")
    assert error.facts == {"kind": "Shamir"}


@pytest.mark.parametrize("kind", ["ed25519-three-trustees", "belenios2048-three-trustees"])
def test_real_trustees_are_read(kind: str) -> None:
    name = "Ed25519" if kind.startswith("ed") else "BELENIOS-2048"
    data = (shared(f"records/{kind}") / "trustees.json").read_bytes().rstrip(b"\n")
    assert len(read_trustees(groups.named(name), data).keys) == 3


SHAPES: list[Any] = [
    {}, ["Single"], [["Single"]], [["Single", {}]], [["Single", []]], [[1, {}]], [[{}, {}, {}]],
    None,
]  # fmt: skip


@pytest.mark.parametrize("value", SHAPES)
def test_another_shape_is_refused(value: Any) -> None:
    assert refusal(groups.named("Ed25519"), canonical.write(value)).code == "json.shape"


def test_unknown_reordered_and_duplicate_keys_are_refused() -> None:
    group = groups.named("Ed25519")
    unknown = canonical.write([["Single", entry() | {"extra": "1"}]])
    assert refusal(group, unknown).code == "json.shape"
    reordered = canonical.write([["Single", dict(reversed(entry().items()))]])
    assert refusal(group, reordered).code == "json.canonical"
    data = make_world().trustees_bytes
    twice = data.replace(b'"name":"T1"', b'"name":"T1","name":"T1"', 1)
    assert refusal(group, twice).code == "json.duplicate"


def test_a_name_of_null_is_refused() -> None:
    data = canonical.write([["Single", entry() | {"name": None}]])
    assert refusal(groups.named("Ed25519"), data).code == "json.shape"


@pytest.mark.parametrize("field", ["challenge", "response"])
def test_a_scalar_of_q_or_more_is_refused(field: str) -> None:
    group = groups.named("Ed25519")
    altered = entry()
    altered["pok"][field] = str(int(altered["pok"][field]) + group.order)
    error = refusal(group, canonical.write([["Single", altered]]))
    assert (error.code, error.accused) == ("proof.scalar", "trustee:1")


@pytest.mark.parametrize("spelling", ["+5", "05", "0x5", "5_0", "-5", " 5", "", "5.0"])
def test_a_scalar_in_another_spelling_is_refused(spelling: str) -> None:
    altered = entry()
    altered["pok"]["challenge"] = spelling
    data = canonical.write([["Single", altered]])
    assert refusal(groups.named("Ed25519"), data).code == "json.shape"
