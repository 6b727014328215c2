"""Python satisfies vectors/group, and the files are what their script makes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dauys import group as groups
from dauys.errors import Refused
from vectors import make

FOLDER = Path(__file__).resolve().parents[2] / "vectors"
files = pytest.mark.parametrize("file", ["ed25519", "belenios2048", "rfc3526"])


def load(file: str) -> Any:
    return json.loads((FOLDER / f"group/{file}.json").read_text(encoding="utf-8"))


@files
def test_accepted_elements_are_accepted_and_refused_ones_refused(file: str) -> None:
    vectors = load(file)
    group = groups.named(vectors["group"])
    assert str(group.order) == vectors["order"]
    for each in vectors["accepted"]:
        assert group.element(each["text"]) == each["text"]
    for each in vectors["refused"]:
        with pytest.raises(Refused) as caught:
            group.element(each["text"])
        assert caught.value.code == each["code"], each["shows"]


@files
def test_powers_and_products_are_as_stated(file: str) -> None:
    vectors = load(file)
    group = groups.named(vectors["group"])
    for each in vectors["powers"]:
        assert group.power_secret(each["base"], int(each["exponent"])) == each["power"]
    for each in vectors["products"]:
        assert group.times(each["left"], each["right"]) == each["product"]
        assert group.over(each["left"], each["right"]) == each["quotient"]


def test_every_file_is_what_the_script_makes() -> None:
    """Nobody edits a vector by hand."""
    for path, vectors in make.everything().items():
        assert (FOLDER / path).read_bytes() == make.spelling(vectors), path
