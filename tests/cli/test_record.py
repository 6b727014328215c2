"""``dauys record``: what the log keeper does, and what is refused with nothing written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dauys.wire import hashes
from tests.cli.town import AGAIN, BEFORE, LATER, VOTING, Town, code_of, files_of, tell

START = "2027-05-14T05:00:00Z"


def unchanged(record: Path, *args: str | Path) -> tuple[int, str]:
    """The exit and code of a command that is refused; the record must be as it was."""
    before = files_of(record)
    told = code_of(*args)
    assert files_of(record) == before
    return told


def body_of(record: Path, number: int) -> Any:
    """The body of an entry."""
    shown = tell("record", "show", record, "--json").splitlines()
    return json.loads(shown[number])["body"]


def written(folder: Path, body: Any) -> Path:
    """A body as a file that a person may have written."""
    place = folder / "body.json"
    place.write_text(json.dumps(body, ensure_ascii=False, indent=1), encoding="utf-8")
    return place


def test_a_log_is_opened_once(town: Town, tmp_path: Path) -> None:
    record = tmp_path / "record"
    words = ("record", "open", record, town.root / "opening.json", *town.keyed(START))
    assert tell(*words) == "entries in the log: 1\n"
    assert unchanged(record, *words) == (2, "file.exists")


def test_a_folder_that_is_not_empty_is_left_alone(town: Town, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    words = ("record", "open", tmp_path, town.root / "opening.json", *town.keyed(START))
    assert unchanged(tmp_path, *words) == (2, "file.exists")


def test_the_opening_names_the_key_that_signs(town: Town, tmp_path: Path) -> None:
    """Else nobody could ever verify the log."""
    tell("record", "key", "tal.example/log", "-o", tmp_path / "other.key")
    words = ("record", "open", tmp_path / "record", town.root / "opening.json")
    assert code_of(*words, "--key", tmp_path / "other.key") == (2, "key.opening")
    assert not (tmp_path / "record").exists()


def test_a_name_that_cannot_sign_is_refused(tmp_path: Path) -> None:
    assert code_of("record", "key", "two words", "-o", tmp_path / "a.key") == (2, "note.key")
    assert not (tmp_path / "a.key").exists()


def test_a_key_is_never_written_over(town: Town) -> None:
    before = town.key.read_bytes()
    assert code_of("record", "key", "tal.example/log", "-o", town.key) == (2, "file.exists")
    assert town.key.read_bytes() == before


def test_a_kind_that_is_not_on_the_list(town: Town, tmp_path: Path) -> None:
    record = town.at("called", tmp_path)
    words = ("record", "append", record, "audit.seeded", town.root / "question.json")
    assert unchanged(record, *words, *town.keyed()) == (2, "record.version")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "json.syntax"),
        ("{", "json.syntax"),
        ("[]", "json.shape"),
        ('{"station": {"id": "S-9"}}', "json.shape"),
        ('{"station": {"id": 9, "district": "centre", "region": "town"}}', "json.shape"),
        (
            '{"station": {"id": "S-9", "district": "centre", "region": "town"}, "x": 1}',
            "json.shape",
        ),
        ('{"station": {"district": "c", "id": "S-9", "region": "town"}}', "json.canonical"),
        ('{"station": {"id": "S-9", "id": "S-9"}}', "json.duplicate"),
        ('{"station": 1.5}', "json.number"),
        ("[" * 100, "json.depth"),
    ],
)
def test_a_body_that_is_not_of_its_kind(
    town: Town, tmp_path: Path, content: str, code: str
) -> None:
    record = town.at("called", tmp_path)
    (tmp_path / "body.json").write_text(content)
    words = ("record", "append", record, "station.listed", tmp_path / "body.json")
    assert unchanged(record, *words, *town.keyed()) == (1, code)


@pytest.mark.parametrize(
    ("stage", "kind", "body", "at", "code"),
    [
        (
            "text",
            "voting.closed",
            {"box": "TownBox1111111", "ballots": 0},
            VOTING,
            "record.unknown",
        ),
        ("called", "outcome.declared", None, VOTING, "record.order"),
        ("called", "voting.setup", None, START, "object.missing"),
        ("whole", "question.called", None, LATER, "record.order"),
        ("whole", "station.listed", None, LATER, "record.order"),
        ("voted", "station.listed", None, VOTING, "record.calendar"),
        ("voted", "voting.closed", None, VOTING, "record.calendar"),
        ("voted", "voting.closed", None, LATER, "record.ballots"),
        ("voted", "referendum.opened", None, VOTING, "record.order"),
        ("sealed", "setup.confirmed", None, "2027-05-13T00:00:00Z", "record.time"),
    ],
)
def test_what_the_verifier_would_refuse_is_not_written(
    town: Town, tmp_path: Path, stage: str, kind: str, body: Any, at: str, code: str
) -> None:
    record = town.at(stage, tmp_path)
    shown = tell("record", "show", town.root / "record", "--json").splitlines()
    entry = next(e for e in map(json.loads, shown) if e["kind"] == kind)
    given = body or entry["body"]
    if code == "record.ballots":
        given["ballots"] -= 1
    words = ("record", "append", record, kind, written(tmp_path, given))
    assert unchanged(record, *words, *town.keyed(at)) == (1, code)


def test_a_ballot_out_of_hours_is_refused(town: Town, tmp_path: Path) -> None:
    record = town.at("confirmed", tmp_path)
    words = ("record", "cast", record, town.root / "ballot-0.json", "--box", "town")
    assert unchanged(record, *words, *town.keyed(LATER)) == (1, "record.calendar")


def test_a_ballot_is_cast_once(town: Town, tmp_path: Path) -> None:
    record = town.at("voted", tmp_path)
    words = ("record", "cast", record, town.root / "ballot-0.json", "--box", "town")
    assert unchanged(record, *words, *town.keyed()) == (1, "ballot.duplicate")


def test_a_file_that_is_no_ballot_is_refused(town: Town, tmp_path: Path) -> None:
    record = town.at("confirmed", tmp_path)
    words = ("record", "cast", record, town.root / "question.json", "--box", "town")
    assert unchanged(record, *words, *town.keyed())[0] == 1


@pytest.mark.parametrize("command", ["cast", "close", "tally", "result", "export"])
def test_a_box_that_is_not_there(town: Town, tmp_path: Path, command: str) -> None:
    record = town.at("voted", tmp_path)
    ballot = [town.root / "ballot-0.json"] if command == "cast" else []
    more = ["-o", tmp_path / "a.bel"] if command == "export" else town.keyed()
    words = ("record", command, record, *ballot, "--box", "village", *more)
    assert unchanged(record, *words) == (2, "record.box")


@pytest.mark.parametrize(
    ("stage", "command", "code"),
    [
        ("confirmed", "tally", "record.order"),
        ("voted", "result", "result.missing"),
        ("added-up", "close", "record.order"),
        ("added-up", "result", "result.trustees"),
        ("opened-1", "result", "result.trustees"),
        ("sealed", "close", "record.order"),
    ],
)
def test_a_box_goes_one_step_after_the_other(
    town: Town, tmp_path: Path, stage: str, command: str, code: str
) -> None:
    record = town.at(stage, tmp_path)
    words = ("record", command, record, "--box", "town", *town.keyed(LATER))
    assert unchanged(record, *words) == (1, code)


@pytest.mark.parametrize(
    ("stage", "code"),
    [("text", "outcome.rule"), ("voted", "result.missing"), ("whole", "record.order")],
)
def test_an_outcome_waits_for_all_counts(town: Town, tmp_path: Path, stage: str, code: str) -> None:
    record = town.at(stage, tmp_path)
    assert unchanged(record, "record", "declare", record, *town.keyed(LATER)) == (1, code)


def test_a_moment_that_is_none(town: Town, tmp_path: Path) -> None:
    record = town.at("voted", tmp_path)
    words = ("record", "close", record, "--box", "town")
    for at in ("yesterday", "2027-02-30T00:00:00Z", "2027-7-13T05:00:00Z"):
        assert unchanged(record, *words, *town.keyed(at)) == (2, "cli.usage")


def test_an_object_is_named_by_hash_and_size(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"words")
    named = json.loads(tell("record", "object", tmp_path / "a"))
    assert named == {"sha256": hashes.sha256_hex(b"words"), "size": 5}


def test_of_a_folder_of_objects_only_those_are_stored_that_the_event_names(
    town: Town, tmp_path: Path
) -> None:
    record = town.at("called", tmp_path)
    tell("record", "stations", record, town.root / "stations.csv", *town.keyed(BEFORE))
    (tmp_path / "objects").mkdir()
    for path in (town.root / "sealed").glob("*.object"):
        (tmp_path / "objects" / path.name).write_bytes(path.read_bytes())
    (tmp_path / "objects" / "foreign.object").write_bytes(b"foreign")
    before = len(list(record.glob("object/*")))
    body = town.root / "sealed/voting.setup.json"
    words = ("record", "append", record, "voting.setup", body)
    tell(*words, "--object", tmp_path / "objects", *town.keyed())
    assert len(list(record.glob("object/*"))) == before + 3
    assert not (record / "object" / hashes.sha256_hex(b"foreign")).exists()


def test_an_entry_is_shown_in_a_line_and_whole_as_json(town: Town) -> None:
    lines = tell("record", "show", town.root / "record").splitlines()
    assert "referendum opened: " in lines[0]
    whole = tell("record", "show", town.root / "record", "--json").splitlines()
    assert len(whole) == len(lines) == 19
    assert [json.loads(line)["kind"] for line in whole][:3] == [
        "referendum.opened",
        "text.published",
        "question.called",
    ]


def test_nothing_is_shown_of_a_record_that_cannot_be_trusted(town: Town, tmp_path: Path) -> None:
    record = town.at("whole", tmp_path)
    for path in record.glob("tile/entries/000.p/*"):
        path.write_bytes(path.read_bytes().replace(b"kind", b"mind"))
    assert code_of("record", "show", record) == (1, "log.bundle")


def test_a_record_without_a_set_up_has_no_box_to_export(town: Town, tmp_path: Path) -> None:
    record = town.at("called", tmp_path)
    words = ("record", "export", record, "--box", "town", "-o", tmp_path / "a.bel")
    assert unchanged(record, *words) == (1, "setup.missing")


def test_an_archive_is_no_record_that_could_be_shown(town: Town, tmp_path: Path) -> None:
    tell("record", "export", town.root / "record", "--box", "town", "-o", tmp_path / "a.bel")
    assert code_of("record", "show", tmp_path / "a.bel") == (2, "source.record")
    again = ("record", "export", town.root / "record", "--box", "town", "-o", tmp_path / "a.bel")
    assert code_of(*again) == (2, "file.exists")


def test_a_box_is_exported_by_its_region_or_its_uuid(town: Town, tmp_path: Path) -> None:
    uuid = (town.own("registrar") / "public/town/uuid").read_text()
    for name, place in (("town", tmp_path / "a.bel"), (uuid, tmp_path / "b.bel")):
        tell("record", "export", town.root / "record", "--box", name, "-o", place)
    assert (tmp_path / "a.bel").read_bytes() == (tmp_path / "b.bel").read_bytes()


def test_two_texts_of_one_language_are_no_version(town: Town, tmp_path: Path) -> None:
    record = town.at("opened", tmp_path)
    text = town.root / "charter.kk.txt"
    dated = ("--date", "2027-05-14", "--author", "council")
    words = ("record", "text", record, text, text, *AGAIN, *dated, *town.keyed(START))
    assert unchanged(record, *words) == (1, "anchor.twice")


def test_a_text_that_lacks_a_language_of_the_record(town: Town, tmp_path: Path) -> None:
    record = town.at("opened", tmp_path)
    dated = ("--date", "2027-05-14", "--author", "council")
    words = ("record", "text", record, town.root / "charter.kk.txt", *AGAIN, *dated)
    assert unchanged(record, *words, *town.keyed(START)) == (1, "record.languages")


def test_a_question_is_bound_to_a_text_that_has_been_published(town: Town, tmp_path: Path) -> None:
    record = town.at("text", tmp_path)
    words = ("record", "question", record, town.root / "question.json", "--work", "tal-charter")
    more = ("--version", "draft-9", "--rule", "town-charter", *town.keyed())
    assert unchanged(record, *words, *more) == (1, "anchor.version")
    more = ("--version", "draft-1", "--rule", "no-such-rule", *town.keyed())
    assert unchanged(record, *words, *more) == (2, "rule.unknown")


def test_a_question_names_the_hash_of_its_text_and_the_object_of_its_rule(town: Town) -> None:
    text, question = body_of(town.root / "record", 1), body_of(town.root / "record", 2)
    assert question["text"] == text["hash"]
    rule = (town.root / "record/object" / question["rule"]["sha256"]).read_bytes()
    assert json.loads(rule)["name"] == "town-charter"


@pytest.mark.parametrize(
    ("command", "header", "more"),
    [
        ("stations", "station,district,region", ()),
        (
            "protocols",
            "station,eligible,received,issued,unused_cancelled,spoiled,in_box,yes,no,both_marked,"
            "invalid",
            (),
        ),
        (
            "tasks",
            "id,language,provision,hash,norm,act,trigger,trigger_date,deadline,status",
            ("--language", "kk"),
        ),
    ],
)
def test_a_table_without_rows_enters_nothing(
    town: Town, tmp_path: Path, command: str, header: str, more: tuple[str, ...]
) -> None:
    record = town.at("called", tmp_path)
    (tmp_path / "empty.csv").write_text(header + "\n")
    words = ("record", command, record, tmp_path / "empty.csv", *more, *town.keyed())
    assert unchanged(record, *words) == (2, "table.empty")


def test_of_a_table_with_a_wrong_row_nothing_is_entered(town: Town, tmp_path: Path) -> None:
    record = town.at("called", tmp_path)
    tell("record", "stations", record, town.root / "stations.csv", *town.keyed(BEFORE))
    protocols = (town.root / "protocols.csv").read_text()
    (tmp_path / "p.csv").write_text(protocols + protocols.splitlines()[1].replace("100", "many"))
    words = ("record", "protocols", record, tmp_path / "p.csv", *town.keyed())
    assert unchanged(record, *words) == (1, "table.cell")
    wrong = protocols.splitlines()[1].replace("S-01", "S-02")
    (tmp_path / "p.csv").write_text(f"{protocols}{wrong}\n")
    assert unchanged(record, *words) == (1, "record.unknown")


def test_tasks_wait_for_a_question(town: Town, tmp_path: Path) -> None:
    record = town.at("text", tmp_path)
    words = ("record", "tasks", record, town.root / "tasks.csv", "--language", "kk")
    assert unchanged(record, *words, *town.keyed()) == (1, "question.missing")


def test_tasks_are_bound_to_a_language_of_the_text(town: Town, tmp_path: Path) -> None:
    record = town.at("counted", tmp_path)
    words = ("record", "tasks", record, town.root / "tasks.csv", "--language", "en")
    assert unchanged(record, *words, *town.keyed(LATER)) == (1, "anchor.language")
