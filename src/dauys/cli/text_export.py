"""``dauys text export``: a law in another format.

What is written is read again before it is put onto the disk; what the format cannot carry is told
on standard error. Formats are the matter of `dauys.text.formats`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dauys.cli.files import check_new, write_new
from dauys.cli.text_changes import Accept, changes_of
from dauys.cli.voice import echo, warn, words
from dauys.text.formats import check_written, dump, load_reading, suffix_of
from dauys.text.formats.about import About
from dauys.text.formats.faithful import lost


def export(
    file: Annotated[Path, typer.Argument()],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE")],
    language: Annotated[str | None, typer.Option("--language", metavar="CODE")] = None,
    accept: Accept = None,
    country: Annotated[str, typer.Option("--country", metavar="CODE")] = "",
    work: Annotated[str, typer.Option("--work", metavar="NAME")] = "",
    date: Annotated[str, typer.Option("--date", metavar="DATE")] = "",
    author: Annotated[str, typer.Option("--author", metavar="NAME")] = "",
) -> None:
    """Writes a law in another format, and tells what that format cannot carry."""
    suffix = suffix_of(output.name)
    check_written(suffix, f"file:{output.name}")
    check_new(output)
    reading = load_reading(file, language, changes_of(accept))
    data = dump(reading.text, suffix, About(country, work, date, author))
    found = [*reading.findings.found, *lost(reading.text, data, suffix).found]
    write_new(output, data)
    for finding in found:
        warn(f"{finding.code}: {words().finding(finding)}")
    articles = len(reading.text.articles())
    echo(words().say("text.exported", file=str(output), articles=articles, bytes=len(data)))
