"""``dauys text table``: the comparative table of two texts as a document.

What the table holds and how it is written is the work of `dauys.text.table`. The justifications
are put together here from the consultation: of each accepted proposal its answer.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from dauys.cli.files import check_new, read_table, write_new
from dauys.cli.text_changes import Accept
from dauys.cli.text_pair import Alignment, beside
from dauys.cli.voice import echo, warn, words, words_of
from dauys.consultation.proposal import ACCEPTED, Answer, Received
from dauys.consultation.table import read_answers, read_received
from dauys.errors import Findings, Unreadable
from dauys.text.table.rows import table as table_of
from dauys.text.table.write import check_suffix, write


def table(
    old: Annotated[Path, typer.Argument()],
    new: Annotated[Path, typer.Argument()],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE")],
    form: Annotated[Literal["official", "plain"], typer.Option("--form")] = "official",
    proposals: Annotated[Path | None, typer.Option("--proposals", metavar="FILE")] = None,
    answers: Annotated[Path | None, typer.Option("--answers", metavar="FILE")] = None,
    alignment: Alignment = None,
    accept: Accept = None,
) -> None:
    """Writes the comparative table of two texts."""
    suffix = check_suffix(output.name)
    check_new(output)
    if (proposals is None) != (answers is None):
        problem = words().say("table.answers")
        raise Unreadable("cli.usage", problem=problem, command="dauys text table")
    found = beside(old, new, alignment, accept)
    language = found.new.language
    spoken = words_of(language)
    told = {}
    if proposals is not None and answers is not None:
        told = _justifications(proposals, answers, language)
    made = table_of(found, told)
    write_new(output, write(made, suffix, spoken.say, spoken.language, form))
    echo(words().say("table.written", file=output.name, count=len(made.entries)))


def _justifications(proposals: Path, answers: Path, language: str) -> dict[str, list[str]]:
    """What the answers to accepted proposals say, by the addresses that carry them."""
    found = Findings()
    listed = read_received(read_table(proposals), found, accused=f"file:{proposals.name}")
    given = read_answers(read_table(answers), found, accused=f"file:{answers.name}")
    by_id = {each.id: each for each in listed}
    if found.errors():  # a table with a part of the justifications would pass for the whole
        for finding in found.errors():
            warn(f"dauys: {finding.code}: {words().finding(finding)}")
        raise typer.Exit(1)
    told: dict[str, list[str]] = {}
    for answer in sorted(given, key=lambda each: each.proposal):
        if answer.outcome in ACCEPTED:
            for address in answer.carried:
                told.setdefault(address, []).append(
                    _told(answer, by_id.get(answer.proposal), language)
                )
    return told


def _told(answer: Answer, proposal: Received | None, language: str) -> str:
    """The reasons in the language of the table, else in that of the proposal."""
    say = words_of(language).say
    head = say("table.proposal", proposal=answer.proposal, outcome=say(f"table.{answer.outcome}"))
    author = proposal.language if proposal else ""
    reasons = answer.reasons.get(language) or answer.reasons.get(author, "")
    return f"{head} {reasons}".strip()
