"""A whole record under a single trustee and a group of whom two of three suffice."""

from __future__ import annotations

from typing import Any

import pytest

from dauys.errors import Refused
from dauys.parties import trustee
from dauys.question.trustees import Entry, election_key, read_trustees
from dauys.verification.report import Report
from tests.parties.threshold import held
from tests.verification.world import Builder, World, found, opened


class Threshold(Builder):
    """The small referendum, with other trustees: number 1 is single, 2 to 4 are the group."""

    owners = range(1, 5)

    def trustees(self) -> list[Entry]:
        group = held(self.group.name)
        single, public = trustee.generate_key(self.group, self.draw)
        self.keys = [single, *group.private]
        return [public, group.parameters]


def build(name: str = "Ed25519") -> World:
    made = Threshold(name)
    made.add("2027-01-01T08:00:00Z", opened())
    made.text("2027-01-02T08:00:00Z", "in-force", "in_force", {"en": "four", "ru": "четыре"})
    made.text("2027-01-03T08:00:00Z", "draft-1", "draft", {"en": "five", "ru": "пять"})
    made.consultation()
    made.question()
    made.set_up()
    made.vote()
    made.count()
    made.conclude()
    return World(made.entries, made.objects)


WORLD = build()
SHARES = 4  # of each of the two boxes, by trustee


def codes(report: Report) -> list[tuple[str, str, str]]:
    return [(each.code, each.severity, each.accused) for each in report.findings.found]


@pytest.mark.parametrize("name", ["Ed25519", "BELENIOS-2048"])
def test_a_record_with_a_threshold_group_is_accepted(name: str) -> None:
    report = (WORLD if name == "Ed25519" else build(name)).report()
    assert codes(report) == []
    assert report.total() == [[4, 3]]


def test_the_set_up_says_how_many_there_are_and_how_many_are_needed() -> None:
    body = WORLD.entries[WORLD.find("voting.setup")]["body"]
    assert (body["trustee_count"], body["trustees_needed"]) == (4, 3)
    for field in ("trustee_count", "trustees_needed"):
        for shift in (1, -1):
            other = WORLD.changed("voting.setup", f"body.{field}", lambda n, s=shift: n + s)  # type: ignore[misc]
            assert (8, "setup.trustees") in found(other.report())


def test_every_member_confirms_the_set_up() -> None:
    """Also those whose share may not be needed: anyone's may be."""
    for number in range(5):
        assert found(WORLD.without("setup.confirmed", number).report()) != set()


@pytest.mark.parametrize("left_out", [1, 2, 3])
def test_one_member_may_stay_away(left_out: int) -> None:
    fewer = WORLD.without("tally.decrypted", SHARES + left_out).without("tally.decrypted", left_out)
    report = fewer.report()
    assert codes(report) == []
    assert report.total() == [[4, 3]]


def test_two_members_may_not() -> None:
    """Nor may the single trustee, whoever else is there."""
    two = WORLD.without("tally.decrypted", 3).without("tally.decrypted", 2)
    assert (3, "record.order") in found(two.report())
    single = WORLD.without("tally.decrypted", 0)
    assert found(single.report()) == {(13, "result.trustees"), (15, "result.missing")}


def other(number: str) -> str:
    return str(int(number) - 1 if number.endswith("9") else int(number) + 1)


def spoilt(path: str, number: int) -> World:
    """One share of the first box with another response."""
    return WORLD.changed("tally.decrypted", path, other, number)


PATHS = ["body.bound.0.1.response", "body.partial_decryption.@.decryption_proofs.0.0.challenge"]


@pytest.mark.parametrize("path", PATHS)
def test_a_false_share_is_set_aside_and_said(path: str) -> None:
    """Whichever of its two proofs fails: a factor counts only if it is bound."""
    for number in (1, 2, 3):
        report = spoilt(path, number).report()
        assert codes(report) == [("decryption.set_aside", "warning", f"trustee:{number + 1}")]
        assert report.total() == [[4, 3]]
        assert report.verdict() == "accepted"
        assert report.verdict(strict=True) == "refused"


@pytest.mark.parametrize("path", PATHS)
def test_a_false_share_of_a_single_trustee_is_an_error(path: str) -> None:
    step = {(12, "decryption.bound" if "bound" in path else "decryption.proof")}
    assert found(spoilt(path, 0).report()) >= step


@pytest.mark.parametrize("path", PATHS)
def test_a_false_share_without_which_nothing_opens_is_an_error(path: str) -> None:
    fewer = spoilt(path, 3).without("tally.decrypted", 2)
    code = "decryption.bound" if "bound" in path else "decryption.proof"
    errors = found(fewer.report())
    assert {(12, code), (13, "result.trustees")} <= errors


def test_before_the_result_a_false_share_waits_for_those_who_may_still_come() -> None:
    """The first member hands in a false one: two others can still open the box."""
    world = spoilt(PATHS[0], 1)
    del world.entries[world.find("tally.decrypted", 1) + 1 :]
    assert codes(world.report()) == [
        ("decryption.set_aside", "warning", "trustee:2"),
        ("verify.unfinished", "information", ""),
    ]


def test_a_share_of_one_member_is_not_anothers() -> None:
    """Each is proven under the own key of the member."""
    stranger: Any = WORLD.entries[WORLD.find("tally.decrypted", 1)]["body"]
    moved = WORLD.changed("tally.decrypted", "body", lambda body: stranger | {"owner": 3}, 2)
    assert codes(moved.report()) == [("decryption.set_aside", "warning", "trustee:3")]


def test_the_log_takes_no_false_share() -> None:
    """A keeper's tool stops at once, so that the member can hand in another."""
    made = Threshold("Ed25519")
    made.add("2027-01-01T08:00:00Z", opened())
    made.text("2027-01-02T08:00:00Z", "in-force", "in_force", {"en": "four", "ru": "четыре"})
    made.text("2027-01-03T08:00:00Z", "draft-1", "draft", {"en": "five", "ru": "пять"})
    made.consultation()
    made.question()
    made.set_up()
    made.vote()
    made.keys[3] = made.keys[2]  # the last member decrypts with another's key
    with pytest.raises(Refused) as caught:
        made.count()
    assert (caught.value.code, caught.value.accused) == ("decryption.proof", "trustee:4")


def test_the_key_of_the_boxes_is_that_of_single_and_group() -> None:
    body = WORLD.entries[WORLD.find("voting.setup")]["body"]
    group = held().group
    trustees = read_trustees(group, WORLD.objects[body["trustees"]["sha256"]])
    key = election_key(group, trustees)
    for box in body["boxes"]:
        assert key.encode() in WORLD.objects[box["election"]["sha256"]]
