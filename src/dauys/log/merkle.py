"""Merkle tree hashing (RFC 9162 section 2.1, as in RFC 6962), 2-log.md section 1.

    leaf  = SHA-256(0x00 || entry)        node = SHA-256(0x01 || left || right)
    root of no entries = SHA-256()

A list of hashes is one byte string, 32 bytes each: that is how a tile holds them, and what keeps
the work of a million entries near the speed of `hashlib`. It knows no tiles and no proofs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """The hash of one entry."""
    return sha256(b"\x00" + entry).digest()


def leaf_hashes(entries: Iterable[bytes]) -> bytes:
    """The hashes of entries, one after another."""
    return b"".join([sha256(b"\x00" + entry).digest() for entry in entries])


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node over its two children (32 bytes each)."""
    return sha256(b"\x01" + left + right).digest()


def root(hashes: bytes) -> bytes:
    """The Merkle tree hash over any number of hashes, 32 bytes each.

    Level by level, the odd one out rising as it is: the same tree as the recursive definition,
    which splits at the largest power of two below the size.
    """
    if not hashes:
        return EMPTY_ROOT
    while len(hashes) > HASH_BYTES:
        paired = len(hashes) // 64 * 64
        parents = [
            sha256(b"\x01" + hashes[at : at + 64]).digest()  # two children stand side by side
            for at in range(0, paired, 64)
        ]
        hashes = b"".join(parents) + hashes[paired:]
    return hashes


def edge_root(edge: Sequence[bytes]) -> bytes:
    """The root of a tree from its right edge.

    ``edge`` holds, from the leaves upwards, the hashes of the partial tile of each level (empty
    where the tile is full): together the perfect subtrees whose sizes add up to the tree's size.
    """
    below = b""
    for hashes in edge:
        if hashes or below:
            below = root(hashes + below)
    return below or EMPTY_ROOT
