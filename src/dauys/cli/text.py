"""``dauys text``: a law as it was read, and two laws laid side by side.

Reading, aligning and naming is the work of `dauys.text`; this prints it.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Annotated, Any

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text as Styled

from dauys.cli import (
    text_across,
    text_align,
    text_check,
    text_export,
    text_figures,
    text_parity,
    text_picture,
    text_table,
)
from dauys.cli.text_changes import Accept, changes_of
from dauys.cli.text_pair import Alignment, beside
from dauys.cli.text_rows import row_object
from dauys.cli.voice import echo, echo_json, finding_object, warn, words
from dauys.text.compare import ENGINE, Comparison, Row
from dauys.text.formats import load_reading
from dauys.text.provision import DIVISIONS, Provision, Text
from dauys.text.table.names import became
from dauys.text.version import text_hash
from dauys.words import printable

app = typer.Typer(no_args_is_help=True)
across = app.command()(text_across.across)
align = app.command()(text_align.align)
check = app.command()(text_check.check)
export = app.command()(text_export.export)
figures = app.command()(text_figures.figures)
parity = app.command(cls=text_parity.Spread)(text_parity.parity)
picture = app.command()(text_picture.picture)
table = app.command()(text_table.table)

WIDTH = 80
RELATIONS = ("same", "moved", "reworded", "split", "merged", "new", "dropped")


@app.command()
def show(
    file: Annotated[Path, typer.Argument()],
    language: Annotated[str | None, typer.Option("--language", metavar="CODE")] = None,
    accept: Accept = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    reading = load_reading(file, language, changes_of(accept))
    found = reading.findings.found
    if as_json:
        echo_json(
            {
                **_summary(reading.text),
                "provisions": [_plain(each) for each in reading.text.provisions],
                "findings": [finding_object(each) for each in found],
            }
        )
        return
    _print_text(reading.text)
    for finding in found:
        warn(f"{finding.code}: {words().finding(finding)}")


@app.command()
def compare(
    old: Annotated[Path, typer.Argument()],
    new: Annotated[Path, typer.Argument()],
    alignment: Alignment = None,
    accept: Accept = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    found = beside(old, new, alignment, accept)
    if as_json:
        echo_json(
            {
                "rows": [row_object(found, row) for row in found.rows],
                "old": _summary(found.old),
                "new": _summary(found.new),
            }
        )
        return
    _print_rows(found.rows)
    _print_decisions(found)


def _summary(text: Text) -> dict[str, Any]:
    return {
        "title": text.title,
        "language": text.language,
        "hash": text_hash(text),
        "articles": len(text.articles()),
    }


def _plain(provision: Provision) -> dict[str, Any]:
    return {
        "address": provision.address,
        "kind": provision.kind,
        "number": provision.number,
        "heading": provision.heading,
        "text": provision.text,
        "children": [_plain(child) for child in provision.children],
    }


def _print_text(text: Text) -> None:
    echo(printable(text.title))
    echo(words().say("text.language", language=text.language))
    echo(words().say("text.articles", count=len(text.articles())))
    echo(words().say("text.hash", hash=text_hash(text)))
    echo()
    waiting = [(0, each) for each in reversed(text.provisions)]
    while waiting:
        depth, each = waiting.pop()
        echo(_line(depth, each))
        waiting.extend((depth + 1, child) for child in reversed(each.children))


def _line(depth: int, provision: Provision) -> str:
    """A provision in one line: its place, its number and its first words."""
    told = provision.heading or provision.text
    if provision.kind in (*DIVISIONS, "article", "transitional", "preamble", "conclusion", "note"):
        name = words().say(f"text.{provision.kind}", number=provision.number)
    else:
        name = provision.number or "·"
    line = printable(f"{'  ' * depth}{name}  {told}".rstrip())
    return line if len(line) <= WIDTH else line[: WIDTH - 1] + "…"


def _print_rows(rows: tuple[Row, ...]) -> None:
    say = words().say
    table = Table(box=box.SIMPLE_HEAD, width=WIDTH, pad_edge=False)
    table.add_column(say("text.old"), max_width=16)
    table.add_column(say("text.new_one"), max_width=16)
    table.add_column(say("text.relation"), max_width=22)
    table.add_column("%", justify="right", width=4)
    table.add_column(say("text.words"), ratio=1, no_wrap=True, overflow="ellipsis")
    for row in rows:
        table.add_row(*(Styled(printable(cell)) for cell in _cells(row)))
    drawn = io.StringIO()
    Console(file=drawn, width=WIDTH, no_color=True).print(table)
    for line in drawn.getvalue().splitlines():
        echo(line.rstrip())
    counts = {name: sum(row.relation == name for row in rows) for name in RELATIONS}
    told = (f"{say(f'text.{name}')} {count}" for name, count in counts.items() if count)
    echo(say("text.rows", count=len(rows), relations=", ".join(told)))


def _print_decisions(found: Comparison) -> None:
    """What a person decided, who and why; what the engine wrote into the file is left out."""
    made = [each for each in found.decisions if each.who != ENGINE]
    if made:
        echo()
        echo(words().say("text.decided"))
    for each in made:
        told = f"{each.old or '–'} {each.new or '–'} {each.decision}  {each.who}: {each.why}"
        echo(printable(f"  {told}"))


def _cells(row: Row) -> tuple[str, ...]:
    return (
        ", ".join(unit.number for unit in row.old) or "–",
        ", ".join(unit.number for unit in row.new) or "–",
        became(row, words().say),
        str(row.hundredths()) if row.old and row.new else "",
        _first_words((row.old or row.new)[0]),
    )


def _first_words(unit: Provision) -> str:
    spoken = (each for each in unit.walk() if each.kind != "note")
    return next((each.heading or each.text for each in spoken if each.heading or each.text), "")
