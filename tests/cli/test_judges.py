"""Who judges: threads where the kernel works, processes where the reference does."""

from __future__ import annotations

from functools import partial

import pytest

from dauys.ballots.arithmetic import REFERENCE
from dauys.ballots.native import Native
from dauys.cli import judges, workers
from dauys.verification.pieces import Part, Piece
from tests.ballots.world import make_world


class Kernel(Native):
    """Stands for the kernel where nothing is judged."""

    def __init__(self) -> None:
        """Needs no library."""


def piece(number: int, *groups: str) -> Piece:
    """A piece of parts without ballots."""
    elections = [make_world(group).election for group in groups]
    return Piece(number, tuple(Part("", each, (), (), (), frozenset()) for each in elections))


@pytest.mark.parametrize(
    ("pieces", "kernel", "wanted"),
    [
        ([("Ed25519",), ("Ed25519",)], True, "threads"),
        ([("Ed25519",)], True, "threads"),
        ([("BELENIOS-2048",), ("Ed25519", "BELENIOS-2048")], True, "threads"),
        ([("RFC-3526-2048",), ("RFC-3526-2048",)], True, "2 processes"),
        ([("Ed25519", "RFC-3526-2048"), ("Ed25519",)], True, "2 processes"),
        ([("RFC-3526-2048",)], True, "1 processes"),
        ([("Ed25519",), ("Ed25519",)], False, "2 processes"),
    ],
)
def test_threads_only_where_the_kernel_knows_the_group(
    monkeypatch: pytest.MonkeyPatch, pieces: list[tuple[str, ...]], kernel: bool, wanted: str
) -> None:
    asked = []

    def called(what: str, count: int, *rest: object) -> object:
        asked.append(what if what == "threads" else f"{count} {what}")
        return rest[-2]

    monkeypatch.setattr(workers, "answers", partial(called, "processes"))
    monkeypatch.setattr(workers, "answers_of_threads", partial(called, "threads"))
    given = [piece(number, *groups) for number, groups in enumerate(pieces)]
    execute = judges.of_workers(2, Kernel() if kernel else REFERENCE)
    assert list(execute(iter(given), "")) == given
    assert asked == [wanted]
