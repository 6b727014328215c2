"""Step 1 for the head of a log: who cosigned it, and whether it goes on from one seen before."""

from __future__ import annotations

import json

import pytest

from dauys.errors import Refused
from dauys.log import checkpoint as checkpoints
from dauys.log import cosignature, writer
from dauys.log import note as notes
from dauys.log.continuity import Contradicted
from dauys.log.keys import CosigningKey, SigningKey
from dauys.log.note import Signature
from dauys.parties import duty
from dauys.record.opening import opening_hash
from dauys.verification import steps
from dauys.verification.entrance import verify
from dauys.verification.report import LogReport, Report
from dauys.verification.verify import verify_record
from dauys.wire import shape
from tests.record.chain import archive
from tests.verification.telling import error, told
from tests.verification.world import KEY, MemorySource, World, build, found, opened

WITNESSES = [CosigningKey(f"w{n}.example", bytes([n] * 32)) for n in (1, 2, 3)]
STRANGER = CosigningKey("w9.example", bytes([9] * 32))
NOW = 1_900_000_000


def watched(count: int = 3, quorum: int = 2) -> World:
    """The beginning of a record with witnesses: its first entry, which is enough for step 1."""
    opening = json.loads(shape.write(opened()))
    names = [key.verifier.write() for key in WITNESSES[:count]]
    opening |= {"witnesses": names, "quorum": quorum}
    entry = {"kind": "referendum.opened", "at": "2027-01-01T08:00:00Z", "body": opening}
    return World([entry], {})


def cosigned(world: World, *lines: Signature) -> dict[str, bytes]:
    """The files of a record with more lines under its checkpoint."""
    files = world.files()
    note = cosignature.added(notes.parse(files["checkpoint"]), lines)
    return {**files, "checkpoint": note.write()}


def by(world: World, *keys: CosigningKey) -> list[Signature]:
    """The cosignatures of these witnesses on the head of a record."""
    text = notes.parse(world.files()["checkpoint"]).text
    return [cosignature.cosign(text, key, NOW) for key in keys]


def warnings(report: Report) -> list[tuple[str, dict[str, object]]]:
    """Code and facts of every warning."""
    told = [each for each in report.findings.found if each.severity == "warning"]
    return [(each.code, dict(each.facts)) for each in told]


def test_a_head_is_told_as_it_was_signed() -> None:
    world = watched(3, 1)
    files = cosigned(world, *by(world, WITNESSES[1]))
    signed = files["checkpoint"]
    root = checkpoints.peek(signed).root.hex()
    assert world.report(files).log == LogReport(
        KEY.name, 1, root, KEY.verifier.write(), (WITNESSES[1].name,), 1, signed.decode()
    )


def names(report: Report) -> tuple[str, ...]:
    """Whose cosignatures the report says to hold."""
    assert report.log is not None
    return report.log.witnesses


@pytest.mark.parametrize("count", [2, 3])
def test_a_quorum_of_witnesses_is_enough(count: int) -> None:
    world = watched()
    report = world.report(cosigned(world, *by(world, *WITNESSES[:count])))
    assert (found(report), warnings(report)) == (set(), [])
    assert names(report) == tuple(key.name for key in WITNESSES[:count])
    assert report.log is not None
    assert report.log.quorum == 2
    assert report.log.checkpoint.startswith("town.example/log\n1\n")


@pytest.mark.parametrize("count", [0, 1])
def test_fewer_than_a_quorum_is_a_warning_and_strictly_an_error(count: int) -> None:
    """A log that has just grown waits for its witnesses; whoever must be sure asks strictly."""
    world = watched()
    report = world.report(cosigned(world, *by(world, *WITNESSES[:count])))
    assert warnings(report) == [("log.unwitnessed", {"has": count, "quorum": 2})]
    assert (report.verdict(), report.verdict(strict=True)) == ("accepted", "refused")


def test_a_record_without_witnesses_lacks_none() -> None:
    report = watched(0, 0).report()
    assert (found(report), warnings(report), names(report)) == (set(), [], ())


def test_cosignatures_of_strangers_count_for_nothing() -> None:
    """Nobody whom entry 0 does not name makes a quorum, and nobody is accused of their lines."""
    world = watched()
    renamed = [Signature(STRANGER.name, each.key_id, each.signature)
               for each in by(world, *WITNESSES)]  # fmt: skip
    report = world.report(cosigned(world, *by(world, STRANGER), *renamed))
    assert (found(report), names(report)) == (set(), ())
    assert warnings(report) == [("log.unwitnessed", {"has": 0, "quorum": 2})]


def test_a_witness_that_signs_twice_counts_once() -> None:
    world = watched()
    text = notes.parse(world.files()["checkpoint"]).text
    twice = [cosignature.cosign(text, WITNESSES[0], NOW + n) for n in (0, 1)]
    report = world.report(cosigned(world, *twice))
    assert names(report) == (WITNESSES[0].name,)
    assert warnings(report) == [("log.unwitnessed", {"has": 1, "quorum": 2})]


def test_a_false_line_takes_nothing_from_a_quorum_and_accuses_nobody() -> None:
    """Whoever passes a record on can add one; the witness did not, and no party is stopped."""
    world = watched()
    one, two, three = by(world, *WITNESSES)
    false = Signature(three.name, three.key_id, one.signature)
    junk = Signature(one.name, one.key_id, bytes(72))
    for line, witness in ((false, three), (junk, one)):
        files = cosigned(world, one, two)
        note = notes.parse(files["checkpoint"])
        files["checkpoint"] = notes.Note(note.text, (*note.signatures, line)).write()
        report = world.report(files)
        assert (report.verdict(), names(report)) == ("accepted", (one.name, two.name))
        (warning,) = (each for each in report.findings.found if each.severity == "warning")
        assert (warning.code, warning.accused, warning.certain, warning.step) == (
            "witness.cosignature", f"witness:{witness.name}", False, 1,
        )  # fmt: skip
        party = Report(lambda: 0.0, fail_fast=True)
        verify_record(MemorySource(files), party)
        duty.check_witnessed(party)


def test_false_lines_make_no_quorum() -> None:
    """Two are needed: one signed, and a line in the name of another is no signature."""
    world = watched()
    one, two, _ = by(world, *WITNESSES)
    false = Signature(two.name, two.key_id, one.signature)
    party = Report(lambda: 0.0, fail_fast=True)
    verify_record(MemorySource(cosigned(world, one, false)), party)
    assert names(party) == (one.name,)
    with pytest.raises(Refused) as caught:
        duty.check_witnessed(party)
    assert caught.value.code == "log.unwitnessed"


def test_cosignatures_of_an_older_head_are_not_carried_over() -> None:
    """They say that another head was seen."""
    world = watched()
    old = by(world, *WITNESSES)
    world.entries.append({**world.entries[0], "at": "2027-01-02T08:00:00Z"})
    report = world.report(cosigned(world, *old))
    assert {code for code, _ in warnings(report)} == {"witness.cosignature", "log.unwitnessed"}
    assert names(report) == ()


def test_a_log_cannot_witness_itself() -> None:
    """Its key under a witness's form: entry 0 is refused, whatever the lines say."""
    world = watched(1, 1)
    own = CosigningKey("w1.example", KEY.seed)
    world.entries[0]["body"]["witnesses"] = [own.verifier.write()]
    report = world.report(cosigned(world, *by(world, own)))
    assert (3, "record.witnesses") in found(report)


def test_the_witnesses_are_bound_into_the_question() -> None:
    """Who leaves witnesses out of entry 0 has opened another log, which no question names."""
    alone = opened()
    body = watched().entries[0]["body"]
    named = shape.value_of(type(alone), body)
    assert opening_hash(alone) != opening_hash(named)


WHOLE = build()
EARLIER = World(WHOLE.entries[:12], WHOLE.objects)


def since(world: World, kept: bytes) -> Report:
    """What a verification finds for one who kept a checkpoint."""
    report = Report(lambda: 0.0)
    verify_record(MemorySource(world.files()), report, since=kept)
    return report


def test_a_record_goes_on_from_a_checkpoint_that_was_kept() -> None:
    for kept in (EARLIER, WHOLE):
        report = since(WHOLE, kept.files()["checkpoint"])
        assert report.verdict() == "accepted"
        assert report.steps[steps.LOG].count == len(WHOLE.entries)


def test_a_record_that_was_put_back_is_refused() -> None:
    report = since(EARLIER, WHOLE.files()["checkpoint"])
    assert found(report) == {(1, "log.rollback")}
    (rolled,) = report.findings.errors()
    assert rolled.facts == {"size": 12, "signed": len(WHOLE.entries)}
    assert report.log is not None
    assert report.log.checkpoint.encode() == EARLIER.files()["checkpoint"], "the other evidence"


def test_who_acts_on_a_record_that_was_put_back_holds_both_heads() -> None:
    """Each is signed: together they convict the log."""
    kept, shown = (world.files()["checkpoint"] for world in (WHOLE, EARLIER))
    party = Report(lambda: 0.0, fail_fast=True)
    with pytest.raises(Contradicted) as caught:
        verify_record(MemorySource(EARLIER.files()), party, since=kept)
    assert (caught.value.kept, caught.value.shown) == (kept, shown)


def test_a_record_with_another_past_is_refused() -> None:
    """All else about it is right: only who kept a checkpoint can tell."""
    forged = WHOLE.changed("referendum.opened", "body.title.en", lambda title: title + "!")
    report = since(WHOLE, forged.files()["checkpoint"])
    assert found(report) == {(1, "log.fork")}
    assert report.verdict() == "refused"


def test_a_checkpoint_of_another_log_is_no_earlier_one() -> None:
    head = checkpoints.peek(WHOLE.files()["checkpoint"])
    stranger = checkpoints.sign(head, [SigningKey(KEY.name, bytes(32))])
    assert found(since(WHOLE, stranger)) == {(1, "log.key")}
    assert found(since(WHOLE, b"no checkpoint")) == {(1, "note.form")}


def test_an_archive_goes_on_from_no_checkpoint(tmp_path: object) -> None:
    """It has no log: who asks must not believe that the question was answered."""
    place = f"{tmp_path}/town.bel"
    with open(place, "wb") as stream:
        stream.write(archive())
    report = verify(place, lambda: 0.0, since=WHOLE.files()["checkpoint"])
    assert (1, "source.record") in found(report)


def test_a_log_that_opens_with_anything_else_is_refused() -> None:
    """Nobody says which key signs it."""
    made = World(WHOLE.entries[1:2], WHOLE.objects).report()
    assert told(made) == [error(1, "record.order", "entry:0", kind="referendum.opened")]
    bare = World([{"kind": "referendum.opened"}], {}).report()
    assert told(bare) == [error(1, "json.shape", "entry:0", where="/", expected="kind, at, body")]


def test_an_empty_log_is_refused_with_witnesses_too() -> None:
    _, made = writer.publish(writer.EMPTY, [], KEY.name, [KEY])
    assert found(watched().report(dict(made))) == {(1, "log.empty")}
