"""What a report tells of faults in the course of proposals, in full; `test_findings` for the rest.

The course: proposals are merged, split, set aside or taken back, and their anchors followed.
"""

from __future__ import annotations

from typing import Any

import pytest

from dauys.consultation.anchor import Anchor, Places
from dauys.consultation.decided import decided
from dauys.consultation.decision import Decision
from dauys.consultation.fate import Fate
from dauys.errors import Refused
from dauys.text.version import publish
from tests.verification import course
from tests.verification.telling import Told, error, told
from tests.verification.test_findings import UNFINISHED, WORLD, at, cut, spoilt
from tests.verification.world import Builder, law, opened

OTHER = "f" * 64
LATE, EARLY = "2027-12-31T10:00:00Z", "2027-02-01T08:00:00Z"
MERGED, SPLIT, ANCHOR = "proposal.merged", "proposal.split", "anchor.decided"
SET_ASIDE, TAKEN_BACK = "proposal.moderated", "proposal.withdrawn"


def no_string(kind: str, where: str) -> list[Told]:
    """A document of this event holds something else than words."""
    return [error(6, "json.shape", at(kind), where=where, expected="string")]


ROWS: tuple[tuple[str, str, Any, list[Told]], ...] = (
    (MERGED, "body.reasons.@.who", 5, no_string(MERGED, "/who")),
    (
        MERGED, "body.reasons.@.why", "",
        [error(6, "lineage.words", "proposal:p-3", column="why")],
    ),
    (MERGED, "body.merged", LATE, [error(6, "record.future", at(MERGED))]),
    (
        SPLIT, "body.reasons.@.who", "",
        [error(6, "lineage.words", "proposal:p-4", column="who")],
    ),
    (SET_ASIDE, "body.reasons.@.why", 5, no_string(SET_ASIDE, "/why")),
    (
        SET_ASIDE, "body.moderated", EARLY,
        [error(6, "step.time", "proposal:p-5", state="moderated", before=course.RECEIVED)],
    ),
    (SET_ASIDE, "body.moderated", LATE, [error(6, "record.future", at(SET_ASIDE))]),
    (
        TAKEN_BACK, "body.reasons.@.who", "",
        [error(6, "step.who", "proposal:p-6", state="withdrawn")],
    ),
    (ANCHOR, "body.words.@.who", 5, no_string(ANCHOR, "/who")),
    (ANCHOR, "body.words.@.why", "", [error(6, "anchor.words", "proposal:p-1", column="why")]),
    (ANCHOR, "body.decided", LATE, [error(6, "record.future", at(ANCHOR))]),
    (
        ANCHOR, "body.before.version", "draft-8",
        [error(6, "anchor.version", "proposal:p-1", version="draft-8")],
    ),
    (
        ANCHOR, "body.version", "draft-9",
        [error(6, "anchor.version", "proposal:p-1", version="draft-9")],
    ),
    (
        ANCHOR, "body.before.language", "kk",
        [error(6, "anchor.language", "proposal:p-1", expected="kk", found="en, ru")],
    ),
    (
        ANCHOR, "body.before.address", "art_9",
        [error(6, "anchor.address", "proposal:p-1", address="art_9")],
    ),
    (
        ANCHOR, "body.after.hash", OTHER,
        [error(6, "anchor.hash", "proposal:p-1", address="art_1__para_2")],
    ),
    (ANCHOR, "body.after.version", "draft-1", [error(6, "anchor.place", "proposal:p-1")]),
)  # fmt: skip


@pytest.mark.parametrize(("kind", "path", "value", "expected"), ROWS)
def test_a_fault_is_told_in_full(kind: str, path: str, value: Any, expected: list[Told]) -> None:
    """One place of one event is another, and nothing comes after it."""
    report = spoilt(kind, path, value).report()
    assert [each for each in told(report) if each[1] == "error"] == expected


def test_a_proposal_that_could_not_be_read_has_no_anchor_to_follow() -> None:
    """Where it stood is not known: whatever is decided about it hangs in the air."""
    world = cut(ANCHOR, 0, WORLD.changed("proposal.received", "body.words.@.salt", lambda _: 5))
    assert [each for each in told(world.report()) if each[1] == "error"][-1] == error(
        6, "proposal.unknown", "proposal:p-1"
    )


def test_an_answer_is_missed_for_nobody_who_ended() -> None:
    """Of those that no answer meets, one was set aside; the other still waits."""
    report = cut("question.called", 0, WORLD.without(TAKEN_BACK)).report()
    assert told(report) == [(6, "warning", "proposal.unanswered", "proposal:p-6", {}), UNFINISHED]


# From version to version

VERSIONS = ("draft-1", "draft-2", "draft-3")
HERE, THERE = "art_1__para_2", "art_2__para_1"


class Following(Builder):
    """A record of two works in three versions each, with one proposal, and then its anchor."""

    def begin(self) -> None:
        self.add("2027-01-01T08:00:00Z", opened())
        self.all_places: dict[tuple[str, str, str], Places] = {}
        for day, version in enumerate(VERSIONS, 2):
            for work in ("charter", "statute"):
                self.work(f"2027-01-0{day}T08:00:00Z", work, version)
        self.places["draft-1"] = {"en": self.all_places["charter", "draft-1", "en"]}
        course.receive(self, "p-1", 1)

    def work(self, at: str, work: str, version: str) -> None:
        """A version in which no word changes."""
        texts = {language: law(language, "five") for language in ("en", "ru")}
        event, objects = publish(work, version, "draft", at[:10], "office", ("en",), texts)
        for language, text in texts.items():
            self.all_places[work, version, language] = Places(work, version, text)
        self.add(at, event, *objects)

    def anchor(
        self, version: str, address: str = HERE, work: str = "charter", language: str = "en"
    ) -> Anchor:
        return self.all_places[work, version, language].anchor(address)

    def move(self, before: Anchor, after: Anchor) -> None:
        """A person decides that the proposal stands there now."""
        decision = Decision("p-1", "confirmed", "", "Secretary", course.AT, "The same words.")
        fate = Fate(before, "carried", after)
        self.add(course.AT, *decided(decision, fate, after.version, bytes(32)))


@pytest.fixture
def made() -> Following:
    made = Following("Ed25519")
    made.begin()
    return made


def refused(made: Following, before: Anchor, after: Anchor) -> tuple[str, str]:
    """What an anchor that is moved so is refused with, and whom that accuses."""
    with pytest.raises(Refused) as caught:
        made.move(before, after)
    return caught.value.code, caught.value.accused


def test_an_anchor_is_followed_from_version_to_version(made: Following) -> None:
    """Each decision begins where the one before it ended."""
    made.move(made.anchor("draft-1"), made.anchor("draft-2", THERE))
    made.move(made.anchor("draft-2", THERE), made.anchor("draft-3", THERE))


def test_a_decision_does_not_begin_where_the_last_one_did_not_end(made: Following) -> None:
    made.move(made.anchor("draft-1"), made.anchor("draft-2", THERE))
    found = refused(made, made.anchor("draft-2", HERE), made.anchor("draft-3", HERE))
    assert found == ("anchor.place", "proposal:p-1")


def test_a_decision_begins_where_the_proposal_was_received(made: Following) -> None:
    found = refused(made, made.anchor("draft-1", THERE), made.anchor("draft-2", THERE))
    assert found == ("anchor.place", "proposal:p-1")


def test_a_version_without_a_decision_may_be_left_out(made: Following) -> None:
    """There the anchor was kept, by whatever rule: that no person decided it, no event tells."""
    made.move(made.anchor("draft-2"), made.anchor("draft-3"))


def test_an_anchor_stays_in_the_work_of_its_proposal(made: Following) -> None:
    """The sentence of another law reads the same; nobody asked for anything there."""
    before = made.anchor("draft-2", work="statute")
    found = refused(made, before, made.anchor("draft-3", work="statute"))
    assert found == ("anchor.place", "proposal:p-1")


def test_an_anchor_stays_in_the_language_of_its_proposal(made: Following) -> None:
    before = made.anchor("draft-2", language="ru")
    found = refused(made, before, made.anchor("draft-3", language="ru"))
    assert found == ("anchor.place", "proposal:p-1")
