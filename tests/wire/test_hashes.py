"""Hashes with domain labels, and the names of objects."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dauys.wire import hashes


def test_the_published_hash_of_abc() -> None:
    """FIPS 180-4, appendix of examples."""
    expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert hashes.sha256_hex(b"abc") == expected
    assert hashes.sha256_base64(b"abc") == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0"


def test_a_labelled_hash_is_made_as_specified() -> None:
    spelt = b"dauys/1/setup" + bytes(7) + b"\x02" + b"ab" + bytes(8) + bytes(7) + b"\x01" + b"c"
    assert hashes.labelled("setup", b"ab", b"", b"c") == hashlib.sha256(spelt).hexdigest()


parts = st.lists(st.binary(max_size=4), max_size=4)


@given(left=parts, right=parts)
def test_two_lists_of_parts_never_hash_the_same_bytes(
    left: list[bytes], right: list[bytes]
) -> None:
    assert (hashes.labelled("x", *left) == hashes.labelled("x", *right)) == (left == right)


@pytest.mark.parametrize("other", ["setups", "setu", "question"])
def test_two_uses_never_hash_the_same_bytes(other: str) -> None:
    assert hashes.labelled("setup", b"s") != hashes.labelled(other, b"s")
