"""``dauys demo``: a whole referendum on the sample, accepted, with all that it leaves behind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_verify import told
from tests.cli.town import code_of, files_of
from tests.journeys.world import run


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A rehearsal of the whole sample in Ed25519, and what was printed."""
    place = tmp_path_factory.mktemp("demo") / "demo"
    code, out, err = run("demo", "-o", str(place))
    assert (code, err) == (0, "")
    return place, out


def test_every_step_is_shown_and_the_end_is_accepted(demo: tuple[Path, str]) -> None:
    place, out = demo
    assert [line for line in out.splitlines() if line.startswith("11/11 ")]
    assert "\nverification: accepted\n" in out
    assert out.endswith(f"{place}/record, the report in {place}/report.json.\n")


def test_the_report_is_that_of_the_verification(demo: tuple[Path, str]) -> None:
    place, _ = demo
    kept = json.loads((place / "report.json").read_bytes())
    report = told(place / "record")
    for key in ("verdict", "boxes", "findings", "result", "ballots", "counted"):
        assert kept[key] == report[key]
    assert [finding["code"] for finding in report["findings"]] == ["record.simulated"]
    assert [step["step"] for step in report["steps"]] == list(range(1, 17))


def test_there_is_an_archive_for_each_box(demo: tuple[Path, str]) -> None:
    place, _ = demo
    report = told(place / "record")
    archives = sorted(place.glob("boxes/*/*.bel"))
    assert [(path.parent.name, path.stem) for path in archives] == sorted(
        (box["region"], box["uuid"]) for box in report["boxes"]
    )
    results = {path.stem: told(path)["result"] for path in archives}
    assert results == {box["uuid"]: box["result"] for box in report["boxes"]}


def test_nobody_takes_a_rehearsal_for_a_vote(demo: tuple[Path, str]) -> None:
    assert told(demo[0] / "record", "--strict")["verdict"] == "refused"


def test_the_record_holds_no_secret(demo: tuple[Path, str]) -> None:
    place, _ = demo
    record = b"".join(files_of(place / "record").values())
    keys = [json.loads(path.read_bytes())["x"] for path in place.glob("parties/t*/*.key")]
    secrets = [path.read_text().strip() for path in place.glob("parties/registrar/voters/*/*.txt")]
    assert (len(keys), len(secrets)) == (3, 300)
    assert not [secret for secret in keys + secrets if secret.encode() in record]


def test_the_secrets_of_a_rehearsal_lie_open_and_it_says_so(demo: tuple[Path, str]) -> None:
    """No command takes them: they are kept by one machine, which played every part."""
    place, out = demo
    assert f"lie open in {place}/parties" in out
    own = next(place.glob("parties/t*/trustee.key")).parent
    words = ("trustee", "check", place / "record", "--folder", own, "-o", place / "a.json")
    assert code_of(*words) == (1, "key.unlocked")


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    assert code_of("demo", "-o", tmp_path) == (2, "file.exists")
    assert list(files_of(tmp_path)) == ["mine"]


def test_a_group_that_is_not_on_the_list(tmp_path: Path) -> None:
    assert code_of("demo", "-o", tmp_path / "demo", "--group", "p256") == (2, "group.unknown")
    assert not (tmp_path / "demo").exists()
