"""``dauys text align``: the alignment of two texts as a file that a lawyer corrects.

What the file means is `dauys.text.alignment.decisions`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dauys.cli.files import read_bytes, write_new
from dauys.cli.voice import echo, words
from dauys.text.alignment.decisions import Decision, read_decisions, write_decisions
from dauys.text.compare import comparison, decisions_of
from dauys.text.formats import load


def align(
    old: Annotated[Path, typer.Argument()],
    new: Annotated[Path, typer.Argument()],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE")],
    alignment: Annotated[Path | None, typer.Option("--alignment", metavar="FILE")] = None,
) -> None:
    """Writes every pair, and every article dropped or new, as a decision."""
    found = comparison(load(old), load(new), decisions(alignment))
    made = decisions_of(found)
    write_new(output, write_decisions(made))
    echo(words().say("text.aligned", file=str(output), count=len(made)))


def decisions(path: Path | None) -> tuple[Decision, ...]:
    """The decisions of a file, none where none is given."""
    return () if path is None else read_decisions(read_bytes(path), f"file:{path.name}")
