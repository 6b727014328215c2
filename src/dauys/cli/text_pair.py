"""Two texts as a command takes them: two files, what a lawyer decided of them (``--alignment``),
and what becomes of tracked changes in a Word document (`text_changes`)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dauys.cli.files import read_table
from dauys.cli.text_changes import changes_of
from dauys.text.alignment.decisions import Decision, read_decisions
from dauys.text.compare import Comparison, comparison
from dauys.text.formats import load

Alignment = Annotated[Path | None, typer.Option("--alignment", metavar="FILE")]


def beside(
    old: Path, new: Path, alignment: Path | None = None, accept: bool | None = None
) -> Comparison:
    """The texts of two files laid side by side."""
    changes = changes_of(accept)
    texts = load(old, changes=changes), load(new, changes=changes)
    return comparison(*texts, decisions(alignment))


def decisions(path: Path | None) -> tuple[Decision, ...]:
    """The decisions of a file, none where none is given."""
    return () if path is None else read_decisions(read_table(path), f"file:{path.name}")
