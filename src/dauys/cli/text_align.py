"""``dauys text align``: the alignment of two texts as a file that a lawyer corrects.

What the file means is `dauys.text.alignment.decisions`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dauys.cli.files import write_new
from dauys.cli.text_changes import Accept
from dauys.cli.text_pair import Alignment, beside
from dauys.cli.voice import echo, words
from dauys.text.alignment.decisions import write_decisions
from dauys.text.compare import decisions_of


def align(
    old: Annotated[Path, typer.Argument()],
    new: Annotated[Path, typer.Argument()],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE")],
    alignment: Alignment = None,
    accept: Accept = None,
) -> None:
    """Writes every pair, and every article dropped or new, as a decision."""
    found = beside(old, new, alignment, accept)
    made = decisions_of(found)
    write_new(output, write_decisions(made))
    echo(words().say("text.aligned", file=str(output), count=len(made)))
