"""``dauys consult why``: who changed a word, and which words a proposal changed.

What is behind a word is `dauys.consultation.trace`; this prints it both ways. `traced` is also what
``dauys consult check`` looks at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any

import typer

from dauys.cli import consult_files, consult_terms
from dauys.cli.consult_options import places_of
from dauys.cli.files import read_table
from dauys.cli.voice import echo, echo_json, finding_object, words
from dauys.consultation.anchor import Places
from dauys.consultation.cause import Cause, Causes
from dauys.consultation.edit import Edit, read_edits
from dauys.consultation.proposal import Answer, Proposal
from dauys.consultation.resolution import Resolution, read_resolutions
from dauys.consultation.trace import Change, Trace, find_in_trace, trace
from dauys.errors import Findings, Refused
from dauys.words import printable

ORDER = ("words", "place", "editor", "none")
SIGNS = {"deleted": "−", "moved_away": "−", "inserted": "+", "moved_here": "+"}


def why(
    proposals: Annotated[Path, typer.Argument()],
    answers: Annotated[Path, typer.Option("--answers", metavar="FILE")],
    text: Annotated[list[Path], typer.Option("--text", metavar="FILE")],
    new: Annotated[list[Path], typer.Option("--new", metavar="FILE")],
    address: Annotated[str, typer.Option("--address", metavar="ADDRESS")] = "",
    proposal: Annotated[str, typer.Option("--proposal", metavar="ID")] = "",
    edits: Annotated[Path | None, typer.Option("--edits", metavar="FILE")] = None,
    resolutions: Annotated[Path | None, typer.Option("--resolutions", metavar="FILE")] = None,
    group: Annotated[list[str] | None, typer.Option("--group", metavar="NAME")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Shows what is behind every changed word; ends with 1 when a row is wrong."""
    found = Findings()
    before, after = places_of(text, "old"), places_of(new, "new")
    listed = consult_files.proposals(proposals, before, found, group)
    given = consult_files.answers(answers, proposals, listed, found)
    made = traced(before, after, listed, given, found, edits, resolutions)
    find_in_trace(made, given, found)
    shown = _chosen(made, before, after, listed, address, proposal)
    if as_json:
        _tell_json(shown, listed, given, found)
    else:
        for finding in found.found:
            echo(f"{finding.code}: {words().finding(finding)}")
        _print(shown, listed, given, details=bool(address or proposal))
        echo(words().say("consult.traced", **_counts(made)))
    if found.errors():
        raise typer.Exit(1)


def traced(
    before: dict[str, Places],
    after: dict[str, Places],
    proposals: Mapping[str, Proposal],
    answers: Mapping[str, Answer],
    found: Findings,
    edits: Path | None = None,
    resolutions: Path | None = None,
) -> Trace:
    """The changed words of all languages that both versions have."""
    edited: list[Edit] = []
    if edits is not None:
        sides = _addresses(before), _addresses(after)
        edited = read_edits(read_table(edits), *sides, found, accused=f"file:{edits.name}")
    settled: list[Resolution] = []
    if resolutions is not None:
        accused = f"file:{resolutions.name}"
        settled = read_resolutions(read_table(resolutions), found, accused=accused)
    changes: list[Change] = []
    for language, comparison in consult_files.comparisons(before, after).items():
        causes = Causes(language, proposals.values(), answers, edited, settled)
        changes += trace(comparison, causes)
    return Trace(tuple(changes))


def _addresses(places: Mapping[str, Places]) -> set[str]:
    return {each.address for there in places.values() for each in there.text.walk()}


def _chosen(
    made: Trace,
    before: Mapping[str, Places],
    after: Mapping[str, Places],
    proposals: Mapping[str, Proposal],
    address: str,
    proposal: str,
) -> Sequence[Change]:
    """What was asked for; raises anchor.address and proposal.unlisted for what there is not."""
    if address and address not in _addresses(before) | _addresses(after):
        raise Refused("anchor.address", f"provision:{address[:120]}", address=address[:120])
    if proposal and proposal not in proposals:
        raise Refused("proposal.unlisted", f"proposal:{proposal[:64]}")
    shown: Sequence[Change] = made.at(address) if address else made.changes
    of = set(made.of(proposal)) if proposal else set(shown)
    return [each for each in shown if each in of]


def _print(
    shown: Sequence[Change],
    proposals: Mapping[str, Proposal],
    answers: Mapping[str, Answer],
    *,
    details: bool,
) -> None:
    for (language, _), row in groupby(shown, lambda each: (each.language, each.row)):
        changes = list(row)
        places = " → ".join(dict.fromkeys(each.address for each in changes))
        echo(printable(f"{places} ({language})"))
        for each in changes:
            echo(_line(each))
    if details:
        for name in dict.fromkeys(cause.proposal for each in shown for cause in each.causes):
            if name:
                _behind(proposals[name], answers[name])


def _line(change: Change) -> str:
    by = ", ".join(map(_cause, change.causes)) or words().say("cause.none")
    return "  " + printable(f"{SIGNS[change.mark]}{change.words}") + f"  ← {printable(by)}"


def _cause(cause: Cause) -> str:
    say = words().say
    told = f"{cause.proposal} ({say(f'cause.{cause.level}')})" if cause.proposal else ""
    if not cause.editor:
        return told
    edited = say("consult.edited", who=cause.editor)
    return f"{told}, {edited}" if told else edited


def _behind(proposal: Proposal, answer: Answer) -> None:
    """The proposal, the hearing and the decision behind some words."""
    say = words().say
    where = consult_terms.origin(proposal.origin)
    if proposal.hearing is not None:
        where = words().accused(f"hearing:{proposal.hearing}")
    group, kind = consult_terms.group(proposal.group), consult_terms.kind(proposal.kind)
    made = f"{proposal.id}  {proposal.received[:10]}, {group}, {proposal.region}, {where}"
    echo(printable(made))
    if proposal.proposed or proposal.quote:
        echo(printable(f"  {kind}: {proposal.quote or '–'} → {proposal.proposed or '–'}"))
    outcome = consult_terms.outcome(answer.outcome)
    echo(printable(f"  {say('cause.answer', outcome=outcome, at=answer.answered[:10])}"))
    if reasons := answer.reasons.get(proposal.language):
        echo(printable(f"  {reasons}"))


def _counts(made: Trace) -> dict[str, int]:
    levels = [
        min((cause.level for cause in each.causes), key=ORDER.index, default="none")
        for each in made.changes
    ]
    return {"count": len(levels), **{level: levels.count(level) for level in ORDER}}


def _tell_json(
    shown: Sequence[Change],
    proposals: Mapping[str, Proposal],
    answers: Mapping[str, Answer],
    found: Findings,
) -> None:
    names = dict.fromkeys(cause.proposal for each in shown for cause in each.causes)
    told = {
        "ok": not found.errors(),
        "changes": [_object(each) for each in shown],
        "proposals": {name: _proposal(proposals[name], answers[name]) for name in names if name},
        "findings": [finding_object(each) for each in found.found],
    }
    echo_json(told)


def _object(change: Change) -> dict[str, Any]:
    return {
        "language": change.language,
        "row": change.row,
        "mark": change.mark,
        "address": change.address,
        "words": change.words,
        "causes": [
            {"level": c.level, "proposal": c.proposal or None, "editor": c.editor or None}
            for c in change.causes
        ],
    }


def _proposal(proposal: Proposal, answer: Answer) -> dict[str, Any]:
    return {
        "language": proposal.language,
        "kind": proposal.kind,
        "address": proposal.anchor.address,
        "quote": proposal.quote,
        "proposed": proposal.proposed,
        "group": proposal.group,
        "region": proposal.region,
        "origin": proposal.origin,
        "hearing": proposal.hearing,
        "received": proposal.received,
        "outcome": answer.outcome,
        "answered": answer.answered,
        "carried": list(answer.carried),
        "reasons": answer.reasons,
    }
