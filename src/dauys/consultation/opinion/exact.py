"""Products of small integers: the one place that calls BLAS, where no order of summation matters.

A product of matrices of integers is exact in floating point as long as no sum can reach 2^24
(single) or 2^53 (double precision): then every partial sum is an integer that is held exactly, and
any blocking, any number of threads, any processor gives the same. `product` holds its arguments to
that. All other floating-point work of this folder is done elementwise, in an order that `folded`
fixes. tests/consultation/opinion holds the folder to both.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_LIMITS = {"float32": 2**24, "float64": 2**53}


def product(left: NDArray[Any], right: NDArray[Any], *, largest: int) -> NDArray[Any]:
    """``left @ right`` of floats that hold integers; no two cells give more than ``largest``."""
    assert left.dtype == right.dtype
    assert largest * left.shape[1] < _LIMITS[left.dtype.name], "a sum might be rounded"
    found: NDArray[Any] = left @ right
    return found


def folded(rows: NDArray[Any]) -> NDArray[Any]:
    """The sum over the first axis, always in the same order: halves are laid on each other.

    Works in place: ``rows`` is used up.
    """
    count = rows.shape[0]
    while count > 1:
        half = count // 2
        rows[:half] += rows[count - half : count]
        count -= half
    first: NDArray[Any] = rows[0]
    return first


def dot(left: Floats, right: Floats) -> float:
    """The inner product of two vectors, summed as `folded` sums."""
    return float(folded(left * right))
