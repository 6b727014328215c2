"""``dauys consult steps``: where each proposal stands, and whether its steps are in order."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dauys.cli.consult_options import Group, GroupList, Json, groups_of, print_findings
from dauys.cli.files import read_table
from dauys.cli.voice import echo, echo_json, finding_object, words
from dauys.consultation import course_table, lifecycle, table
from dauys.errors import Findings


def steps(
    proposals: Annotated[Path, typer.Argument()],
    taken: Annotated[Path, typer.Option("--steps", metavar="FILE")],
    answers: Annotated[Path | None, typer.Option("--answers", metavar="FILE")] = None,
    group: Group = None,
    group_list: GroupList = None,
    as_json: Json = False,
) -> None:
    """Holds the steps of every proposal against the order that they must have."""
    found = Findings()
    groups, accused = groups_of(group, group_list), f"file:{proposals.name}"
    listed = table.read_received(read_table(proposals), found, groups=groups, accused=accused)
    read = course_table.read_steps(read_table(taken), found, accused=f"file:{taken.name}")
    ways = lifecycle.ways({each.id: each.received for each in listed}, read, found)
    if answers is not None:
        given = table.read_answers(read_table(answers), found, accused=f"file:{answers.name}")
        lifecycle.find_in_answers(ways, given, found)
    states = [way.state() for way in ways.values()]
    counts = {state: states.count(state) for state in lifecycle.STATES}
    if as_json:
        echo_json(
            {
                "ok": not found.errors(),
                "states": counts,
                "proposals": {name: way.state() for name, way in ways.items()},
                "findings": [finding_object(finding) for finding in found.found],
            }
        )
    else:
        print_findings(found)
        for state, count in counts.items():
            echo(f"{words().say(f'consult.{state}')}: {count}")
    if found.errors():
        raise typer.Exit(1)
