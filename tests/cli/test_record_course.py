"""What became of proposals, entered by commands from the sample's tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from dauys import sample
from dauys.consultation.opinion.worded import read
from tests.cli.test_entries import WORK, opened, publish, tables
from tests.cli.test_verify import told
from tests.cli.town import Town, code_of, files_of, tell
from tests.journeys.world import run

NEW = sample.calendar().at("draft_2_published")
DRAFTS = ("--from", sample.VERSIONS["draft"], "--version", sample.VERSIONS["new"])


class Consulted:
    """A record with the proposals of the sample, and its tables."""

    def __init__(self, town: Town, folder: Path) -> None:
        self.town, self.folder = town, folder
        self.record = opened(town, folder)
        self.given = tables(folder)
        draft = ("--version", sample.VERSIONS["draft"])
        tell("record", "hearings", self.record, self.given["hearings"], *town.keyed(NEW))
        proposals = ("record", "proposals", self.record, self.given["proposals"])
        tell(*proposals, *WORK, *draft, *town.keyed(NEW))

    def words(self, command: str, *more: str | Path, name: str = "") -> tuple[str | Path, ...]:
        """A command on the table of its name, as the secretary types it."""
        table = self.given[name or command]
        return ("record", command, self.record, table, *more, *self.town.keyed(NEW))

    def second(self) -> None:
        """The second draft is published, which anchors are followed into."""
        publish(self.town, self.record, self.folder, "new", NEW)

    def row(self, name: str, old: str, new: str) -> None:
        """One place of a table is another."""
        text = self.given[name].read_text(encoding="utf-8")
        assert text.count(old) == 1
        self.given[name].write_text(text.replace(old, new), encoding="utf-8")

    def refused(self, code: str, *words: str | Path, exits: int = 1) -> None:
        """A command that writes nothing."""
        before = files_of(self.record)
        assert code_of(*words) == (exits, code)
        assert files_of(self.record) == before


@pytest.fixture
def held(town: Town, tmp_path: Path) -> Consulted:
    return Consulted(town, tmp_path)


def groups(held: Consulted, *more: str | Path) -> tuple[str | Path, ...]:
    statements = ("--comments", held.given["statements"], "--seed", str(sample.SEED))
    return held.words("groups", *statements, *more, name="votes")


def test_the_whole_course_of_the_sample_is_entered_and_accepted(held: Consulted) -> None:
    tell(*held.words("lineage"))
    tell(*held.words("steps"))
    tell(*groups(held))
    held.second()
    answers = held.words("answers", *WORK, "--version", sample.VERSIONS["new"])
    tell(*answers)
    tell(*held.words("anchors", *WORK, *DRAFTS))
    report = told(held.record)
    assert report["verdict"] == "accepted"
    counts = {step["step"]: step["checked"] for step in report["steps"]}
    assert counts[6] == (2 + 66) + 2 + 2 + 1 + 62 + 20
    log = tell("record", "show", held.record, "--json")
    for kind in ("merged", "split", "withdrawn", "moderated"):
        assert log.count(f'"proposal.{kind}"') == 1
    assert "Редактор" not in log  # who decided and why stand in objects


def test_a_table_that_has_grown_adds_its_new_rows_alone(held: Consulted) -> None:
    tell(*held.words("lineage"))
    tell(*held.words("steps"))
    held.second()
    anchors = held.words("anchors", *WORK, *DRAFTS)
    whole = held.given["anchors"].read_text(encoding="utf-8")
    held.given["anchors"].write_text("".join(whole.splitlines(keepends=True)[:4]), encoding="utf-8")
    tell(*anchors)
    before = files_of(held.record)
    for words, known in ((held.words("lineage"), 2), (held.words("steps"), 2), (anchors, 3)):
        assert tell(*words) == (
            f"nothing new to enter\nrows that stand in the record already: {known}\n"
        )
    assert files_of(held.record) == before
    held.given["anchors"].write_text(whole, encoding="utf-8")
    assert tell(*anchors).endswith("rows that stand in the record already: 3\n")
    log = tell("record", "show", held.record, "--json")
    assert log.count('"anchor.decided"') == 20


def test_a_row_that_stands_in_the_record_otherwise_is_refused(held: Consulted) -> None:
    """What the log says is not changed by changing the table."""
    tell(*held.words("lineage"))
    held.row("lineage", "The letter asks two things of two articles.", "Nothing.")
    held.refused("lineage.gone", *held.words("lineage"))
    tell(*held.words("steps"))
    held.row("steps", "2027-03-23T09:40:00Z", "2027-03-24T09:40:00Z")
    held.refused("record.repeated", *held.words("steps"))


def test_steps_out_of_order_are_refused(held: Consulted) -> None:
    held.row("steps", "p-62,screened", "p-62,answered")
    held.refused("step.order", *held.words("steps"))


def test_steps_of_nobody_are_refused(held: Consulted) -> None:
    held.row("steps", "p-63,received", "p-99,received")
    before = files_of(held.record)
    code, out, err = run(*(str(word) for word in held.words("steps")))
    assert (code, out) == (1, "")
    told = [line.split(": ")[1] for line in err.splitlines()]
    assert told == ["step.unknown", "step.order"]  # the other step of p-63 is now its first
    assert files_of(held.record) == before


def test_an_end_is_not_older_than_the_answer(held: Consulted) -> None:
    """Taken back before it was answered, it was owed none."""
    held.second()
    tell(*held.words("answers", *WORK, "--version", sample.VERSIONS["new"]))
    text = held.given["steps"].read_text(encoding="utf-8")
    text = text.replace("p-62,", "p-46,").replace("2027-03-18T06:15:00Z", "2027-03-17T12:58:00Z")
    held.given["steps"].write_text(text, encoding="utf-8")
    held.refused("step.time", *held.words("steps"))


def test_a_decision_on_nobody_is_refused(held: Consulted) -> None:
    held.second()
    held.row("anchors", "p-23,orphaned", "p-99,orphaned")
    held.refused("anchor.undecided", *held.words("anchors", *WORK, *DRAFTS))


def test_what_was_not_carried_there_is_not_confirmed(held: Consulted) -> None:
    held.second()
    held.row("anchors", "p-01,reanchored", "p-01,confirmed")
    held.refused("anchor.unconfirmed", *held.words("anchors", *WORK, *DRAFTS))


def test_an_anchor_goes_on_from_where_the_record_places_it(held: Consulted) -> None:
    """In the second draft p-01 stands nowhere, as nobody has decided; p-03 was kept there."""
    held.second()
    publish(held.town, held.record, held.folder, "old", NEW)
    later = ("--from", sample.VERSIONS["new"], "--version", sample.VERSIONS["old"])
    header = "proposal,decision,address,who,at,why\n"
    row = "{},orphaned,,Editor,2027-05-13T06:00:00Z,It is not in that charter.\n"
    held.given["anchors"].write_text(header + row.format("p-01"), encoding="utf-8")
    held.refused("anchor.unkept", *held.words("anchors", *WORK, *later))
    held.given["anchors"].write_text(header + row.format("p-03"), encoding="utf-8")
    tell(*held.words("anchors", *WORK, *later))
    back = ("--from", sample.VERSIONS["old"], "--version", sample.VERSIONS["new"])
    held.refused("anchor.unkept", *held.words("anchors", *WORK, *back))
    assert told(held.record)["verdict"] == "accepted"


def test_a_version_that_is_not_published_is_refused(held: Consulted) -> None:
    held.refused("anchor.version", *held.words("anchors", *WORK, *DRAFTS))


def test_the_groups_of_votes_are_computed_once(held: Consulted) -> None:
    """Of several seeds nobody chooses."""
    tell(*groups(held))
    held.refused("record.repeated", *groups(held))
    again = ("record", "groups", held.record, held.given["votes"], "--seed", "2")
    held.refused("record.repeated", *again, *held.town.keyed(NEW))


def test_the_words_of_statements_enter_where_their_language_is_told(held: Consulted) -> None:
    wordless = ("record", "groups", held.record, held.given["votes"], "--language", "kk")
    held.refused("groups.statements", *wordless, *held.town.keyed(NEW))
    tell(*groups(held, "--language", "kk"))
    objects = [each.read_bytes() for each in (held.record / "object").iterdir()]
    (data,) = [each for each in objects if b'"statements":[{"statement":0,"words"' in each]
    words = read(data).by_number()
    assert set(words[0]) == {"en", "kk", "ru"}
    assert words[0]["en"] == "Hearings should be announced at least twenty days before."
    assert len(words) == 12


def test_votes_that_cannot_be_read_enter_nothing(held: Consulted) -> None:
    held.given["votes"].write_text("timestamp,comment-id,voter-id,vote\n1,0,0,7\n")
    held.refused("table.cell", *groups(held))
    held.given["votes"].write_text("timestamp,comment-id,voter-id,vote\n1,99,0,1\n")
    held.refused("vote.statement", *groups(held))


def test_empty_tables_enter_nothing(held: Consulted) -> None:
    held.given["lineage"].write_text("act,at,of,into,who,why\n")
    held.refused("table.empty", *held.words("lineage"), exits=2)
