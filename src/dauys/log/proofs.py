"""Inclusion and consistency proofs (RFC 9162 sections 2.1.3 and 2.1.4), 2-log.md section 5.

A proof is a list of hashes. It is made from any source of node hashes (`Node`), and checked from
public values alone. An empty tree includes nothing and is the beginning of every tree, so that a
consistency proof from size 0 would say nothing: it is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dauys.errors import Refused
from dauys.log.merkle import HASH_BYTES, leaf_hash, node_hash, root

Node = Callable[[int, int], bytes]
"""The hash of the perfect subtree of 2^height leaves that begins at leaf index * 2^height."""

Proof = tuple[bytes, ...]
Span = tuple[int, int]  # leaves from, up to but not including


def from_hashes(hashes: bytes) -> Node:
    """The nodes of a tree whose leaf hashes are at hand."""

    def node(height: int, index: int) -> bytes:
        width = HASH_BYTES << height
        return root(hashes[index * width : (index + 1) * width])

    return node


def inclusion(node: Node, index: int, size: int, *, accused: str = "") -> Proof:
    """The proof that entry ``index`` stands in the tree of this size, from the leaf upwards."""
    if not 0 <= index < size:
        raise Refused("log.size", accused or f"entry:{index}", size=size)
    siblings: list[Span] = []
    low, high = 0, size
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            siblings.append((middle, high))
            high = middle
        else:
            siblings.append((low, middle))
            low = middle
    return tuple(_span_root(node, *span) for span in reversed(siblings))


def consistency(node: Node, old: int, new: int, *, accused: str = "") -> Proof:
    """The proof that the tree of size ``old`` is the beginning of the tree of size ``new``."""
    if not 0 < old <= new:
        raise Refused("log.size", accused, size=new)
    spans: list[Span] = []
    low, high, whole = 0, new, True
    while old != high:
        middle = low + _split(high - low)
        if old <= middle:
            spans.append((middle, high))
            high = middle
        else:
            spans.append((low, middle))
            low, whole = middle, False
    if not whole:  # the old tree is no single subtree of the new one: its last part is needed
        spans.append((low, high))
    return tuple(_span_root(node, *span) for span in reversed(spans))


def tree_root(node: Node, size: int) -> bytes:
    """The root of the first ``size`` entries, at least one."""
    return _span_root(node, 0, size)


def check_inclusion(
    entry: bytes, index: int, size: int, tree_root: bytes, proof: Sequence[bytes]
) -> None:
    """Refuses, unless the proof shows this very entry at its index under the root."""
    check_leaf_inclusion(leaf_hash(entry), index, size, tree_root, proof)


def check_leaf_inclusion(
    leaf: bytes, index: int, size: int, tree_root: bytes, proof: Sequence[bytes]
) -> None:
    """As `check_inclusion`, with the hash of the entry (RFC 9162 section 2.1.3.2)."""
    accused = f"entry:{index}"
    if not 0 <= index < size:
        raise Refused("log.size", accused, size=size)
    _check_lengths([leaf, *proof], accused)
    at, last, climbed = index, size - 1, leaf
    for sibling in proof:
        if last == 0:  # longer than the path to the root
            raise Refused("log.proof", accused)
        if at & 1 or at == last:
            climbed = node_hash(sibling, climbed)
            at, last = _rise(at, last)
        else:
            climbed = node_hash(climbed, sibling)
        at, last = at >> 1, last >> 1
    if last != 0 or climbed != tree_root:
        raise Refused("log.proof", accused)


def check_consistency(
    old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes], *, accused: str
) -> None:
    """Refuses, unless the proof shows that the new tree begins with the old one.

    RFC 9162 section 2.1.4.2, with its first step: equal sizes need equal roots and no proof.
    """
    if not 0 < old <= new:
        raise Refused("log.size", accused, size=new)
    if old == new:
        if proof or old_root != new_root:
            raise Refused("log.proof", accused)
        return
    if not proof:
        raise Refused("log.proof", accused)
    # A power of two is a whole subtree of the new tree: its root opens the path.
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    _check_lengths([old_root, new_root, *path], accused)
    if _climb_both(old - 1, new - 1, path) != (old_root, new_root):
        raise Refused("log.proof", accused)


def _climb_both(at: int, last: int, path: list[bytes]) -> tuple[bytes, bytes] | None:
    """The roots of the old and of the new tree that a path leads to; None when it does not fit."""
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return None
        if at & 1 or at == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            at, last = _rise(at, last)
        else:
            new = node_hash(new, sibling)
        at, last = at >> 1, last >> 1
    return (old, new) if last == 0 else None


def _rise(at: int, last: int) -> tuple[int, int]:
    """Skips the levels on which a node at the right edge has no sibling and rises as it is."""
    while at and not at & 1:
        at, last = at >> 1, last >> 1
    return at, last


def _check_lengths(hashes: Sequence[bytes], accused: str) -> None:
    """Children of other lengths could be cut anew so that their node hash stays the same."""
    if any(len(each) != HASH_BYTES for each in hashes):
        raise Refused("log.proof", accused)


def _split(size: int) -> int:
    """The largest power of two below a size of at least 2."""
    return 1 << ((size - 1).bit_length() - 1)


def _span_root(node: Node, low: int, high: int) -> bytes:
    """The tree hash of leaves low to high, where low is a multiple of a power of two above them."""
    hashes: list[bytes] = []
    while low < high:
        height = (high - low).bit_length() - 1
        hashes.append(node(height, low >> height))
        low += 1 << height
    folded = hashes.pop()
    while hashes:
        folded = node_hash(hashes.pop(), folded)
    return folded
