"""``dauys consult duplicates``: proposals that may say the same, for a person to look at."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Annotated

import typer

from dauys.cli.consult_options import (
    Group,
    GroupList,
    Json,
    Texts,
    groups_of,
    places_of,
    stop_at_errors,
)
from dauys.cli.files import read_table
from dauys.cli.voice import decimal, echo, echo_json, words
from dauys.consultation import findings, table
from dauys.consultation.duplicates import Pair, find
from dauys.errors import Findings
from dauys.wire import shape
from dauys.words import printable

SHOWN = 120  # letters of a proposal


def duplicates(
    proposals: Annotated[Path, typer.Argument()],
    text: Texts,
    group: Group = None,
    group_list: GroupList = None,
    as_json: Json = False,
) -> None:
    """Suggests groups of proposals that may be merged."""
    found = Findings()
    groups, accused = groups_of(group, group_list), f"file:{proposals.name}"
    data, places = read_table(proposals), places_of(text, "draft")
    listed = table.read_proposals(data, places, found, groups=groups, accused=accused)
    by_id = findings.find_in_proposals(listed, None, found)
    stop_at_errors(found)
    suggested = find(listed, places)
    if as_json:
        echo_json({"groups": [shape.plain(each) for each in suggested]})
        return
    for number, each in enumerate(suggested, 1):
        echo(words().say("consult.alike", number=number, proposals=", ".join(each.proposals)))
        for pair in each.pairs:
            echo(f"  {_pair(pair)}")
        for name in each.proposals:
            told = " ".join((by_id[name].proposed or by_id[name].reasons).split())
            echo(f"    {name}: {printable(told[:SHOWN])}{'…' if len(told) > SHOWN else ''}")
    alike = sum(len(each.proposals) for each in suggested)
    echo(words().say("consult.suggested", groups=len(suggested), proposals=alike))


def _pair(pair: Pair) -> str:
    place = words().say("consult.same_place" if pair.same_place else "consult.elsewhere")
    likeness = decimal(Fraction(pair.likeness, 10), 1)
    return words().say(
        "consult.pair", first=pair.first, second=pair.second, likeness=likeness, place=place
    )
