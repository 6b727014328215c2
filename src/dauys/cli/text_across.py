"""``dauys text across``: a text beside the same version in another language.

Laying them side by side is the work of `dauys.text.alignment.across`; this prints it.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Annotated, Any

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text as Styled

from dauys.cli.files import read_bytes
from dauys.cli.text_changes import Accept, changes_of
from dauys.cli.voice import echo, echo_json, words
from dauys.errors import Unreadable
from dauys.text.alignment.across import UnitPairing
from dauys.text.alignment.across import across as lay_across
from dauys.text.concepts.terms import TermBase, read_terms
from dauys.text.formats import load
from dauys.text.provision import DIVISIONS, Provision
from dauys.words import printable

WIDTH = 80
TERMS = 8 * 1024 * 1024  # bytes of a term base


def across(
    first: Annotated[Path, typer.Argument()],
    second: Annotated[Path, typer.Argument()],
    terms: Annotated[Path | None, typer.Option("--terms")] = None,
    accept: Accept = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Lays two languages of a version side by side; two texts in one language are refused."""
    changes = changes_of(accept)
    texts = load(first, changes=changes), load(second, changes=changes)
    if texts[0].language == texts[1].language:
        found = f"{texts[0].language} {texts[1].language}"
        raise Unreadable("parity.languages", "", found=found)
    laid = lay_across(*texts, load_terms(terms))
    if as_json:
        languages = [texts[0].language, texts[1].language]
        numbering = f"{laid.numbering.numerator}/{laid.numbering.denominator}"
        rows = [_row(each) for each in laid.units]
        echo_json({"languages": languages, "numbering": numbering, "rows": rows})
        return
    _print(laid.units, (texts[0].language, texts[1].language))


def load_terms(path: Path | None) -> TermBase:
    """The term base of a file, or the one that comes with Dauys."""
    if path is None:
        built_in = resources.files("dauys.text.concepts") / "terms.csv"
        return read_terms(built_in.read_bytes(), accused="file:terms.csv")
    return read_terms(read_bytes(path, limit=TERMS), accused=f"file:{path.name}")


def _row(unit: UnitPairing) -> dict[str, Any]:
    return {
        "first": [each.number for each in unit.first],
        "second": [each.number for each in unit.second],
        "kind": (unit.first or unit.second)[0].kind,
        "alike": unit.alike,
        "first_addresses": _addresses(unit.first),
        "second_addresses": _addresses(unit.second),
        "paragraphs": [
            {"first": _addresses(pair.first), "second": _addresses(pair.second)}
            for pair in unit.paragraphs
        ],
    }


def _addresses(provisions: Sequence[Provision]) -> list[str]:
    return [each.address for each in provisions]


def _print(units: Sequence[UnitPairing], languages: tuple[str, str]) -> None:
    table = Table(box=box.SIMPLE_HEAD, width=WIDTH, pad_edge=False)
    for language in languages:
        table.add_column(language, max_width=16)
    table.add_column("%", justify="right", width=4)
    table.add_column(words().say("text.words"), ratio=1, no_wrap=True, overflow="ellipsis")
    for unit in units:
        table.add_row(*(Styled(printable(cell)) for cell in _cells(unit)))
    drawn = io.StringIO()
    Console(file=drawn, width=WIDTH, no_color=True).print(table)
    for line in drawn.getvalue().splitlines():
        echo(line.rstrip())
    alone = sum(not (unit.first and unit.second) for unit in units)
    echo(words().say("text.across", count=len(units), alone=alone))


def _cells(unit: UnitPairing) -> tuple[str, ...]:
    return (
        ", ".join(map(_name, unit.first)) or "–",
        ", ".join(map(_name, unit.second)) or "–",
        str(unit.alike) if unit.first and unit.second else "",
        _first_words((unit.first or unit.second)[0]),
    )


def _name(unit: Provision) -> str:
    named = unit.kind in (*DIVISIONS, "preamble", "conclusion")
    return words().say(f"text.{unit.kind}", number=unit.number) if named else unit.number


def _first_words(unit: Provision) -> str:
    spoken = (each for each in unit.walk() if each.kind != "note")
    return next((each.heading or each.text for each in spoken if each.heading or each.text), "")
