"""Threshold groups beside belenios-tool 3.3, in both directions; 2.0 verifies the same records.

3.3 makes and takes the same files as `dauys trustee threshold`. 2.0 made another form of its own,
but verifies what this one gives in BELENIOS-2048.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from dauys.cli.main import main
from dauys.errors import Unreadable
from dauys.question.trustees import read_trustees
from dauys.record.belenios import read_archive, write_archive
from dauys.wire import shape
from tests.agreement.made_by_belenios import Made, Tool, make_record
from tests.agreement.table import Row
from tests.agreement.test_made_by_dauys import verify
from tests.agreement.threshold import Mixed, read, step
from tests.ballots.world import UUID, Count, count
from tests.parties.threshold import held, threshold_world

BOTH = ("Ed25519", "BELENIOS-2048")
ROWS = [
    Row(group, blank, weights=True, several=True, revotes=True)
    for group in BOTH
    for blank in ("no", "yes", "mixed")
] + [Row(group, "no", False, False, False, few) for group in BOTH for few in ("none", "one")]
every_row = pytest.mark.parametrize("row", ROWS, ids=str)
either = pytest.mark.parametrize("name", BOTH)
CEREMONIES = {
    "theirs": Mixed(("theirs",) * 3, present=(1, 3)),
    "ours": Mixed(("ours",) * 3, commission="ours", present=(2, 3)),
    "mixed, theirs collects": Mixed(("theirs", "ours", "theirs"), present=(1, 2)),
    "mixed, ours collects": Mixed(("ours", "theirs", "ours"), commission="ours", present=(2, 3)),
    "ours, decrypted by theirs": Mixed(("ours", "ours", "theirs"), present=(1, 2), lent=True),
    "three of five": Mixed(
        ("ours", "theirs", "ours", "theirs", "theirs"), threshold=3, present=(5, 1, 2)
    ),
    "all three decrypt": Mixed(present=(3, 1, 2)),
}


def assert_accepted(made: Made, row: Row, capsys: pytest.CaptureFixture[str]) -> None:
    """Dauys verifies the record, with the row's result and no fault."""
    assert main(["verify", str(made.path), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["result"] == row.result
    assert [each["code"] for each in report["findings"]] == ["decryption.unbound"]
    data = made.path.read_bytes()
    assert write_archive(read_archive(data)) == data


@pytest.mark.peer("belenios-3.3")
@every_row
def test_dauys_accepts_a_threshold_record_of_belenios_3(
    belenios_3: str, tmp_path: Path, row: Row, capsys: pytest.CaptureFixture[str]
) -> None:
    holders = replace(CEREMONIES["theirs"], names=[], private={})
    made = make_record(belenios_3, row.group, tmp_path, row.for_belenios(), holders)
    assert_accepted(made, row, capsys)


@pytest.mark.peer("belenios-3.3")
@either
@pytest.mark.parametrize("kind", sorted(set(CEREMONIES) - {"theirs"}))
def test_members_with_dauys_and_with_belenios_3_make_one_key(
    belenios_3: str, tmp_path: Path, name: str, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every message of one program is read by the other, and either can be the commission's."""
    row = Row(name, "no", weights=True, several=True, revotes=False)
    holders = replace(CEREMONIES[kind], names=[], private={})
    made = make_record(belenios_3, name, tmp_path, row.for_belenios(), holders)
    done = Tool(belenios_3, tmp_path).run("election", "verify")
    assert "refused" not in done
    assert_accepted(made, row, capsys)


@pytest.mark.peer("belenios-3.3")
def test_a_ceremony_in_the_third_group(
    belenios_3: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = Row("RFC-3526-2048", "no", weights=False, several=False, revotes=False)
    holders = Mixed(("theirs", "ours"), threshold=2, commission="ours", present=(1, 2))
    holders = Mixed(("theirs", "ours", "theirs"), present=(1, 2), commission="ours")
    made = make_record(belenios_3, row.group, tmp_path, row.for_belenios(), holders)
    assert_accepted(made, row, capsys)


@pytest.mark.peer("belenios-2.0")
@pytest.mark.peer("belenios-3.3")
def test_belenios_2_accepts_what_a_mixed_group_made(
    belenios_2: str, belenios_3: str, tmp_path: Path
) -> None:
    row = Row("BELENIOS-2048", "yes", weights=True, several=True, revotes=True)
    make_record(belenios_3, row.group, tmp_path, row.for_belenios(), Mixed())
    Tool(belenios_2, tmp_path).run("election", "verify")


# What Dauys makes


def counted(row: Row, present: tuple[int, ...]) -> Count:
    """The row's box under one trustee and two of three, with the decryptions of these owners."""
    world = threshold_world(row.group, row.questions, weights=row.weight)
    made = count(world, [world.ballot(who, choices) for who, choices in row.votes])
    assert [list(each) for each in made.result.result] == row.result
    made.documents.partials = [
        each for owner in present for each in made.documents.partials if each[0] == owner
    ]
    return made


@pytest.mark.peer("belenios-3.3")
@every_row
@pytest.mark.parametrize("present", [(1, 2, 4), (3, 1, 2), (4, 3, 2, 1)], ids=str)
def test_belenios_3_accepts_a_threshold_record_of_dauys(
    belenios_3: str, tmp_path: Path, row: Row, present: tuple[int, ...]
) -> None:
    made = counted(row, present)
    code, told = verify(belenios_3, tmp_path, made)
    assert code == 0, told
    assert "all checks passed" in told


@pytest.mark.peer("belenios-3.3")
@every_row
def test_belenios_3_works_out_the_same_result(belenios_3: str, tmp_path: Path, row: Row) -> None:
    """From an archive that ends before the result."""
    made = counted(row, (1, 3, 4))
    made.documents.result = None
    (tmp_path / f"{UUID}.bel").write_bytes(write_archive(made.documents))
    told = Tool(belenios_3, tmp_path).run("election", "compute-result")
    assert json.loads(told) == {"result": row.result}


@pytest.mark.peer("belenios-2.0")
@pytest.mark.parametrize("row", [r for r in ROWS if r.group == "BELENIOS-2048"], ids=str)
def test_belenios_2_accepts_a_threshold_record_of_dauys(
    belenios_2: str, tmp_path: Path, row: Row
) -> None:
    code, told = verify(belenios_2, tmp_path, counted(row, (1, 2, 3)))
    assert code == 0, told


@pytest.mark.peer("belenios-3.3")
@either
def test_all_of_a_group_may_be_needed(belenios_3: str, tmp_path: Path, name: str) -> None:
    """Three of three: belenios-tool makes no such group, but verifies one."""
    world = threshold_world(name, threshold=3)
    made = count(world, [world.ballot(0, [[1, 0]])])
    assert verify(belenios_3, tmp_path, made)[0] == 0


@pytest.mark.peer("belenios-3.3")
@either
def test_the_oracle_refuses_too_few_and_exchanged_shares(
    belenios_3: str, tmp_path: Path, name: str
) -> None:
    """So that the tests above can fail."""
    row = Row(name, "no", weights=True, several=False, revotes=False)
    for present in ((1, 2), (2, 3, 4)):
        assert verify(belenios_3, tmp_path, counted(row, present))[0] != 0
    made = counted(row, (1, 2, 3))
    one, (_, two), (_, three) = made.documents.partials
    made.documents.partials = [one, (2, three), (3, two)]
    assert verify(belenios_3, tmp_path, made)[0] != 0


# The older form


@pytest.mark.peer("belenios-2.0")
def test_the_form_of_belenios_2_is_refused_by_name(belenios_2: str, tmp_path: Path) -> None:
    """A ceremony of belenios-tool 2.0 itself."""
    belenios, group = Tool(belenios_2, tmp_path), "BELENIOS-2048"
    for _ in range(3):
        step(belenios, group, 1)
    names = sorted(path.stem for path in tmp_path.glob("*.cert"))
    certs = "".join(read(belenios, f"{name}.cert") + "\n" for name in names)
    (tmp_path / "certs.jsons").write_text(certs)
    dealt = ""
    for name in names:
        own = (f"--key={name}.key", "--certs=certs.jsons", "--threshold=2")
        dealt += step(belenios, group, 3, *own)
    (tmp_path / "polynomials.jsons").write_text(dealt)
    known = ("--certs=certs.jsons", "--polynomials=polynomials.jsons")
    step(belenios, group, 4, *known)
    made = ""
    for name in names:
        own = (f"--key={name}.key", "--certs=certs.jsons")
        made += step(belenios, group, 5, *own, stdin=read(belenios, f"{name}.vinput"))
    entry = step(belenios, group, 6, *known, stdin=made).strip()
    with pytest.raises(Unreadable) as caught:
        read_trustees(held(group).group, f'[["Pedersen",{entry}]]'.encode())
    assert (caught.value.code, caught.value.accused) == ("trustees.old_format", "trustee:1")


@pytest.mark.peer("belenios-3.3")
def test_the_names_of_members_stand_where_belenios_3_writes_them(
    belenios_3: str, tmp_path: Path
) -> None:
    parameters = held().parameters
    named = tuple(replace(key, name="Ann") for key in parameters.verification_keys)
    data = shape.write(replace(parameters, verification_keys=named))
    (tmp_path / "threshold.json").write_bytes(data + b"\n")
    (tmp_path / "public_keys.jsons").write_text("")
    Tool(belenios_3, tmp_path).run("setup", "make-trustees")
    written = (tmp_path / "trustees.json").read_bytes().strip()
    assert written == b'[["Pedersen",' + data + b"]]"
