"""Every error code is declared, raised with its facts, said in three languages, documented, tested.

The list of codes is closed (`dauys.errors.CODES`); what is raised is read from the source itself.
"""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from dauys.errors import CODES
from dauys.words import LANGUAGES, sections
from tests.house.source import ROOT, Module, calls, everything, package

ERRORS = {"Refused", "Unreadable", "Finding", "DauysError"}
NOT_FACTS = {"accused", "certain", "severity", "step", "facts"}
# These make a finding of a code that their caller writes out, and are themselves read as makers.
MAKERS = {"note", "doubt"}
MAKERS_STAND_IN = {
    "src/dauys/text/findings.py",
    "src/dauys/verification/document.py",  # reads them out of a report
    "src/dauys/verification/pieces.py",  # reads them out of an answer
    "src/dauys/verification/report.py",
}


@dataclass(frozen=True)
class Making:
    """A place that makes an error or a finding; ``facts`` is None if they are not written out."""

    where: str
    code: str | None
    facts: set[str] | None


def makings() -> Iterator[Making]:
    """Every place that makes an error or a finding; `errors` itself only carries them on."""
    for module in package():
        for call, called in calls(module) if module.folder != "errors" else ():
            name, code = called.rpartition(".")[2], _code(call)
            if name in MAKERS and code is None:
                continue
            if name in MAKERS or (name in ERRORS and not (code is None and _is_maker(module))):
                yield Making(module.at(call, ast.unparse(call)[:80]), code, _facts(call, name))


def _is_maker(module: Module) -> bool:
    return module.place in MAKERS_STAND_IN


def _code(call: ast.Call) -> str | None:
    first = call.args[0] if call.args else next((k.value for k in call.keywords), None)
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None


def _facts(call: ast.Call, name: str) -> set[str] | None:
    if any(keyword.arg is None for keyword in call.keywords):
        return None
    if name != "Finding":
        return {str(keyword.arg) for keyword in call.keywords} - NOT_FACTS
    given = [k.value for k in call.keywords if k.arg == "facts"] or call.args[5:6]
    if not given:
        return set()
    if not isinstance(given[0], ast.Dict):
        return None
    return {str(key.value) for key in given[0].keys if isinstance(key, ast.Constant)}


def test_every_error_is_made_with_a_literal_code() -> None:
    """So that a search for a code finds the place that raises it."""
    assert [made.where for made in makings() if made.code is None] == []


def test_every_code_that_is_made_is_declared() -> None:
    undeclared = [made for made in makings() if made.code is not None and made.code not in CODES]
    assert [made.where for made in undeclared] == []


def test_every_error_carries_exactly_the_facts_of_its_code() -> None:
    offences = [
        f"{made.where}: has {sorted(made.facts)}, declared {sorted(CODES[made.code])}"
        for made in makings()
        if made.code in CODES and made.facts is not None and made.facts != set(CODES[made.code])
    ]
    assert offences == []


def test_every_declared_code_is_raised_somewhere() -> None:
    assert set(CODES) - {made.code for made in makings()} == set()


def test_every_code_is_provoked_by_a_test() -> None:
    """Its literal stands in a test outside this folder."""
    told = "\n".join(
        m.text for m in everything()
        if m.place.startswith("tests/") and not m.place.startswith("tests/house/")
    )  # fmt: skip
    assert [code for code in CODES if f'"{code}"' not in told and f"{code}:" not in told] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_sentence_with_its_facts(language: str) -> None:
    sentences = sections(language)["codes"]
    assert set(sentences) == set(CODES)
    wrong = {
        code: found
        for code, sentence in sentences.items()
        if (found := placeholders(sentence)) - {"accused"} != set(CODES[code])
    }
    assert wrong == {}


def placeholders(sentence: str) -> set[str]:
    """The names in braces of a sentence."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_every_code_is_documented() -> None:
    documented = (ROOT / "docs/errors.md").read_text(encoding="utf-8")
    assert [code for code in CODES if f"`{code}`" not in documented] == []


def test_codes_are_spelt_area_dot_fault_and_stand_in_order() -> None:
    assert list(CODES) == sorted(CODES)
    assert [code for code in CODES if not re.fullmatch(r"[a-z]+\.[a-z_]+", code)] == []
