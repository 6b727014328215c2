"""``dauys record lineage`` and its like: what became of proposals becomes entries of the log.

The tables are those that ``dauys consult`` reads, and they grow: what stands in the record already
is left out, so that the same file can be given again with its new rows. All of these are entered
together or, where one is refused, none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from dauys.cli import files, ledger
from dauys.cli.entries import At, Commands, Key, Version, Work, enter, published, told, whole
from dauys.cli.keys import PassphraseFile
from dauys.cli.ledger import Ledger
from dauys.cli.moment import now_or
from dauys.cli.voice import echo, words
from dauys.consultation import course, course_table, decided, lifecycle
from dauys.consultation.decision import read_decisions
from dauys.errors import Findings, Unreadable
from dauys.parties.keeper import new_salt

From = Annotated[str, typer.Option("--from", metavar="NAME")]


def enter_new(
    log: Ledger, at: str | None, rows: Sequence[Any], made: Sequence[tuple[Any, bytes]], known: int
) -> None:
    """Appends the events that a table adds, and tells how many of its ``rows`` are ``known``.

    Raises ``table.empty`` where there are no rows.
    """
    if not rows:
        raise Unreadable("table.empty")
    if made:
        enter(log, at, [body for body, _ in made], [data for _, data in made])
    else:
        echo(words().say("record.nothing"))
    if known:
        echo(words().say("record.already", count=known))


def lineage(
    record: Path, file: Path, key: Key, at: At = None, passphrase_file: PassphraseFile = None
) -> None:
    """Enters the mergings and splittings of a table."""
    log, found = ledger.opened(record, key, passphrase_file), Findings()
    data, who = files.read_bytes(file), f"file:{file.name}"
    rows = course_table.read_decisions(data, found, accused=who)
    whole(found)
    new = [each for each in rows if each not in log.trusted.decisions]
    made = [course.decided(each, new_salt()) for each in new]
    enter_new(log, at, rows, made, len(rows) - len(new))


def steps(
    record: Path, file: Path, key: Key, at: At = None, passphrase_file: PassphraseFile = None
) -> None:
    """Enters the ends of proposals, moderated and withdrawn, of a table of all their steps."""
    log, found = ledger.opened(record, key, passphrase_file), Findings()
    data, who = files.read_bytes(file), f"file:{file.name}"
    rows = course_table.read_steps(data, found, accused=who)
    lifecycle.ways(log.trusted.state.proposals.received, rows, found)
    whole(found)
    ends = [each for each in rows if each.state in lifecycle.REASONED]
    new = [each for each in ends if each not in log.trusted.endings]
    made = [course.ended(each, new_salt()) for each in new]
    enter_new(log, at, rows, made, len(ends) - len(new))


def anchors(
    record: Path,
    file: Path,
    work: Work,
    start: From,
    version: Version,
    key: Key,
    at: At = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Enters the decisions of a table on anchors that are followed from a version to a later."""
    from dauys.consultation.following import Following  # it compares texts: for this word alone

    log, found = ledger.opened(record, key, passphrase_file), Findings()
    data, who = files.read_bytes(file), f"file:{file.name}"
    for name in (start, version):
        published(log, work, name, who)
    rows = read_decisions(data, found, accused=who)
    trusted = log.trusted
    new = [
        each
        for each in rows
        if trusted.followed.get((each.proposal, version)) != replace(each, line=0)
    ]
    texts = {each: trusted.versions(work, each) for each in trusted.languages}
    of_work = {name: each for name, each in trusted.proposals.items() if each.anchor.work == work}
    following = Following(of_work, trusted.anchors, texts, start, version)
    settled = following.decided(new, found)
    whole(found)
    made = [decided.decided(each, fate, version, new_salt()) for each, fate in settled]
    enter_new(log, at, rows, made, len(rows) - len(new))


def groups(
    record: Path,
    votes: Path,
    key: Key,
    comments: Annotated[Path | None, typer.Option("--comments", metavar="FILE")] = None,
    seed: Annotated[int, typer.Option("--seed", metavar="N")] = 1,
    asked: Annotated[int | None, typer.Option("--groups", metavar="N")] = None,
    language: Annotated[str | None, typer.Option("--language", metavar="LANGUAGE")] = None,
    at: At = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Computes the opinion groups of an export, and enters them with the matrix of votes.

    Where the ``language`` of the comments is told, their words enter too.
    """
    from dauys.cli.groups import exported  # numpy, for this word alone
    from dauys.consultation.opinion.check import computed
    from dauys.consultation.opinion.groups import find
    from dauys.consultation.opinion.worded import worded

    log = ledger.opened(record, key, passphrase_file)
    export, listed = exported(votes, comments)
    event, *objects = computed(export.votes, find(export.votes, seed=seed, asked=asked))
    if language is not None:
        words = {each: {language: it.text, **it.others} for each, it in (listed or {}).items()}
        event, data = worded(event, words, export.votes.statements.tolist(), new_salt())
        objects.append(data)
    log.append(now_or(at), [event], objects)
    told(log)


COMMANDS: Commands = (
    ("lineage", lineage),
    ("steps", steps),
    ("anchors", anchors),
    ("groups", groups),
)
