"""``dauys demo``: a whole referendum on the sample, accepted, with all that it leaves behind."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.cli.test_verify import told
from tests.cli.town import code_of, files_of
from tests.journeys.world import ROOT, run


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


def test_two_of_the_three_trustees_open_what_the_witness_has_cosigned(
    demo: tuple[Path, str],
) -> None:
    place, out = demo
    assert "2 of the 3 trustees have decrypted the sums" in out
    shown = run("record", "show", str(place / "record"), "--json")[1].splitlines()
    entries = [json.loads(line) for line in shown]
    (setup,) = [each["body"] for each in entries if each["kind"] == "voting.setup"]
    assert (setup["trustee_count"], setup["trustees_needed"]) == (3, 2)
    owners = [each["body"]["owner"] for each in entries if each["kind"] == "tally.decrypted"]
    assert owners == [1, 1, 2, 2]
    log = told(place / "record")["log"]
    assert (log["quorum"], log["witnesses"]) == (1, ["witness-college"])
    assert (place / "parties/witness-college/witness.key").exists()


@pytest.mark.peer("belenios-3.3")
def test_belenios_3_accepts_the_archives(demo: tuple[Path, str], belenios_3: str) -> None:
    for folder in (demo[0] / "boxes").iterdir():
        words = [belenios_3, "election", "verify", f"--dir={folder}"]
        done = subprocess.run(words, capture_output=True, text=True)
        assert (done.returncode, "all checks passed" in done.stdout + done.stderr) == (0, True)


def test_the_first_page_shows_what_it_prints(demo: tuple[Path, str]) -> None:
    """All but how long each step took."""
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```text\n(.*?)^```$", page, re.M | re.S)
    printed = {untimed(line) for line in demo[1].splitlines()}
    assert [line for line in shown.splitlines() if untimed(line) not in {"...", *printed}] == []


def untimed(line: str) -> str:
    """A line without the time that its step took."""
    return re.sub(r"[0-9.]+ s\)", "s)", line)


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
    signing = [path.read_text().strip() for path in place.glob("parties/[lw]*/*.key")]
    assert (len(keys), len(secrets), len(signing)) == (3, 300, 2)
    secrets += signing
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
