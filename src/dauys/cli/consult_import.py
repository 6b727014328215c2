"""``dauys consult import``: a file of proposals taken in, with a report line by line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from dauys.cli.consult_options import Group, GroupList, Json, Texts, groups_of, places_of
from dauys.cli.files import check_new, read_bytes, write_new
from dauys.cli.moment import now_or
from dauys.cli.voice import echo, echo_json, words
from dauys.consultation import export, intake, mapping, raw
from dauys.errors import DauysError
from dauys.words import printable


def import_(
    file: Annotated[Path, typer.Argument()],
    text: Texts,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE.csv")],
    plan: Annotated[Path | None, typer.Option("--mapping", metavar="FILE")] = None,
    sheet: Annotated[str | None, typer.Option("--sheet", metavar="NAME")] = None,
    partial: Annotated[bool, typer.Option("--partial")] = False,
    at: Annotated[str | None, typer.Option("--at", metavar="MOMENT")] = None,
    group: Group = None,
    group_list: GroupList = None,
    as_json: Json = False,
) -> None:
    """Takes in the proposals of a file: all of them or none."""
    suffix, accused = file.suffix.lower(), f"file:{file.name}"
    raw.check_suffix(suffix, accused)
    check_new(output)
    data = read_bytes(file, limit=raw.MAX_BYTES)
    taken = intake.read(
        data,
        suffix,
        places_of(text, "draft"),
        now_or(at, "dauys consult import"),
        plan=_plan(plan, sheet),
        groups=groups_of(group, group_list),
        accused=accused,
    )
    written = bool(taken.proposals) and (partial or not taken.faults)
    if written:
        write_new(output, export.table_of(taken.proposals))
    if as_json:
        echo_json(_object(taken, written))
    else:
        _print(taken, output.name if written else "")
    if taken.faults:
        raise typer.Exit(1)


def _plan(path: Path | None, sheet: str | None) -> mapping.Plan:
    plan = mapping.NOTHING
    if path is not None:
        data = read_bytes(path, limit=mapping.MAX_BYTES)
        plan = mapping.read_mapping(data, accused=f"file:{path.name}")
    return plan if sheet is None else replace(plan, sheet=sheet)


def _object(taken: intake.Intake, written: bool) -> dict[str, Any]:
    return {
        "ok": not taken.faults,
        "written": written,
        "rows": taken.rows,
        "accepted": len(taken.proposals),
        "faults": [_fault(line, error) for line, error in taken.faults],
        "unused": list(taken.unused),
    }


def _fault(line: int, error: DauysError) -> dict[str, Any]:
    return {
        "line": line,
        "code": error.code,
        "accused": error.accused,
        "facts": error.facts,
        "message": words().error(error),
    }


def _print(taken: intake.Intake, written: str) -> None:
    say = words().say
    for line, error in taken.faults:
        echo(say("consult.line", line=line, code=error.code, message=words().error(error)))
    if taken.unused:
        echo(say("consult.unused", columns=printable(", ".join(taken.unused))))
    counts = {"rows": taken.rows, "accepted": len(taken.proposals), "faults": len(taken.faults)}
    echo(say("consult.taken", **counts))
    echo(say("consult.written", file=written) if written else say("consult.unwritten"))
