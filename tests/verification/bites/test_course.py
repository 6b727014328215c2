"""Step 6 for the course of proposals: what comes after what, and where an anchor begins.

The small referendum goes on after the decisions on anchors of `tests.verification.course`: p-1 was
answered and is confirmed in draft-2, p-2 was answered and has no place there, p-4 stands for p-3
too, p-5 was set aside and p-6 taken back.
"""

from __future__ import annotations

import json

from dauys.consultation import course as events
from dauys.consultation.anchor import Anchor
from dauys.consultation.decided import decided
from dauys.consultation.decision import Decision as Verdicts
from dauys.consultation.decision import Verdict
from dauys.consultation.fate import Fate
from dauys.consultation.lifecycle import State, Step, check_after
from dauys.consultation.lineage import Act, Decision
from dauys.consultation.proposal import Answer
from dauys.consultation.standing import check_begins, check_moment
from dauys.consultation.wire import answered
from dauys.record import state
from dauys.text.version import publish
from dauys.verification import course, public, steps
from tests.verification.bites.bite import bites
from tests.verification.bites.forge import cut, played, spoilt, then
from tests.verification.world import World, found, law

AT = "2027-03-02T08:00:00Z"
LATER = "2027-03-05T08:00:00Z"
SALT = bytes([77]) * 32


def on() -> World:
    """The record up to the decisions on anchors."""
    return cut("anchor.decided")


def end(name: str, kind: State, at: str, world: World) -> World:
    """A proposal is set aside or taken back."""
    return then(world, LATER, *events.ended(Step(name, kind, at, "Registry", "A letter."), SALT))


def decide(act: Act, of: tuple[str, ...], into: tuple[str, ...], at: str, world: World) -> World:
    """Proposals are merged, or one is split."""
    decision = Decision(act, at, of, into, "Secretary", "They say the same.")
    return then(world, LATER, *events.decided(decision, SALT))


def answer(name: str, at: str, reasons: dict[str, str], world: World) -> World:
    """A proposal is rejected."""
    reply = Answer(name, at, "rejected", (), reasons)
    return then(world, LATER, *answered(reply, (), SALT))


def third(world: World) -> World:
    """Another draft is published, word for word the second."""
    texts = {language: law(language, "six") for language in ("en", "ru")}
    event, objects = publish("charter", "draft-3", "draft", AT[:10], "office", ("en",), texts)
    return then(world, AT, event, *objects)


def anchor(version: str, address: str) -> Anchor:
    """A place of a version in English; the third draft says what the second does."""
    made = played().builder.places["draft-2" if version == "draft-3" else version]["en"]
    held = made.anchor(address)
    return Anchor(held.work, version, held.language, held.address, held.hash)


def follow(name: str, before: Anchor, after: Anchor | None, version: str, world: World) -> World:
    """Somebody says where a proposal stands in a version."""
    verdict: Verdict = "orphaned" if after is None else "reanchored"
    decision = Verdicts(name, verdict, "", "Secretary", AT, "As it was meant.")
    return then(world, LATER, *decided(decision, Fate(before, "carried", after), version, SALT))


# what comes after what


@bites(steps.CONSULTATION, "step.time", without=[check_after])
def test_that_a_proposal_ends_after_its_answer() -> World:
    """Taken back before it was answered, it needed no answer; yet there is one."""
    return end("p-1", "withdrawn", "2027-02-19T08:00:00Z", on())


@bites(steps.CONSULTATION, "step.time", without=[check_after])
def test_that_a_proposal_ends_after_it_was_merged() -> World:
    """What its author had taken back was still counted among those who asked for it."""
    return end("p-3", "withdrawn", "2027-02-19T08:00:00Z", on())


@bites(steps.CONSULTATION, "proposal.early", without=[public.check_later])
def test_that_a_part_is_answered_after_the_splitting() -> World:
    """The answer was there before what it answers."""
    return spoilt("proposal.answered", "body.answered", lambda _: "2027-02-19T08:00:00Z", 2)


@bites(steps.CONSULTATION, "lineage.early", without=[course.check_later])
def test_that_a_decision_on_what_was_answered_comes_after_the_answer() -> World:
    """The answer to one is said to have been an answer to both from the beginning."""
    return decide("merge", ("p-4", "p-9"), ("p-4",), "2027-02-26T08:00:00Z", waiting())


def waiting() -> World:
    """One more proposal, which nobody has answered."""
    world = on()
    index = world.find("proposal.received", 6)
    entry = json.loads(json.dumps(world.entries[index]))
    entry["body"]["proposal"] = "p-9"
    world.entries.insert(index + 1, entry)
    return world


@bites(steps.ORDER, "record.order", without=[(state._expect, "record.order")])
def test_that_what_was_taken_back_is_not_merged() -> World:
    """Its author asks for nothing any more, and would be counted among those who do."""
    return decide("merge", ("p-6", "p-9"), ("p-9",), AT, waiting())


@bites(steps.CONSULTATION, "proposal.reasons", without=[public.check_origins])
def test_that_everybody_behind_a_proposal_can_read_the_answer() -> World:
    """One of two who asked the same reads only English, and the answer is in Russian."""
    world = cut("proposal.merged")
    index = world.find("proposal.received", 3)
    assert world.entries[index]["body"]["proposal"] == "p-4"
    world.entries[index]["body"]["language"] = "ru"
    return answer("p-4", AT, {"ru": "Нет."}, world)


# where an anchor begins


@bites(steps.CONSULTATION, "anchor.early", without=[check_moment])
def test_that_an_anchor_is_decided_after_its_proposal() -> World:
    """Somebody knew where it would stand before it was made."""
    return spoilt("anchor.decided", "body.decided", lambda _: "2027-02-02T09:59:59Z")


@bites(steps.CONSULTATION, "anchor.place", without=[check_begins])
def test_that_an_anchor_goes_on_from_where_it_was_put() -> World:
    """In draft-2 it was confirmed at another place."""
    before, after = anchor("draft-2", "art_2__para_1"), anchor("draft-3", "art_2__para_1")
    return follow("p-1", before, after, "draft-3", third(on()))


@bites(steps.CONSULTATION, "anchor.place", without=[check_begins])
def test_that_what_has_no_place_has_none_to_begin_from() -> World:
    """In draft-2 it had none, somebody said; here it stands there all the same."""
    before, after = anchor("draft-2", "art_1__para_2"), anchor("draft-3", "art_1__para_2")
    return follow("p-2", before, after, "draft-3", third(on()))


@bites(steps.CONSULTATION, "anchor.place", without=[check_begins])
def test_that_nobody_moves_what_a_proposal_was_made_for() -> World:
    """From a later version back into the one in which it was received."""
    before, after = anchor("draft-2", "art_1__para_2"), anchor("draft-1", "art_2__para_1")
    return follow("p-1", before, after, "draft-1", on())


@bites(steps.CONSULTATION, "anchor.unkept", without=[check_begins])
def test_that_what_nobody_decided_about_was_kept() -> World:
    """Nobody has said where p-4 stands in draft-2, and its words are others there."""
    before, after = anchor("draft-2", "art_1__para_2"), anchor("draft-3", "art_1__para_2")
    return follow("p-4", before, after, "draft-3", third(on()))


def test_what_was_kept_may_go_on_from_there() -> None:
    """Nobody needs to decide about words that are the same: they stand where they stood."""
    world = on()
    stood = anchor("draft-1", "art_2__para_1")
    index = world.find("proposal.received", 5)
    body = world.entries[index]["body"]
    assert body["proposal"] == "p-5"
    body["anchor"] |= {"address": stood.address, "hash": stood.hash}
    body["kind"] = "support"
    del world.objects[body["words"]["sha256"]]  # it quoted the other paragraph; it was set aside
    before, after = anchor("draft-2", "art_2__para_1"), anchor("draft-3", "art_2__para_1")
    assert found(follow("p-5", before, after, "draft-3", third(world)).report()) == set()
