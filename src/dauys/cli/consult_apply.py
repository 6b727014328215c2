"""``dauys consult apply``: the accepted proposals made into the next version of a text.

What a proposal changes is `dauys.consultation.amendment`, what collides and what becomes of it
`dauys.consultation.adopted`. A file is written only when nothing is in the way.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from dauys.cli import consult_files
from dauys.cli.consult_options import places_of
from dauys.cli.files import check_new, read_table, write_new
from dauys.cli.voice import echo, echo_json, finding_object, words
from dauys.consultation.adopted import adopt
from dauys.consultation.check import text_in
from dauys.consultation.draft import Draft, Made
from dauys.consultation.resolution import read_resolutions
from dauys.errors import Findings
from dauys.text.formats import check_written, dump, suffix_of
from dauys.text.formats.faithful import lost
from dauys.words import printable


def apply(
    proposals: Annotated[Path, typer.Argument()],
    answers: Annotated[Path, typer.Option("--answers", metavar="FILE")],
    text: Annotated[list[Path], typer.Option("--text", metavar="FILE")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE")],
    language: Annotated[str, typer.Option("--language", metavar="CODE")] = "",
    resolutions: Annotated[Path | None, typer.Option("--resolutions", metavar="FILE")] = None,
    group: Annotated[list[str] | None, typer.Option("--group", metavar="NAME")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Writes the next version in one language; ends with 1 when something is in the way."""
    suffix = suffix_of(output.name)
    check_written(suffix, f"file:{output.name}")
    check_new(output)
    found = Findings()
    places = places_of(text, "draft")
    own = text_in(language or next(iter(places)), places, accused=f"file:{output.name}")
    listed = consult_files.proposals(proposals, places, found, group)
    given = consult_files.answers(answers, proposals, listed, found)
    settled = []
    if resolutions is not None:
        accused = f"file:{resolutions.name}"
        settled = read_resolutions(read_table(resolutions), found, accused=accused)
    ours = [each for each in listed.values() if each.language == own.text.language]
    made = adopt(ours, given, own, settled, found)
    if found.errors():
        made = None
    if made is not None:
        data = dump(made.text, suffix)
        for finding in lost(made.text, data, suffix).found:
            found.add(finding)
        write_new(output, data)
    _tell(made, found, output, as_json)
    if made is None:
        raise typer.Exit(1)


def _tell(made: Draft | None, found: Findings, output: Path, as_json: bool) -> None:
    listed = () if made is None else made.made
    if as_json:
        told = {
            "ok": made is not None,
            "changes": [_object(each) for each in listed],
            "findings": [finding_object(each) for each in found.found],
        }
        echo_json(told)
        return
    for finding in found.found:
        echo(f"{finding.code}: {words().finding(finding)}")
    for each in listed:
        echo(_line(each))
    if made is not None:
        echo(words().say("consult.applied", file=str(output), count=len(listed)))


def _object(made: Made) -> dict[str, Any]:
    return {
        "address": made.address,
        "part": made.part,
        "start": made.start,
        "end": made.end,
        "deleted": made.gone,
        "inserted": made.words,
        "proposals": list(made.proposals),
        "editor": made.editor or None,
    }


def _line(made: Made) -> str:
    by = ", ".join(made.proposals)
    if made.editor:
        by += f" ({words().say('consult.decided', who=made.editor)})"
    gone = [f"−{made.gone.strip()}"] if made.gone else []
    come = [f"+{made.words.strip()}"] if made.words else []
    return printable(f"{made.address}  {'  '.join(gone + come)}  ← {by}")
