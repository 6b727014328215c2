"""Every step has a row here, every check of the vote its own, or the reason why none can be."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from types import ModuleType

import pytest

from dauys.ballots import box, challenge
from dauys.ballots import check as ballots
from dauys.proofs import wire
from dauys.question import certificate, check, election, pedersen, roll, trustees
from dauys.tally import decryption, encrypted, result
from dauys.verification import archive, steps, voting
from tests.verification.bites import (
    test_ballots,
    test_course,
    test_keys,
    test_log,
    test_public,
    test_setup,
    test_tally,
)
from tests.verification.bites.bite import BITES

TESTS = (test_ballots, test_course, test_keys, test_log, test_public, test_setup, test_tally)

# Where the checks of the vote stand, and the functions of another step that stand there too.
PLACES: dict[int, tuple[ModuleType, ...]] = {
    steps.SETUP: (certificate, check, election, pedersen, roll, trustees, archive),
    steps.BALLOTS: (ballots, box, challenge, wire),
    steps.ENCRYPTED_TALLY: (encrypted,),
    steps.DECRYPTIONS: (decryption, voting, wire),
    steps.RESULT: (result,),
}
ELSEWHERE = {
    "check_called": steps.QUESTION,
    "_check_regions": steps.QUESTION,
    "check_confirmation": steps.CONFIRMATIONS,
}

FORM = "without it the document could not be understood: a strict reading refuses it next"
# Codes that no forgery can bring alone: whatever another check refuses too.
NOT_ALONE: dict[tuple[int, str], str] = {
    (steps.SETUP, "json.shape"): FORM,
    (steps.SETUP, "json.canonical"): "shown for ballots; the same function reads every document",
    (steps.SETUP, "group.unknown"): FORM,
    (steps.SETUP, "question.unsupported"): FORM,
    (steps.SETUP, "trustees.unsupported"): FORM,
    (steps.SETUP, "trustees.old_format"): FORM,
    (steps.SETUP, "trustees.members"): "lists of other lengths cannot be gone through together",
    (steps.SETUP, "trustees.owner"): "a number beyond the list: there is no key to go on with",
    (
        steps.SETUP,
        "setup.uuid",
    ): "step 3 refuses a UUID given twice; a box is bound to its own",
    (steps.CONFIRMATIONS, "trustees.owner"): "step 3 refuses a confirmation of such a number",
    (steps.ENCRYPTED_TALLY, "tally.shape"): "a tally of another shape is not the computed one",
}


def codes(module: ModuleType) -> Iterator[tuple[str, str]]:
    """(function, code) of every refusal that a module makes."""
    for function in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(function, ast.FunctionDef):
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
                    first = call.args[0] if call.args else None
                    made = call.func.id in ("Refused", "Unreadable")
                    if made and isinstance(first, ast.Constant):
                        yield function.name, str(first.value)


def expected() -> set[tuple[int, str]]:
    """(step, code) of every check of the vote."""
    return {
        (ELSEWHERE.get(function, step), code)
        for step, modules in PLACES.items()
        for module in modules
        for function, code in codes(module)
    }


SHOWN = {(bite.step, bite.code) for bite in BITES}


@pytest.mark.parametrize("step", steps.STEPS)
def test_every_step_has_a_row(step: int) -> None:
    assert step in {shown for shown, _ in SHOWN}


def test_every_check_of_the_vote_has_a_row_or_a_reason() -> None:
    assert sorted(expected() - SHOWN - set(NOT_ALONE)) == []


def test_no_reason_is_left_over() -> None:
    """Neither for a check that is gone, nor for one that a row shows after all."""
    assert sorted(set(NOT_ALONE) - expected()) == []
    assert sorted(set(NOT_ALONE) & SHOWN) == []


def test_every_row_is_run() -> None:
    """A row whose name another one takes would never be."""
    for module in TESTS:
        rows = [bite.test for bite in BITES if bite.file == module.__name__]
        assert rows
        assert len(set(rows)) == len(rows)
        assert set(rows) <= set(vars(module))
