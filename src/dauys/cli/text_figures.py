"""``dauys text figures``: two texts in figures, each said in words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from dauys.cli.text_changes import Accept
from dauys.cli.text_pair import Alignment, beside
from dauys.cli.voice import echo, echo_json, words
from dauys.text.table.figures import Division, Figures, Words
from dauys.text.table.figures import figures as count
from dauys.text.table.rows import table
from dauys.text.table.told import Account, account
from dauys.words import printable


def figures(
    old: Annotated[Path, typer.Argument()],
    new: Annotated[Path, typer.Argument()],
    alignment: Alignment = None,
    accept: Accept = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Counts what became of articles and words."""
    found = table(beside(old, new, alignment, accept))
    counted = count(found)
    if as_json:
        echo_json(_plain(counted))
        return
    _print(account(found, counted, words().say))


def _plain(counted: Figures) -> dict[str, Any]:
    share = counted.share()
    return {
        "articles": {"old": dict(counted.old_articles), "new": dict(counted.new_articles)},
        "moved": counted.moved,
        "words": {"old": _words(counted.old), "new": _words(counted.new)},
        "changed": {"numerator": share.numerator, "denominator": share.denominator},
        "divisions": {
            "old": [_division(each) for each in counted.old_divisions],
            "new": [_division(each) for each in counted.new_divisions],
        },
    }


def _division(division: Division) -> dict[str, Any]:
    return {"address": division.address, **_words(division.words)}


def _words(counted: Words) -> dict[str, int]:
    return {
        "all": counted.all,
        "kept": counted.kept,
        "moved": counted.moved,
        "changed": counted.changed,
    }


def _print(told: Account) -> None:
    for grid in told.grids:
        if grid.caption:
            echo(printable(grid.caption))
        _print_grid([grid.columns, *grid.rows])
        echo()
    for sentence in told.sentences:
        echo(printable(sentence))


def _print_grid(rows: Sequence[Sequence[str]]) -> None:
    """Columns side by side: numbers to the right, the last column as it comes."""
    shown = [[printable(cell) for cell in row] for row in rows]
    wide = [max(len(row[n]) for row in shown) for n in range(len(shown[0]))]
    for row in shown:
        first, *middle = row
        cells = [first.ljust(wide[0])]
        cells += [
            cell if n == len(row) - 1 and not cell[:1].isdigit() else cell.rjust(wide[n])
            for n, cell in enumerate(middle, 1)
        ]
        echo("  " + "  ".join(cells).rstrip())
