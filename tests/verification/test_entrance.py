"""The way in: a folder, a file or nothing, and what is told of the archive of one box."""

from __future__ import annotations

import io
import json
import tempfile
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from dauys.errors import Refused, Unreadable
from dauys.group.ed25519 import ED25519
from dauys.log.keys import SigningKey
from dauys.parties import trustee
from dauys.proofs.prove import prove_knowledge
from dauys.proofs.statements import TrusteeKey
from dauys.question.check import setup_hash
from dauys.question.trustees import Entry, PublicKey, write_trustees
from dauys.record.belenios import write_archive
from dauys.record.box import BoxDocuments
from dauys.verification import sources
from dauys.verification.archive import verify_archive
from dauys.verification.entrance import verify
from dauys.verification.export import boxes_of
from dauys.verification.head import open_log
from dauys.verification.report import Report
from dauys.wire import shape
from tests.verification.both import verified_archive
from tests.verification.telling import Told, error, skipped, told
from tests.verification.world import (
    KEY,
    Builder,
    MemorySource,
    World,
    build,
    played_until_the_count,
)

WORLD = build()
BOX = next(iter(boxes_of(MemorySource(WORLD.files())).values()))[1]
BOX_RESULT = json.loads(BOX.result or b"{}")["result"]
UNFINISHED: Told = (15, "information", "verify.unfinished", "", {})

# Archives


def archived(**documents: Any) -> BoxDocuments:
    """The first box with other documents."""
    box = deepcopy(BOX)
    for name, value in documents.items():
        setattr(box, name, value)
    return box


def report_on(box: BoxDocuments) -> Report:
    return verified_archive(write_archive(box))


UNBOUND: Told = (12, "warning", "decryption.unbound", "archive", {})


def test_an_archive_tells_its_box_by_its_uuid() -> None:
    """No region is named in it."""
    report = report_on(BOX)
    uuid = json.loads(BOX.election)["uuid"]
    assert told(report) == [UNBOUND]
    (box,) = report.boxes
    assert (box.region, box.uuid, box.ballots, box.counted) == (uuid, uuid, 4, 3)
    assert {number: step.count for number, step in report.steps.items()} == {
        1: 1, 8: 1, 10: 4, 11: 1, 12: 2, 13: 1,
    }  # fmt: skip


def test_an_archive_without_result_is_said_to_be_unfinished() -> None:
    unfinished = (13, "information", "verify.unfinished", "archive", {})
    assert told(report_on(archived(result=None))) == [UNBOUND, unfinished]
    young = archived(
        closed=False, encrypted_tally=None, sized=None, partials=[], result=None, ballots=[]
    )
    assert told(report_on(young)) == [unfinished]


def test_a_ballot_of_an_archive_is_accused_by_its_number() -> None:
    """They have no entries; the first is number 1."""
    ballots = list(BOX.ballots)
    for number in (1, 4):
        spoilt_ballots = list(ballots)
        spoilt_ballots[number - 1] = b"{}"
        report = report_on(archived(ballots=spoilt_ballots, result=None))
        assert told(report)[0][:4] == (10, "error", "json.shape", f"ballot:{number}")


def test_progress_of_an_archive_is_told_ballot_by_ballot() -> None:
    seen: list[tuple[int, int]] = []
    verify_archive(write_archive(BOX), Report(lambda: 0.0), lambda *told: seen.append(told))
    assert seen == [(number, 4) for number in range(1, 5)]


def test_what_is_wrong_with_the_set_up_of_an_archive_accuses_the_archive() -> None:
    keys = [deepcopy(each) for _, each in json.loads(BOX.trustees)]
    for trustees, expected in (
        (b"{}", error(8, "json.shape", "archive", where="/", expected="array")),
        (write_trustees([]), error(8, "trustees.number", "archive", limit=100)),
        (_only(keys[0]), error(8, "election.key", "archive")),
    ):
        report = report_on(archived(trustees=trustees))
        assert told(report) == [expected, skipped(10, "archive")]
        assert report.boxes == []


def _only(key: Any) -> bytes:
    return json.dumps([["Single", key]], separators=(",", ":")).encode()


def test_letters_in_another_form_are_not_what_a_sum_is_refused_for() -> None:
    """Of an archive by another program: the field is one too many, its letters are its own."""
    sized = json.loads(BOX.sized or b"") | {"more": "и\u0306"}
    document = json.dumps(sized, ensure_ascii=False, separators=(",", ":")).encode()
    box = f"box:{json.loads(BOX.election)['uuid']}"
    assert told(report_on(archived(sized=document)))[0] == error(
        11, "json.shape", box, where="/more", expected="no such field"
    )


def of_one_nonce() -> list[PublicKey]:
    """Two trustees whose machines drew the same number for their proofs."""
    entries = []
    for x in (4711, 4712):
        key = trustee.PrivateKey(x, ED25519.power_secret(ED25519.generator, x))
        pok = prove_knowledge(TrusteeKey(ED25519, key.public), x, lambda: 99)
        entries.append(PublicKey(pok, key.public))
    return entries


def test_a_nonce_of_two_keys_accuses_the_archive() -> None:
    """Which of them drew it first cannot be told."""
    one, other = of_one_nonce()
    product = ED25519.times(one.public_key, other.public_key)
    election = json.loads(BOX.election) | {"public_key": product}
    box = archived(
        trustees=write_trustees([one, other]),
        election=json.dumps(election, ensure_ascii=False, separators=(",", ":")).encode(),
    )
    assert told(report_on(box)) == [error(8, "decryption.nonce", "archive"), skipped(10, "archive")]


def test_a_nonce_of_two_keys_accuses_the_set_up_of_a_record() -> None:
    """The log keeper who writes it down has looked."""

    class Careless(Builder):
        def trustees(self) -> list[Entry]:
            return list(of_one_nonce())

    with pytest.raises(Refused) as caught:
        played_until_the_count(players=Careless)
    accused = f"entry:{WORLD.find('voting.setup')}"
    assert (caught.value.code, caught.value.accused) == ("decryption.nonce", accused)


def test_a_nonce_of_two_confirmations_accuses_the_entry_of_the_later() -> None:
    """The registrar's machine and a trustee's drew the same number."""
    made = played_until_the_count()
    world, hashed = World(made.entries, made.objects), setup_hash(made.setup)
    for index, key in enumerate((made.office, made.keys[0])):
        role = "trustee" if index else "registrar"
        proof = trustee.confirm_setup(made.group, role, index, key, hashed, lambda: 99)
        plain = shape.plain(proof)
        world = world.changed("setup.confirmed", "body.proof", lambda _, p=plain: p, index)
    accused = f"entry:{world.find('setup.confirmed', 1)}"
    assert told(world.report())[:1] == [error(9, "decryption.nonce", accused)]


# The way in


def written(files: dict[str, bytes], root: Path) -> Path:
    """A record in a folder."""
    for name, data in files.items():
        place = root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return root


def test_a_folder_is_verified_as_the_record_that_it_is(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    folder = str(written(WORLD.files(), tmp_path / "record"))
    report = verify(folder, lambda: 0.0, progress=lambda *told: seen.append(told))
    assert (told(report), report.total()) == ([], [[4, 3]])
    assert {n: s.count for n, s in report.steps.items()} == {
        n: s.count for n, s in WORLD.report().steps.items()
    }
    assert len(seen) == len(WORLD.entries)


def test_the_key_that_is_asked_for_is_asked_of_a_folder(tmp_path: Path) -> None:
    folder = str(written(WORLD.files(), tmp_path / "record"))
    other = SigningKey(KEY.name, bytes(32)).verifier.write()
    assert told(verify(folder, lambda: 0.0, log_key=other)) == [error(1, "log.key", "log")]
    assert told(verify(folder, lambda: 0.0, log_key=KEY.verifier.write())) == []


def test_the_head_that_was_kept_is_asked_of_a_folder(tmp_path: Path) -> None:
    early = WORLD.copy()
    del early.entries[WORLD.find("question.called") + 1 :]
    folder = str(written(early.files(), tmp_path / "record"))
    size = WORLD.find("question.called") + 1
    report = verify(folder, lambda: 0.0, since=WORLD.files()["checkpoint"])
    facts = {"size": size, "signed": len(WORLD.entries)}
    assert told(report) == [error(1, "log.rollback", "log", **facts), UNFINISHED]


def test_a_file_is_verified_as_the_archive_that_it_is(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    place = tmp_path / "north.bel"
    place.write_bytes(write_archive(BOX))
    report = verify(str(place), lambda: 0.0, progress=lambda *told: seen.append(told))
    assert (told(report), report.total()) == ([UNBOUND], BOX_RESULT)
    assert seen[-1] == (4, 4)
    since = verify(str(place), lambda: 0.0, since=b"any")
    assert told(since)[0] == error(1, "source.record", "checkpoint")


def test_what_is_not_there_is_unread_and_counts_for_nothing(tmp_path: Path) -> None:
    report = verify(str(tmp_path / "nowhere"), lambda: 0.0)
    assert told(report) == [error(1, "source.absent", f"file:{tmp_path}/nowhere")]
    assert report.verdict() == "unread"
    assert {n: s.count for n, s in report.steps.items()} == {1: 0}


def test_a_box_of_an_archive_has_no_region_to_be_accused_by() -> None:
    report = report_on(archived(election=b"{}"))
    assert [(each[0], each[3]) for each in told(report)] == [(8, "box:"), (10, "archive")]


def test_an_archive_has_a_largest_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In bytes; one of just that size is read."""
    data, place = write_archive(BOX), tmp_path / "north.bel"
    place.write_bytes(data)
    monkeypatch.setattr(sources, "MAX_ARCHIVE", len(data))
    opened = sources.open_source(str(place))
    assert isinstance(opened, sources.Archive)
    assert opened.at(0, len(data) + 1) == data
    monkeypatch.setattr(sources, "MAX_ARCHIVE", len(data) - 1)
    with pytest.raises(Unreadable) as caught:
        sources.open_source(str(place))
    error = caught.value
    assert (error.code, error.accused) == ("source.size", f"file:{place}")
    assert error.facts == {"limit": len(data) - 1}


def test_an_archive_that_grows_is_read_as_long_as_it_was() -> None:
    """Its headers were looked at up to there, and no further."""

    class Growing(io.BytesIO):
        def fileno(self) -> int:
            return descriptor

    data = write_archive(BOX)
    with tempfile.TemporaryFile() as kept:
        kept.write(data)
        kept.flush()
        descriptor = kept.fileno()
        archive = sources._archive(Growing(data + b"more"), "north.bel")
        assert archive.length == len(data)
        assert archive.at(1, len(data)) == data[1:]
        assert archive.at(len(data) + 1, 1) == b""


def test_what_is_no_archive_is_told_once_and_nothing_is_asked_of_it() -> None:
    report = Report(lambda: 0.0)
    verify_archive(b"", report)
    assert told(report) == [error(1, "archive.empty", "archive")]
    assert (report.verdict(), report.boxes) == ("unread", [])


def test_who_only_reads_a_log_asks_for_its_key_too() -> None:
    source, other = MemorySource(WORLD.files()), SigningKey(KEY.name, bytes(32))
    assert open_log(source, KEY.verifier.write()).checkpoint.size == len(WORLD.entries)
    with pytest.raises(Refused) as caught:
        open_log(source, other.verifier.write())
    assert (caught.value.code, caught.value.accused) == ("log.key", "log")
