"""``dauys text picture``: what became of each article, as SVG."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dauys.cli.files import check_new, write_new
from dauys.cli.voice import echo, words, words_of
from dauys.text.compare import comparison
from dauys.text.formats import load
from dauys.text.table.picture import picture as draw
from dauys.text.table.write import check_suffix


def picture(
    old: Annotated[Path, typer.Argument()],
    new: Annotated[Path, typer.Argument()],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE")],
) -> None:
    """Draws what became of each article."""
    check_suffix(output.name, (".svg",))
    check_new(output)
    texts = load(old), load(new)
    spoken = words_of(texts[1].language)
    drawn = draw(comparison(*texts), spoken.say, spoken.language)
    write_new(output, drawn.encode("utf-8"))
    counts = {"old": len(texts[0].units()), "new": len(texts[1].units())}
    echo(words().say("picture.written", file=output.name, **counts))
