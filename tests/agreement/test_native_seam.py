"""The seam to the library: what it takes on trust is held, and other rules are not taken."""

from __future__ import annotations

import importlib
from types import SimpleNamespace

import pytest

from dauys.group import kernel as kernels
from dauys.group.kernel import DIGITS, PATHS, RULES, Chain, Failed
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
