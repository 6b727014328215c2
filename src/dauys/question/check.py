"""Refuses a question or a set-up that is not as it must be (5-voting, sections 5 and 6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dauys import group as groups
from dauys import stages
from dauys.errors import Refused
from dauys.group import Element, Group
from dauys.proofs.statements import SetupConfirmation
from dauys.proofs.verify import check_knowledge
from dauys.question.election import Election, Question, SealedElection, read_election
from dauys.question.names import distinct
from dauys.question.roll import Quick, Roll, read_roll
from dauys.question.trustees import Trustees, election_key
from dauys.question.wire import Box, QuestionCalled, SetupConfirmed, VotingSetup
from dauys.wire import hashes, shape
from dauys.wire.digests import Digests
from dauys.wire.ids import Words


@dataclass(frozen=True, slots=True)
class SealedBox:
    """A box whose parameters and roll have been checked, each for itself."""

    region: str
    sealed: SealedElection
    roll: Roll


def check_called(
    called: QuestionCalled, languages: tuple[str, ...], texts: set[str], log: str
) -> None:
    """The wording stands in every language, and is bound to a published text and to this log."""
    who = f"question:{called.question}"
    if called.log != log:
        raise Refused("question.log", who)
    regions = [words.title for words in called.regions]
    spoken = [called.title, called.wording, *(a.words for a in called.answers), *regions]
    for words in spoken:
        if set(words) != set(languages) or not all(text.strip() for text in words.values()):
            raise Refused("question.language", who)
    if called.text not in texts:
        raise Refused("question.text", who)
    keys = [answer.key for answer in called.answers]
    if sorted(set(keys)) != ["no", "yes"] or len(keys) != 2:
        raise Refused("question.answers", who)
    for language in languages:
        if not distinct(answer.words[language] for answer in called.answers):
            raise Refused("question.answers", who)
    stages.check_calendar(called.calendar)
    _check_regions(called, who)


def _check_regions(called: QuestionCalled, who: str) -> None:
    names = [region.region for region in called.regions]
    districts = [district for region in called.regions for district in region.districts]
    for repeated in (names, districts):
        if not repeated or len(set(repeated)) < len(repeated):
            raise Refused("question.regions", who)
    if called.minimum_electors < 1:
        raise Refused("question.minimum", who)


def question_hash(called: QuestionCalled) -> str:
    """The hash that binds an election to its question, and through it to the text and the rule."""
    return hashes.labelled("question", shape.write(called))


def setup_hash(setup: VotingSetup) -> str:
    """The hash that the registrar and the trustees confirm."""
    return hashes.labelled("setup", shape.write(setup))


def expected_election(
    called: QuestionCalled, region: str, uuid: str, group: str, public_key: str
) -> Election:
    """The one election that a question and a region allow: nothing in it is left to choice.

    All languages stand side by side in their sorted order, as on a ballot of several languages.
    """
    title = next(each.title for each in called.regions if each.region == region)
    answers = tuple(_joined(answer.words) for answer in called.answers)
    return Election(
        version=1,
        description=f"{_joined(title)} · dauys:{question_hash(called)}",
        name=_joined(called.title),
        group=group,
        public_key=public_key,
        questions=(
            Question(
                answers=answers,
                blank=True if called.blank else None,
                min=1,
                max=1,
                question=_joined(called.wording),
            ),
        ),
        uuid=uuid,
    )


def _joined(words: Words) -> str:
    return " / ".join(words[language] for language in sorted(words))


def check_setup(
    called: QuestionCalled, setup: VotingSetup, trustees: Trustees, boxes: Mapping[str, SealedBox]
) -> None:
    """One box for each counting region, each bound to the question and under the trustees' key."""
    group = groups.named(setup.group)
    regions = [box.region for box in setup.boxes]
    if sorted(regions) != sorted(region.region for region in called.regions):
        raise Refused("setup.regions")
    if setup.question != called.question:
        raise Refused("setup.question")
    if not any(window.stage == "ballots" for window in called.calendar):
        raise Refused("setup.calendar")  # voting that never has to close could be closed at will
    if (setup.trustee_count, setup.trustees_needed) != (len(trustees.keys), trustees.needed):
        raise Refused("setup.trustees", count=len(trustees.keys))
    check_registrar_key(group, setup, trustees)
    key = election_key(group, trustees)
    fingerprints = {sealed.sealed.fingerprint for sealed in boxes.values()}
    uuids = {box.uuid for box in setup.boxes}
    if set(boxes) != uuids or not len(setup.boxes) == len(uuids) == len(fingerprints):
        raise Refused("setup.uuid")
    _check_rolls_apart(boxes)
    for box in setup.boxes:
        check_box(called, setup, box, boxes[box.uuid], key)


def check_registrar_key(group: Group, setup: VotingSetup, trustees: Trustees) -> Element:
    """The registrar's key: an element of the group, not neutral, and no trustee's."""
    key = group.element(setup.registrar, "registrar")
    if key in (group.identity, group.generator, *trustees.keys):
        raise Refused("setup.registrar", "registrar")
    return key


def check_box(
    called: QuestionCalled, setup: VotingSetup, box: Box, sealed: SealedBox, key: Element
) -> None:
    """One box: its election is the expected one, its roll has the stated size and the minimum."""
    who = f"box:{box.region}"
    if sealed.sealed.election != expected_election(called, box.region, box.uuid, setup.group, key):
        raise Refused("setup.election", who)
    if (box.electors, box.weight) != (len(sealed.roll.weights), sealed.roll.total):
        raise Refused("setup.roll", who)
    if box.electors < called.minimum_electors:
        raise Refused("setup.minimum", who, minimum=called.minimum_electors)


def _check_rolls_apart(boxes: Mapping[str, SealedBox]) -> None:
    """An elector stands on exactly one roll."""
    if len(boxes) < 2:
        return  # each roll for itself has been read
    seen = Digests()
    for sealed in boxes.values():
        for digest in sealed.roll.weights.digests():
            before = len(seen)
            if seen.add(digest) < before:
                raise Refused("setup.elector", f"box:{sealed.region}")


def check_confirmation(
    setup: VotingSetup, trustees: Trustees, confirmed: SetupConfirmed
) -> tuple[Element, ...]:
    """A confirmation is signed by the key it names, over this set-up; gives its commitments."""
    group = groups.named(setup.group)
    who = "registrar" if confirmed.role == "registrar" else f"trustee:{confirmed.index}"
    if confirmed.setup != setup_hash(setup):
        raise Refused("setup.hash", who)
    if confirmed.role == "registrar":
        if confirmed.index != 0:
            raise Refused("trustees.owner", who, owner=confirmed.index)
        key = check_registrar_key(group, setup, trustees)
    else:
        key = trustees.key(confirmed.index, who)
    statement = SetupConfirmation(group, confirmed.role, confirmed.index, key, confirmed.setup)
    return check_knowledge(statement, confirmed.proof, Refused("setup.signature", who))


def read_box(region: str, election: bytes, roll: bytes, quick: Quick | None = None) -> SealedBox:
    """A box with its two objects, read and checked each for itself; `read_roll` says the rest."""
    who = f"box:{region}"
    sealed = read_election(election, accused=who)
    return SealedBox(region, sealed, read_roll(sealed.group, roll, accused=who, quick=quick))
