"""``dauys stations``: the accounting of station protocols, checked from a clerk's file."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from dauys.cli.files import read_table
from dauys.cli.voice import echo, echo_json, finding_object, words
from dauys.errors import Findings
from dauys.stations import findings as accounting
from dauys.stations.protocol import Protocol, total
from dauys.stations.station import Station, index
from dauys.stations.wire import read_protocols, read_stations

app = typer.Typer(no_args_is_help=True)


@app.callback()
def stations() -> None:
    """Keeps ``check`` a command of its own while it is the only one."""


@app.command()
def check(
    file: Annotated[Path, typer.Argument()],
    list_file: Annotated[Path | None, typer.Option("--stations", metavar="LIST")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Checks every protocol of a file; ends with 1 when one is wrong or missing."""
    found = Findings()
    listed = None if list_file is None else _listed(list_file)
    protocols = read_protocols(read_table(file), found, accused=f"file:{file.name}")
    accounting.find(protocols, listed, found)
    if as_json:
        echo_json(_report(protocols, listed, found))
    else:
        _print(protocols, found)
    if found.errors():
        raise typer.Exit(1)


def _listed(path: Path) -> dict[str, Station]:
    return index(read_stations(read_table(path), accused=f"file:{path.name}"))


def _report(
    protocols: list[Protocol], listed: dict[str, Station] | None, found: Findings
) -> dict[str, Any]:
    figures = total(protocols)
    return {
        "ok": not found.errors(),
        "protocols": len(protocols),
        "stations": None if listed is None else len(listed),
        "totals": asdict(figures) | {"participants": figures.participants},
        "findings": [finding_object(finding) for finding in found.found],
    }


def _print(protocols: list[Protocol], found: Findings) -> None:
    say = words().say
    for finding in found.found:
        echo(f"{finding.code}: {words().finding(finding)}")
    figures = total(protocols)
    echo(say("stations.read", count=len(protocols), faults=len(found.errors())))
    echo(
        say(
            "stations.totals",
            eligible=figures.eligible,
            issued=figures.issued,
            participants=figures.participants,
            yes=figures.yes,
            no=figures.no,
            both=figures.both_marked,
            invalid=figures.invalid,
        )
    )
