"""The source as the house tests see it: every module with its folder, its text and its syntax."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "dauys"


@dataclass(frozen=True)
class Module:
    """A Python file; ``place`` is its path from the root of the repository."""

    path: Path

    @property
    def place(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def inside(self) -> str:
        """The path from src/dauys: ``wire/shape.py``."""
        return self.path.relative_to(PACKAGE).as_posix()

    @property
    def folder(self) -> str:
        """The folder below src/dauys, or the name of a module that stands there itself."""
        first = self.path.relative_to(PACKAGE).parts[0]
        return first.removesuffix(".py")

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, filename=str(self.path))

    def at(self, node: ast.AST, what: str) -> str:
        """A line for a list of offences: where, and what."""
        return f"{self.place}:{getattr(node, 'lineno', 1)}: {what}"


@cache
def package() -> tuple[Module, ...]:
    """Every module of the package."""
    return tuple(Module(path) for path in sorted(PACKAGE.rglob("*.py")))


@cache
def everything() -> tuple[Module, ...]:
    """Every Python file of the repository, tests and tools included."""
    folders = ("src", "tests", "tools", "benchmarks")
    return tuple(Module(p) for f in folders for p in sorted((ROOT / f).rglob("*.py")))


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that git tracks, or would if it were added; skips where there is no git."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    try:
        told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("needs git and a clone to know which files belong to the repository")
    return tuple(ROOT / line for line in told.stdout.splitlines() if (ROOT / line).is_file())


def imports(module: Module) -> Iterator[tuple[ast.AST, str]]:
    """Every imported name in full, ``dauys.wire.table``; those for type checking count too."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            yield from ((node, f"{base}.{alias.name}") for alias in node.names)


def calls(module: Module) -> Iterator[tuple[ast.Call, str]]:
    """Every call with the name of what is called: ``Refused``, ``path.open``, ``.now``."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node, node.func.id
            elif isinstance(node.func, ast.Attribute):
                owner = node.func.value
                yield node, f"{owner.id if isinstance(owner, ast.Name) else ''}.{node.func.attr}"


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method, nested ones included."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
