"""What a receipt says is found again by whoever merges it, but that proofs are sound."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest

from dauys.ballots.native import load
from dauys.errors import Refused, Unreadable
from dauys.log import note as notes
from dauys.log.keys import SigningKey
from dauys.verification import receipt
from dauys.verification.judging import Execution, in_turn
from dauys.verification.pieces import Answer, Fault, Hit, Judged, Part, Piece, could_be, judge
from dauys.verification.receipt import Merging, Receipt, Shard, Sharding
from dauys.verification.report import BoxReport, Report
from dauys.verification.verify import verify_record
from dauys.wire import canonical, hashes, shape
from tests.verification.both import found_in
from tests.verification.test_challenged import cast_and_challenged
from tests.verification.test_large import (
    AUDITOR,
    WORLD,
    codes_of,
    given,
    merged_from,
    parts_of,
    receipts_of,
    report_of,
    voted_again_falsely,
)
from tests.verification.world import MemorySource, World

Lie = Callable[[Judged], Judged]


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dauys.verification.judging.SPAN", 3)


def bodies(world: World) -> list[dict[str, Any]]:
    """The events of the ballots cast."""
    return [entry["body"] for entry in world.entries if entry["kind"] == "ballot.cast"]


def without_form() -> World:
    """The first ballot is none, and the second is one of another box, whose voters others are."""
    world = WORLD.copy()
    first, second, *others = bodies(world)
    elsewhere = next(each for each in others if each["box"] != second["box"])
    first["ballot"], second["ballot"] = "no ballot", elsewhere["ballot"]
    return world


def altered(**changes: Any) -> Lie:
    """Faults with something else in them."""
    return lambda judged: replace(
        judged, faults=tuple(replace(each, **changes) for each in judged.faults)
    )


def lied(world: World, lie: Lie) -> Report:
    """The report on receipts that lie where they have found something."""
    receipts = []
    for each in receipts_of(world):
        said = [lie(one) if one.faults or one.hits else one for one in each.judged]
        receipts.append(replace(each, judged=tuple(said)))
    return merged_from(world, receipts)


def told(report: Report) -> set[str]:
    """What is wrong, but that the log had another root when its tally was decrypted."""
    return set(codes_of(report)) - {"decryption.bound"}


FAULTS: dict[str, Lie] = {
    "twice": lambda judged: replace(judged, faults=judged.faults * 2),
    "of somebody else": altered(accused="trustee:1"),
    "beyond the part": altered(at=1000),
    "before the part": altered(at=-1),
    "of no code": altered(code="\x1b[2Jverdict"),
    "of another code": altered(code="ballot.answers"),
    "with another code's facts": altered(code="receipt.gap"),
    "with more facts": altered(facts='{"a":1}'),
    "with facts that are none": altered(facts="{"),
    "with facts of another kind": altered(facts="[]"),
    "with facts that are no facts": altered(facts='{"where":[1]}'),
    "uncertain": altered(certain=False),
}
HITS: dict[str, tuple[Hit, ...]] = {
    "no mask": (Hit(0, ("zz",)),),
    "a mask of nobody": (Hit(0, ("0" * 64,)),),
    "nothing": (Hit(0, ()),),
    "a place that is none": (Hit(1000, ()),),
}


@pytest.mark.parametrize("lie", FAULTS.values(), ids=FAULTS)
@pytest.mark.parametrize("world", [voted_again_falsely(), without_form()], ids=["false", "none"])
def test_a_fault_that_is_not_the_ballots_own_is_no_answer(world: World, lie: Lie) -> None:
    """Nothing of it is told, nobody accused: the record is not read, and the receipt is named."""
    report = lied(world, lie)
    assert told(report) == {"receipt.part"}
    assert report.findings.errors()[0].accused.startswith("file:")
    assert report.verdict() == "unread"


@pytest.mark.parametrize("hits", HITS.values(), ids=HITS)
def test_masks_of_challenges_that_are_not_there_are_no_answer(hits: tuple[Hit, ...]) -> None:
    report = lied(without_form(), lambda judged: replace(judged, hits=hits))
    assert told(report) == {"receipt.part"}


@pytest.mark.parametrize("arithmetic", ["native", "reference"])
def test_what_is_no_ballot_of_its_box_is_refused_whatever_a_receipt_says(arithmetic: str) -> None:
    used = load() if arithmetic == "native" else None
    if arithmetic == "native" and used is None:
        pytest.skip("the native kernel is not installed")
    world, silent = without_form(), Report(lambda: 0.0)
    assert report_of(world, None).verdict() == "refused"
    lying = [
        replace(each, judged=tuple(replace(one, faults=()) for one in each.judged))
        for each in receipts_of(world)
    ]
    merging = Merging(given(lying)) if used is None else Merging(given(lying), used)
    source = MemorySource(world.files())
    verify_record(source, silent, execution=Execution(merging.execute, merging.arithmetic))
    assert told(silent) == {"receipt.part"}


@pytest.mark.parametrize("challenged_first", [True, False])
def test_a_ballot_that_was_opened_and_cast_is_found_whatever_a_receipt_says(
    challenged_first: bool,
) -> None:
    world = cast_and_challenged(challenged_first)
    receipts = receipts_of(world)
    honest = merged_from(world, receipts)
    assert found_in(honest) == found_in(report_of(world, None))
    assert honest.verdict() == "refused"
    assert any(one.hits for each in receipts for one in each.judged)
    report = lied(world, lambda judged: replace(judged, hits=()))
    assert told(report) == {"receipt.part"}


def test_a_sound_ballot_is_not_refused_because_a_receipt_says_so() -> None:
    first, *others = receipts_of(WORLD)
    part = _first_part(first)
    fault = Fault(0, "ballot.signature", part.accused[0], certain=True, facts="{}")
    accusing = replace(first.judged[0], faults=(fault,))
    assert could_be(accusing, part)
    report = merged_from(WORLD, [replace(first, judged=(accusing, *first.judged[1:])), *others])
    assert told(report) == {"receipt.part"}


def _first_part(of: Receipt) -> Part:
    """The part that is judged first in a receipt."""
    return next(part for part in parts_of(WORLD) if part.name() == of.judged[0].part)


def test_receipts_of_one_name_do_not_answer_for_each_other() -> None:
    """They may lie in several folders."""
    first, second, third = receipts_of(WORLD)
    (moved, *others), taken = first.judged, second.judged
    receipts = [
        replace(first, judged=tuple(others)),
        replace(second, judged=(*taken, moved)),
        third,
    ]
    named = [replace(each, who="file:one") for each in given(receipts)]
    assert told(report_of(WORLD, Merging(named).execute)) == {"receipt.part"}


def test_a_ballot_whose_text_has_another_unicode_form_is_told_in_a_receipt_too() -> None:
    world = WORLD.copy()
    body = bodies(world)[0]
    data = (body["ballot"][:-1] + ',"e\u0301":1}').encode()
    name = sha256(data).hexdigest()
    body["ballot"], world.objects[name] = {"sha256": name, "size": len(data)}, data
    made = [receipt.sign(each, AUDITOR) for each in receipts_of(world)]
    read = [receipt.read(data, [AUDITOR.verifier]) for data in made]
    judged = [one for each in read for one in each.receipt.judged]
    assert "json.shape" in [fault.code for one in judged for fault in one.faults]
    named = [replace(each, who=f"file:{n}") for n, each in enumerate(read)]
    assert found_in(report_of(world, Merging(named).execute)) == found_in(report_of(world, None))


def test_nothing_of_a_receipt_is_read_before_its_signature_holds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = receipt.sign(receipts_of(WORLD)[0], AUDITOR)
    start = data.index(b'"receipt":') + len(b'"receipt":')
    huge = data[:start] + b"{" + b"[" * 10_000_000 + b"}}"
    monkeypatch.setattr("dauys.verification.receipt.shape.read", None)
    with pytest.raises(Refused) as caught:
        receipt.read(huge, [AUDITOR.verifier])
    assert caught.value.code == "receipt.signature"


def test_a_key_that_signed_nothing_is_told() -> None:
    """Otherwise one auditor could answer for all, with nobody the wiser."""
    receipts = given(receipts_of(WORLD))
    keys = [key for each in receipts for key in each.signers]
    receipt.check_signers(receipts, keys)
    other = SigningKey("auditor.example/nobody", bytes(range(3, 35))).verifier
    with pytest.raises(Refused) as caught:
        receipt.check_signers(receipts, [*keys, other])
    told = (caught.value.code, caught.value.accused)
    assert told == ("receipt.idle", "key:auditor.example/nobody")


def refused_for(data: bytes) -> tuple[str, str]:
    """The code under which a receipt is refused, and who is accused."""
    with pytest.raises(Refused) as caught:
        receipt.read(data, [AUDITOR.verifier], accused="file:one")
    return caught.value.code, caught.value.accused


def signed(written: bytes) -> bytes:
    """Bytes that are no receipt, signed as if they were."""
    text = f"{receipt.KIND}\n{hashes.labelled('receipt', written)}\n"
    note = notes.sign(text, [AUDITOR]).write().decode()
    return b'{"note":%s,"receipt":%s}' % (canonical.write(note), written)


def test_a_receipt_may_be_longer_than_other_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    made = receipts_of(WORLD)[0]
    data = receipt.sign(made, AUDITOR)
    monkeypatch.setattr("dauys.wire.canonical.MAX_BYTES", len(data) // 2)
    assert receipt.read(data, [AUDITOR.verifier]).receipt == made
    monkeypatch.setattr("dauys.verification.receipt.LIMIT", len(data) // 2)
    assert refused_for(data) == ("json.size", "file:one")


def test_the_name_of_a_key_may_have_any_unicode_form() -> None:
    auditor = SigningKey("auditor/e\u0301", bytes(range(3, 35)))
    made = receipts_of(WORLD)[0]
    read = receipt.read(receipt.sign(made, auditor), [auditor.verifier])
    assert (read.receipt, read.signers) == (made, (auditor.verifier,))


def test_a_key_that_is_given_twice_is_told() -> None:
    data = receipt.sign(receipts_of(WORLD)[0], AUDITOR)
    with pytest.raises(Refused) as caught:
        receipt.read(data, [AUDITOR.verifier] * 2, accused="file:one")
    assert (caught.value.code, caught.value.accused) == ("note.keys", "file:one")


def test_each_refusal_of_a_receipt_names_its_file() -> None:
    made = receipts_of(WORLD)[0]
    data = receipt.sign(made, AUDITOR)
    stranger = SigningKey("auditor.example/nobody", bytes(range(3, 35)))
    text = f"{receipt.KIND}\n{made.origin}\n{made.size}\n{made.root}\n9/9\n"
    text += f"{hashes.labelled('receipt', shape.write(made))}\n"
    other = notes.sign(text, [AUDITOR]).write().decode()
    for forged, code in (
        (b"", "receipt.form"),
        (receipt.sign(made, stranger), "receipt.signer"),
        (data.replace(b'"format":1', b'"format":2'), "receipt.signature"),
        (shape.write(receipt.Signed(other, made)), "receipt.signature"),
        (shape.write(receipt.Signed("no note", made)), "note.form"),
        (b'{"note":"\\x","receipt":{}}', "json.syntax"),
        (signed(b'{"format":1}'), "json.shape"),
        (signed(b'{"format":}'), "json.syntax"),
    ):
        assert refused_for(forged) == (code, "file:one")
    assert receipt.read(data, [AUDITOR.verifier], accused="file:one").who == "file:one"


def test_the_shard_that_is_missing_or_double_is_named() -> None:
    """The first as well as the others."""
    every = given(receipts_of(WORLD))
    for number, each in enumerate(every, 1):
        with pytest.raises(Refused) as caught:
            receipt.check_whole([other for other in every if other is not each])
        assert (caught.value.code, caught.value.accused) == ("receipt.gap", "receipt")
        assert caught.value.facts == {"shard": number, "of": len(every)}
        with pytest.raises(Refused) as caught:
            receipt.check_whole([*every, replace(each, who="file:again")])
        assert (caught.value.code, caught.value.accused) == ("receipt.overlap", "file:again")
        assert caught.value.facts == {"shard": number}


def test_of_receipts_of_two_heads_the_one_and_the_other_are_named() -> None:
    first, second, third = given(receipts_of(WORLD))
    strange = replace(second, receipt=replace(second.receipt, root="00" * 32))
    with pytest.raises(Refused) as caught:
        receipt.check_whole([first, strange, third])
    told = (caught.value.code, caught.value.accused, caught.value.facts)
    assert told == ("receipt.checkpoint", second.who, {"other": first.who})


def test_a_receipt_of_another_survey_or_division_is_named() -> None:
    first, second, third = given(receipts_of(WORLD))
    for changes, code in (
        ({"surveys": ("0" * 64,)}, "receipt.digest"),
        ({"of": 4}, "receipt.shards"),
        ({"shard": 4}, "receipt.shards"),
        ({"shard": 0}, "receipt.shards"),
        ({"format": 2}, "receipt.shards"),
    ):
        strange = replace(second, receipt=replace(second.receipt, **changes))
        with pytest.raises(Refused) as caught:
            receipt.check_whole([first, strange, third])
        assert (caught.value.code, caught.value.accused) == (code, second.who)
        assert caught.value.facts == ({"of": 3} if code == "receipt.shards" else {})


def test_what_is_signed_is_the_head_the_shard_and_the_hash() -> None:
    """As the specification has it, line by line."""
    made = receipts_of(WORLD)[1]
    note = json.loads(receipt.sign(made, AUDITOR))["note"]
    hashed = hashes.labelled("receipt", shape.write(made))
    lines = ["dauys/receipt/1", made.origin, f"{made.size}", made.root, "2/3", hashed, ""]
    assert note.split("\n")[: len(lines)] == lines
    assert (made.size, len(made.root)) == (len(WORLD.entries), 64)


def test_the_head_of_an_archive_is_its_box_its_ballots_and_its_survey() -> None:
    report = Report(lambda: 0.0)
    assert receipt.head_of(report, ["aa"]) is None
    report.boxes.append(BoxReport("", "uuid", None, 7, 5))
    assert receipt.head_of(report, ["aa", "bb"]) == ("uuid", 7, "aabb")
    made = Sharding(Shard(1, 1), in_turn, surveys=["cc"]).receipt(report)
    assert (made.origin, made.size, made.root) == ("uuid", 7, "cc")


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_whoever_judges_a_shard_answers_for_all_pieces_in_their_order(number: int) -> None:
    """Of those of others nothing is said but which ballots they have: they are in no receipt."""
    shard, pieces = Shard(number, 4), [Piece(n, (each,)) for n, each in enumerate(parts_of(WORLD))]
    asked: list[str] = []

    def inner(given: Iterable[Piece], digest: str) -> Iterator[Answer]:
        asked.append(digest)
        return map(judge, given)

    sharding = Sharding(shard, inner)
    answers = list(sharding.execute(pieces, "digest"))
    nothing = [receipt.passed_over(part) for part in parts_of(WORLD)]
    own = [judge(piece) for piece in pieces]
    assert answers == [own[n] if shard.has(n) else (n, (nothing[n],)) for n in range(len(pieces))]
    assert sharding.judged == [each for n, (_, (each,)) in enumerate(own) if shard.has(n)]
    assert (asked, sharding.surveys) == (["digest"], ["digest"])
    for each, (_, (judged,)) in zip(nothing, own, strict=True):
        assert each == replace(judged, faults=(), hits=(), sums=each.sums)


def test_what_was_surveyed_is_kept_where_receipts_are_merged() -> None:
    """An archive has no other head to hold them to."""
    receipts = given(receipts_of(WORLD))
    merging = Merging(receipts)
    report_of(WORLD, merging.execute)
    assert tuple(merging.surveys) == receipts[0].receipt.surveys


def test_there_is_no_receipt_of_what_has_no_head() -> None:
    with pytest.raises(Unreadable) as caught:
        Sharding(Shard(1, 1), in_turn).receipt(Report(lambda: 0.0))
    assert (caught.value.code, caught.value.facts) == ("verify.failed", {"reason": "head"})
