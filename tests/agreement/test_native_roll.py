"""The kernel reads a roll only where every entry is right, and keeps what the reference keeps."""

from __future__ import annotations

import random

import pytest

from dauys import group as groups
from dauys.ballots.arithmetic import REFERENCE
from dauys.errors import Refused
from dauys.group.hashed import Hashed
from dauys.question.roll import Quick, Weights, read_roll, write_roll
from dauys.wire import canonical
from dauys.wire.digests import FREE, Digests
from tests.agreement.native import every_path, need_native
from tests.agreement.outside import outside

GROUP = groups.named("Ed25519")
SOUND = [GROUP.power_secret(GROUP.generator, number) for number in range(2, 40)]
MANY = 5000


def read(data: bytes, quick: Quick) -> object:
    """What a roll says, or what it is refused for."""
    try:
        weights = read_roll(GROUP, data, accused="box:north", quick=quick).weights
    except Refused as error:
        return error.code, error.accused, error.facts
    return list(weights.digests()), [weights.at(place) for place in range(len(weights))]


def kept(weights: Weights) -> bool:
    return isinstance(weights.known, Hashed)


@every_path
@pytest.mark.parametrize("heavy", [False, True])
def test_a_sound_roll_is_read_at_once_and_says_the_same(path: str, heavy: bool) -> None:
    data = write_roll(dict.fromkeys(SOUND, 10**9 * heavy + 1))
    native = need_native(path)
    assert kept(read_roll(GROUP, data, quick=native).weights)
    assert read(data, native) == read(data, REFERENCE)


def test_a_roll_of_several_calls_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dauys.group.kernel.ENTRIES", 7)
    data, native = write_roll(dict.fromkeys(SOUND, 1)), need_native("")
    assert kept(read_roll(GROUP, data, quick=native).weights)
    assert read(data, native) == read(data, REFERENCE)
    twice = canonical.write([*SOUND, SOUND[0]])
    assert read(twice, native) == ("roll.duplicate", f"credential:{len(SOUND) + 1}", {})


WEIGHTS = ("", ",0", ",01", ",1", "," + 12 * "9", "," + 13 * "1", ",", ",1,1", ",-1", ",1 ", ", 1")


@pytest.mark.parametrize("weight", WEIGHTS)
def test_a_weight_is_read_or_refused_as_the_reference_does(weight: str) -> None:
    data = canonical.write([SOUND[0], SOUND[1] + weight, SOUND[2]])
    assert read(data, need_native("")) == read(data, REFERENCE)


@every_path
def test_no_credential_passes_that_is_no_element_or_that_everyone_knows(path: str) -> None:
    native = need_native(path)
    for wrong in (
        outside(SOUND[3]),
        GROUP.identity,
        GROUP.generator,
        SOUND[0].upper(),
        SOUND[0][1:],
        "",
    ):
        for entries in ([wrong], [SOUND[0], wrong, SOUND[1]]):
            data = canonical.write(entries)
            assert native.kernel.roll(data) is None
            assert read(data, native) == read(data, REFERENCE)


def test_a_roll_reads_the_same_whatever_byte_is_another() -> None:
    native, draw = need_native(""), random.Random(20261126)
    for whole in (write_roll(dict.fromkeys(SOUND, 1)), write_roll(dict.fromkeys(SOUND, 2))):
        altered = [b"", b"[]", b"]", b"[", whole + b"]", whole[:-1], whole + b" ", b" " + whole]
        altered += [whole[:-1] + b",]", whole.replace(b',"', b', "'), b"[" + whole + b"]"]
        for _ in range(300):
            at = draw.randrange(len(whole))
            altered.append(
                whole[:at] + bytes([whole[at] ^ 1 << draw.randrange(7)]) + whole[at + 1 :]
            )
        assert [read(each, native) for each in altered] == [
            read(each, REFERENCE) for each in altered
        ]


def test_hashes_have_the_same_places_whoever_keeps_them() -> None:
    draw = random.Random(7)
    hashes = [draw.randbytes(32) for _ in range(MANY)]
    given = [hashes[draw.randrange(MANY)] for _ in range(2 * MANY)]
    kept, meant = need_native("").digests(), Digests()
    for start in range(0, len(given), 999):
        batch = b"".join(given[start : start + 999])
        assert kept.add_all(batch) == meant.add_all(batch)
    assert kept.add(given[5]) == meant.add(given[5])
    every = b"".join(hashes)
    assert kept.find_all(every) == meant.find_all(every)
    assert FREE in meant.find_all(every)
    assert [kept.place(each) for each in hashes[:50]] == [meant.place(each) for each in hashes[:50]]
    assert (len(kept), list(kept)) == (len(meant), list(meant))
    assert b"".join(kept.rows()) == b"".join(meant.rows()) == b"".join(meant)
    assert (kept.at(3), kept.row(3, 9)) == (meant.at(3), meant.row(3, 9))
