"""The consultation of the sample, entered by commands: hearings, proposals, answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dauys import sample
from tests.cli.test_verify import told
from tests.cli.town import Town, code_of, files_of, tell
from tests.journeys.world import run

WORK = ("--work", sample.WORK)
COURSE = ("lineage", "steps", "anchors", "votes", "statements")
TABLES = ("hearings", "proposals", "answers", *COURSE)


def opened(town: Town, folder: Path) -> Path:
    """A record in three languages with the charter in force and its first draft."""
    opening = json.loads((town.root / "opening.json").read_bytes())
    opening["languages"] = ["en", "kk", "ru"]
    opening["title"] = dict.fromkeys(opening["languages"], "Araitas")
    (folder / "opening.json").write_text(json.dumps(opening))
    record = folder / "record"
    at = town.keyed(sample.calendar().at("referendum_opened"))
    tell("record", "open", record, folder / "opening.json", *at)
    publish(town, record, folder, "draft", sample.calendar().at("draft_1_published"))
    return record


def publish(town: Town, record: Path, folder: Path, version: sample.Version, at: str) -> None:
    """A version of the sample's charter in its three languages."""
    places = []
    for language in sample.LANGUAGES:
        place = folder / sample.charter(version, language)
        place.write_bytes(sample.data(place.name))
        places.append(place)
    named = (*WORK, "--version", sample.VERSIONS[version], "--date", at[:10])
    tell("record", "text", record, *places, *named, "--author", "council", *town.keyed(at))


def tables(folder: Path) -> dict[str, Path]:
    """The sample's tables as files."""
    for name in TABLES:
        (folder / f"{name}.csv").write_bytes(sample.data(f"{name}.csv"))
    return {name: folder / f"{name}.csv" for name in TABLES}


def test_the_consultation_of_the_sample_is_entered_and_accepted(town: Town, tmp_path: Path) -> None:
    record, given = opened(town, tmp_path), tables(tmp_path)
    draft, new = (("--version", sample.VERSIONS[each]) for each in ("draft", "new"))
    at = sample.calendar().at("draft_2_published")
    tell("record", "hearings", record, given["hearings"], *town.keyed(at))
    tell("record", "proposals", record, given["proposals"], *WORK, *draft, *town.keyed(at))
    publish(town, record, tmp_path, "new", at)
    tell("record", "answers", record, given["answers"], *WORK, *new, *town.keyed(at))
    report = told(record)
    assert report["verdict"] == "accepted"
    counts = {step["step"]: step["checked"] for step in report["steps"]}
    assert counts[6] == 2 + 66 + 62
    before = files_of(record)
    again = ("record", "answers", record, given["answers"], *WORK, *new, *town.keyed(at))
    assert code_of(*again) == (1, "record.repeated")
    assert files_of(record) == before


def test_no_words_of_the_public_stand_in_the_log(town: Town, tmp_path: Path) -> None:
    """They can then be withdrawn, and the log stays whole."""
    record, given = opened(town, tmp_path), tables(tmp_path)
    at = town.keyed(sample.calendar().at("draft_2_published"))
    tell("record", "hearings", record, given["hearings"], *at)
    named = (*WORK, "--version", sample.VERSIONS["draft"])
    tell("record", "proposals", record, given["proposals"], *named, *at)
    log = tell("record", "show", record, "--json")
    rows = given["proposals"].read_text(encoding="utf-8").splitlines()[1:]
    words = {word.strip('".') for row in rows for word in row.split() if len(word) > 12}
    said = {word for word in words if not word.isascii()}
    assert len(said) > 100
    assert [word for word in said if word in log] == []


@pytest.mark.parametrize(
    ("command", "version", "code"),
    [
        ("proposals", "draft-9", "anchor.version"),
        ("answers", "draft-9", "anchor.version"),
        ("answers", "draft-1", "proposal.unknown"),
        ("proposals", "draft-1", "record.future"),
    ],
)
def test_what_does_not_belong_there_is_refused(
    town: Town, tmp_path: Path, command: str, version: str, code: str
) -> None:
    record, given = opened(town, tmp_path), tables(tmp_path)
    at = sample.calendar().at("draft_1_published")
    before = files_of(record)
    words = ("record", command, record, given[command], *WORK, "--version", version)
    assert code_of(*words, *town.keyed(at)) == (1, code)
    assert files_of(record) == before


def test_a_hearing_that_has_not_closed_yet_was_not_held(town: Town, tmp_path: Path) -> None:
    record, given = opened(town, tmp_path), tables(tmp_path)
    at = sample.calendar().at("draft_1_published")
    before = files_of(record)
    words = ("record", "hearings", record, given["hearings"], *town.keyed(at))
    assert code_of(*words) == (1, "record.future")
    assert files_of(record) == before


def test_a_group_that_the_commission_does_not_know(town: Town, tmp_path: Path) -> None:
    record, given = opened(town, tmp_path), tables(tmp_path)
    at = town.keyed(sample.calendar().at("draft_2_published"))
    words = ("record", "hearings", record, given["hearings"], "--group", "youth", *at)
    before = files_of(record)
    code, out, err = run(*(str(word) for word in words))
    assert (code, out) == (1, "")
    assert all(line.startswith("dauys: proposal.group: ") for line in err.splitlines())
    assert files_of(record) == before
