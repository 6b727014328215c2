"""Every combination of group, blank, weights, questions and revotes, in both directions.

For Ed25519 the oracle is `election verify-ballot` of 3.3 for each ballot, against an archive that
ends at the set-up, and its `election verify` for structure and tally; for the other groups
`election verify` of 2.0, which checks ballots too.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dauys.cli.main import main
from dauys.record.belenios import read_archive, write_archive
from tests.agreement.made_by_belenios import make_record
from tests.agreement.table import ROWS, TOOLS, Row
from tests.agreement.test_made_by_dauys import at_setup, verify, verify_ballot
from tests.ballots.world import CREDENTIALS, Count, count, make_world

PEERS = {"belenios_2": "belenios-2.0", "belenios_3": "belenios-3.3"}
every_row = pytest.mark.parametrize(
    "row",
    [pytest.param(row, marks=pytest.mark.peer(PEERS[TOOLS[row.group]])) for row in ROWS],
    ids=str,
)


def test_the_table_holds_every_combination() -> None:
    """Of the two groups in use: blank, weights, several questions and revotes, each with each."""
    few = [row for row in ROWS if row.ballots == "few"]
    for group in ("Ed25519", "BELENIOS-2048"):
        combinations = {
            (row.blank, row.weights, row.several, row.revotes) for row in few if row.group == group
        }
        assert len(combinations) == 5 * 2 * 2  # mixed asks for several questions
    assert {row.blank for row in few if row.group == "RFC-3526-2048"} == {"no", "yes", "mixed"}
    assert {row.ballots for row in ROWS} == {"few", "none", "one", "blank"}
    assert len({str(row) for row in ROWS}) == len(ROWS)


def test_the_results_of_the_table_tell_the_rows_apart() -> None:
    """Weights, revotes and blank each change the result of the longest row."""
    whole = Row("Ed25519", "mixed", weights=True, several=True, revotes=True)
    assert whole.result == [[2, 1, 3], [0, 3, 1], [2, 6, 5, 4]]
    others = (
        ("no", True, True),
        ("yes", True, True),
        ("mixed", False, True),
        ("mixed", True, False),
    )
    for blank, weights, revotes in others:
        assert Row("Ed25519", blank, weights, True, revotes).result != whole.result


@every_row
def test_dauys_accepts_what_belenios_makes(
    row: Row,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    capsys: pytest.CaptureFixture[str],
) -> None:
    tool: str = request.getfixturevalue(TOOLS[row.group])
    made = make_record(tool, row.group, tmp_path, row.for_belenios())
    assert main(["verify", str(made.path), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["result"] == row.result
    assert (report["ballots"], report["counted"]) == (len(row.votes), len(dict(row.votes)))
    assert [each["code"] for each in report["findings"]] == ["decryption.unbound"]
    data = made.path.read_bytes()
    assert write_archive(read_archive(data)) == data


def made_by_dauys(row: Row) -> Count:
    """The row's box, counted by Dauys."""
    world = make_world(row.group, row.questions, row.weight)
    counted = count(world, [world.ballot(who, choices) for who, choices in row.votes])
    assert [list(each) for each in counted.result.result] == row.result
    return counted


@every_row
def test_belenios_accepts_what_dauys_makes(
    row: Row, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    tool: str = request.getfixturevalue(TOOLS[row.group])
    counted = made_by_dauys(row)
    code, told = verify(tool, tmp_path, counted)
    assert code == 0, told
    assert "all checks passed" in told
    if row.group != "Ed25519":
        return
    at_setup(counted.world, tmp_path)
    for ballot in counted.documents.ballots:
        code, told = verify_ballot(tool, tmp_path, ballot)
        assert code == 0, told


def test_there_is_a_credential_for_every_voter_of_the_table() -> None:
    assert max(len(row.weight) for row in ROWS) <= len(CREDENTIALS)
