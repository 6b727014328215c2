"""``dauys consult hearings``: each hearing with its speakers and the proposals made there."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from dauys.cli import consult_terms
from dauys.cli.consult_options import Group, GroupList, Json, groups_of, print_findings
from dauys.cli.files import read_table
from dauys.cli.voice import echo, echo_json, finding_object, words
from dauys.consultation import findings, table
from dauys.consultation.proposal import Hearing
from dauys.errors import Findings, Refused
from dauys.wire.ids import Words
from dauys.words import printable


def hearings(
    hearings: Annotated[Path, typer.Argument()],
    proposals: Annotated[Path | None, typer.Option("--proposals", metavar="FILE")] = None,
    group: Group = None,
    group_list: GroupList = None,
    as_json: Json = False,
) -> None:
    """Shows the hearings of a file, and holds them to what a hearing must have."""
    found = Findings()
    groups, accused = groups_of(group, group_list), f"file:{hearings.name}"
    read = table.read_hearings(read_table(hearings), found, groups=groups, accused=accused)
    held = findings.find_in_hearings(read, found)
    made = {} if proposals is None else _made_at(proposals, held, found)
    if as_json:
        told = [_object(each, made.get(each.id, [])) for each in held.values()]
        listed = [finding_object(each) for each in found.found]
        echo_json({"ok": not found.errors(), "hearings": told, "findings": listed})
    else:
        print_findings(found)
        for each in held.values():
            _print(each, made.get(each.id, []))
    if found.errors():
        raise typer.Exit(1)


def _made_at(path: Path, held: dict[str, Hearing], found: Findings) -> dict[str, list[str]]:
    made = table.made_at(read_table(path), accused=f"file:{path.name}")
    for hearing, proposals in made.items():
        if hearing not in held:
            with found.collecting():
                raise Refused("hearing.unknown", f"proposal:{proposals[0]}", hearing=hearing)
    return made


def _object(hearing: Hearing, proposals: list[str]) -> dict[str, Any]:
    return {
        "hearing": hearing.id,
        "opens": hearing.opens,
        "closes": hearing.closes,
        "region": hearing.region,
        "attended": hearing.attended,
        "groups": list(hearing.groups),
        "speakers": [{"group": each.group, "name": each.name} for each in hearing.speakers],
        "place": hearing.place,
        "agenda": hearing.agenda,
        "minutes": hearing.minutes,
        "proposals": proposals,
    }


def _print(hearing: Hearing, proposals: list[str]) -> None:
    say = words().say
    times = {"opens": hearing.opens, "closes": hearing.closes}
    place = _in_language(hearing.place)
    echo(say("consult.hearing", id=hearing.id, region=hearing.region, place=place, **times))
    echo("  " + say("consult.hearing_agenda", words=_in_language(hearing.agenda)))
    spoke = len(hearing.speakers) or "–"
    echo("  " + say("consult.hearing_attended", attended=hearing.attended, spoke=spoke))
    for group in hearing.groups:
        told = consult_terms.group(group)
        names = ", ".join(each.name for each in hearing.speakers if each.group == group)
        echo("    " + printable(f"{told}: {names}" if names else told))
    if proposals:
        echo("  " + say("consult.hearing_proposals", proposals=", ".join(proposals)))
    echo("  " + say("consult.hearing_minutes", words=_in_language(hearing.minutes)))


def _in_language(told: Words) -> str:
    """The words in the language of this run, else in the first that there is."""
    return told.get(words().language) or next(iter(told.values()), "–")
