"""Step 1 and the order of events: what is missing, moved, doubled or of another log is refused."""

from __future__ import annotations

import pytest

from dauys.errors import Unreadable
from dauys.log import writer
from dauys.log.keys import SigningKey
from dauys.verification.report import Report
from dauys.verification.verify import verify_record
from tests.verification.world import KEY, MemorySource, World, build, found

WORLD = build()
PATHS = list(WORLD.files())  # in the order of the record, whose hashes differ from run to run
# Whatever changes before the close leaves the bound proofs behind: that alone proves no check.
STALE = {(12, "decryption.bound")}
NEEDED = (
    "referendum.opened", "text.published", "hearing.held", "proposal.received", "question.called",
    "voting.setup", "setup.confirmed", "voting.closed", "tally.encrypted", "tally.decrypted",
    "tally.result", "station.listed", "protocol.confirmed",
)  # fmt: skip


@pytest.mark.parametrize("kind", NEEDED)
def test_an_event_that_later_ones_need_cannot_be_left_out(kind: str) -> None:
    """The record without one of its events, sealed again, is refused."""
    last = len([entry for entry in WORLD.entries if entry["kind"] == kind]) - 1
    assert found(WORLD.without(kind, last).report()) - STALE


def test_a_ballot_that_vanishes_is_missed() -> None:
    """The close states how many were cast; and where it is made to agree, the sum does not."""
    world = WORLD.without("ballot.cast", 1)
    assert (3, "record.ballots") in found(world.report())
    agreeing = world.changed("voting.closed", "body.ballots", lambda count: count - 1)
    assert (11, "tally.product") in found(agreeing.report())


@pytest.mark.parametrize("index", range(len(WORLD.entries)))
def test_no_event_can_stand_twice(index: int) -> None:
    """Each entry, repeated right behind itself, is refused."""
    world = WORLD.copy()
    world.entries.insert(index, world.entries[index])
    assert found(world.report()) - STALE


def test_events_cannot_change_places() -> None:
    """A ballot after the close, with a later moment, is out of order."""
    world = WORLD.copy()
    ballot = world.entries.pop(world.find("ballot.cast", 2))
    ballot["at"] = "2027-05-02T00:00:00Z"
    world.entries.insert(world.find("voting.closed", 0) + 1, ballot)
    report = world.report()
    assert (3, "record.order") in found(report)
    assert [box.ballots for box in report.boxes] == [3, 3], "it is not followed either"


def test_a_moment_cannot_go_back() -> None:
    """An entry that is dated before the one in front of it."""
    world = WORLD.copy()
    world.entries[5]["at"] = "2026-01-01T00:00:00Z"
    assert (3, "record.time") in found(world.report())


def test_an_entry_in_another_spelling_is_refused() -> None:
    """White space changes no meaning, and has no place in a record."""
    lines = WORLD.lines()
    lines[3] = lines[3].replace(b'"kind":', b'"kind": ', 1)
    wrong = [each for each in _of_lines(lines).findings.found if each.step == 2]
    assert [(each.code, each.accused) for each in wrong] == [("json.canonical", "entry:3")]


def test_an_unknown_kind_is_unread() -> None:
    """A newer version may know it; this one cannot say that the record is right."""
    lines = WORLD.lines()
    lines[2] = lines[2].replace(b"text.published", b"text.enlarged")
    report = _of_lines(lines)
    assert (2, "record.version") in found(report)
    assert report.verdict() == "unread"


ENDED = [WORLD.entries[WORLD.find("proposal.received", n)]["body"] for n in (5, 6)]
SILENCED = WORLD.entries[WORLD.find("hearing.held", 1)]["body"]["minutes"]
WORDS = [SILENCED, *(body["words"] for body in ENDED)]
WITHDRAWABLE = [f"object/{words['sha256']}" for words in WORDS]


@pytest.mark.parametrize("number", range(len(PATHS)))
def test_every_file_of_the_record_is_held_to_its_hash(number: int) -> None:
    """One byte of one file is another, and nothing is sealed again."""
    files, path = WORLD.files(), PATHS[number]
    data = bytearray(files[path])
    data[len(data) // 2] ^= 1
    assert WORLD.report({**files, path: bytes(data)}).verdict() != "accepted"


ENDED = [WORLD.entries[WORLD.find("proposal.received", n)]["body"] for n in (5, 6)]
SILENCED = WORLD.entries[WORLD.find("hearing.held", 1)]["body"]["minutes"]
WITHDRAWABLE = [
    f"object/{words['sha256']}" for words in (SILENCED, *(body["words"] for body in ENDED))
]


@pytest.mark.parametrize("number", range(len(PATHS)))
def test_every_file_of_the_record_is_needed(number: int) -> None:
    """A file that is missing is missed; where it was withdrawn, that is told."""
    files = WORLD.files()
    del files[PATHS[number]]
    report = WORLD.report(files)
    withdrawn = {each.code for each in report.findings.found} == {"object.withdrawn"}
    assert report.verdict() != "accepted" or (withdrawn and PATHS[number] in WITHDRAWABLE)


def test_a_record_signed_by_another_key_is_refused() -> None:
    """The same entries, sealed by somebody else under the same name."""
    stranger = SigningKey(KEY.name, bytes(32))
    _, made = writer.publish(writer.EMPTY, WORLD.lines(), KEY.name, [stranger])
    assert (1, "note.unsigned") in found(WORLD.report({**WORLD.files(), **dict(made)}))


def test_the_log_must_have_the_key_that_is_asked_for() -> None:
    """Whoever knows the log's key is not content with the one in entry 0."""
    report = Report(lambda: 0.0)
    other = SigningKey("town.example/log", bytes(32)).verifier.write()
    verify_record(MemorySource(WORLD.files()), report, log_key=other)
    assert found(report) == {(1, "log.key")}


def test_a_folder_without_a_checkpoint_is_no_record() -> None:
    """There is nothing to verify."""
    report = Report(lambda: 0.0)
    assert verify_record(MemorySource({}), report) is None
    assert found(report) == {(1, "source.record")}
    assert report.verdict() == "unread"


def test_an_empty_log_is_refused() -> None:
    """A signed checkpoint over nothing."""
    _, made = writer.publish(writer.EMPTY, [], KEY.name, [KEY])
    assert (1, "log.empty") in found(WORLD.report(dict(made)))


def test_a_broken_bundle_does_not_hide_the_next() -> None:
    """Every broken file is named, not the first alone."""
    lines = WORLD.lines()
    filler = [lines[0]] * 600  # these are refused for their order; their bundles are not
    _, made = writer.publish(writer.EMPTY, [*lines, *filler], KEY.name, [KEY])
    files = dict(made)
    partial = next(path for path in files if path.startswith("tile/entries/002.p/"))
    for path in ("tile/entries/001", partial):
        files[path] = files[path][:-1] + b"#"
    found = _of_files(files).findings.found
    accused = {each.accused for each in found if each.code == "log.bundle"}
    assert accused == {"bundle:tile/entries/001", f"bundle:{partial}"}
    assert [each.accused for each in found if each.code == "verify.skipped"] == ["entry:256"]


def test_entries_are_numbered_through_all_bundles() -> None:
    """The second bundle begins with entry 256: what is wrong in it is found by its number."""
    lines = WORLD.lines()
    report = _of_lines([*lines, *([lines[0]] * 300)])
    numbers = range(len(lines), len(lines) + 300)
    assert [each.accused for each in report.findings.found] == [f"entry:{n}" for n in numbers]


def test_a_question_in_another_form_of_answers_is_no_traceback() -> None:
    """An outcome that cannot be worked out is a finding."""
    world = WORLD.changed("question.called", "body.answers.0.key", lambda _: "aye")
    assert (15, "outcome.rule") in found(world.report())


def test_a_writer_stops_at_the_first_fault() -> None:
    """``fail_fast`` raises what a report would collect."""
    with pytest.raises(Unreadable) as caught:
        verify_record(MemorySource({}), Report(lambda: 0.0, fail_fast=True))
    assert caught.value.code == "source.record"


def _of_lines(lines: list[bytes]) -> Report:
    _, made = writer.publish(writer.EMPTY, lines, KEY.name, [KEY])
    return _of_files(dict(made))


def _of_files(files: dict[str, bytes]) -> Report:
    named = {f"object/{name}": data for name, data in WORLD.objects.items()}
    return World(WORLD.entries, WORLD.objects).report({**named, **files})


def test_electors_that_are_not_those_of_the_list_are_a_warning() -> None:
    """Who came and went with a certificate accounts for the difference, or somebody should look."""
    report = WORLD.changed("station.listed", "body.station.eligible", lambda _: 119).report()
    told = [(each.code, each.severity, each.accused) for each in report.findings.found]
    assert ("station.eligible", "warning", "station:S-1") in told


@pytest.mark.parametrize(("eligible", "told"), [(122, []), (121, ["station.eligible"])])
def test_electors_who_came_and_went_with_a_certificate_are_accounted_for(
    eligible: int, told: list[str]
) -> None:
    """Of a list of 120, three came and one went: 122 at the close."""

    def change(figures: dict[str, int]) -> dict[str, int]:
        return {**figures, "eligible": eligible, "certificates_in": 3, "certificates_out": 1}

    world = WORLD.changed("protocol.confirmed", "body.protocol.figures", change)
    del world.entries[world.find("protocol.confirmed") + 1 :]
    warnings = [each for each in world.report().findings.found if each.severity == "warning"]
    assert [each.code for each in warnings] == told


def test_a_proposal_that_nobody_answered_is_a_warning() -> None:
    """Every proposal is answered: the record says which was not."""
    report = WORLD.without("proposal.answered", 1).report()
    told = [(each.code, each.accused) for each in report.findings.found]
    assert ("proposal.unanswered", "proposal:p-2") in told


def test_an_object_that_is_named_twice_does_not_hide_the_next() -> None:
    """A text that stands under two languages, and another behind it."""

    def change(expressions: dict[str, str]) -> dict[str, str]:
        return {"en": expressions["en"], "kk": expressions["en"], "ru": expressions["ru"]}

    report = WORLD.changed("text.published", "body.expressions", change).report()
    assert (5, "text.language") in found(report)


def test_a_stated_size_is_no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """A log that claims more entries than anybody has is left after so many broken bundles."""
    read: list[str] = []

    class Counting(MemorySource):
        def read(self, path: str, limit: int = 1 << 26) -> bytes:
            read.append(path)
            return super().read(path, limit)

    lines = WORLD.lines() + [WORLD.lines()[0]] * (200 * 256)
    _, made = writer.publish(writer.EMPTY, lines, KEY.name, [KEY])
    kept = {path: data for path, data in made if not path.startswith("tile/entries/x")}
    for number in range(1, 200):
        kept.pop(f"tile/entries/{number:03}", None)
    report = Report(lambda: 0.0)
    assert verify_record(Counting(kept), report) is not None
    assert report.verdict() != "accepted"
    assert report.log is not None, "the head is told all the same"
    bundles = [path for path in read if path.startswith("tile/entries/")]
    asked = [f"tile/entries/{number:03}" for number in (0, *range(101))]  # entry 0 comes first
    assert bundles == asked


def test_an_object_of_a_stated_size_beyond_all_is_not_asked_for() -> None:
    """The size in an entry must not become memory."""
    huge = WORLD.changed("text.published", "body.expressions.en.size", lambda _: 2**53 - 1)
    assert (4, "object.size") in found(huge.report())


def test_what_comes_after_a_fault_does_not_excuse_it() -> None:
    """A record is refused for its first fault, even where an unknown kind follows."""
    lines = WORLD.changed("text.published", "body.hash", lambda _: "0" * 64).lines()
    lines[-1] = lines[-1].replace(b"implementation.planned", b"implementation.invented")
    assert _of_lines(lines).verdict() == "refused"
