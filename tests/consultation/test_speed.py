"""10,000 proposals, as in the real case, through every word of the secretary's day."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from dauys.cli.main import main
from dauys.consultation import export
from dauys.consultation.anchor import Places
from dauys.text.read import read
from dauys.wire import table
from tests.consultation.generated import answers, generate
from tests.shared import shared

SECONDS = 10


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of 10,000 proposals anchored all over the constitution of 1995."""
    made = tmp_path_factory.mktemp("many")
    there = Places("kz", "1995", read(shared("texts/kz/1995.rus.txt").read_bytes(), "ru").text)
    proposals = generate(there, 10_000, seed=2)
    given = answers(proposals, seed=1)
    header = ("proposal", "answered", "outcome", "carried", "reasons_ru")
    rows = [(each.proposal, each.answered, each.outcome, "", "Рассмотрено.") for each in given]
    (made / "answers.csv").write_bytes(table.write([header, *rows]))
    for suffix in (".csv", ".xlsx"):
        (made / f"in{suffix}").write_bytes(export.table_of(proposals.proposals, suffix))
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
    file, given = str(folder / "in.csv"), ["--answers", str(folder / "answers.csv")]
    for suffix in (".csv", ".xlsx"):
        out = ["-o", str(folder / f"out-of{suffix}.csv")]
        told = timed(capsys, "import", str(folder / f"in{suffix}"), *text, *out)
        assert (told["accepted"], told["unused"]) == (10_000, [])
        assert Path(out[1]).read_bytes() == Path(file).read_bytes()
    assert timed(capsys, "check", file, *text, *given)["findings"] == []
    groups = timed(capsys, "duplicates", file, *text)["groups"]
    assert isinstance(groups, list)
    assert len(groups) > 1000
    total = timed(capsys, "figures", file, *given)["total"]
    assert isinstance(total, dict)
    assert total["answered"] == 10_000
