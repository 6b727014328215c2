"""What turns a forgery into a test that a check bites, and keeps the list of them.

`@bites(10, "ballot.proof", without=[check_disjunction])` says: where the one check that raises this
code in that function is replaced by nothing, what the function below forges is accepted; with the
check, step 10 refuses it with this code, and nothing else is found. So no other check stands behind
which that one could be asleep.

``meanwhile`` names checks that are gone in both runs: a last line of defence can only be seen to
hold where those before it have fallen.
"""

from __future__ import annotations
import __future__

import ast
import inspect
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import FunctionType, ModuleType
from typing import Any

import pytest

from dauys.record.belenios import write_archive
from dauys.record.box import BoxDocuments
from dauys.verification.archive import verify_archive
from dauys.verification.judging import Execution
from dauys.verification.report import Report
from dauys.verification.verify import verify_record
from tests.verification.world import MemorySource, World, found

Patch = Callable[[pytest.MonkeyPatch, str], None]
Forged = World | BoxDocuments | bytes | dict[str, bytes]
Forgery = Callable[[], Forged]


@dataclass(frozen=True, slots=True)
class Bite:
    """One row: a check, by its step and code, and the test that shows it to bite."""

    step: int
    code: str
    file: str
    test: str


BITES: list[Bite] = []
SOURCES: dict[FunctionType, str] = {}
GONE: dict[FunctionType, frozenset[str]] = {}  # the codes that a function does not raise just now


def bites(
    step: int,
    code: str,
    *,
    without: Sequence[Any],
    meanwhile: Sequence[tuple[Any, str]] = (),
    execution: Execution | None = None,
) -> Callable[[Forgery], Callable[[], None]]:
    """The check of this code, in these functions, is all that meets what the function forges.

    What stands in ``without`` is a function, a function with another code, or a module, whose
    strictness about lengths that `loosely` takes away. Each ballot is judged as it comes, or as
    ``execution`` says.
    """

    def register(forge: Forgery) -> Callable[[], None]:
        def test() -> None:
            with pytest.MonkeyPatch.context() as fallen:
                for function, other in meanwhile:
                    remove(fallen, function, other)
                with pytest.MonkeyPatch.context() as patch:
                    for each in without:
                        remove(patch, *(each if isinstance(each, tuple) else (each, code)))
                    forged = forge()
                    blind = verified(forged, execution)
                seeing = verified(forged, execution)
            gone = (found(blind), blind.verdict())
            assert gone == (set(), "accepted"), f"without the check: {gone}"
            assert found(seeing) == {(step, code)}, f"with the check: {found(seeing)}"

        test.__name__ = test.__qualname__ = forge.__name__
        test.__doc__, test.__module__ = forge.__doc__, forge.__module__
        BITES.append(Bite(step, code, forge.__module__, forge.__name__))
        return test

    return register


def verified(forged: Forged, execution: Execution | None = None) -> Report:
    """What verification finds in a record, its files, or the archive of a box."""
    report = Report(lambda: 0.0)
    if isinstance(forged, World | dict):
        files = forged.files() if isinstance(forged, World) else forged
        verify_record(MemorySource(files), report, execution=execution)
    else:
        archive = forged if isinstance(forged, bytes) else write_archive(forged)
        verify_archive(archive, report, execution=execution)
    return report


def remove(patch: pytest.MonkeyPatch, where: Any, code: str) -> None:
    """Takes one check away."""
    if isinstance(where, ModuleType):
        loosely(patch, where)
    else:
        unraised(patch, where, code)


def unraised(patch: pytest.MonkeyPatch, function: FunctionType, code: str) -> None:
    """Replaces, inside a function, every statement that raises this code by nothing.

    The function stays the same object, so that whoever has imported it meets it changed.
    """
    source = SOURCES.setdefault(function, textwrap.dedent(inspect.getsource(function)))
    patch.setitem(GONE, function, GONE.get(function, frozenset()) | {code})
    removal = _Removal(GONE[function])
    changed = ast.fix_missing_locations(removal.visit(ast.parse(source)))
    assert removal.count, f"{function.__qualname__} raises no {code}"
    space: dict[str, Any] = dict(function.__globals__)
    exec(compile(changed, "bite", "exec", __future__.annotations.compiler_flag), space)
    patch.setattr(function, "__code__", space[function.__name__].__code__)


class _Removal(ast.NodeTransformer):
    """Takes ``raise Refused(code)`` out; ``raise otherwise`` where the caller gave such a code."""

    def __init__(self, codes: frozenset[str]) -> None:
        self.codes = codes
        self.count = 0

    def visit_Raise(self, node: ast.Raise) -> ast.stmt:
        raised = node.exc
        if isinstance(raised, ast.Name):
            self.count += 1
            gone = ast.Tuple([ast.Constant(code) for code in sorted(self.codes)], ast.Load())
            code = ast.Attribute(raised, "code", ast.Load())
            return ast.If(ast.Compare(code, [ast.NotIn()], [gone]), [node], [])
        first = raised.args[0] if isinstance(raised, ast.Call) and raised.args else None
        if isinstance(first, ast.Constant) and first.value in self.codes:
            self.count += 1
            return ast.Pass()
        return node


def loosely(patch: pytest.MonkeyPatch, module: ModuleType) -> None:
    """``zip(strict=True)`` of a module says nothing of lengths: it repeats a check of them."""

    def loose(*parts: Any, strict: bool = False) -> Any:
        return zip(*parts, strict=False)

    patch.setattr(module, "zip", loose, raising=False)
