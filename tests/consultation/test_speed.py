"""10,000 proposals, as in the real case, through every word of the secretary's day."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from dauys.cli.main import main
from tests.consultation.generated import write
from tests.shared import shared

SECONDS = 10


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of 10,000 proposals anchored all over the constitution of 1995."""
    made = tmp_path_factory.mktemp("many")
    write(shared("texts/kz/1995.rus.txt"), made)
    return made


def timed(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    """What a command says, if it needed less than `SECONDS` of one processor."""
    start = time.process_time()
    assert main(["consult", *words, "--json"]) == 0
    assert time.process_time() - start < SECONDS, words[0]
    told: dict[str, object] = json.loads(capsys.readouterr().out)
    return told


def test_ten_thousand_proposals(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = ["--text", str(shared("texts/kz/1995.rus.txt"))]
    file, given = str(folder / "proposals.csv"), ["--answers", str(folder / "answers.csv")]
    for suffix in (".csv", ".xlsx"):
        out = ["-o", str(folder / f"out-of{suffix}.csv")]
        told = timed(capsys, "import", str(folder / f"proposals{suffix}"), *text, *out)
        assert (told["accepted"], told["unused"]) == (10_000, [])
        assert Path(out[1]).read_bytes() == Path(file).read_bytes()
    assert timed(capsys, "check", file, *text, *given)["findings"] == []
    groups = timed(capsys, "duplicates", file, *text)["groups"]
    assert isinstance(groups, list)
    assert len(groups) > 1000
    total = timed(capsys, "figures", file, *given)["total"]
    assert isinstance(total, dict)
    assert total["answered"] == 10_000
