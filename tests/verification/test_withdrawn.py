"""Words of a proposal that are gone: information where an entry says why, else a fault."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

import pytest

from dauys.errors import Refused
from dauys.verification.report import Report
from dauys.verification.verify import verify_record
from tests.second_verifier.test_vectors import ran, written
from tests.verification.telling import Told, error, told
from tests.verification.world import MemorySource, World, build

WORLD = build()
NUMBERS = {"p-1": 0, "p-5": 5, "p-6": 6}


def bereft(*proposals: str, of: World = WORLD) -> World:
    """The record without the words of these proposals."""
    world = of.copy()
    for name in proposals:
        del world.objects[words_of(name)]
    return world


def second(world: World, folder: Path) -> dict[str, Any]:
    """What the second verifier says of a record."""
    done = ran(written(world.files(), folder), "--json")
    return cast("dict[str, Any]", json.loads(done.stdout))


def words_of(proposal: str) -> str:
    """The object of a proposal, by its hash."""
    body = WORLD.entries[WORLD.find("proposal.received", NUMBERS[proposal])]["body"]
    assert body["proposal"] == proposal
    return str(body["words"]["sha256"])


def withdrawn(proposal: str, kind: str) -> Told:
    """What is told of words that an entry of a kind explains."""
    facts = {"entry": WORLD.find(kind)}
    return (4, "information", "object.withdrawn", f"object:{words_of(proposal)}", facts)


def codes(world: World) -> list[str]:
    """What is found, but for the proofs that are bound to the log as it was."""
    found = [each.code for each in world.report().findings.found]
    return [code for code in found if code != "decryption.bound"]


def fast(world: World) -> None:
    """Verified as one does who acts on the record."""
    verify_record(MemorySource(world.files()), Report(lambda: 0.0, fail_fast=True))


def test_words_that_were_set_aside_or_taken_back_may_be_gone() -> None:
    report = bereft("p-5", "p-6").report()
    expected = [withdrawn("p-5", "proposal.moderated"), withdrawn("p-6", "proposal.withdrawn")]
    assert told(report) == expected
    assert report.verdict(strict=True) == "accepted"
    fast(bereft("p-5", "p-6"))


def test_the_second_verifier_says_the_same(tmp_path: Path) -> None:
    gone = second(bereft("p-5", "p-6"), tmp_path / "withdrawn")
    assert gone["verdict"] == "accepted"
    assert [each["code"] for each in gone["findings"]] == ["object.withdrawn"] * 2
    world = WORLD.copy()
    del world.objects[minutes(world, 1)]
    silent = second(world, tmp_path / "silent")
    assert silent["verdict"] == "accepted"
    assert [each["code"] for each in silent["findings"]] == ["object.withdrawn"]
    missing = second(bereft("p-1"), tmp_path / "missing")
    assert missing["verdict"] == "refused"
    assert [each["code"] for each in missing["findings"]] == ["object.missing"]


def test_without_such_an_entry_they_are_missing() -> None:
    report = bereft("p-1").report()
    missing = error(4, "object.missing", f"object:{words_of('p-1')}")
    assert told(report) == [missing]
    assert report.verdict() == "refused"
    with pytest.raises(Refused) as raised:
        fast(bereft("p-1"))
    assert raised.value.code == "object.missing"


def test_words_that_were_set_aside_make_no_newer_record_a_wrong_one() -> None:
    """Between the proposal and its end stands an event that this version does not know."""
    world = bereft("p-5")
    at = world.find("proposal.received", NUMBERS["p-5"])
    world.entries.insert(at + 1, world.entries[at] | {"kind": "proposal.sung"})
    report = world.report()
    assert [each.code for each in report.findings.found][:2] == [
        "record.version",
        "object.withdrawn",
    ]
    assert report.verdict() == "unread"


def test_an_entry_that_is_refused_excuses_nothing() -> None:
    """Without a reason nobody says why."""
    world = WORLD.changed("proposal.moderated", "body.reasons.@.why", lambda _: "")
    assert told(bereft("p-5", of=world).report())[:2] == [
        error(4, "object.missing", f"object:{words_of('p-5')}"),
        error(6, "step.reason", "proposal:p-5", state="moderated"),
    ]


def test_an_entry_about_another_proposal_excuses_nothing() -> None:
    world = bereft("p-5", of=WORLD.without("proposal.moderated"))
    assert codes(world) == ["object.missing", "proposal.unanswered"]


def test_all_of_a_proposal_but_its_words_is_still_asked() -> None:
    """Its anchor is that of the text: with the words gone it cannot be bent."""
    number = NUMBERS["p-5"]
    world = WORLD.changed("proposal.received", "body.anchor.hash", lambda _: "f" * 64, number)
    assert codes(bereft("p-5", of=world)) == ["anchor.hash", "object.withdrawn"]


def test_the_words_of_a_hearing_that_were_set_aside_may_be_gone() -> None:
    """All of it but its words is still asked."""
    world = WORLD.copy()
    name = minutes(world, 1)
    del world.objects[name]
    facts = {"entry": WORLD.find("hearing.moderated")}
    report = world.report()
    assert told(report) == [(4, "information", "object.withdrawn", f"object:{name}", facts)]
    fast(world)
    bent = world.changed("hearing.held", "body.opens", lambda _: "2027-02-20T11:00:00Z", 1)
    assert codes(bent) == ["hearing.times", "object.withdrawn"]


def test_the_words_of_another_hearing_are_missing(tmp_path: Path) -> None:
    world = WORLD.copy()
    name = minutes(world, 0)
    del world.objects[name]
    assert told(world.report())[0] == error(4, "object.missing", f"object:{name}")
    assert [each["code"] for each in second(world, tmp_path)["findings"]] == ["object.missing"]


def test_a_proposal_of_the_same_name_excuses_no_hearing() -> None:
    """Names of proposals and of hearings are each their own."""
    world = WORLD.changed("hearing.moderated", "body.hearing", lambda _: "h-1")
    name = minutes(world, 1)
    del world.objects[name]
    assert error(4, "object.missing", f"object:{name}") in told(world.report())


def minutes(world: World, number: int) -> str:
    """The object of a hearing, by its hash."""
    return str(world.entries[world.find("hearing.held", number)]["body"]["minutes"]["sha256"])


def test_altered_words_are_never_excused() -> None:
    world = WORLD.copy()
    name = words_of("p-5")
    world.objects[name] = world.objects[name][:-1] + b"#"
    assert (4, "error", "object.hash", f"object:{name}", {}) in told(world.report())
