"""``dauys consult``: proposals and answers checked against the texts, and the public figures."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any

import typer

from dauys.cli import (
    consult_anchors,
    consult_apply,
    consult_duplicates,
    consult_export,
    consult_files,
    consult_hearings,
    consult_import,
    consult_steps,
    consult_terms,
    consult_why,
)
from dauys.cli.consult_options import (
    Group,
    GroupList,
    Json,
    LineageFile,
    StepsFile,
    Texts,
    ended_by,
    groups_of,
    lineage_of,
    places_of,
    print_findings,
    stop_at_errors,
)
from dauys.cli.files import read_table
from dauys.cli.voice import decimal, echo, echo_json, finding_object, words
from dauys.consultation import findings, table
from dauys.consultation.figures import Counts, Figures
from dauys.consultation.figures import figures as figures_of
from dauys.consultation.lineage import find_in_answers
from dauys.consultation.proposal import Hearing
from dauys.consultation.trace import find_in_trace, share_by_proposals
from dauys.errors import Findings, Unreadable

app = typer.Typer(no_args_is_help=True)
anchors = app.command()(consult_anchors.anchors)
apply = app.command()(consult_apply.apply)
duplicates = app.command()(consult_duplicates.duplicates)
exported = app.command("export")(consult_export.export_)
hearings = app.command("hearings")(consult_hearings.hearings)
imported = app.command("import")(consult_import.import_)
steps = app.command()(consult_steps.steps)
why = app.command()(consult_why.why)

DEFINED = ("received", "answered", "outcomes", "median_days", "merged", "parts", "words_changed")


@app.command()
def check(
    proposals: Annotated[Path, typer.Argument()],
    text: Texts,
    answers: Annotated[Path | None, typer.Option("--answers", metavar="FILE")] = None,
    new: Annotated[list[Path] | None, typer.Option("--new", metavar="FILE")] = None,
    hearings: Annotated[Path | None, typer.Option("--hearings", metavar="FILE")] = None,
    lineage: LineageFile = None,
    steps: StepsFile = None,
    edits: Annotated[Path | None, typer.Option("--edits", metavar="FILE")] = None,
    resolutions: Annotated[Path | None, typer.Option("--resolutions", metavar="FILE")] = None,
    group: Group = None,
    group_list: GroupList = None,
    as_json: Json = False,
) -> None:
    """Holds every proposal against its text, and every answer against its proposal."""
    found = Findings()
    groups = groups_of(group, group_list)
    known = None if hearings is None else _hearings(hearings, groups, found)
    data, accused = read_table(proposals), f"file:{proposals.name}"
    places = places_of(text, "draft")
    listed = table.read_proposals(data, places, found, groups=groups, accused=accused)
    by_id = findings.find_in_proposals(listed, known, found)
    origins = lineage_of(data, lineage, groups, found)
    ended = ended_by(steps, {name: each.received for name, each in by_id.items()}, found)
    given = []
    if answers is not None:
        given = table.read_answers(read_table(answers), found, accused=f"file:{answers.name}")
        unread = table.ids_of(data, accused=accused) - by_id.keys()
        told = given
        if origins is not None:
            told = find_in_answers(origins, given, found, unread)
            by_id = {name: by_id[name] for name in origins.roots() if name in by_id}
        # What was taken back or set aside is owed no answer; one that was given is still checked.
        ended -= {each.proposal for each in told}
        by_id = {name: each for name, each in by_id.items() if name not in ended}
        following = places_of(new, "new") if new else None
        findings.find_in_answers(told, by_id, following, found, unread)
        if following is not None:
            by_proposal = consult_files.by_proposal(told, by_id)
            files = edits, resolutions
            made = consult_why.traced(places, following, by_id, by_proposal, found, *files)
            find_in_trace(made, by_proposal, found)
    if as_json:
        echo_json(_checked(len(listed), len(given), found))
    else:
        print_findings(found)
        counts = {"proposals": len(listed), "answers": len(given)}
        echo(words().say("consult.checked", **counts, faults=len(found.errors())))
    if found.errors():
        raise typer.Exit(1)


@app.command()
def figures(
    proposals: Annotated[Path, typer.Argument()],
    answers: Annotated[Path, typer.Option("--answers", metavar="FILE")],
    text: Annotated[list[Path] | None, typer.Option("--text", metavar="FILE")] = None,
    new: Annotated[list[Path] | None, typer.Option("--new", metavar="FILE")] = None,
    edits: Annotated[Path | None, typer.Option("--edits", metavar="FILE")] = None,
    resolutions: Annotated[Path | None, typer.Option("--resolutions", metavar="FILE")] = None,
    lineage: LineageFile = None,
    group: Group = None,
    group_list: GroupList = None,
    as_json: Json = False,
) -> None:
    """Counts proposals and answers by group, region and language."""
    found = Findings()
    groups, data = groups_of(group, group_list), read_table(proposals)
    listed = table.read_received(data, found, groups=groups, accused=f"file:{proposals.name}")
    origins = lineage_of(data, lineage, groups, found)
    given = table.read_answers(read_table(answers), found, accused=f"file:{answers.name}")
    if origins is not None:
        find_in_answers(origins, given, found)
    stop_at_errors(found)
    share = None
    if text or new:
        files = edits, resolutions
        share = _share(proposals, answers, text or [], new or [], files, groups, found)
        stop_at_errors(found)
    counted = figures_of(listed, given, origins, share)
    if as_json:
        echo_json(_figures(counted))
    else:
        _print_figures(counted)


def _share(
    proposals: Path,
    answers: Path,
    text: list[Path],
    new: list[Path],
    files: tuple[Path | None, Path | None],
    groups: tuple[str, ...],
    found: Findings,
) -> Fraction | None:
    """The share of changed words that proposals changed; both versions must be given."""
    if not (text and new):
        problem = words().say("consult.both_versions")
        raise Unreadable("cli.usage", problem=problem, command="dauys consult figures")
    before, after = places_of(text, "old"), places_of(new, "new")
    listed = consult_files.proposals(proposals, before, found, groups)
    given = consult_files.answers(answers, proposals, listed, found)
    return share_by_proposals(consult_why.traced(before, after, listed, given, found, *files))


def _hearings(path: Path, groups: tuple[str, ...], found: Findings) -> dict[str, Hearing]:
    accused = f"file:{path.name}"
    held = table.read_hearings(read_table(path), found, groups=groups, accused=accused)
    return findings.find_in_hearings(held, found)


def _checked(proposals: int, answers: int, found: Findings) -> dict[str, Any]:
    return {
        "ok": not found.errors(),
        "proposals": proposals,
        "answers": answers,
        "findings": [finding_object(finding) for finding in found.found],
    }


def _figures(counted: Figures) -> dict[str, Any]:
    def rows(part: dict[str, Counts]) -> dict[str, Any]:
        return {name: _counts(counts) for name, counts in part.items()}

    return {
        "total": _counts(counted.total),
        "groups": rows(counted.groups),
        "regions": rows(counted.regions),
        "languages": rows(counted.languages),
        "words_changed": None if counted.changed is None else str(counted.changed),
        "definitions": {name: words().say(f"consult.means_{name}") for name in DEFINED},
    }


def _counts(counts: Counts) -> dict[str, Any]:
    """The median as a string, "26" or "53/2": a fraction has no number of its own in JSON."""
    return {
        "received": counts.received,
        "answered": counts.answered,
        "accepted": counts.accepted,
        "accepted_in_part": counts.accepted_in_part,
        "already_provided": counts.already_provided,
        "rejected": counts.rejected,
        "outside": counts.outside,
        "median_days": None if counts.median_days is None else str(counts.median_days),
    }


def _print_figures(counted: Figures) -> None:
    say = words().say
    echo(_line(say("consult.all"), counted.total))
    for heading, part in (
        ("consult.groups", counted.groups),
        ("consult.regions", counted.regions),
        ("consult.languages", counted.languages),
    ):
        echo(say(heading))
        for name, counts in part.items():
            told = consult_terms.group(name) if part is counted.groups else name
            echo("  " + _line(told, counts))
    changed = (
        say("consult.unknown")
        if counted.changed is None
        else f"{decimal(100 * counted.changed, 1)} %"
    )
    echo(say("consult.words_changed", share=changed))
    echo()
    for name in DEFINED:
        echo(say(f"consult.means_{name}"))


def _line(name: str, counts: Counts) -> str:
    told = _counts(counts)
    told["median_days"] = told["median_days"] or "–"
    return words().say("consult.counts", name=name, **told)
