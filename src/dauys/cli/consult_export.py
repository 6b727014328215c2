"""``dauys consult export``: proposals with their answers as CSV, XLSX or JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dauys.cli.consult_options import (
    Group,
    GroupList,
    LineageFile,
    Texts,
    groups_of,
    lineage_of,
    places_of,
    stop_at_errors,
)
from dauys.cli.files import check_new, read_table, write_new
from dauys.cli.voice import echo, words
from dauys.consultation import course_table, export, findings, lifecycle, table
from dauys.consultation.lineage import find_in_answers
from dauys.consultation.proposal import Answer, Proposal
from dauys.errors import Findings, Unreadable


def export_(
    proposals: Annotated[Path, typer.Argument()],
    text: Texts,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE")],
    answers: Annotated[Path | None, typer.Option("--answers", metavar="FILE")] = None,
    lineage: LineageFile = None,
    steps: Annotated[Path | None, typer.Option("--steps", metavar="FILE")] = None,
    group: Group = None,
    group_list: GroupList = None,
) -> None:
    """Writes proposals with what became of them."""
    suffix = output.suffix.lower()
    if suffix not in export.SUFFIXES:
        known = " ".join(export.SUFFIXES)
        raise Unreadable("text.format", f"file:{output.name}", suffix=suffix or "?", known=known)
    check_new(output)
    found = Findings()
    data, groups = read_table(proposals), groups_of(group, group_list)
    places, accused = places_of(text, "draft"), f"file:{proposals.name}"
    listed = table.read_proposals(data, places, found, groups=groups, accused=accused)
    findings.find_in_proposals(listed, None, found)
    origins = lineage_of(data, lineage, groups, found)
    given: dict[str, Answer] = {}
    if answers is not None:
        read = table.read_answers(read_table(answers), found, accused=f"file:{answers.name}")
        told = read if origins is None else find_in_answers(origins, read, found)
        given = {answer.proposal: answer for answer in reversed(told)}
    withheld = _withheld(listed, steps, found)
    stop_at_errors(found)
    write_new(output, export.open_data(listed, given, origins, withheld, suffix))
    echo(words().say("consult.exported", file=output.name, count=len(listed)))


def _withheld(listed: list[Proposal], steps: Path | None, found: Findings) -> set[str]:
    """The proposals whose words were set aside or taken back."""
    if steps is None:
        return set()
    read = course_table.read_steps(read_table(steps), found, accused=f"file:{steps.name}")
    ways = lifecycle.ways({each.id: each.received for each in listed}, read, found)
    return {name for name, way in ways.items() if way.state() in lifecycle.REASONED}
