"""``dauys registrar``: what is handed over holds no secret, and no foreign roll is confirmed."""

from __future__ import annotations

import json
import re
import shutil
import stat
from pathlib import Path

import pytest

from tests.cli.town import Town, code_of, files_of, spoil, tell


def credentials(folder: Path, rows: str, *more: str) -> tuple[Path, Path]:
    """A voter list and the folder that is to be made from it."""
    (folder / "voters.csv").write_text(rows, encoding="utf-8")
    return folder / "voters.csv", folder / "registrar"


def test_what_goes_to_the_commission_holds_no_secret(town: Town) -> None:
    own = town.own("registrar")
    assert sorted(files_of(own)) == [
        "credentials/town.csv",
        "public/registrar.public",
        "public/town/roll.json",
        "public/town/uuid",
        "registrar.key",
    ]
    public = b"".join(files_of(own / "public").values())
    secrets = [*town.credentials(), json.loads((own / "registrar.key").read_bytes())["x"]]
    assert len(secrets) == 4
    assert not [secret for secret in secrets if secret.encode() in public]


def test_every_voter_has_a_credential_and_stands_on_the_roll_once(town: Town) -> None:
    table = (town.own("registrar") / "credentials/town.csv").read_text().splitlines()
    assert [line.split(",")[0] for line in table] == ["id", "V-001", "V-002", "V-003"]
    form = "[1-9A-HJ-NP-Za-km-z]{5}-[1-9A-HJ-NP-Za-km-z]{6}"
    assert all(re.fullmatch(f"{form}-{form}", each) for each in town.credentials())
    roll = json.loads((town.own("registrar") / "public/town/roll.json").read_bytes())
    assert len(set(roll)) == 3
    assert roll == sorted(roll), "its order tells nothing of the voter list"


def test_regions_and_weights(tmp_path: Path) -> None:
    rows = "id,region,weight\na,north,1\nb,south,30\nc,north,2\n"
    voters, folder = credentials(tmp_path, rows)
    told = tell("registrar", "credentials", voters, "-o", folder)
    assert "3 credentials for 2 boxes" in told
    rolls = {
        name: json.loads((folder / "public" / name / "roll.json").read_bytes())
        for name in ("north", "south")
    }
    assert sorted(entry.partition(",")[2] for entry in rolls["north"]) == ["1", "2"]
    assert [entry.partition(",")[2] for entry in rolls["south"]] == ["30"]
    uuids = {(folder / "public" / name / "uuid").read_text() for name in rolls}
    assert len(uuids) == 2


@pytest.mark.parametrize(
    ("rows", "code", "exit_"),
    [
        ("id,region\n", "credential.nobody", 1),
        ("", "table.empty", 2),
        ("id,area\na,north\n", "table.column", 2),
        ("id,region\na,north\na,north\n", "table.duplicate", 1),
        ("id,region\na,\n", "table.cell", 1),
        ("id,region\n,north\n", "table.cell", 1),
        ("id,region,weight\na,north,0\n", "roll.weight", 1),
        ("id,region,weight\na,north,many\n", "table.cell", 1),
        ("id,region,weight\na,north,-1\n", "table.cell", 1),
    ],
)
def test_a_voter_list_that_cannot_be_used(tmp_path: Path, rows: str, code: str, exit_: int) -> None:
    voters, folder = credentials(tmp_path, rows)
    assert code_of("registrar", "credentials", voters, "-o", folder) == (exit_, code)
    assert not list(folder.rglob("*.csv"))


@pytest.mark.parametrize("region", ["../elsewhere", "/etc", "a/b", "..", "North", "алматы", "a b"])
def test_a_region_cannot_lead_out_of_the_folder(tmp_path: Path, region: str) -> None:
    """It names files; a list from elsewhere could else put credentials anywhere."""
    voters, folder = credentials(tmp_path, f'id,region\na,"{region}"\n')
    assert code_of("registrar", "credentials", voters, "-o", folder) == (1, "table.cell")
    assert list(files_of(tmp_path)) == ["voters.csv"]


def test_a_group_that_is_not_on_the_list(town: Town, tmp_path: Path) -> None:
    words = ("registrar", "credentials", town.root / "voters.csv", "-o", tmp_path / "a")
    assert code_of(*words, "--group", "P-256") == (2, "group.unknown")


def test_credentials_are_not_written_over(town: Town) -> None:
    before = files_of(town.own("registrar"))
    words = ("registrar", "credentials", town.root / "voters.csv", "-o", town.own("registrar"))
    assert code_of(*words) == (2, "file.exists")
    assert files_of(town.own("registrar")) == before


def check(town: Town, folder: Path, record: Path, output: Path) -> tuple[str | Path, ...]:
    """The registrar's check."""
    return ("registrar", "check", record, "--folder", folder, "-o", output)


def test_the_registrar_confirms_the_own_rolls(town: Town, tmp_path: Path) -> None:
    place = tmp_path / "confirmation.json"
    told = tell(*check(town, town.own("registrar"), town.root / "stages/sealed", place))
    body = json.loads(place.read_bytes())
    assert (body["role"], body["index"]) == ("registrar", 0)
    assert body["setup"] in told
    assert not stat.S_IMODE(place.stat().st_mode) & 0o111


def another_roll(own: Path) -> None:
    """Somebody was taken off the roll after the registrar had handed it over."""
    place = own / "public/town/roll.json"
    roll = json.loads(place.read_bytes())
    place.write_text(json.dumps([*roll[1:], roll[0]], separators=(",", ":")))


def another_uuid(own: Path) -> None:
    """The credentials would open nothing: they are derived from the box's own name."""
    (own / "public/town/uuid").write_text("AnotherBox1111")


def another_region(own: Path) -> None:
    """The registrar made a roll for a region that the set-up does not have."""
    shutil.copytree(own / "public/town", own / "public/village")


def no_region(own: Path) -> None:
    """The set-up has a box for which the registrar made nothing."""
    shutil.rmtree(own / "public/town")


@pytest.mark.parametrize("change", [another_roll, another_uuid, another_region, no_region])
def test_a_set_up_that_is_not_the_registrars_own_is_not_confirmed(
    town: Town, tmp_path: Path, change: object
) -> None:
    own = Path(shutil.copytree(town.own("registrar"), tmp_path / "own"))
    assert callable(change)
    change(own)
    place = tmp_path / "confirmation.json"
    words = check(town, own, town.root / "stages/sealed", place)
    assert code_of(*words) == (1, "setup.own")
    assert not place.exists()


@pytest.mark.parametrize("stage", ["opened", "called"])
def test_there_is_nothing_to_confirm_yet(town: Town, tmp_path: Path, stage: str) -> None:
    words = check(town, town.own("registrar"), town.root / "stages" / stage, tmp_path / "c.json")
    assert code_of(*words) == (1, "setup.missing")


def test_a_record_with_a_fault_is_not_confirmed(town: Town, tmp_path: Path) -> None:
    record = town.at("sealed", tmp_path)
    spoil(record, "object/*")
    words = check(town, town.own("registrar"), record, tmp_path / "c.json")
    assert code_of(*words) == (1, "object.hash")
    assert not (tmp_path / "c.json").exists()


def test_a_record_of_another_log_is_not_confirmed(town: Town, tmp_path: Path) -> None:
    words = check(town, town.own("registrar"), town.root / "stages/sealed", tmp_path / "c.json")
    other = town.log_key.replace("tal.example", "tal-example")
    assert code_of(*words, "--log-key", other) == (1, "log.key")
