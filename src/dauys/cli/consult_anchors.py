"""``dauys consult anchors``: what becomes of every proposal's anchor in a new version.

What is kept, carried or orphaned is decided in `dauys.consultation.fate`, what a person says about
it in `dauys.consultation.decision`; this prints it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from dauys.cli import consult_files
from dauys.cli.consult_options import places_of
from dauys.cli.files import read_table
from dauys.cli.voice import echo, echo_json, finding_object, words
from dauys.consultation.decision import read_decisions, settle
from dauys.consultation.fate import STATES, Fate, Fates
from dauys.errors import Findings, Refused
from dauys.words import printable


def anchors(
    proposals: Annotated[Path, typer.Argument()],
    text: Annotated[list[Path], typer.Option("--text", metavar="FILE")],
    new: Annotated[list[Path], typer.Option("--new", metavar="FILE")],
    decisions: Annotated[Path | None, typer.Option("--decisions", metavar="FILE")] = None,
    group: Annotated[list[str] | None, typer.Option("--group", metavar="NAME")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Tells which anchors are kept, carried or orphaned; ends with 1 when a row is wrong."""
    found = Findings()
    before, after = places_of(text, "old"), places_of(new, "new")
    compared = consult_files.comparisons(before, after)
    made = {each: Fates(before[each], after[each], compared[each]) for each in compared}
    listed = consult_files.proposals(proposals, before, found, group)
    fates: dict[str, Fate] = {}
    for proposal in listed.values():
        with found.collecting():
            if proposal.language not in made:
                languages = ", ".join(sorted(after))
                raise Refused(
                    "anchor.language",
                    proposal.accused(),
                    expected=proposal.language,
                    found=languages,
                )
            fates[proposal.id] = made[proposal.language].of(proposal.anchor, proposal.quote)
    engine = fates
    if decisions is not None:
        accused = f"file:{decisions.name}"
        given = read_decisions(read_table(decisions), found, accused=accused)
        fates = settle(fates, given, after, found)
    _tell(engine, fates, found, as_json)
    if found.errors():
        raise typer.Exit(1)


def _tell(
    engine: Mapping[str, Fate], fates: Mapping[str, Fate], found: Findings, as_json: bool
) -> None:
    decided = {each for each in fates if fates[each] is not engine[each]}
    if as_json:
        told = {
            "ok": not found.errors(),
            "anchors": [_object(each, fates[each], each in decided) for each in fates],
            "findings": [finding_object(each) for each in found.found],
        }
        echo_json(told)
        return
    for finding in found.found:
        echo(f"{finding.code}: {words().finding(finding)}")
    for each, fate in fates.items():
        if fate.state != "kept" or (fate.after and fate.after.address != fate.anchor.address):
            echo(_line(each, fate, each in decided))
    counts = Counter(fate.state for fate in fates.values())
    echo(words().say("consult.fates", **{state: counts[state] for state in STATES}))


def _object(proposal: str, fate: Fate, decided: bool) -> dict[str, Any]:
    return {
        "proposal": proposal,
        "language": fate.anchor.language,
        "state": fate.state,
        "reason": fate.reason,
        "decided": decided,
        "old": fate.anchor.address,
        "new": None if fate.after is None else fate.after.address,
        "hash": None if fate.after is None else fate.after.hash,
        "near": list(fate.near),
    }


def _line(proposal: str, fate: Fate, decided: bool) -> str:
    say = words().say
    told = say(f"fate.{fate.state}")
    if fate.after is not None:
        told += f": {fate.anchor.address} → {fate.after.address}"
    else:
        told += f": {fate.anchor.address}"
    if fate.reason is not None:
        told += f" ({say(f'fate.reason.{fate.reason}')})"
    if fate.near:
        told += f"; {say('fate.near', places=', '.join(fate.near))}"
    if decided:
        told += f"; {say('fate.decided')}"
    return printable(f"{proposal}  {told}")
