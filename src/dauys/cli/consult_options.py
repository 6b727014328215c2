"""Options that several words of ``dauys consult`` share, and how their files are read."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from dauys.cli.files import read_table
from dauys.cli.voice import echo, warn, words
from dauys.consultation import course_table, lifecycle, lineage, table
from dauys.consultation.anchor import Places
from dauys.consultation.proposal import GROUPS
from dauys.errors import Findings, Refused
from dauys.text import formats
from dauys.wire.ids import Moment

Group = Annotated[list[str] | None, typer.Option("--group", metavar="NAME")]
GroupList = Annotated[Path | None, typer.Option("--group-list", metavar="FILE")]
LineageFile = Annotated[Path | None, typer.Option("--lineage", metavar="FILE")]
StepsFile = Annotated[Path | None, typer.Option("--steps", metavar="FILE")]
Texts = Annotated[list[Path], typer.Option("--text", metavar="FILE")]
Json = Annotated[bool, typer.Option("--json")]


def groups_of(named: Sequence[str] | None, listed: Path | None) -> tuple[str, ...]:
    """The groups that may propose: those named, those of a file, or both; else the usual ones."""
    found = list(named or ())
    if listed is not None:
        found += table.read_groups(read_table(listed), accused=f"file:{listed.name}")
    return tuple(found) or GROUPS


def places_of(paths: Sequence[Path], version: str) -> dict[str, Places]:
    """The texts of one version by their language; work and version have no name in files."""
    found: dict[str, Places] = {}
    for path in paths:
        text = formats.load(path)
        if text.language in found:
            raise Refused("anchor.twice", f"file:{path.name}", language=text.language)
        found[text.language] = Places("text", version, text)
    return found


def lineage_of(
    proposals: bytes, path: Path | None, groups: Collection[str], found: Findings
) -> lineage.Lineage | None:
    """The lineage of the proposals of a file by the decisions of another; None without one."""
    if path is None:
        return None
    accused = f"file:{path.name}"
    decisions = course_table.read_decisions(read_table(path), found, accused=accused)
    # What is wrong with a proposal itself is told where proposals are read.
    listed = table.read_received(proposals, Findings(), groups=groups)
    return lineage.find({each.id: each.received for each in listed}, decisions, found)


def ended_by(path: Path | None, received: Mapping[str, Moment], found: Findings) -> set[str]:
    """The proposals that the steps of a file say were withdrawn or moderated; none without one."""
    if path is None:
        return set()
    steps = course_table.read_steps(read_table(path), found, accused=f"file:{path.name}")
    ways = lifecycle.ways(received, steps, found)
    return {name for name, way in ways.items() if way.state() in lifecycle.REASONED}


def stop_at_errors(found: Findings) -> None:
    """Ends the command with 1 where something is wrong: a part would pass for the whole."""
    for finding in found.errors():
        warn(f"dauys: {finding.code}: {words().finding(finding)}")
    if found.errors():
        raise typer.Exit(1)


def print_findings(found: Findings) -> None:
    """A line for each finding."""
    for finding in found.found:
        echo(f"{finding.code}: {words().finding(finding)}")
