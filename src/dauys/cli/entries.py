"""``dauys record text`` and its like: a person's own files become entries of the log.

Each reads what a stage reads (texts, CSV tables, the wording of a question), makes the events with
their objects, and appends them together: all of them or, where one is refused, none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from dauys.cli import files, ledger
from dauys.cli.keys import PassphraseFile
from dauys.cli.ledger import Ledger
from dauys.cli.moment import now_or
from dauys.cli.outcome import load_rule
from dauys.cli.voice import echo, warn, words
from dauys.consultation import check as consultation
from dauys.consultation import table
from dauys.consultation import wire as consulted
from dauys.consultation.proposal import GROUPS
from dauys.errors import Findings, Refused, Unreadable
from dauys.implementation.wire import ImplementationPlanned, read_matrix
from dauys.parties.keeper import new_salt
from dauys.question.rule import write_rule
from dauys.question.wire import Answer, CountingRegion, QuestionCalled
from dauys.stages import Window
from dauys.stations.wire import ProtocolConfirmed, StationListed, read_protocols, read_stations
from dauys.text.formats import load
from dauys.text.provision import Text
from dauys.text.version import publish
from dauys.verification.trusted import PublishedText
from dauys.wire import canonical, ids, shape
from dauys.wire.payload import object_ref

Key = Annotated[Path, typer.Option("--key", metavar="FILE")]
At = Annotated[str | None, typer.Option("--at", metavar="MOMENT")]
Work = Annotated[str, typer.Option("--work", metavar="NAME")]
Version = Annotated[str, typer.Option("--version", metavar="NAME")]
Groups = Annotated[list[str] | None, typer.Option("--group", metavar="NAME")]
Commands = tuple[tuple[str, Callable[..., None]], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a commission writes it down; text and rule are named on the command line."""

    question: ids.Name
    title: ids.Words
    wording: ids.Words
    answers: tuple[Answer, ...]
    blank: bool
    question_type: ids.Name
    calendar: tuple[Window, ...]
    regions: tuple[CountingRegion, ...]
    minimum_electors: int


def read_loose(form: type[Any], path: Path) -> Any:
    """A document in a file that a person may have written; raises `Refused` ``json.*``."""
    who = f"file:{path.name}"
    value = canonical.parse_loose(files.read_bytes(path), accused=who)
    return shape.value_of(form, value, accused=who)


def told(log: Ledger) -> None:
    """Says how long the log is now."""
    echo(words().say("record.appended", size=log.state.size))


def whole(found: Findings) -> None:
    """Ends the command where a row of a table could not be read: nothing is entered in part."""
    for finding in found.errors():
        warn(f"dauys: {finding.code}: {words().finding(finding)}")
    if found.errors():
        raise typer.Exit(1)


def enter(
    log: Ledger, at: str | None, bodies: Sequence[Any], objects: Sequence[bytes] = ()
) -> None:
    """Appends the events of one table; raises ``table.empty`` where it has no rows."""
    if not bodies:
        raise Unreadable("table.empty")
    log.append(now_or(at), bodies, objects)
    told(log)


def published(log: Ledger, work: str, version: str, who: str) -> PublishedText:
    """A version that stands in the record; raises ``anchor.version``."""
    found = log.trusted.texts.get((work, version))
    if found is None:
        raise Refused("anchor.version", who, version=version[:64])
    return found


def text(
    record: Path,
    file: list[Path],
    work: Work,
    version: Version,
    date: Annotated[str, typer.Option("--date", metavar="DATE")],
    author: Annotated[str, typer.Option("--author", metavar="NAME")],
    key: Key,
    role: Annotated[Literal["in_force", "draft"], typer.Option("--role")] = "draft",
    authoritative: Annotated[list[str] | None, typer.Option("--authoritative")] = None,
    at: At = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Publishes a version of a text, a file for each language."""
    log = ledger.opened(record, key, passphrase_file)
    texts: dict[str, Text] = {}
    for path in file:
        read = load(path)
        if read.language in texts:
            raise Refused("anchor.twice", f"file:{path.name}", language=read.language)
        texts[read.language] = read
    binding = tuple(authoritative or sorted(texts))
    event, objects = publish(work, version, role, date, author, binding, texts)
    log.append(now_or(at), [event], objects)
    echo(words().say("record.text", version=version, hash=event.hash))
    told(log)


def hearings(
    record: Path,
    file: Path,
    key: Key,
    group: Groups = None,
    at: At = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Enters the hearings of a table."""
    log, found = ledger.opened(record, key, passphrase_file), Findings()
    groups, who = tuple(group or GROUPS), f"file:{file.name}"
    read = table.read_hearings(files.read_bytes(file), found, groups=groups, accused=who)
    whole(found)
    made = [consulted.held(each, new_salt()) for each in read]
    enter(log, at, [body for body, _ in made], [data for _, data in made])


def proposals(
    record: Path,
    file: Path,
    work: Work,
    version: Version,
    key: Key,
    group: Groups = None,
    at: At = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Enters the proposals of a table, each anchored to a version that has been published."""
    log, found = ledger.opened(record, key, passphrase_file), Findings()
    groups, who = tuple(group or GROUPS), f"file:{file.name}"
    places = published(log, work, version, who).places
    read = table.read_proposals(files.read_bytes(file), places, found, groups=groups, accused=who)
    whole(found)
    made = [consulted.received(each, new_salt()) for each in read]
    enter(log, at, [body for body, _ in made], [data for _, data in made])


def answers(
    record: Path,
    file: Path,
    work: Work,
    version: Version,
    key: Key,
    at: At = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Enters the answers of a table; what carries a proposal stands in the named version."""
    log, found = ledger.opened(record, key, passphrase_file), Findings()
    who = f"file:{file.name}"
    places = published(log, work, version, who).places
    read = table.read_answers(files.read_bytes(file), found, accused=who)
    whole(found)
    made = []
    for each in read:
        if each.proposal not in log.trusted.proposals:
            raise Refused("proposal.unknown", each.accused())
        proposal = log.trusted.proposals[each.proposal]
        made.append(
            consulted.answered(each, consultation.carried(each, proposal, places), new_salt())
        )
    enter(log, at, [body for body, _ in made], [data for _, data in made])


def question(
    record: Path,
    body: Path,
    rule: Annotated[str, typer.Option("--rule")],
    work: Work,
    version: Version,
    key: Key,
    at: At = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Calls the question of a file on a published text, with a rule by its name or file."""
    log = ledger.opened(record, key, passphrase_file)
    asked: Asked = read_loose(Asked, body)
    bound = published(log, work, version, f"question:{asked.question}").event
    law = write_rule(load_rule(rule))
    called = QuestionCalled(
        question=asked.question,
        log=log.trusted.log_hash,
        title=asked.title,
        wording=asked.wording,
        answers=asked.answers,
        blank=asked.blank,
        text=bound.hash,
        rule=object_ref(law),
        question_type=asked.question_type,
        calendar=asked.calendar,
        regions=asked.regions,
        minimum_electors=asked.minimum_electors,
    )
    log.append(now_or(at), [called], [law])
    told(log)


def stations(
    record: Path, file: Path, key: Key, at: At = None, passphrase_file: PassphraseFile = None
) -> None:
    """Enters the stations of a list."""
    log = ledger.opened(record, key, passphrase_file)
    read = read_stations(files.read_bytes(file), accused=f"file:{file.name}")
    enter(log, at, [StationListed(each) for each in read])


def protocols(
    record: Path, file: Path, key: Key, at: At = None, passphrase_file: PassphraseFile = None
) -> None:
    """Enters the stations' protocols of a table."""
    log, found = ledger.opened(record, key, passphrase_file), Findings()
    read = read_protocols(files.read_bytes(file), found, accused=f"file:{file.name}")
    whole(found)
    enter(log, at, [ProtocolConfirmed(each) for each in read])


def tasks(
    record: Path,
    file: Path,
    language: Annotated[str, typer.Option("--language", metavar="CODE")],
    key: Key,
    at: At = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Enters the tasks of a matrix, bound to the text that was voted on in one language."""
    log, found = ledger.opened(record, key, passphrase_file), Findings()
    who, called = f"file:{file.name}", log.trusted.called
    if called is None:
        raise Refused("question.missing")
    versions = log.trusted.texts.values()
    adopted = next(each.places for each in versions if each.event.hash == called.text)
    places = consultation.text_in(language, adopted, accused=who)
    read = read_matrix(files.read_bytes(file), places, found, accused=who)
    whole(found)
    enter(log, at, [ImplementationPlanned(each) for each in read])


COMMANDS: Commands = (
    ("text", text),
    ("hearings", hearings),
    ("proposals", proposals),
    ("answers", answers),
    ("question", question),
    ("stations", stations),
    ("protocols", protocols),
    ("tasks", tasks),
)


def joined(app: typer.Typer, commands: Commands) -> typer.Typer:
    """An app with commands that stand in modules of their own."""
    for name, command in commands:
        app.command(name)(command)
    return app
