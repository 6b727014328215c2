"""Exactness: BLAS is called in one place, for integers that it cannot round."""

from __future__ import annotations

import ast
import random

import numpy as np
import pytest

from dauys.consultation.opinion.exact import dot, folded, product
from tests.house.source import PACKAGE

FOLDER = PACKAGE / "consultation" / "opinion"
# What numpy hands to BLAS or LAPACK, or to the mathematics library of the machine, or sums in an
# order of its own; sums of integers are exact and allowed as `.sum`.
INEXACT = {
    "dot", "vdot", "inner", "outer", "matmul", "einsum", "tensordot", "linalg", "mean", "std",
    "var", "average", "cov", "corrcoef", "norm", "exp", "log", "log2", "power", "hypot", "sin",
    "cos", "arctan2", "cbrt", "float_power", "trace", "convolve", "random",
}  # fmt: skip


def test_only_one_module_multiplies_matrices() -> None:
    offences = []
    for path in sorted(FOLDER.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
                offences.append(path.name)
            named = isinstance(node, ast.Attribute) and node.attr in INEXACT
            if named and ast.unparse(node).startswith("np."):
                offences.append(f"{path.name}: {ast.unparse(node)}")
    assert offences == ["exact.py"]


def test_a_product_that_might_be_rounded_is_not_made() -> None:
    ones = np.ones((1, 2**12), dtype=np.float32)
    assert product(ones, ones.T, largest=1)[0, 0] == 2**12
    with pytest.raises(AssertionError):
        product(ones, ones.T, largest=2**12)
    with pytest.raises(AssertionError):
        product(ones.astype(np.float64), ones.T, largest=1)


def test_folded_lays_halves_on_each_other() -> None:
    """The order is written down here again: another order rounds otherwise."""
    draw = random.Random(3)
    for count in (1, 2, 3, 7, 64, 65, 100):
        values = [draw.uniform(-1, 1) * 10 ** draw.randrange(12) for _ in range(count)]
        left = list(values)
        while len(left) > 1:
            half = len(left) // 2
            tail = left[len(left) - half :]
            left = [a + b for a, b in zip(left, tail, strict=False)] + left[half : len(left) - half]
        assert folded(np.array(values)) == left[0]


def test_an_inner_product_is_that_of_its_definition() -> None:
    left, right = np.array([1.0, 2.0, 3.0]), np.array([4.0, 5.0, -6.0])
    assert dot(left, right) == -4.0
