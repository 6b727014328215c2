"""``with refused("station.unknown"):`` the block must be refused with that very code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from dauys.errors import DauysError


@contextmanager
def refused(code: str, **facts: str | int) -> Iterator[None]:
    """The block raises this code, with at least these facts."""
    with pytest.raises(DauysError) as error:
        yield
    assert error.value.code == code
    assert facts.items() <= error.value.facts.items()
