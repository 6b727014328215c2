"""Family "board", rows 62 to 70: what a voter sees, what the names mean, and the verifier itself.

Some of these rows are met by what a voter is shown; of them here stands what the core gives, and
`catalogue.ELSEWHERE` says who does the rest.
"""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import Any

import pytest

from dauys.ballots.box import BallotBox
from dauys.ballots.wire import tracker
from dauys.errors import Refused
from dauys.parties.voter import encrypt
from dauys.question.trustees import write_trustees
from dauys.verification import steps
from dauys.verification.report import Report
from dauys.wire import canonical, hashes, shape
from tests.attacks import case
from tests.attacks.attack import GROUPS, holds, refused
from tests.attacks.case import Case, Json
from tests.ballots.world import make_world, parsed, resigned, seeded, valid
from tests.house.source import functions, package
from tests.verification.world import World

CURVE = ("Ed25519",)  # words are the same whatever the elements are
either = pytest.mark.parametrize("name", GROUPS)

# 62 and 63: what a receipt is of


@either
@holds(62)
def test_two_voters_never_share_a_tracker(name: str) -> None:
    """Whoever shows one tracker to two voters lets both find one ballot. With one randomness and
    one choice two ballots still differ: each names its credential."""
    world = make_world(name)
    drawn = [replace(world, draw=seeded(world.group, 5)).ballot(who, [[1, 0]]) for who in (0, 1)]
    assert tracker(drawn[0]) != tracker(drawn[1])


@holds(62)
def test_a_voters_own_program_computes_the_tracker() -> None:
    """From its own bytes, before they are sent: what a server says is not asked."""
    world = make_world()
    data = world.ballot(0, [[1, 0]])
    assert BallotBox().cast(world.check(data), data) == tracker(data) == hashes.sha256_base64(data)


@refused(62, "ballot.duplicate")
def test_one_tracker_for_two_ballots(made: Case) -> Case:
    """A tracker is found once in a box."""
    return made.cast(made.box.ballots[2])


@either
@holds(63)
def test_a_tracker_belongs_to_one_box(name: str) -> None:
    """The same voter, choice and randomness in another box, or on other words, make another one."""
    one, other = (make_world(name, uuid=uuid) for uuid in ("DauysTestBox11", "AnotherBox1111"))
    drawn = [replace(each, draw=seeded(each.group, 5)).ballot(0, [[1, 0]]) for each in (one, other)]
    assert tracker(drawn[0]) != tracker(drawn[1])


@refused(63, "ballot.election", each=("election_uuid", "election_hash"))
def test_a_receipt_of_another_box(made: Case, field: str) -> Case:
    """What a voter keeps names the box and the words on its ballot."""
    return made.spoilt("ballot", field, lambda text: "AnotherBox1111")


# 64 to 66: who votes, and what is signed


@refused(64, "ballot.signature")
def test_a_ballot_of_an_absentee_made_by_the_server(made: Case) -> Case:
    """It has the roll, and no secret of any credential."""
    world = made.world
    unsigned = encrypt(world.sealed, world.public(2), valid(world), world.draw)
    stranger = replace(world, credentials=("11111-111111-11111-111111",) * 3)
    return made.cast(resigned(stranger, 2, shape.plain(unsigned)))


@refused(64, record="setup.registrar")
def test_a_registrar_whose_key_is_a_trustees(made: Case) -> World:
    """Who could vote for absentees does not open the box as well."""
    record = made.until("setup").record
    assert record
    record.entries[-1]["body"]["registrar"] = made.world.keys[1].public
    return record


@holds(65)
def test_every_ballot_of_a_credential_stands_in_the_record() -> None:
    """A device that votes again in silence leaves a second ballot under the same credential, and
    anyone can see which of the two counts."""
    made = case.of("Ed25519")
    box = BallotBox()
    for data in made.box.ballots:
        box.cast(made.world.check(data), data)
    own = made.world.public(0)
    cast = [data for data in made.box.ballots if parsed(data)["credential"] == own]
    assert len(cast) == 2
    assert box.counting[own] == tracker(cast[-1])


@refused(66, "ballot.hash")
def test_choices_that_are_changed_behind_the_signature(made: Case) -> Case:
    """A voter authorises this ballot, not a session in which somebody makes one."""
    other = parsed(made.world.ballot(0, [[0, 1]]))["answers"]
    ballot = parsed(made.world.ballot(0, [[1, 0]]))
    return made.cast(canonical.write(ballot | {"answers": other}))


# 67: names that are taken for one another

ALIKE = {
    "equal": ("Yes", "Yes"),
    "by case and space": ("Yes", " YES"),
    "by Unicode form": ("Ё", "Е\u0308"),
    "by another alphabet": ("Yes", "Yеs"),
    "by what is not seen": ("Yes", "Y\u200bes"),
}


@refused(67, "election.answers", each=ALIKE, groups=CURVE)
def test_two_answers_of_one_look(made: Case, names: tuple[str, str]) -> Case:
    """Nobody could say which row of the result is whose."""
    return made.set_up(election=lambda e: e["questions"][0].update(answers=list(names)))


@refused(67, bel="election.questions", each=ALIKE, groups=CURVE)
def test_two_questions_of_one_look(made: Case, names: tuple[str, str]) -> Case:
    """A voter could answer one of them twice."""

    def change(election: Json) -> None:
        election["questions"] = [election["questions"][0] | {"question": name} for name in names]

    return made.set_up(election=change)


@refused(
    67,
    record="question.answers",
    each={k: v for k, v in ALIKE.items() if "form" not in k},
    groups=CURVE,
)
def test_two_answers_of_one_look_in_one_language(made: Case, names: tuple[str, str]) -> World:
    """Whoever reads that language alone could not tell them apart."""
    record = _called(made)
    for number, name in enumerate(names):
        record.entries[-1]["body"]["answers"][number]["words"]["ru"] = name
    return record


@refused(67, record="json.text")
def test_words_in_another_form_of_unicode(made: Case) -> World:
    """A letter and its accent, apart or in one: a record knows one form."""
    record = _called(made)
    record.entries[-1]["body"]["answers"][0]["words"]["ru"] = "Е\u0308"
    return record


def _called(made: Case) -> World:
    """The record as far as the question."""
    record = made.record
    assert record
    del record.entries[record.find("question.called") + 1 :]
    return record


@refused(67, "trustees.name", each=ALIKE, groups=CURVE)
def test_two_trustees_of_one_look(made: Case, names: tuple[str, str]) -> Case:
    """Somebody's word would be taken for another's."""
    pairs = zip(made.world.entries, names, strict=True)
    return made.set_up(trustees=write_trustees([replace(e, name=name) for e, name in pairs]))


@refused(67, record="setup.uuid")
def test_two_boxes_of_one_name(made: Case) -> World:
    """A ballot of one would be one of the other."""
    record = made.until("setup").record
    assert record
    north, south = record.entries[-1]["body"]["boxes"]
    south["election"] = north["election"]
    return record


@refused(67, record="question.regions", each={"a region": "region", "a district": "districts"})
def test_one_region_or_district_twice(made: Case, field: str) -> World:
    """Its electors would be counted twice."""
    record = _called(made)
    one, other = record.entries[-1]["body"]["regions"]
    other[field] = one[field]
    return record


# 68: elections of no sense

BOUNDS: dict[str, Any] = {
    "min over max": (2, 1), "max over the answers": (0, 3), "min below nought": (-1, 1),
    "max of nought": (0, 0), "both below nought": (-2, -1), "vast": (10**9, 10**9),
}  # fmt: skip


@refused(68, "election.bounds", each=BOUNDS, groups=CURVE)
def test_bounds_that_no_ballot_can_keep(made: Case, bounds: tuple[int, int]) -> Case:
    """Such a question has no right answer, or none that proves anything."""
    least, most = bounds
    return made.set_up(election=lambda e: e["questions"][0].update(min=least, max=most))


UNKNOWN: dict[str, Any] = {
    "at the top": lambda election: election.update(extra=1),
    "in a question": lambda election: election["questions"][0].update(extra=1),
    "a name missing": lambda election: election.pop("name"),
    "null": lambda election: election.update(administrator=None),
    "a number as text": lambda election: election["questions"][0].update(min="1"),
    "truth as a number": lambda election: election["questions"][0].update(min=True),
}


@refused(68, "json.shape", each=UNKNOWN, groups=CURVE)
def test_an_election_with_other_fields(made: Case, change: Any) -> Case:
    """What one program passes over another may act upon."""
    return made.set_up(election=change)


@refused(68, "election.version", each=(0, 2, "1", None))
def test_an_election_of_another_version(made: Case, version: Any) -> Case:
    """Other hashes, other proofs: it is not read by these rules."""
    return made.set_up(election=lambda election: election.update(version=version))


# 69: other words than those that were published


@refused(69, record="question.text")
def test_a_question_on_a_text_that_was_not_published(made: Case) -> World:
    """What is voted on is a text that everybody could read, by its hash."""
    record = _called(made)
    record.entries[-1]["body"]["text"] = "ab" * 32
    return record


WORDS: dict[str, Any] = {
    "the question": lambda e: e["questions"][0].update(question="Do you reject it?"),
    "an answer": lambda e: e["questions"][0]["answers"].__setitem__(0, "Surely"),
    "the answers turned": lambda e: e["questions"][0]["answers"].reverse(),
    "the title": lambda e: e.update(name="Another charter"),
    "the region": lambda e: e.update(description="Elsewhere"),
    "a second question": lambda e: e["questions"].append(e["questions"][0] | {"question": "And?"}),
    "more choices": lambda e: e["questions"][0].update(max=2),
    "a clerk": lambda e: e.update(administrator="Somebody"),
}


@refused(69, record="setup.election", each=WORDS, groups=CURVE)
def test_a_ballot_with_other_words(made: Case, change: Any) -> Case:
    """Of a box nothing is left to choice: its words are those of the question, in all languages,
    and it names the question's hash."""
    return made.set_up(election=change)


@refused(69, record="setup.election", each=("title", "wording"))
def test_other_words_in_one_language(made: Case, field: str) -> World:
    """The hash that every box names covers all languages."""
    record = made.until("setup").record
    assert record
    return record.changed("question.called", f"body.{field}.ru", lambda words: words + "!")


# 70: a verifier that passes over what it found


@holds(70)
def test_a_failed_check_is_never_passed_over() -> None:
    """What a check raises is a finding, whatever comes after. That each check bites is shown
    elsewhere, by leaving it out."""
    report = Report(lambda: 0.0)
    for step in steps.STEPS:
        with report.check(step, "anyone"):
            raise Refused("ballot.proof")
        with report.check(step, "anyone"):
            pass
    assert {error.step for error in report.findings.errors()} == set(steps.STEPS)
    assert report.verdict() == "refused"


@holds(70)
def test_no_check_answers_with_a_truth_value() -> None:
    """A caller can forget to look at one; an error must be caught on purpose."""
    answering = [
        f"{module.place}: {function.name}"
        for module in package()
        for function in functions(module)
        if function.name.startswith("check") and function.returns
        if ast.unparse(function.returns) == "bool"
    ]
    assert answering == []
