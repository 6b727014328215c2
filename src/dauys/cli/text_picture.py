"""``dauys text picture``: what became of each article, as SVG."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dauys.cli.files import check_new, write_new
from dauys.cli.text_changes import Accept
from dauys.cli.text_pair import Alignment, beside
from dauys.cli.voice import echo, words, words_of
from dauys.text.table.picture import picture as draw
from dauys.text.table.write import check_suffix


def picture(
    old: Annotated[Path, typer.Argument()],
    new: Annotated[Path, typer.Argument()],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE")],
    alignment: Alignment = None,
    accept: Accept = None,
) -> None:
    """Draws what became of each article."""
    check_suffix(output.name, (".svg",))
    check_new(output)
    found = beside(old, new, alignment, accept)
    spoken = words_of(found.new.language)
    drawn = draw(found, spoken.say, spoken.language)
    write_new(output, drawn.encode("utf-8"))
    counts = {"old": len(found.old.units()), "new": len(found.new.units())}
    echo(words().say("picture.written", file=output.name, **counts))
