"""The tree hash is that of RFC 9162, however it is worked out."""

from __future__ import annotations

import hashlib

from hypothesis import given, settings
from hypothesis import strategies as st

from dauys.log import merkle
from tests.log.world import published, some_entries


def naive_root(entries: list[bytes]) -> bytes:
    """MTH as RFC 9162 section 2.1.1 defines it, by recursion."""
    if not entries:
        return hashlib.sha256(b"").digest()
    if len(entries) == 1:
        return hashlib.sha256(b"\x00" + entries[0]).digest()
    split = 1
    while split * 2 < len(entries):
        split *= 2
    left, right = naive_root(entries[:split]), naive_root(entries[split:])
    return hashlib.sha256(b"\x01" + left + right).digest()


def test_hashes_are_the_published_ones() -> None:
    empty, empty_leaf, leaf, node = (bytes.fromhex(v["hex"]) for v in published("merkle")["hashes"])
    assert empty == merkle.EMPTY_ROOT == merkle.root(b"") == merkle.edge_root(())
    assert merkle.leaf_hash(b"") == empty_leaf
    assert merkle.leaf_hash(b"L123456") == leaf
    assert merkle.node_hash(b"N123", b"N456") == node


def test_roots_of_the_reference_tree_are_the_published_ones() -> None:
    leaves = [bytes.fromhex(leaf) for leaf in published("merkle")["leaves"]]
    for size, root in enumerate(published("merkle")["roots"], 1):
        assert merkle.root(merkle.leaf_hashes(leaves[:size])).hex() == root


@settings(deadline=None)
@given(st.lists(st.binary(max_size=40), max_size=300))
def test_the_root_is_that_of_the_recursive_definition(entries: list[bytes]) -> None:
    assert merkle.root(merkle.leaf_hashes(entries)) == naive_root(entries)


@settings(deadline=None)
@given(st.integers(0, 700))
def test_the_right_edge_gives_the_same_root(size: int) -> None:
    """Partial tiles of every level, folded from below, are the whole tree."""
    hashes = merkle.leaf_hashes(some_entries(size))
    tiles = [hashes[at : at + 8192] for at in range(0, len(hashes) // 8192 * 8192, 8192)]
    edge = (hashes[len(tiles) * 8192 :], b"".join(merkle.root(tile) for tile in tiles))
    assert merkle.edge_root(edge) == merkle.root(hashes)


def test_two_hashes_are_not_an_entry() -> None:
    """An entry made of two hashes must not pass for the node above them."""
    left, right = merkle.leaf_hash(b"Hello"), merkle.leaf_hash(b"World")
    assert merkle.leaf_hash(left + right) != merkle.node_hash(left, right)
    assert merkle.node_hash(left, right) != merkle.node_hash(right, left)
