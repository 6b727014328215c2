"""The seam to the library: what it takes on trust is held, and other rules are not taken."""

from __future__ import annotations

import gc
import importlib
import sys
from array import array
from types import SimpleNamespace

import pytest

from dauys.group import kernel as kernels
from dauys.group.kernel import DIGITS, PATHS, RULES, Chain, Failed
from dauys.wire.laid import Laid
from tests.agreement.native import need_native
from tests.agreement.test_native import honest


def test_as_many_weights_as_ballots() -> None:
    native, (world, ballots) = need_native(""), honest("one", 2)
    election = native._election(world.sealed)
    for weights in ([1], [1, 1, 1]):
        with pytest.raises(Failed):
            native.kernel.check(election, ballots, weights)


def test_as_many_exponents_as_bases_each_of_its_length() -> None:
    kernel = need_native("").kernel
    base = "58" + "66" * 31
    assert len(kernel.commitments([base], [(1, 1)])) == 1
    for bases, pairs in (([base], []), ([base] * 2, [(1, 1)]), ([base[:-1]], [(1, 1)])):
        with pytest.raises(Failed):
            kernel.commitments(bases, pairs)


@pytest.mark.parametrize(
    ("starts", "sizes"),
    [([0], [101]), ([101], [0]), ([2**64 - 1], [2]), ([0, 0], [1]), ([0], [1, 1]), ([50], [51])],
)
def test_documents_lie_in_their_buffer(starts: list[int], sizes: list[int]) -> None:
    kernel = need_native("").kernel
    assert kernel.hashes(Laid(bytes(100), array("Q", [50, 0]), array("Q", [50, 100])))
    with pytest.raises(Failed):
        kernel.hashes(Laid(bytes(100), array("Q", starts), array("Q", sizes)))


def test_places_are_numbers_of_eight_bytes() -> None:
    kernel = need_native("").kernel
    for starts, sizes in (("I", "Q"), ("Q", "I")):
        with pytest.raises(Failed):
            kernel.hashes(Laid(bytes(100), array(starts, [0]), array(sizes, [1])))


def test_hashes_are_whole_and_are_read_where_there_are_any() -> None:
    digests = need_native("").digests()
    assert digests.add_all(bytes(32) + b"1" * 32).tolist() == [0, 1]
    assert digests.row(0, 2) == bytes(32) + b"1" * 32
    for ask in (digests.add_all, digests.find_all):
        assert len(ask(b"")) == 0
        with pytest.raises(Failed):
            ask(b"1" * 33)
    for first, count in ((0, 3), (2, 1), (-1, 1), (1, -1), (2**63, 2**63)):
        with pytest.raises(Failed):
            digests.row(first, count)


@pytest.mark.parametrize("parent", ["", "0" * (DIGITS - 2), "0" * (DIGITS + 2)])
def test_a_chain_goes_on_from_a_whole_hash(parent: str) -> None:
    with pytest.raises(Failed):
        need_native("").kernel.archived(b"", Chain(0, parent, 0))


@pytest.mark.parametrize("answer", [None, RULES - 1, RULES + 1, RULES])
def test_only_a_library_of_these_rules_is_taken(
    monkeypatch: pytest.MonkeyPatch, answer: int | None
) -> None:
    """One from before a mend would go on to accept what is refused since."""
    lib = SimpleNamespace(dauys_path=lambda number: 0)
    if answer is not None:
        lib.dauys_rules = lambda: answer
    library = SimpleNamespace(lib=lib)
    monkeypatch.setattr(kernels, "is_right", lambda library, path: True)
    monkeypatch.setattr(kernels, "importlib", SimpleNamespace(import_module=lambda name: library))
    assert [kernels.load(path) is not None for path in PATHS] == [answer == RULES] * len(PATHS)
    monkeypatch.setattr(kernels, "importlib", importlib)


def test_the_library_is_never_unloaded_while_what_it_made_may_be_given_back() -> None:
    """At the end of an interpreter modules go first, and what is left of their objects after."""
    kernel = need_native("").kernel
    before = sys.getrefcount(kernel.library.lib)
    made = kernel.digests()
    del made
    gc.collect()
    assert sys.getrefcount(kernel.library.lib) > before
