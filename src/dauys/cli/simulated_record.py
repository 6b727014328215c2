"""A simulated vote as a record: a log of its own, on the sample's charter and calendar.

One box, one trustee, no witnesses, nothing of a consultation: what a record of this size needs so
that every step of its verification has something to do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

from dauys import group as groups
from dauys import sample
from dauys.ballots.wire import BallotCast, VotingClosed
from dauys.cli.simulated import Casting, Counted
from dauys.log import writer
from dauys.log.keys import SigningKey
from dauys.outcome.rows import OnlineCount, figures_of
from dauys.outcome.wire import declare
from dauys.parties import trustee
from dauys.parties.simulated import none_counted
from dauys.proofs.statements import TallyContext
from dauys.question.check import expected_election, setup_hash
from dauys.question.election import SealedElection, read_election, write_election
from dauys.question.rule import parse_rule
from dauys.question.wire import (
    Answer,
    Box,
    CountingRegion,
    QuestionCalled,
    SetupConfirmed,
    VotingSetup,
)
from dauys.record.entry import write_entry
from dauys.record.opening import FORMAT, ReferendumOpened, opening_hash
from dauys.tally.wire import TallyDecrypted, TallyEncrypted, TallyResult
from dauys.text.formats import load
from dauys.text.version import publish
from dauys.wire import hashes, ids, shape
from dauys.wire.payload import carried, object_of, object_ref


@dataclass(slots=True)
class Record:
    """A log in a folder as it grows, sealed at its end."""

    folder: Path
    key: SigningKey
    state: writer.State = field(default=writer.EMPTY)

    def append(self, at: str, bodies: Iterable[Any], *objects: bytes) -> None:
        """Writes the objects, and what the entries have filled."""
        entries = [write_entry(at, body) for body in bodies]
        self.state, filled = writer.append(self.state, entries)
        self._store([(f"object/{hashes.sha256_hex(data)}", data) for data in objects])
        self._store(filled)

    def seal(self) -> None:
        """The right edge, and the checkpoint over everything."""
        head = writer.seal(self.state, self.key.name, [self.key])
        self._store([*writer.partial(self.state), head])

    def _store(self, files: Iterable[writer.File]) -> None:
        for path, data in files:
            place = self.folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)


def write_record(casting: Casting, folder: Path) -> None:
    """Writes the record of the simulated vote."""
    simulation = casting.simulation
    seed = simulation.draw("log")().to_bytes(256, "big")[-32:]
    record = Record(folder, SigningKey(f"{sample.parties().log.id}.simulated", seed))
    rule = resources.files("dauys.question.rules").joinpath("town-charter.json").read_bytes()
    called = open_question(record, simulation.blank, rule)
    sealed = set_up(record, casting, called)
    tally = none_counted(sealed.election.questions[0].cells)
    cast_all(record, casting, called, write_election(sealed.election), tally)
    conclude(record, casting, called, rule, sealed, casting.count(sealed, tally))
    record.seal()


def open_question(record: Record, blank: bool, rule: bytes) -> QuestionCalled:
    """The log is opened, the text published, the question put."""
    at, told = sample.calendar().at, sample.question()
    languages, log = tuple(sorted(sample.LANGUAGES)), record.key.verifier.write()
    opened = ReferendumOpened(FORMAT, told.title, languages, log, (), 0, True)
    record.append(at("referendum_opened"), [opened])
    texts = {}
    for language in sample.LANGUAGES:
        with sample.file(sample.charter("new", language)) as path:
            texts[language] = load(path, language)
    when, author = at("draft_1_published"), sample.parties().log.id
    event, objects = publish(sample.WORK, "draft-1", "draft", when[:10], author, ("kk",), texts)
    record.append(when, [event], *objects)
    region = sample.regions()[0]
    called = QuestionCalled(
        question=told.question,
        log=opening_hash(opened),
        title=told.title,
        wording=told.wording,
        answers=tuple(Answer(each.key, each.words) for each in told.answers),
        blank=blank,
        text=event.hash,
        rule=object_ref(rule),
        question_type="charter",
        calendar=sample.calendar().windows,
        regions=(CountingRegion(region.id, region.title, region.districts),),
        minimum_electors=1,
    )
    record.append(at("question_called"), [called], rule)
    return called


def set_up(record: Record, casting: Casting, called: QuestionCalled) -> SealedElection:
    """The set-up is sealed and confirmed. The roll is made here: its credentials need no look."""
    simulation, at, region = casting.simulation, sample.calendar().at, called.regions[0].region
    group, key = groups.named(simulation.group), casting.trustee()[0]
    roll, trustees, uuid = casting.roll(), casting.trustees(), simulation.uuid()
    election = write_election(expected_election(called, region, uuid, group.name, key.public))
    refs = (object_ref(election), object_ref(roll))
    box = Box(region, uuid, *refs, simulation.voters, simulation.voters)
    registrar = simulation.key("registrar")
    ref = object_ref(trustees)
    setup = VotingSetup(called.question, group.name, registrar.public, ref, 1, 1, (box,))
    record.append(at("voting_setup"), [setup], trustees, election, roll)
    hashed, draw = setup_hash(setup), simulation.draw("confirmations")
    confirmed = [
        SetupConfirmed(
            "trustee" if index else "registrar",
            index,
            hashed,
            trustee.confirm_setup(
                group, "trustee" if index else "registrar", index, each, hashed, draw
            ),
        )
        for index, each in enumerate((registrar, key))
    ]
    record.append(at("setup_confirmed"), confirmed)
    return read_election(election)


def cast_all(
    record: Record, casting: Casting, called: QuestionCalled, election: bytes, tally: Any
) -> None:
    """The ballots, evenly through the time in which one may vote."""
    window = next(each for each in called.calendar if each.stage == "ballots")
    opens, closes = ids.seconds(window.opens), ids.seconds(window.closes)
    uuid, done = casting.simulation.uuid(), 0
    for ballots in casting.ballots(election, tally):
        at = ids.moment(opens + (closes - opens) * done // casting.simulation.ballots)
        objects = [data for ballot in ballots for data in object_of(ballot)]
        record.append(at, [BallotCast(uuid, carried(ballot)) for ballot in ballots], *objects)
        done += len(ballots)


def conclude(
    record: Record,
    casting: Casting,
    called: QuestionCalled,
    rule: bytes,
    sealed: SealedElection,
    counted: Counted,
) -> None:
    """The box is closed, added up, opened; the outcome follows by the rule."""
    simulation, at = casting.simulation, sample.calendar().at
    uuid, key = simulation.uuid(), casting.trustee()[0]
    record.append(at("voting_closes"), [VotingClosed(uuid, simulation.ballots)])
    root = record.state.root().hex()
    sized = counted.sized.decode("ascii")
    tally = TallyEncrypted(uuid, sized, carried(counted.data))
    record.append(at("tally_encrypted"), [tally], *object_of(counted.data))
    context = TallyContext(sealed.fingerprint, root, hashes.sha256_hex(counted.data), 1)
    draw, partial = simulation.draw("bound"), counted.partial
    bound = trustee.bind(sealed, counted.tally, partial, key, context, draw)
    data = shape.write(partial)
    decrypted = TallyDecrypted(uuid, 1, carried(data), bound)
    record.append(at("tally_decrypted"), [decrypted], *object_of(data))
    result = TallyResult(uuid, carried(counted.result))
    record.append(at("tally_result"), [result], *object_of(counted.result))
    figures = figures_of({}, [], [_online(called, casting, counted)])
    declared = declare(parse_rule(rule), called.question_type, figures)
    record.append(at("outcome_declared"), [declared])


def _online(called: QuestionCalled, casting: Casting, counted: Counted) -> OnlineCount:
    """The count of the one region."""
    numbers = counted.numbers
    keys = ["blank"] * called.blank + [each.key for each in called.answers]
    told = dict(zip(keys, numbers, strict=True))
    return OnlineCount(
        region=called.regions[0].region,
        eligible=casting.simulation.voters,
        participants=sum(numbers),
        yes=told["yes"],
        no=told["no"],
        blank=told.get("blank", 0),
    )
