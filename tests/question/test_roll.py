"""The roll: each credential a member, once, with a weight of at least 1 in one spelling."""

from __future__ import annotations

import json

import pytest

from dauys import group as groups
from dauys.errors import Refused
from dauys.group import Element
from dauys.question.roll import MAX_TOTAL_WEIGHT, read_roll, write_roll
from dauys.record.belenios import read_archive
from dauys.wire import canonical
from tests.ballots.world import GROUPS
from tests.shared import shared

GROUP = groups.named("Ed25519")
A, B, C = (GROUP.power_secret(GROUP.generator, number) for number in (2, 3, 4))
either = pytest.mark.parametrize("name", GROUPS)


def refusal(data: bytes) -> Refused:
    with pytest.raises(Refused) as caught:
        read_roll(GROUP, data, accused="box:north")
    return caught.value


def of(*entries: str) -> Refused:
    return refusal(canonical.write(list(entries)))


@either
@pytest.mark.parametrize("weights", [(1, 1, 1), (1, 3, 2), (10**11 - 2, 1, 1)])
def test_a_roll_is_read_and_written_again(name: str, weights: tuple[int, ...]) -> None:
    group = groups.named(name)
    entries = {group.power_secret(group.generator, n): w for n, w in enumerate(weights, 2)}
    data = write_roll(entries)
    roll = read_roll(group, data)
    assert {each: roll.weights[each] for each in entries} == entries
    assert [roll.weights.place(each) for each in entries] == list(range(len(roll.weights)))
    assert roll.total == sum(weights)


def test_weights_of_one_are_not_written() -> None:
    assert write_roll({A: 1, B: 1}) == canonical.write([A, B])
    assert write_roll({A: 1, B: 2}) == canonical.write([f"{A},1", f"{B},2"])


def test_an_empty_roll_has_no_weight() -> None:
    assert read_roll(GROUP, b"[]").total == 0


def test_a_credential_twice_is_refused() -> None:
    error = of(A, B, A)
    assert (error.code, error.accused) == ("roll.duplicate", "credential:3")
    assert of(f"{A},1", f"{A},2").code == "roll.duplicate"


@either
def test_an_element_whose_secret_everyone_knows_is_no_credential(name: str) -> None:
    """The secret of the neutral one is 0, that of g is 1: anyone could sign with them."""
    group = groups.named(name)
    other = group.times(group.generator, group.generator)
    for known in (group.identity, group.generator):
        with pytest.raises(Refused) as caught:
            read_roll(group, canonical.write([other, known]))
        assert (caught.value.code, caught.value.accused) == ("roll.key", "credential:2")


@pytest.mark.parametrize(
    "weight",
    ["", "0", "-1", "+1", "01", "1.0", "1e3", " 1", "1 ", "0x1", "1_0", "1,1", "1" * 13, "١"],
)
def test_a_weight_in_another_spelling_and_weight_0_are_refused(weight: str) -> None:
    """A credential of weight 0 could vote and not count; -1 would take votes away."""
    error = of(A, f"{B},{weight}")
    assert (error.code, error.accused) == ("roll.weight", "credential:2")


def test_a_total_over_the_bound_is_refused() -> None:
    assert of(f"{A},{MAX_TOTAL_WEIGHT - 1}", f"{B},2").code == "roll.total"
    exact = canonical.write([f"{A},{MAX_TOTAL_WEIGHT - 1}", f"{B},1"])
    assert read_roll(GROUP, exact).total == MAX_TOTAL_WEIGHT


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (A.upper(), "group.encoding"),
        (A[1:], "group.encoding"),
        (" " + A, "group.encoding"),
        ("", "group.encoding"),
        ("7f" + "ff" * 30 + "ed", "group.member"),
        ("00" * 32, "group.member"),
    ],
)
def test_what_is_no_element_is_no_credential(text: str, code: str) -> None:
    error = of(B, text)
    assert (error.code, error.accused) == (code, "credential:2")


@pytest.mark.parametrize("data", [b"{}", b"null", b"[1]", b"[null]", b'[["a"]]', b'"a"'])
def test_another_shape_is_refused(data: bytes) -> None:
    error = refusal(data)
    assert (error.code, error.accused) == ("json.shape", "box:north")


@pytest.mark.parametrize("data", [b"", b"[", b"[ ]", b'["a" ]', b"[]\n"])
def test_other_bytes_are_refused(data: bytes) -> None:
    assert refusal(data).code in ("json.syntax", "json.canonical")


def test_a_huge_roll_is_refused_before_it_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dauys.question.roll.LIMIT", 10)
    assert of(A).code == "json.size"


@pytest.mark.parametrize("kind", ["ed25519-three-trustees", "belenios2048-three-trustees"])
def test_real_rolls_are_read_and_written_again(kind: str) -> None:
    name = "Ed25519" if kind.startswith("ed") else "BELENIOS-2048"
    data = read_archive((shared(f"records/{kind}") / "record.bel").read_bytes()).roll
    weights = read_roll(groups.named(name), data).weights
    entries = {Element(text.partition(",")[0]): 1 for text in json.loads(data)}
    stated = {each: weights[each] for each in entries}
    assert sorted(stated.values()) == [1, 1, 1, 2, 3]
    assert write_roll(stated) == data
