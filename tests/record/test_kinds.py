"""The closed list of kinds: each has one document, words in three languages, and a section."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from dauys.record.kinds import KIND_OF, KINDS
from dauys.record.state import RULES
from dauys.verification.handlers import HANDLERS
from dauys.words import LANGUAGES, sections
from tests.record import bodies

SPECIFICATION = Path(__file__).resolve().parents[2] / "docs/specification/8-record.md"


def test_a_document_belongs_to_one_kind() -> None:
    assert {KINDS[kind] for kind in KINDS} == set(KIND_OF)
    assert len(KIND_OF) == len(KINDS)


def test_every_kind_has_a_rule_of_order_and_steps_of_verification() -> None:
    assert set(RULES) == set(HANDLERS) == set(KINDS.values())


def test_a_kind_is_a_noun_and_what_happened_to_it() -> None:
    assert [kind for kind in KINDS if not re.fullmatch("[a-z]+\\.[a-z]+", kind)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_words(language: str) -> None:
    assert set(sections(language)["kinds"]) == set(KINDS)


def test_every_kind_has_a_body_in_these_tests_that_reads_back() -> None:
    assert {KIND_OF[type(body)] for body in bodies.EVERY} == set(KINDS)
    for body in bodies.EVERY:
        bodies.spelt(body)


def test_every_kind_has_its_body_in_the_specification() -> None:
    text = SPECIFICATION.read_text(encoding="utf-8")
    assert [kind for kind in KINDS if f"### `{kind}`" not in text] == []
    assert re.findall("^### `([a-z.]+)`", text, re.M) == list(KINDS), "in the order of the list"


def body_of(kind: str) -> str:
    """The section of a kind in the specification."""
    text = SPECIFICATION.read_text(encoding="utf-8")
    return text.partition(f"### `{kind}`\n")[2].partition("\n#")[0]


@pytest.mark.parametrize("kind", KINDS)
def test_the_specification_names_every_field_of_a_body_in_its_order(kind: str) -> None:
    named = re.findall(r"^\| `(\w+)`(\?)? \|", body_of(kind), re.M)
    fields = dataclasses.fields(KINDS[kind])
    assert [name for name, _ in named] == [field.name for field in fields]
    optional = [f.name for f in fields if f.default is not dataclasses.MISSING]
    assert [name for name, mark in named if mark] == optional


def test_the_order_of_the_specification_has_a_row_for_every_kind() -> None:
    table = SPECIFICATION.read_text(encoding="utf-8").partition("## 3. ")[2].partition("## 4. ")[0]
    assert re.findall(r"^\| `([a-z.]+)` \|", table, re.M) != []
    assert set(re.findall(r"^\| `([a-z.]+)` \|", table, re.M)) == set(KINDS)
