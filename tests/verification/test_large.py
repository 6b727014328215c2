"""Large records: shards, receipts and files of what was judged give the report of one verification.

Pieces are of three entries here, so that a voter's two ballots lie in two shards.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dauys.cli.resume import FORMAT, Header, resumed
from dauys.errors import Refused, Unreadable
from dauys.log.keys import SigningKey
from dauys.verification import receipt
from dauys.verification.judging import Execute, Execution, in_turn
from dauys.verification.pieces import Answer, Part, Piece
from dauys.verification.receipt import Given, Merging, Receipt, Shard, Sharding
from dauys.verification.report import Report
from dauys.verification.verify import verify_record
from dauys.wire import shape
from tests.verification.both import found_in
from tests.verification.world import MemorySource, World, build

WORLD = build()
AUDITOR = SigningKey("auditor.example/one", bytes(range(1, 33)))
OTHER = SigningKey("auditor.example/two", bytes(range(2, 34)))
SHARDS = 3


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dauys.verification.judging.SPAN", 3)


def voted_again_falsely() -> World:
    """The second ballot of a voter is refused, so that the first one counts in its place."""
    kinds = [entry["kind"] for entry in WORLD.entries]
    cast = range(kinds.count("ballot.cast"))
    again = next(n for n in reversed(cast) if box_of(n) == box_of(0))
    path = "body.ballot.@.signature.proof.response"
    return WORLD.changed("ballot.cast", path, lambda text: str(int(text) ^ 1), again)


def box_of(number: int) -> str:
    box: str = WORLD.entries[WORLD.find("ballot.cast", number)]["body"]["box"]
    return box


EVERY = {"honest": WORLD, "a second ballot is false": voted_again_falsely()}
every_world = pytest.mark.parametrize("world", EVERY.values(), ids=EVERY)


def report_of(world: World, execute: Execute | None) -> Report:
    """The report, with the pieces judged so; None judges each ballot as it comes."""
    report = Report(lambda: 0.0)
    execution = None if execute is None else Execution(execute)
    verify_record(MemorySource(world.files()), report, execution=execution)
    return report


def receipts_of(world: World, shards: int = SHARDS) -> list[Receipt]:
    made = []
    for number in range(1, shards + 1):
        sharding = Sharding(Shard(number, shards), in_turn)
        made.append(sharding.receipt(report_of(world, sharding.execute)))
    return made


def parts_of(world: World) -> list[Part]:
    """What is judged of a record, part by part."""
    parts: list[Part] = []

    def kept(pieces: Iterable[Piece], digest: str) -> Iterator[Answer]:
        for piece, answer in _judged(pieces, digest):
            parts.extend(piece.parts)
            yield answer

    report_of(world, kept)
    return parts


class Counting:
    """Judges in turn, and breaks off after so many pieces."""

    def __init__(self, most: int = 1000) -> None:
        self.most, self.ballots = most, 0

    def execute(self, pieces: Iterable[Piece], digest: str) -> Iterator[Answer]:
        for done, (piece, answer) in enumerate(_judged(pieces, digest)):
            if done == self.most:
                raise KeyboardInterrupt
            self.ballots += sum(len(part.ballots) for part in piece.parts)
            yield answer


def _judged(pieces: Iterable[Piece], digest: str) -> Iterator[tuple[Piece, Answer]]:
    for piece in pieces:
        (answer,) = in_turn([piece], digest)
        yield piece, answer


# Receipts


@every_world
def test_receipts_of_all_shards_add_up_to_the_same_report(world: World) -> None:
    receipts = receipts_of(world)
    assert all(each.judged for each in receipts)
    receipt.check_whole(given(receipts))
    signed = [receipt.sign(each, AUDITOR) for each in receipts]
    read = [receipt.read(data, [AUDITOR.verifier]) for data in signed]
    assert [each.receipt for each in read] == receipts
    assert {each.signers for each in read} == {(AUDITOR.verifier,)}
    merged = report_of(world, Merging(read).execute)
    assert found_in(merged) == found_in(report_of(world, None))


def given(receipts: list[Receipt]) -> list[Given]:
    """Receipts as they are handed in, each signed with a key of its own."""
    keys = [SigningKey(f"auditor/{n}", bytes([n + 1]) * 32).verifier for n in range(len(receipts))]
    pairs = enumerate(zip(receipts, keys, strict=True))
    return [Given(f"file:{n}", each, (key,)) for n, (each, key) in pairs]


def merged_from(world: World, receipts: list[Receipt]) -> Report:
    return report_of(world, Merging(given(receipts)).execute)


def refused(receipts: list[Receipt]) -> str:
    with pytest.raises(Refused) as caught:
        receipt.check_whole(given(receipts))
    return caught.value.code


def test_a_gap_an_overlap_another_head_or_survey_is_refused() -> None:
    one, two, three = receipts_of(WORLD)
    assert refused([one, two]) == "receipt.gap"
    assert refused([one, two, two, three]) == "receipt.overlap"
    assert refused([one, two, replace(three, size=three.size + 1)]) == "receipt.checkpoint"
    assert refused([one, two, replace(three, root="0" * 64)]) == "receipt.checkpoint"
    assert refused([one, two, replace(three, surveys=("0" * 64,))]) == "receipt.digest"
    assert refused([one, two, replace(three, of=4)]) == "receipt.shards"
    assert refused([one, two, replace(three, shard=4)]) == "receipt.shards"


def test_a_receipt_that_an_unknown_key_signed_or_that_was_altered_is_refused() -> None:
    made = receipts_of(WORLD)[0]
    data = receipt.sign(made, AUDITOR)
    for keys, given, code in (
        ([OTHER.verifier], data, "receipt.signer"),
        ([AUDITOR.verifier], data.replace(b'"shard":1', b'"shard":2'), "receipt.signature"),
        ([AUDITOR.verifier], data[:-1], "receipt.form"),
        ([AUDITOR.verifier], data + b" ", "receipt.form"),
        ([AUDITOR.verifier], data.replace(b"{", b"{ ", 1), "receipt.form"),
        ([AUDITOR.verifier], data.replace(b'"format":1', b'"format": 1'), "receipt.signature"),
        ([AUDITOR.verifier], b"", "receipt.form"),
    ):
        with pytest.raises(Refused) as caught:
            receipt.read(given, keys)
        assert caught.value.code == code


def test_receipts_of_another_record_or_without_a_piece_give_no_acceptance() -> None:
    """An own survey is made, whatever the receipts say."""
    receipts = receipts_of(WORLD)
    elsewhere = merged_from(voted_again_falsely(), receipts)
    assert "receipt.digest" in [each.code for each in elsewhere.findings.errors()]
    without = [replace(each, judged=each.judged[1:]) for each in receipts]
    lacking = merged_from(WORLD, without)
    assert "receipt.part" in [each.code for each in lacking.findings.errors()]


def test_a_receipt_whose_sums_are_no_elements_gives_no_acceptance() -> None:
    first, *others = receipts_of(WORLD)
    cell = replace(first.judged[0].sums[0][0], alpha="beyond")
    row = (cell, *first.judged[0].sums[0][1:])
    spoilt = replace(first.judged[0], sums=(row,))
    receipts = [replace(first, judged=(spoilt, *first.judged[1:])), *others]
    report = merged_from(WORLD, receipts)
    assert "receipt.part" in [each.code for each in report.findings.errors()]


def test_nobody_answers_for_the_shard_of_another_or_twice_for_the_own() -> None:
    """Whichever receipt is named last: a faultless answer hides no fault that another found."""
    world = EVERY["a second ballot is false"]
    receipts = receipts_of(world)
    guilty = next(n for n, each in enumerate(receipts) if any(one.faults for one in each.judged))
    found = next(each for each in receipts[guilty].judged if each.faults)
    clean = replace(found, faults=())
    for liar in range(SHARDS):
        lies = list(receipts)
        lies[liar] = replace(lies[liar], judged=(*lies[liar].judged, clean))
        for order in (lies, lies[::-1]):
            assert "receipt.part" in codes_of(merged_from(world, order))
    alone = [
        replace(each, judged=tuple(one for one in each.judged if one != found)) for each in receipts
    ]
    liar = (guilty + 1) % SHARDS
    alone[liar] = replace(alone[liar], judged=(*alone[liar].judged, clean))
    assert "receipt.part" in codes_of(merged_from(world, alone))


def codes_of(report: Report) -> list[str]:
    return [each.code for each in report.findings.errors()]


# What was judged before


@every_world
def test_a_run_that_broke_off_is_taken_up_and_ends_in_the_same_report(
    world: World, tmp_path: Path
) -> None:
    path, whole = tmp_path / "judged", Counting()
    report_of(world, whole.execute)
    first, second, third = Counting(2), Counting(), Counting()
    with pytest.raises(KeyboardInterrupt):
        resumed_report(world, path, first)
    path.write_bytes(path.read_bytes() + b'{"part":"cut of')  # it was killed in mid-writing
    report = resumed_report(world, path, second)
    assert found_in(report) == found_in(report_of(world, None))
    assert 0 < first.ballots < whole.ballots
    assert first.ballots + second.ballots == whole.ballots
    again = resumed_report(world, path, third)
    assert (found_in(again), third.ballots) == (found_in(report), 0)


@pytest.mark.parametrize("cast", [3, 4, 5, 6])
def test_of_a_record_that_has_grown_only_what_came_after_is_judged(
    cast: int, tmp_path: Path
) -> None:
    """After the third and the fifth ballot one of before that was counted is not any more."""
    path, first, later = tmp_path / "judged", Counting(), Counting()
    last = WORLD.find("ballot.cast", cast)
    earlier = World(WORLD.entries[:last], WORLD.objects)
    resumed_report(earlier, path, first)
    assert first.ballots > 0
    report = resumed_report(WORLD, path, later)
    assert found_in(report) == found_in(report_of(WORLD, None))
    ballots = sum(entry["kind"] == "ballot.cast" for entry in WORLD.entries)
    assert later.ballots < ballots


def resumed_report(
    world: World, path: Path, inner: Counting, arithmetic: str = "reference"
) -> Report:
    with resumed(path, inner.execute, arithmetic) as execute:
        return report_of(world, execute)


def header(arithmetic: str, version: str) -> bytes:
    return shape.write(Header("judged", FORMAT, version, arithmetic)) + b"\n"


def test_what_another_version_or_arithmetic_judged_is_judged_again_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, again = tmp_path / "judged", Counting()
    asked = []
    for version, arithmetic in itertools.product(("1", "2"), ("native", "reference")):
        monkeypatch.setattr("dauys.cli.resume.__version__", version)
        asked.append(Counting())
        resumed_report(WORLD, path, asked[-1], arithmetic)
        data = path.read_bytes()
        resumed_report(WORLD, path, again, arithmetic)
        assert path.read_bytes() == data
        assert header(arithmetic, version) in data
    assert len({each.ballots for each in asked}) == 1
    assert asked[0].ballots > 0
    assert again.ballots == 0


def test_two_runs_do_not_share_a_file(tmp_path: Path) -> None:
    path, first = tmp_path / "judged", Counting()
    with resumed(path, first.execute, "reference"), pytest.raises(Unreadable) as caught:
        resumed_report(WORLD, path, Counting())
    assert caught.value.code == "resume.busy"
    resumed_report(WORLD, path, first)
    assert first.ballots > 0


def test_a_file_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        resumed_report(WORLD, tmp_path / "nowhere" / "judged", Counting())
    assert caught.value.code == "file.unwritable"


def test_another_file_is_not_taken_for_one_of_what_was_judged(tmp_path: Path) -> None:
    path = tmp_path / "other"
    old, own = b'{"dauys":"judged","format":1}\n', header("reference", "0")
    later = own.replace(b'"format":2', b'"format":3')
    for data in (b"words", b"words\n", old, later, own + b'{"part":"x"}\n'):
        path.write_bytes(data)
        with pytest.raises(Unreadable) as caught:
            resumed_report(WORLD, path, Counting())
        assert caught.value.code == "resume.form"


def test_a_second_reading_that_fails_is_told_and_nothing_is_accepted() -> None:
    """A server that shows other files the second time."""

    reads: list[str] = []

    class Fading(dict[str, bytes]):
        def __getitem__(self, path: str) -> bytes:
            reads.append(path)
            if reads.count(path) > 2 and path.startswith("tile/entries"):  # head, first pass
                raise Unreadable("source.missing", f"file:{path}")
            return super().__getitem__(path)

    report = Report(lambda: 0.0)
    source = MemorySource(Fading(WORLD.files()))
    verify_record(source, report, execution=Execution(in_turn))
    assert report.verdict() != "accepted"
    codes = [each.code for each in report.findings.found]
    assert codes[:2] == ["source.missing", "verify.skipped"]


@pytest.mark.parametrize("missing", [0, -1])
def test_an_answer_that_never_comes_gives_no_acceptance(missing: int) -> None:
    """The fault is not the record's."""

    def deaf(pieces: Iterable[Piece], digest: str) -> Iterator[Answer]:
        answers = list(in_turn(pieces, digest))
        del answers[missing]
        yield from answers

    report = report_of(WORLD, deaf)
    assert report.verdict() == "unread"
    (error,) = report.findings.errors()
    assert (error.code, error.facts) == ("verify.failed", {"reason": "answers"})


def test_an_object_that_is_missing_hides_no_fault_of_other_ballots() -> None:
    """An entry that was refused for its object, or for its form, is not read a second time."""
    world = voted_again_falsely()
    where = [n for n, entry in enumerate(world.entries) if entry["kind"] == "ballot.cast"]
    for number, spoil in itertools.product(range(len(where)), (gone, misspelt)):
        spoilt = world.copy()
        spoil(spoilt.entries[where[number]])
        assert found_in(report_of(spoilt, in_turn)) == found_in(report_of(spoilt, None))


def gone(entry: dict[str, Any]) -> None:
    entry["body"]["ballot"] = {"sha256": "0" * 64, "size": 30000}


def misspelt(entry: dict[str, Any]) -> None:
    entry["body"]["more"] = "of it"


def test_a_ballot_that_is_too_long_is_refused_for_that_and_not_carried_about() -> None:
    world, sizes = WORLD.copy(), list[int]()
    ballots = [entry["body"] for entry in world.entries if entry["kind"] == "ballot.cast"]
    long = b" " * 200_000
    name = hashlib.sha256(long).hexdigest()
    ballots[1]["ballot"], world.objects[name] = {"sha256": name, "size": len(long)}, long

    def weighed(pieces: Iterable[Piece], digest: str) -> Iterator[Answer]:
        for piece in pieces:
            sizes.extend(len(data) for part in piece.parts for data in part.ballots)
            yield from in_turn([piece], digest)

    report = report_of(world, weighed)
    assert "json.size" in codes_of(report)
    assert found_in(report) == found_in(report_of(world, None))
    assert max(sizes) < len(long) / 2


def test_a_second_reading_that_breaks_off_accuses_no_tally_and_is_not_tried_again() -> None:
    """A server that is away for a moment: not one piece is summed twice."""
    surveys: list[str] = []

    def breaking_off(pieces: Iterable[Piece], digest: str) -> Iterator[Answer]:
        surveys.append(digest)
        yield from in_turn(itertools.islice(pieces, 1), digest)
        if len(surveys) == 1:
            raise Unreadable("source.missing", "file:tile")

    report = report_of(WORLD, breaking_off)
    assert codes_of(report) == ["source.missing"]
    skipped = [each.step for each in report.findings.found if each.code == "verify.skipped"]
    assert set(skipped) == {10, 11}
    assert len(surveys) == 1
