"""``dauys registrar``: what is handed over holds no secret, and no foreign roll is confirmed."""

from __future__ import annotations

import json
import re
import shutil
import stat
from pathlib import Path

import pypdfium2
import pytest

from dauys.cli import keys
from tests.cli.town import STRANGER, Town, code_of, files_of, spoil, tell
from tests.journeys.world import PASSPHRASE

UNSEALED = ("sheets", "voters")


def credentials(folder: Path, rows: str, *more: str) -> tuple[Path, Path]:
    """A voter list and the folder that is to be made from it."""
    (folder / "voters.csv").write_text(rows, encoding="utf-8")
    return folder / "voters.csv", folder / "registrar"


def kept(own: Path) -> dict[str, bytes]:
    """The files of a registrar, but for the heads of logs that were seen."""
    return {name: data for name, data in files_of(own).items() if not name.startswith("seen/")}


def test_what_goes_to_the_commission_holds_no_secret(town: Town) -> None:
    own = town.own("registrar")
    assert kept(own).keys() == {
        "public/registrar.public",
        "public/town/roll.json",
        "public/town/uuid",
        "registrar.key",
        "sealed.list",
        "confirmed",
        *(f"sheets/town/V-00{number}.pdf" for number in (1, 2, 3)),
        *(f"voters/town/V-00{number}.txt" for number in (1, 2, 3)),
    }
    public = b"".join(files_of(own / "public").values())
    _, key = keys.read_private(own / "registrar.key", town.phrase)
    secrets = [*town.credentials(), str(key.x)]
    assert len(secrets) == 4
    assert not [secret for secret in secrets if secret.encode() in public]


def test_every_voter_has_a_credential_and_stands_on_the_roll_once(town: Town) -> None:
    form = "[1-9A-HJ-NP-Za-km-z]{5}-[1-9A-HJ-NP-Za-km-z]{6}"
    assert all(re.fullmatch(f"{form}-{form}", each) for each in town.credentials())
    roll = json.loads((town.own("registrar") / "public/town/roll.json").read_bytes())
    assert len(set(roll)) == 3
    assert roll == sorted(roll), "its order tells nothing of the voter list"


def test_regions_and_weights(tmp_path: Path) -> None:
    rows = "id,region,weight\na,north,1\nb,south,30\nc,north,2\n"
    voters, folder = credentials(tmp_path, rows)
    told = tell("registrar", "credentials", voters, "-o", folder)
    assert "Credentials: 3, boxes: 2, in the folder " in told
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
        ('id,region,name\na,north,"two\nlines"\n', "table.cell", 1),
        ("id,region,name\na,north,\x1b[31mred\n", "table.cell", 1),
        ("id,region,contact\na,north,\x00\n", "table.cell", 1),
        (f"id,region,name\na,north,{'A' * 201}\n", "table.cell", 1),
        ('id,region\n"a\u2028b",north\n', "table.cell", 1),
        ("id,region,name,name\na,north,b,c\n", "table.column", 2),
    ],
)
def test_a_voter_list_that_cannot_be_used(tmp_path: Path, rows: str, code: str, exit_: int) -> None:
    voters, folder = credentials(tmp_path, rows)
    assert code_of("registrar", "credentials", voters, "-o", folder) == (exit_, code)
    assert files_of(tmp_path).keys() == {"voters.csv"}


def test_the_key_of_the_log_stands_on_every_sheet(town: Town, tmp_path: Path) -> None:
    """On the first one, on the one that is printed again, and on that of another credential."""
    voters, folder = credentials(tmp_path, "id,region\nV-1,town\nV-2,town\n")
    tell("registrar", "credentials", voters, "-o", folder, "--log-key", town.log_key)
    sheets = [folder / f"sheets/town/V-{number}.pdf" for number in (1, 2)]
    assert [town.log_key in sheet_of(each) for each in sheets] == [True, True]
    own = ("--folder", folder, "--reason", "lost")
    tell("registrar", "replace", "V-1", *own)
    assert town.log_key in sheet_of(sheets[0])
    tell("registrar", "reprint", "V-2", *own, "-o", tmp_path / "again.pdf")
    assert sheet_of(tmp_path / "again.pdf") == sheet_of(sheets[1])


def test_a_slip_in_the_key_of_the_log_is_told_before_anything_is_printed(
    town: Town, tmp_path: Path
) -> None:
    voters, folder = credentials(tmp_path, "id,region\nV-1,town\n")
    name, _, rest = town.log_key.partition("+")
    slip = f"{name}+{rest[:-2]}{'A' if rest[-2] != 'A' else 'B'}{rest[-1]}"
    words = ("registrar", "credentials", voters, "-o", folder, "--log-key", slip)
    assert code_of(*words)[1].startswith("note.")
    assert files_of(tmp_path).keys() == {"voters.csv"}


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
    assert code_of(*words, "--log-key", STRANGER) == (1, "log.key")


# The sheets.


def sheet_of(place: Path) -> str:
    """The text of a sheet."""
    return str(pypdfium2.PdfDocument(place.read_bytes())[0].get_textpage().get_text_range())


def test_every_voter_has_a_sheet_and_a_file_with_one_credential(town: Town) -> None:
    own = town.own("registrar")
    for number in (1, 2, 3):
        secret = (own / f"voters/town/V-00{number}.txt").read_text()
        told = sheet_of(own / f"sheets/town/V-00{number}.pdf")
        assert secret.strip() in told
        assert f"V-00{number}" in told
        assert "Куәлік" in told
        assert "Удостоверение" in told
        assert "Credential" in told


def test_names_and_a_title_stand_on_the_sheets_in_the_languages_that_were_asked_for(
    tmp_path: Path,
) -> None:
    rows = "id,name,contact,region\n1,Әлия Қаңбаева,8 701,town\n"
    voters, folder = credentials(tmp_path, rows)
    more = ("--title", "Тал қаласының Жарғысы", "--language", "kk")
    tell("registrar", "credentials", voters, "-o", folder, *more)
    told = sheet_of(folder / "sheets/town/1.pdf")
    assert "Әлия Қаңбаева" in told
    assert "Тал қаласының Жарғысы" in told
    assert "Credential" not in told
    words = ("registrar", "credentials", voters, "-o", tmp_path / "other", "--language", "xx")
    assert code_of(*words) == (2, "cli.usage")


def test_a_voters_id_never_becomes_a_path(tmp_path: Path) -> None:
    """A list from elsewhere could else write over anything."""
    rows = 'id,region\n../../../stolen,town\n/tmp/stolen,town\n"#read(""a"")",town\n'
    voters, folder = credentials(tmp_path, rows)
    tell("registrar", "credentials", voters, "-o", folder)
    assert sorted(path.name for path in (folder / "voters/town").iterdir()) == [
        "0001.txt",
        "0002.txt",
        "0003.txt",
    ]
    assert not list(tmp_path.rglob("*stolen*"))
    assert '#read("a")' in sheet_of(folder / "sheets/town/0003.pdf")


def test_one_person_cannot_be_both(tmp_path: Path) -> None:
    voters, folder = credentials(tmp_path, "id,region\na,town\n")
    phrase = tmp_path / "phrase"
    phrase.touch(mode=0o600)
    phrase.write_text(PASSPHRASE)
    both = ("--passphrase-file", phrase, "--second-passphrase-file", phrase)
    words = ("registrar", "credentials", voters, "-o", folder, *both)
    assert code_of(*words) == (2, "key.same")
    assert files_of(folder) == {}


def test_a_thief_of_the_folder_without_sheets_has_no_credential(town: Town) -> None:
    """Once the sheets are handed over, what is left says nothing to one person."""
    for name in UNSEALED:
        assert stat.S_IMODE((town.own("registrar") / name).stat().st_mode) == 0o700
    own = files_of(town.own("registrar"))
    left = [data for name, data in own.items() if name.partition("/")[0] not in UNSEALED]
    assert not [secret for secret in town.credentials() for data in left if secret.encode() in data]
