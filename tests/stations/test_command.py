"""``dauys stations check``: each fault a line with the station and a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dauys.cli.main import main
from tests.stations.made_protocols import protocol, written

LIST = b"station,district,region\nS-01,d,west\nS-02,d,west\n"


def test_a_sound_file_ends_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "p.csv").write_bytes(written([protocol("S-01"), protocol("S-02")]))
    (tmp_path / "list.csv").write_bytes(LIST)
    listed = str(tmp_path / "list.csv")
    assert (
        main(["--lang", "en", "stations", "check", str(tmp_path / "p.csv"), "--stations", listed])
        == 0
    )
    assert "Protocols read: 2. Faults: 0." in capsys.readouterr().out


def test_each_fault_is_a_line_that_names_the_station(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "p.csv").write_bytes(
        written([protocol("S-01", yes=401), protocol("S-02", home=699)])
    )
    assert main(["--lang", "en", "stations", "check", str(tmp_path / "p.csv")]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("protocol.piles: ")
    assert "S-01" in lines[0]
    assert "699 ballots, but 698" in lines[0]
    assert lines[1].startswith("protocol.home: ")


def test_json_is_one_object_with_totals_and_findings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "p.csv").write_bytes(written([protocol("S-01")]))
    (tmp_path / "list.csv").write_bytes(LIST)
    listed = str(tmp_path / "list.csv")
    arguments = ["stations", "check", str(tmp_path / "p.csv"), "--stations", listed, "--json"]
    assert main(arguments) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["ok"], told["protocols"], told["stations"]) == (False, 1, 2)
    assert told["totals"]["participants"] == 698
    assert [each["code"] for each in told["findings"]] == ["protocol.missing"]


def test_a_file_that_is_no_table_ends_with_2(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_bytes(b"station,yes\nS-01,1\n")
    assert main(["stations", "check", str(tmp_path / "p.csv")]) == 2
