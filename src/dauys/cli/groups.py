"""``dauys groups``: the opinion groups of a Polis export, as a table, as JSON, as a picture."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any

import typer

from dauys.cli.files import check_new, read_bytes, write_new
from dauys.cli.voice import decimal, echo, echo_json, words
from dauys.consultation.opinion import columns, picture, wire
from dauys.consultation.opinion.groups import METHOD, Group, Groups, find
from dauys.consultation.opinion.representative import Representative
from dauys.consultation.opinion.wire import Export, Statement
from dauys.errors import Unreadable
from dauys.wire import shape
from dauys.words import printable

SHOWN = 200  # letters of a statement in the table


def groups(
    votes: Annotated[Path, typer.Argument()],
    comments: Annotated[Path | None, typer.Option("--comments", metavar="FILE")] = None,
    seed: Annotated[int, typer.Option("--seed", metavar="N")] = 1,
    asked: Annotated[int | None, typer.Option("--groups", metavar="N")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE.svg")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    if output is not None:
        _check_svg(output)
    export, listed = exported(votes, comments)
    found = find(export.votes, seed=seed, asked=asked)
    texts = {each: told.text for each, told in (listed or {}).items()}
    if output is not None:
        write_new(output, picture.draw(found, _labels(found), texts))
    if as_json:
        echo_json(_object(found, export, listed))
    else:
        _print(found, export, texts)


def exported(votes: Path, comments: Path | None) -> tuple[Export, dict[int, Statement] | None]:
    """The votes that count in an export, and the statements where they are given."""
    listed = None
    if comments is not None:
        listed = wire.read_statements(read_bytes(comments), accused=f"file:{comments.name}")
    data = read_bytes(votes, limit=columns.MAX_BYTES)
    return wire.read(data, listed, accused=f"file:{votes.name}"), listed


def _check_svg(output: Path) -> None:
    if output.suffix != ".svg":
        raise Unreadable("groups.picture", f"file:{output.name}")
    check_new(output)


def _object(found: Groups, export: Export, listed: dict[int, Statement] | None) -> dict[str, Any]:
    """The result as a record has it, what was left out, and the words where they are known."""
    told: dict[str, Any] = shape.plain(found)
    told["left_out"] = {
        "replaced_votes": export.replaced,
        "set_aside": list(export.set_aside),
        "unvoted": list(export.unvoted),
        "silent": list(export.silent),
    }
    if listed is not None:
        told["texts"] = {str(each): listed[each].text for each in export.votes.statements.tolist()}
    return told


def _print(found: Groups, export: Export, texts: dict[int, str]) -> None:
    say = words().say
    echo(
        say(
            "groups.counted",
            people=len(found.people),
            statements=len(found.statements),
            votes=found.cast,
        )
    )
    if few := _without(found):
        echo(say("groups.few", count=few, minimum=found.minimum))
    for key, count in (
        ("replaced", export.replaced),
        ("set_aside", len(export.set_aside)),
        ("unvoted", len(export.unvoted)),
        ("silent", len(export.silent)),
    ):
        if count:
            echo(say(f"groups.{key}", count=count))
    for each in found.tried:
        echo(say("groups.tried", groups=each.groups, silhouette=_millionths(each.silhouette, 3)))
    for group in found.groups:
        echo()
        echo(_group(found, group))
        for told in group.representative:
            echo("  " + _represented(told) + _text(told.statement, texts))
        if not group.representative:
            echo("  " + say("groups.nothing"))
    echo()
    _print_shared("groups.all_agree", found.consensus_agree, texts)
    _print_shared("groups.all_disagree", found.consensus_disagree, texts)
    echo(say("groups.from", seed=found.seed, method=METHOD, matrix=found.matrix))


def _print_shared(key: str, statements: tuple[int, ...], texts: dict[int, str]) -> None:
    say = words().say
    echo(say(key) if statements else say(key) + " " + say("groups.none"))
    for statement in statements:
        echo("  " + say("groups.statement", statement=statement) + _text(statement, texts))


def _group(found: Groups, group: Group) -> str:
    taking_part = len(found.people) - _without(found)
    share = _percent(group.people, taking_part)
    return words().say("groups.group", name=group.name, people=group.people, share=share)


def _represented(told: Representative) -> str:
    said = words().say(f"groups.{told.side}", share=_percent(told.on_side, told.votes))
    return words().say(
        "groups.represented",
        said=said,
        votes=told.votes,
        ratio=_millionths(told.ratio, 1),
        statement=told.statement,
    )


def _text(statement: int, texts: dict[int, str]) -> str:
    text = " ".join(texts.get(statement, "").split())
    short = text if len(text) <= SHOWN else text[:SHOWN] + "…"
    return f": {printable(short)}" if text else ""


def _labels(found: Groups) -> picture.Labels:
    say = words().say
    sizes = ", ".join(f"{each.name} {each.people}" for each in found.groups)
    described = say("groups.described", people=len(found.people), groups=sizes)
    return picture.Labels(
        language=words().language,
        title=say("groups.title"),
        description=described,
        apart=say("groups.few", count=_without(found), minimum=found.minimum),
        group=lambda group: _group(found, group),
        represented=_represented,
    )


def _without(found: Groups) -> int:
    return sum(person.group is None for person in found.people)


def _percent(part: int, whole: int) -> str:
    return decimal(Fraction(100 * part, whole), 0)


def _millionths(number: int, places: int) -> str:
    return decimal(Fraction(number, 1_000_000), places)
