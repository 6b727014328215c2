"""The one source of secret randomness."""

from __future__ import annotations

import pytest

from dauys import group as groups
from dauys.parties import randomness

GROUPS = sorted(groups.GROUPS)
LENGTHS = {"Ed25519": 64, "BELENIOS-2048": 64, "RFC-3526-2048": 288}


@pytest.mark.parametrize("name", GROUPS)
def test_scalars_lie_between_1_and_q_and_do_not_repeat(name: str) -> None:
    group = groups.named(name)
    draw = randomness.scalars(group)
    drawn = [draw() for _ in range(1000)]
    assert all(0 < scalar < group.order for scalar in drawn)
    assert len(set(drawn)) == 1000
    assert sum(scalar > group.order // 2 for scalar in drawn) in range(380, 620)


@pytest.mark.parametrize("name", GROUPS)
@pytest.mark.parametrize(("byte", "expected"), [(0, 1), (255, None)])
def test_the_ends_of_the_source_give_scalars_too(
    name: str, byte: int, expected: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never 0, whose use would give a secret away."""
    asked: list[int] = []

    def token_bytes(length: int) -> bytes:
        asked.append(length)
        return bytes([byte]) * length

    monkeypatch.setattr("dauys.parties.randomness.secrets.token_bytes", token_bytes)
    group = groups.named(name)
    scalar = randomness.scalars(group)()
    assert 0 < scalar < group.order
    assert expected is None or scalar == expected
    assert asked == [LENGTHS[name]]


@pytest.mark.parametrize("name", GROUPS)
def test_scalars_are_made_from_256_bits_more_than_the_order_has(name: str) -> None:
    """So that the bias is below 2^-256, for an order of 2047 bits too."""
    group = groups.named(name)
    assert 8 * randomness.scalar_bytes(group) >= group.order.bit_length() + 256


def test_salts_are_32_bytes_and_do_not_repeat() -> None:
    salts = {randomness.salt() for _ in range(100)}
    assert {len(salt) for salt in salts} == {32}
    assert len(salts) == 100


def test_characters_come_from_the_whole_alphabet() -> None:
    drawn = randomness.characters("abc", 300)
    assert set(drawn) == set("abc")
    assert len(drawn) == 300
