"""A proof shows what it says, and nothing else can be shown with it."""

from __future__ import annotations

import base64
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dauys.errors import Refused
from dauys.log import merkle, proofs
from tests.log.world import published, refused, some_entries

Probe = tuple[Any, ...]
UPTO = 70
HASHES = merkle.leaf_hashes(some_entries(UPTO))
NODE = proofs.from_hashes(HASHES)


def unhex(values: list[str]) -> list[bytes]:
    return [bytes.fromhex(value) for value in values]


def root_of(size: int) -> bytes:
    return merkle.root(HASHES[: size * 32])


def leaf_of(index: int) -> bytes:
    return HASHES[index * 32 : index * 32 + 32]


# transparency-dev/merkle -------------------------------------------------------------------------

EMPTY = merkle.EMPTY_ROOT
SOME = bytes.fromhex(published("merkle")["some_hash"])
LEAVES = unhex(published("merkle")["leaves"])
ROOTS = [EMPTY, *unhex(published("merkle")["roots"])]


def is_refused(check: Callable[..., None], *arguments: Any, **named: str) -> bool:
    """Whether a check refuses, as a check of proofs does."""
    try:
        check(*arguments, **named)
    except Refused as refusal:
        return refusal.code in ("log.proof", "log.size")
    return False


def wrong_inclusions(index: int, size: int, root: bytes, leaf: bytes, proof: list[bytes]) -> Any:
    """The probes that cmd/proofgen of transparency-dev/merkle derives from a right proof."""
    yield "leafIdx sub @1", (leaf, index - 1, size, root, proof)
    yield "leafIdx plus @1", (leaf, index + 1, size, root, proof)
    yield "leafIdx XOR @2", (leaf, index ^ 2, size, root, proof)
    yield "treeSize mul @2", (leaf, index, size * 2, root, proof)
    yield "treeSize div @2", (leaf, index, size // 2, root, proof)
    yield "wrong leaf", (b"WrongLeaf", index, size, root, proof)
    yield "empty root", (leaf, index, size, EMPTY, proof)
    yield "random root", (leaf, index, size, SOME, proof)
    yield "trailing garbage", (leaf, index, size, root, [*proof, b""])
    yield "trailing root", (leaf, index, size, root, [*proof, root])
    yield "preceding garbage", (leaf, index, size, root, [b"", *proof])
    yield "preceding root", (leaf, index, size, root, [root, *proof])
    for at, each in enumerate(proof):
        changed = [*proof[:at], bytes([each[0] ^ 8]) + each[1:], *proof[at + 1 :]]
        yield f"modified proof[{at}] bit @3", (leaf, index, size, root, changed)
    if proof:
        yield "removed component", (leaf, index, size, root, proof[:-1])
    if len(proof) > 1:
        yield "inserted component", (leaf, index, size, root, [proof[0], SOME, *proof[1:]])


def wrong_consistencies(old: int, new: int, one: bytes, two: bytes, proof: list[bytes]) -> Any:
    """The probes that cmd/proofgen of transparency-dev/merkle derives from a right proof."""
    yield "size1 sub @1", (old - 1, new, one, two, proof)
    yield "size1 plus @1", (old + 1, new, one, two, proof)
    yield "size1 XOR @2", (old ^ 2, new, one, two, proof)
    yield "size2 mul @2", (old, new * 2, one, two, proof)
    yield "size2 div @2", (old, new // 2, one, two, proof)
    yield "wrong root1", (old, new, b"WrongRoot", two, proof)
    yield "wrong root2", (old, new, one, b"WrongRoot", proof)
    yield "swapped roots", (old, new, two, one, proof)
    yield "empty proof", (old, new, one, two, [])
    for name, extra in (("garbage", b""), ("root1", one), ("root2", two)):
        yield f"trailing {name}", (old, new, one, two, [*proof, extra])
        yield f"preceding {name}", (old, new, one, two, [extra, *proof])
    yield "preceding proof @0", (old, new, one, two, [proof[0], *proof])
    yield "truncated proof", (old, new, one, two, proof[:-1])
    for at, each in enumerate(proof):
        changed = [*proof[:at], bytes([each[0] ^ 16]) + each[1:], *proof[at + 1 :]]
        yield f"modified proof@{at} bit @4", (old, new, one, two, changed)


@pytest.mark.parametrize("vector", published("merkle")["inclusion"])
def test_published_inclusion_proofs_hold_and_their_corruptions_do_not(vector: Any) -> None:
    index, size, proof = vector["index"], vector["size"], unhex(vector["proof"])
    leaf = merkle.leaf_hash(LEAVES[index])
    proofs.check_inclusion(LEAVES[index], index, size, ROOTS[size], proof)
    node = proofs.from_hashes(merkle.leaf_hashes(LEAVES))
    assert list(proofs.inclusion(node, index, size)) == proof
    for what, probe in wrong_inclusions(index, size, ROOTS[size], leaf, proof):
        assert is_refused(proofs.check_leaf_inclusion, *probe), what


@pytest.mark.parametrize("vector", published("merkle")["consistency"])
def test_published_consistency_proofs_hold_and_their_corruptions_do_not(vector: Any) -> None:
    old, new, proof = vector["old"], vector["new"], unhex(vector["proof"])
    proofs.check_consistency(old, new, ROOTS[old], ROOTS[new], proof, accused="log")
    node = proofs.from_hashes(merkle.leaf_hashes(LEAVES))
    assert list(proofs.consistency(node, old, new)) == proof
    if proof:
        for what, probe in wrong_consistencies(old, new, ROOTS[old], ROOTS[new], proof):
            assert is_refused(proofs.check_consistency, *probe, accused="log"), what


@pytest.mark.parametrize(("name", "file"), published("merkle")["files"].items())
def test_published_files_are_decided_as_they_say(name: str, file: Any) -> None:
    proof = [base64.b64decode(each) for each in file["proof"] or []]
    try:
        if "leafIdx" in file:
            leaf, root = (base64.b64decode(file[key]) for key in ("leafHash", "root"))
            proofs.check_leaf_inclusion(leaf, file["leafIdx"], file["treeSize"], root, proof)
        else:
            one, two = (base64.b64decode(file[key]) for key in ("root1", "root2"))
            proofs.check_consistency(file["size1"], file["size2"], one, two, proof, accused="log")
        decided = False
    except Refused:
        decided = True
    assert decided is file["wantErr"], name


@pytest.mark.parametrize("vector", published("merkle")["degenerate_consistency"])
def test_published_degenerate_consistency(vector: Any) -> None:
    roots = unhex(vector["roots"])
    arguments = (vector["old"], vector["new"], *roots, unhex(vector["proof"]))
    if vector["refused"]:
        with pytest.raises(Refused, match=r"log\.(proof|size)"):
            proofs.check_consistency(*arguments, accused="log")
    else:
        proofs.check_consistency(*arguments, accused="log")


@pytest.mark.parametrize(("index", "size"), published("merkle")["degenerate_inclusion"])
def test_published_degenerate_inclusion(index: int, size: int) -> None:
    for leaf, root in ((SOME, b""), (b"", EMPTY), (SOME, EMPTY)):
        with pytest.raises(Refused, match=r"log\.(proof|size)"):
            proofs.check_leaf_inclusion(leaf, index, size, root, [])


def test_a_tree_of_one_entry_needs_no_proof() -> None:
    leaf = merkle.leaf_hash(b"data")
    proofs.check_leaf_inclusion(leaf, 0, 1, leaf, [])
    for one, other in ((leaf, b""), (b"", leaf), (b"", b"")):
        with refused("log.proof"):
            proofs.check_leaf_inclusion(one, 0, 1, other, [])


def test_proofs_of_a_log_of_a_billion_entries_hold() -> None:
    """Answers of the Certificate Transparency log Argon 2020, as golang/mod keeps them."""
    argon = published("argon2020")
    root, old_root, entry = (base64.b64decode(argon[k]) for k in ("root", "old_root", "entry"))
    included = [base64.b64decode(each) for each in argon["inclusion"]]
    consistent = [base64.b64decode(each) for each in argon["consistency"]]
    proofs.check_inclusion(entry, argon["index"], argon["size"], root, included)
    sizes = (argon["old_size"], argon["size"])
    proofs.check_consistency(*sizes, old_root, root, consistent, accused="log")
    with refused("log.proof", "entry:10001"):
        proofs.check_inclusion(entry, 10001, argon["size"], root, included)


# every proof of small trees ----------------------------------------------------------------------


def test_every_inclusion_proof_holds_and_any_changed_hash_does_not() -> None:
    for size in range(1, UPTO + 1):
        root = root_of(size)
        for index in range(size):
            proof = proofs.inclusion(NODE, index, size)
            proofs.check_leaf_inclusion(leaf_of(index), index, size, root, proof)
            for at, each in enumerate(proof):
                changed = [*proof[:at], flipped(each, index + at), *proof[at + 1 :]]
                with refused("log.proof", f"entry:{index}"):
                    proofs.check_leaf_inclusion(leaf_of(index), index, size, root, changed)


def test_every_consistency_proof_holds_and_any_changed_hash_does_not() -> None:
    for new in range(1, UPTO + 1):
        for old in range(1, new + 1):
            roots = (root_of(old), root_of(new))
            proof = proofs.consistency(NODE, old, new)
            proofs.check_consistency(old, new, *roots, proof, accused="log")
            for at, each in enumerate(proof):
                changed = [*proof[:at], flipped(each, old + at), *proof[at + 1 :]]
                with refused("log.proof", "log"):
                    proofs.check_consistency(old, new, *roots, changed, accused="log")


@settings(deadline=None)
@given(st.integers(1, UPTO), st.data())
def test_one_bit_anywhere_in_an_inclusion_proof_refuses_it(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    parts = [leaf_of(index), root_of(size), *proofs.inclusion(NODE, index, size)]
    at = data.draw(st.integers(0, len(parts) - 1))
    parts[at] = flipped(parts[at], data.draw(st.integers(0, 255)))
    leaf, root, *proof = parts
    with refused("log.proof", f"entry:{index}"):
        proofs.check_leaf_inclusion(leaf, index, size, root, proof)


@settings(deadline=None)
@given(st.integers(2, UPTO), st.data())
def test_one_bit_anywhere_in_a_consistency_proof_refuses_it(new: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, new - 1))
    parts = [root_of(old), root_of(new), *proofs.consistency(NODE, old, new)]
    at = data.draw(st.integers(0, len(parts) - 1))
    parts[at] = flipped(parts[at], data.draw(st.integers(0, 255)))
    one, two, *proof = parts
    with refused("log.proof"):
        proofs.check_consistency(old, new, one, two, proof, accused="log")


def test_proofs_outside_the_tree_are_neither_made_nor_taken() -> None:
    """There is no entry 7 in a tree of 7, and no tree shrinks or begins with nothing."""
    for index, size in ((7, 7), (-1, 7), (0, 0)):
        with refused("log.size"):
            proofs.inclusion(NODE, index, size)
        with refused("log.size"):
            proofs.check_leaf_inclusion(leaf_of(0), index, size, root_of(7), [])
    for old, new in ((8, 7), (0, 7), (-1, 7)):
        with refused("log.size"):
            proofs.consistency(NODE, old, new)


def test_children_cannot_be_cut_anew() -> None:
    """The node over 32 + 32 bytes hashes like one over 31 + 33: lengths must be checked."""
    left, right = leaf_of(0), leaf_of(1)
    root = merkle.node_hash(left, right)
    assert merkle.node_hash(left + right[:1], right[1:]) == root
    with refused("log.proof"):
        proofs.check_leaf_inclusion(left + right[:1], 0, 2, root, [right[1:]])


def test_the_border_of_children_is_checked_in_consistency_too() -> None:
    """The same, with the old root in the place of the left child."""
    left, right = leaf_of(0), leaf_of(1)
    root = merkle.node_hash(left, right)
    proofs.check_consistency(1, 2, left, root, [right], accused="log")
    with refused("log.proof"):
        proofs.check_consistency(1, 2, left + right[:1], root, [right[1:]], accused="log")


def test_a_proof_that_climbs_beyond_the_root_is_refused() -> None:
    """The second entry of a tree of two is not the first entry of a tree of one."""
    left, right = leaf_of(0), leaf_of(1)
    root = merkle.node_hash(left, right)
    with refused("log.proof"):
        proofs.check_leaf_inclusion(right, 0, 1, root, [left])
    proof = proofs.consistency(NODE, 3, 4)
    old, new = (merkle.node_hash(SOME, root_of(size)) for size in (3, 4))
    with refused("log.proof"):
        proofs.check_consistency(3, 4, old, new, [*proof, SOME], accused="log")


def test_the_proof_of_a_prefix_of_prefixes_holds() -> None:
    """Consistency is carried on: a log read at 3, 17 and 64 has the same first 3 entries."""
    for old, new in pairwise((3, 17, 64)):
        proof = proofs.consistency(NODE, old, new)
        proofs.check_consistency(old, new, root_of(old), root_of(new), proof, accused="log")


def flipped(value: bytes, bit: int) -> bytes:
    """A hash with one bit changed."""
    bit %= 256
    return (int.from_bytes(value, "big") ^ 1 << bit).to_bytes(32, "big")
