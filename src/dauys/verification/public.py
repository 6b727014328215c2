"""Steps 5 to 7 and 14 to 16 of a record: texts, consultation, question, stations, outcome, plan."""

from __future__ import annotations

from collections.abc import Iterable

from dauys.consultation import check as consultation
from dauys.consultation import wire as consulted
from dauys.consultation.anchor import Anchor, Places
from dauys.consultation.proposal import Answer
from dauys.consultation.wire import HearingHeld, ProposalAnswered, ProposalReceived
from dauys.errors import Refused
from dauys.implementation.check import check_bound, check_task
from dauys.implementation.wire import ImplementationPlanned
from dauys.outcome.check import check_declared
from dauys.outcome.rows import OnlineCount, figures_of
from dauys.outcome.wire import OutcomeDeclared
from dauys.question.check import check_called
from dauys.question.rule import parse_rule
from dauys.question.wire import QuestionCalled
from dauys.stations.check import check_listed, check_protocol
from dauys.stations.wire import ProtocolConfirmed, StationListed
from dauys.text.check import check_published
from dauys.text.wire import TextPublished
from dauys.verification import steps
from dauys.verification.trusted import PublishedText, Step, Trusted
from dauys.verification.vote import check_counted
from dauys.verification.voting import BoxVerifier
from dauys.wire import shape
from dauys.wire.ids import seconds

# In place of words that are not there: all of a proposal is asked but what it says.
WITHDRAWN = consulted.ProposalWords(salt="", proposed="–", reasons="", quote="")
SILENCED = consulted.HearingWords("", {"": "–"}, {"": "–"}, {"": "–"})


def text(trusted: Trusted, step: Step) -> None:
    """Step 5."""
    body: TextPublished = step.entry.body
    with trusted.report.check(steps.TEXTS):
        documents = {name: step.object(ref) for name, ref in body.expressions.items()}
        texts = check_published(body, documents)
        if not set(trusted.languages) <= set(texts):
            raise Refused("record.languages", step.who)
        places = {name: Places(body.work, body.version, each) for name, each in texts.items()}
        trusted.texts[(body.work, body.version)] = PublishedText(body, places)


def hearing(trusted: Trusted, step: Step) -> None:
    """Step 6 for a hearing."""
    body: HearingHeld = step.entry.body
    with trusted.report.check(steps.CONSULTATION, f"hearing:{body.hearing}"):
        told = SILENCED
        if body.minutes.sha256 in step.objects:
            told = shape.read(consulted.HearingWords, step.object(body.minutes), accused=step.who)
        held = consulted.hearing_of(body, told)
        consultation.check_hearing(held)
        check_past(body.closes, step)
        trusted.hearings[body.hearing] = body.closes


def proposal(trusted: Trusted, step: Step) -> None:
    """Step 6 for a proposal: its anchor holds, and what it quotes stands there."""
    body: ProposalReceived = step.entry.body
    who = f"proposal:{body.proposal}"
    with trusted.report.check(steps.CONSULTATION):
        told = WITHDRAWN
        if body.words.sha256 in step.objects:
            told = shape.read(consulted.ProposalWords, step.object(body.words), accused=step.who)
        received = consulted.proposal_of(body, told)
        trusted.proposals[body.proposal] = received
        trusted.anchors[body.proposal] = {body.anchor.version: body.anchor}
        trusted.moments[body.proposal] = body.received
        consultation.check_proposal(received, trusted.hearings)
        check_past(body.received, step)
        places = check_anchor(trusted, body.anchor, who)
        if told.quote:
            places.check_quote(body.anchor.address, told.quote, accused=who)


def answer(trusted: Trusted, step: Step) -> None:
    """Step 6 for an answer: the words that carry it stand in a published version."""
    body: ProposalAnswered = step.entry.body
    who = f"proposal:{body.proposal}"
    with trusted.report.check(steps.CONSULTATION, who):
        told = shape.read(consulted.AnswerWords, step.object(body.reasons), accused=step.who)
        reply = consulted.answer_of(body, told)
        consultation.check_answer(reply, trusted.proposals)
        check_origins(trusted, reply)
        check_past(body.answered, step)
        check_later(trusted, body)
        for anchor in body.carried:
            check_anchor(trusted, anchor, who)
        trusted.moments[body.proposal] = body.answered


def check_origins(trusted: Trusted, reply: Answer) -> None:
    """An answer is one to everybody whose proposal it is: with reasons that each of them reads."""
    for origin in trusted.state.proposals.standing.get(reply.proposal, ()):
        proposal = trusted.proposals.get(origin)
        if proposal is not None and not reply.reasons.get(proposal.language):
            raise Refused("proposal.reasons", proposal.accused(), language=proposal.language)


def check_later(trusted: Trusted, body: ProposalAnswered) -> None:
    """An answer comes after the decision that made its proposal stand for others, or for a part."""
    before = trusted.moments[body.proposal]
    if seconds(body.answered) < seconds(before):
        raise Refused("proposal.early", f"proposal:{body.proposal}")


def check_anchor(trusted: Trusted, anchor: Anchor, who: str) -> Places:
    """The text in which an anchor holds."""
    places = places_of(trusted, anchor, anchor.version, who)
    places.check(anchor, accused=who)
    return places


def places_of(trusted: Trusted, anchor: Anchor, version: str, who: str) -> Places:
    """A published version of the text of an anchor, in its language."""
    published = trusted.texts.get((anchor.work, version))
    if published is None:
        raise Refused("anchor.version", who, version=version)
    return consultation.text_in(anchor.language, published.places, accused=who)


def check_past(moment: str, step: Step) -> None:
    """What an entry tells has happened when it is written."""
    if seconds(moment, accused=step.who) > seconds(step.entry.at):
        raise Refused("record.future", step.who)


def question(trusted: Trusted, step: Step) -> None:
    """Step 7."""
    body: QuestionCalled = step.entry.body
    who = f"question:{body.question}"
    with trusted.report.check(steps.QUESTION):
        rule = parse_rule(step.object(body.rule), accused=who)
        rule.question(body.question_type)
        trusted.rule = rule
    with trusted.report.check(steps.QUESTION, who):
        drafts = (each.event for each in trusted.texts.values() if each.event.role == "draft")
        texts = {event.hash for event in drafts}
        check_called(body, trusted.languages, texts, trusted.log_hash)
    trusted.called = body


def station(trusted: Trusted, step: Step) -> None:
    """Step 14 for a station: its district belongs to its counting region."""
    body: StationListed = step.entry.body
    station = body.station
    with trusted.report.check(steps.STATIONS):
        regions = {each.region: each for each in trusted.called.regions} if trusted.called else {}
        region = regions.get(station.region)
        if region is None or station.district not in region.districts:
            raise Refused("station.region", station.accused())
        trusted.stations[station.id] = station


def protocol(trusted: Trusted, step: Step) -> None:
    """Step 14 for a protocol."""
    body: ProtocolConfirmed = step.entry.body
    with trusted.report.check(steps.STATIONS):
        station = check_listed(body.protocol, trusted.stations)
        check_protocol(body.protocol)
        trusted.protocols.append(body.protocol)
        figures = body.protocol.figures
        moved = figures.certificates_in - figures.certificates_out
        if station.eligible is not None and figures.eligible != station.eligible + moved:
            who = body.protocol.accused()
            trusted.report.note("station.eligible", "warning", steps.STATIONS, who)


def outcome(trusted: Trusted, step: Step) -> None:
    """Step 15: works the outcome out again from what this verification has counted itself."""
    body: OutcomeDeclared = step.entry.body
    with trusted.report.check(steps.OUTCOME):
        if trusted.rule is None or trusted.called is None:
            raise Refused("outcome.rule", "outcome")
        if body.question != trusted.called.question_type:
            raise Refused("outcome.declared", "outcome", part="question")
        check_counted(trusted)
        online = online_counts(trusted.called, trusted.boxes.values())
        figures = figures_of(trusted.stations, trusted.protocols, online)
        check_declared(body, trusted.rule, figures)


def online_counts(called: QuestionCalled, boxes: Iterable[BoxVerifier]) -> list[OnlineCount]:
    """The online count of each counting region: the result of its box."""
    keys = [each.key for each in called.answers]
    if called.blank:
        keys = ["blank", *keys]  # the first cell of a question with blank
    counted = ((box, box.counts.result[0]) for box in boxes if box.counts is not None)
    return [_online_count(box, row, keys) for box, row in counted]


def _online_count(box: BoxVerifier, row: tuple[int, ...], keys: list[str]) -> OnlineCount:
    if len(row) != len(keys) or not {"yes", "no"} <= set(keys):
        raise Refused("outcome.rule", "outcome")  # a question or a set-up that was refused before
    numbers = dict(zip(keys, row, strict=True))
    return OnlineCount(
        region=box.region,
        eligible=box.sealed.roll.total,
        participants=box.weight,
        yes=numbers["yes"],
        no=numbers["no"],
        blank=numbers.get("blank", 0),
    )


def implementation(trusted: Trusted, step: Step) -> None:
    """Step 16: the provision stands in the text that was voted on, with these very words."""
    body: ImplementationPlanned = step.entry.body
    task = body.task
    with trusted.report.check(steps.IMPLEMENTATION):
        check_task(task)
        published = trusted.texts.get((task.anchor.work, task.anchor.version))
        if published is None:
            raise Refused("anchor.version", task.accused(), version=task.anchor.version)
        if trusted.called is None or published.event.hash != trusted.called.text:
            raise Refused("implementation.text", task.accused())
        language = task.anchor.language
        check_bound(task, consultation.text_in(language, published.places, accused=task.accused()))
