"""Real texts and records stand beside the clone in ``../shared``, not in the product.

A test that needs one skips aloud where it is missing.
"""

from __future__ import annotations

from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


def shared(path: str) -> Path:
    """A file or folder of ../shared/data; skips the test where it is missing."""
    found = DATA / path
    if not found.exists():
        pytest.skip(f"needs ../shared/data/{path}, which is not on this machine")
    return found
