"""The whole referendum of the sample, with every party played on one machine.

Each step does what the commands do, with the same functions; secrets are made fresh and kept in
each party's own folder, where they lie open: with them one machine could play every part anyway.
The moments are those of the sample's calendar, and entry 0 says ``simulated``, so that nobody can
take the record for that of a real vote.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

from dauys import sample
from dauys.cli import commission, files, ledger, players, voice
from dauys.cli import rehearsed_consultation as consultation
from dauys.cli.ledger import Ledger
from dauys.cli.players import Holders
from dauys.cli.watch import Watch
from dauys.consultation.anchor import Places
from dauys.errors import Findings
from dauys.group import Group
from dauys.implementation.wire import ImplementationPlanned, read_matrix
from dauys.parties import duty, pending, registrar, trustee
from dauys.parties.keeper import new_log_key
from dauys.parties.pending import Pending
from dauys.parties.registrar import RegionCredentials
from dauys.parties.trustee import PrivateKey
from dauys.question.check import setup_hash
from dauys.question.setup import seal
from dauys.question.wire import Answer, CountingRegion, QuestionCalled, SetupConfirmed
from dauys.record.opening import FORMAT, ReferendumOpened
from dauys.stations.wire import (
    ProtocolConfirmed,
    StationListed,
    read_protocols,
    read_stations,
)
from dauys.text.formats import load
from dauys.text.version import publish
from dauys.verification.sources import Folder
from dauys.wire import ids, shape
from dauys.wire.payload import object_ref

Advance = Callable[[int], None]
BATCH = 20  # ballots an entry bundle at a time, as the sequencer of a site would
TURNOUT = 85  # of a hundred, among those who vote online
AFFIRMATIVE = 58  # of a hundred ballots; a figure of the rehearsal and nothing else
CHANGED = 12  # of a hundred voters vote twice
TESTED = 4  # of a hundred challenge a ballot of their machine before they cast one


@dataclass(slots=True)
class Rehearsal:
    """One rehearsal: where it is kept, and what the parties hold."""

    folder: Path
    group: Group
    rule: bytes
    log: Ledger = field(init=False)
    texts: dict[str, dict[str, Places]] = field(default_factory=dict)
    called: QuestionCalled = field(init=False)
    witnesses: tuple[Watch, ...] = ()
    trustees: Holders = field(init=False)
    registrar: PrivateKey = field(init=False)
    credentials: list[RegionCredentials] = field(default_factory=list)

    def at(self, name: str) -> str:
        """The moment of a step in the sample's calendar."""
        return sample.calendar().at(name)

    def party(self, name: str) -> Path:
        """A party's own folder."""
        return self.folder / "parties" / name

    def record(self) -> Path:
        """The public record."""
        return self.folder / "record"

    def cosigned(self) -> None:
        """Has the witnesses cosign the head: before anyone uses a secret on it."""
        players.cosigned(self.record(), self.party("log") / "log.key", self.witnesses)


@dataclass(frozen=True, slots=True)
class Vote:
    """What one voter of the rehearsal does at one time."""

    region: str
    secret: str = field(repr=False)
    yes: bool
    tested: bool | None = None  # the answer of a ballot that is challenged first


def opening(play: Rehearsal, advance: Advance) -> dict[str, Any]:
    """The log is opened with a fresh key, and names its witnesses."""
    key = new_log_key(sample.parties().log.id)
    files.new_folder(play.party("log"))
    files.write_new(play.party("log") / "log.key", key.write().encode() + b"\n", secret=True)
    play.log = ledger.create(play.record(), key)
    title, languages = sample.question().title, tuple(sorted(sample.LANGUAGES))
    play.witnesses = tuple(
        players.new_witness(play.party(each.id), each.id, key.verifier)
        for each in sample.parties().witnesses
    )
    known = tuple(each.key.verifier.write() for each in play.witnesses)
    log = key.verifier.write()
    opened = ReferendumOpened(FORMAT, title, languages, log, known, len(known), True)
    play.log.append(play.at("referendum_opened"), [opened])
    return {"key": log, "witnesses": ", ".join(each.key.name for each in play.witnesses)}


def publish_text(play: Rehearsal, version: sample.Version, at: str) -> None:
    """One version of the charter in all languages."""
    texts = {}
    for language in sample.LANGUAGES:
        with sample.file(sample.charter(version, language)) as path:
            texts[language] = load(path, language)
    name = sample.VERSIONS[version]
    author = sample.parties().log.id
    role: Literal["in_force", "draft"] = "in_force" if version == "old" else "draft"
    event, objects = publish(sample.WORK, name, role, at[:10], author, ("kk",), texts)
    play.texts[version] = {
        language: Places(sample.WORK, name, text) for language, text in texts.items()
    }
    play.log.append(at, [event], objects)


def first_texts(play: Rehearsal, advance: Advance) -> dict[str, Any]:
    """The charter in force and the first draft."""
    publish_text(play, "old", play.at("referendum_opened"))
    publish_text(play, "draft", play.at("draft_1_published"))
    return {"articles": len(play.texts["draft"]["kk"].text.articles())}


def consultation_held(play: Rehearsal, advance: Advance) -> dict[str, Any]:
    """Hearings, proposals and what became of them, in the order in which it happened."""
    events = consultation.held(play.texts["draft"])
    for event in events:
        play.log.append(event.at, [event.body], event.objects)
        advance(1)
    return consultation.told(events)


def second_draft(play: Rehearsal, advance: Advance) -> dict[str, Any]:
    """The second draft, and with it the answers: each accepted one names the words it became.

    Where a proposal stands in the new draft is decided for each whose words have changed there.
    """
    at = play.at("draft_2_published")
    publish_text(play, "new", at)
    answers = consultation.answers(play.texts["draft"], play.texts["new"], at)
    anchors = consultation.anchors(play.log.trusted, at)
    for events in (answers, anchors):
        objects = [data for event in events for data in event.objects]
        play.log.append(at, [event.body for event in events], objects)
    return {"answers": len(answers), "anchors": len(anchors)}


def question_called(play: Rehearsal, advance: Advance) -> dict[str, Any]:
    """The question, bound to the second draft, with its rule and calendar; the stations."""
    question, regions = sample.question(), sample.regions()
    play.called = QuestionCalled(
        question=question.question,
        log=play.log.trusted.log_hash,
        title=question.title,
        wording=question.wording,
        answers=tuple(Answer(each.key, each.words) for each in question.answers),
        blank=question.blank,
        text=play.log.trusted.texts[(sample.WORK, sample.VERSIONS["new"])].event.hash,
        rule=object_ref(play.rule),
        question_type="charter",
        calendar=sample.calendar().windows,
        regions=tuple(CountingRegion(each.id, each.title, each.districts) for each in regions),
        minimum_electors=question.minimum_electors,
    )
    play.log.append(play.at("question_called"), [play.called], [play.rule])
    stations = read_stations(sample.data("stations.csv"))
    listed = [StationListed(each) for each in stations]
    play.log.append(play.at("stations_listed"), listed)
    return {"stations": len(stations), "regions": len(regions)}


def set_up(play: Rehearsal, advance: Advance) -> dict[str, Any]:
    """Keys, credentials and rolls are made; the set-up is sealed and everyone confirms it."""
    parties = sample.parties()
    names = [each.title["en"] for each in parties.trustees]
    play.trustees = players.hold_ceremony(play.group, names, parties.trustees_needed)
    for party, key in zip(parties.trustees, play.trustees.keys, strict=True):
        players.keep(play.party(party.id), "trustee.key", play.group, key)
    place, voters = play.party("registrar"), sample.data("voters.csv")
    play.registrar, play.credentials = players.make_rolls(place, play.group, voters)
    rolls = {each.region: each.public for each in play.credentials}
    group = [play.trustees.group]
    setup, objects = seal(play.called, play.group, play.registrar.public, group, rolls)
    play.log.append(play.at("voting_setup"), [setup], objects)
    play.cosigned()
    hashed = setup_hash(setup)
    registrar.check_rolls(setup, rolls)
    holders = [("registrar", 0, play.registrar)]
    holders += [("trustee", index, key) for index, key in enumerate(play.trustees.keys, 1)]
    for role, index, key in holders:
        proof = trustee.confirm_setup(play.group, role, index, key, hashed)
        body = SetupConfirmed("trustee" if index else "registrar", index, hashed, proof)
        play.log.append(play.at("setup_confirmed"), [body])
        advance(1)
    counts = {"trustees": setup.trustee_count, "needed": setup.trustees_needed}
    return {"boxes": len(rolls), "setup": hashed, **counts}


def share(voter_id: str, purpose: str) -> int:
    """A number of 0..99 from a voter's id: who does what in the rehearsal, the same each time."""
    return hashlib.sha256(f"{purpose}|{voter_id}".encode()).digest()[0] * 100 // 256


def voting(play: Rehearsal, advance: Advance) -> dict[str, Any]:
    """Everyone who votes makes a ballot on an own machine; some vote again, and the last counts."""
    window = next(each for each in play.called.calendar if each.stage == "ballots")
    opens, closes = ids.seconds(window.opens), ids.seconds(window.closes)
    casts = plan(play)
    for number in range(0, len(casts), BATCH):
        batch = casts[number : number + BATCH]
        at = ids.moment(opens + (closes - opens) * number // len(casts))
        for region, group in groupby(batch, key=lambda vote: vote.region):
            cast_batch(play, at, region, list(group))
        advance(len(batch))
    boxes = [verifier.box for verifier in play.log.trusted.boxes.values()]
    return {
        "ballots": len(casts),
        "voters": sum(len(box.counted) for box in boxes),
        "challenged": sum(len(box.challenged) for box in boxes),
    }


def plan(play: Rehearsal) -> list[Vote]:
    """Every ballot in the order of casting."""
    first, again = [], []
    for region in play.credentials:
        for name, secret in region.secrets:
            if share(name, "takes part") < TURNOUT:
                yes = share(name, "answers") < AFFIRMATIVE
                changes = share(name, "votes again") < CHANGED
                # An answer by a coin: who tests with the own answer shows it.
                coin = share(name, "tests with yes") < 50
                tested = coin if share(name, "tests the machine") < TESTED else None
                first.append(Vote(region.region, secret, yes != changes, tested))
                if changes:
                    again.append(Vote(region.region, secret, yes))
    return first + again


def cast_batch(play: Rehearsal, at: str, name: str, votes: list[Vote]) -> None:
    """Several ballots into one box; who tests the machine first has another one opened."""
    _, box = commission.named_box(play.log.trusted, name)
    sealed = box.sealed.sealed

    def prepare(vote: Vote, yes: bool) -> Pending:
        return pending.prepare(sealed, vote.secret, [[int(yes), int(not yes)]])

    for vote in votes:
        if vote.tested is not None:
            opened = prepare(vote, vote.tested).opened()
            commission.challenge(play.log, at, name, opened)
    ballots = [pending.cast(prepare(vote, vote.yes), vote.secret) for vote in votes]
    commission.cast_all(play.log, at, name, ballots)


def counting(play: Rehearsal, advance: Advance) -> dict[str, Any]:
    """The boxes are closed and added up; as many trustees as suffice verify all and decrypt."""
    names = [region.region for region in play.called.regions]
    for name in names:
        commission.close(play.log, play.at("voting_closes"), name)
    for name in names:
        commission.encrypt_tally(play.log, play.at("tally_encrypted"), name)
    for private in play.trustees.present:
        play.cosigned()
        source = Folder(play.record())
        key = play.log.key.verifier.write()
        trusted = duty.verified(source, time.perf_counter, key, lambda done, total: None)
        for part in duty.decrypt_boxes(trusted, private):
            play.log.append(play.at("tally_decrypted"), [part.body], part.objects)
        advance(1)
    for name in names:
        commission.publish_result(play.log, play.at("tally_result"), name)
    results = [box.summary().result for box in play.log.trusted.boxes.values()]
    counts = {"present": len(play.trustees.present), "trustees": len(play.trustees.keys)}
    return {"results": " + ".join(str(result) for result in results), **counts}


def protocols(play: Rehearsal, advance: Advance) -> dict[str, Any]:
    """The stations' protocols, as their clerks brought them."""
    read = read_protocols(sample.data("protocols.csv"), Findings())
    at = play.at("outcome_declared")
    play.log.append(at, [ProtocolConfirmed(each) for each in read])
    return {"protocols": len(read)}


def declared(play: Rehearsal, advance: Advance) -> dict[str, Any]:
    """The outcome by the charter's own rule."""
    body = commission.outcome(play.log.trusted)
    play.log.append(play.at("outcome_declared"), [body])
    files.write_new(play.folder / "outcome.json", shape.write(body))
    verdicts = {"valid": body.result.valid, "adopted": body.result.adopted}
    return {name: voice.words().say(f"truth.{verdict}") for name, verdict in verdicts.items()}


def implementation(play: Rehearsal, advance: Advance) -> dict[str, Any]:
    """The matrix from provision to practice."""
    tasks = read_matrix(sample.data("implementation.csv"), play.texts["new"]["kk"], Findings())
    bodies = [ImplementationPlanned(each) for each in tasks]
    play.log.append(play.at("implementation_planned"), bodies)
    return {"tasks": len(tasks)}


STEPS: tuple[tuple[str, Callable[[Rehearsal, Advance], dict[str, Any]]], ...] = (
    ("opening", opening),
    ("texts", first_texts),
    ("consultation", consultation_held),
    ("answers", second_draft),
    ("question", question_called),
    ("setup", set_up),
    ("voting", voting),
    ("counting", counting),
    ("protocols", protocols),
    ("outcome", declared),
    ("implementation", implementation),
)
