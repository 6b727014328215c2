"""``dauys implementation``: the matrix from provision to practice, and how it stands on a day."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from dauys.cli.files import read_table
from dauys.cli.voice import echo, echo_json, finding_object, words
from dauys.consultation.anchor import Places
from dauys.errors import Findings
from dauys.implementation import findings
from dauys.implementation.matrix import Task
from dauys.implementation.report import Report
from dauys.implementation.report import report as report_of
from dauys.implementation.wire import read_matrix
from dauys.text import formats

app = typer.Typer(no_args_is_help=True)


@app.callback()
def implementation() -> None:
    """Keeps ``report`` a command of its own while it is the only one."""


@app.command()
def report(
    matrix: Annotated[Path, typer.Argument()],
    text: Annotated[Path, typer.Option("--text", metavar="FILE")],
    at: Annotated[str | None, typer.Option("--at", metavar="DATE")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Checks a matrix against its text and counts its tasks; ends with 1 when a row is wrong."""
    found = Findings()
    places = Places("text", "adopted", formats.load(text))
    tasks = read_matrix(read_table(matrix), places, found, accused=f"file:{matrix.name}")
    findings.find(tasks, places, found)
    stands = report_of(tasks, places, at or datetime.now(UTC).strftime("%Y-%m-%d"))
    if as_json:
        echo_json(_report(tasks, stands, found))
    else:
        _print(stands, found)
    if found.errors():
        raise typer.Exit(1)


def _report(tasks: list[Task], stands: Report, found: Findings) -> dict[str, Any]:
    """The figures, the hash that each task is bound to, and the findings."""
    bound = {task.task: task.anchor.hash for task in tasks}
    told = [finding_object(finding) for finding in found.found]
    return {"ok": not found.errors(), **asdict(stands), "bound": bound, "findings": told}


def _print(stands: Report, found: Findings) -> None:
    say = words().say
    for finding in found.found:
        echo(f"{finding.code}: {words().finding(finding)}")
    echo(say("implementation.read", count=stands.tasks, faults=len(found.errors())))
    for status, count in stands.statuses.items():
        echo(f"  {say(f'implementation.status.{status}')}: {count}")
    for key, listed in (
        ("implementation.overdue", stands.overdue),
        ("implementation.suspect", stands.suspect),
        ("implementation.without", stands.without),
    ):
        echo(say(key, count=len(listed), at=stands.at, listed=", ".join(listed) or "–"))
