"""``dauys question setup``: put together from everyone's public parts, the same for everyone."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.town import Town, code_of, files_of, tell


def seal(
    town: Town, output: Path, *trustees: Path, record: Path | None = None, rolls: Path | None = None
) -> tuple[str | Path, ...]:
    """The making of a set-up."""
    named: list[str | Path] = []
    for each in trustees or [public(town, 1), public(town, 2)]:
        named += ["--trustee", each]
    place = rolls or town.own("registrar") / "public"
    source = record or town.root / "stages/called"
    return ("question", "setup", source, "--rolls", place, *named, "-o", output)


def public(town: Town, number: int) -> Path:
    """A trustee's public part."""
    return town.own(f"trustee-{number}") / "trustee.public.json"


def test_whoever_doubts_a_set_up_can_make_it_again(town: Town, tmp_path: Path) -> None:
    told = tell(*seal(town, tmp_path / "out"))
    assert files_of(tmp_path / "out") == files_of(town.root / "sealed")
    assert len(told.split()[2]) == 64


def test_the_order_of_the_trustees_is_part_of_it(town: Town, tmp_path: Path) -> None:
    tell(*seal(town, tmp_path / "out", public(town, 2), public(town, 1)))
    assert files_of(tmp_path / "out") != files_of(town.root / "sealed")


@pytest.mark.parametrize("stage", ["opened", "text"])
def test_without_a_question_there_is_nothing_to_set_up(
    town: Town, tmp_path: Path, stage: str
) -> None:
    words = seal(town, tmp_path / "out", record=town.root / "stages" / stage)
    assert code_of(*words) == (1, "question.missing")
    assert not (tmp_path / "out").exists()


def test_a_trustee_stands_in_it_once(town: Town, tmp_path: Path) -> None:
    """One person with two keys' weight."""
    words = seal(town, tmp_path / "out", public(town, 1), public(town, 1))
    assert code_of(*words) == (1, "trustees.duplicate")


def test_a_key_without_a_proof_is_refused(town: Town, tmp_path: Path) -> None:
    """A key made from the others' keys would cancel them."""
    one, two = (json.loads(public(town, number).read_bytes()) for number in (1, 2))
    (tmp_path / "mixed.json").write_text(
        json.dumps({"pok": one["pok"], "public_key": two["public_key"]}, separators=(",", ":"))
    )
    words = seal(town, tmp_path / "out", public(town, 1), tmp_path / "mixed.json")
    assert code_of(*words) == (1, "trustees.proof")


def test_a_key_of_another_group_is_refused(town: Town, tmp_path: Path) -> None:
    tell("trustee", "key", "-o", tmp_path / "own", "--group", "BELENIOS-2048")
    words = seal(town, tmp_path / "out", public(town, 1), tmp_path / "own/trustee.public.json")
    assert code_of(*words) == (1, "group.encoding")


def test_rolls_of_another_group_are_refused(town: Town, tmp_path: Path) -> None:
    words = (*seal(town, tmp_path / "out"), "--group", "BELENIOS-2048")
    assert code_of(*words)[0] == 1


def test_a_roll_for_each_counting_region_and_no_other(town: Town, tmp_path: Path) -> None:
    rolls = Path(shutil.copytree(town.own("registrar") / "public", tmp_path / "rolls"))
    shutil.copytree(rolls / "town", rolls / "village")
    assert code_of(*seal(town, tmp_path / "out", rolls=rolls)) == (1, "setup.regions")
    shutil.rmtree(rolls / "village")
    shutil.rmtree(rolls / "town")
    assert code_of(*seal(town, tmp_path / "out", rolls=rolls)) == (1, "setup.regions")


def test_a_roll_with_an_elector_twice_is_refused(town: Town, tmp_path: Path) -> None:
    rolls = Path(shutil.copytree(town.own("registrar") / "public", tmp_path / "rolls"))
    roll = json.loads((rolls / "town/roll.json").read_bytes())
    (rolls / "town/roll.json").write_text(json.dumps([*roll, roll[0]], separators=(",", ":")))
    assert code_of(*seal(town, tmp_path / "out", rolls=rolls)) == (1, "roll.duplicate")


def test_files_that_are_not_there(town: Town, tmp_path: Path) -> None:
    words = seal(town, tmp_path / "out", tmp_path / "absent.json")
    assert code_of(*words) == (2, "file.missing")
    assert code_of(*seal(town, tmp_path / "out", rolls=tmp_path / "absent")) == (2, "file.missing")


def test_a_secret_key_is_not_taken_for_a_public_one(town: Town, tmp_path: Path) -> None:
    """A trustee who hands over the wrong file must be told before it is published."""
    words = seal(town, tmp_path / "out", town.own("trustee-1") / "trustee.key")
    assert code_of(*words) == (1, "json.shape")
    assert not (tmp_path / "out").exists()


def test_a_set_up_that_a_roll_makes_too_small_is_not_entered(town: Town, tmp_path: Path) -> None:
    """Three electors at least, says the question: among two, a vote is hardly secret."""
    rows = "id,region\nV-001,town\nV-002,town\n"
    (tmp_path / "voters.csv").write_text(rows)
    tell("registrar", "credentials", tmp_path / "voters.csv", "-o", tmp_path / "small")
    tell(*seal(town, tmp_path / "out", rolls=tmp_path / "small/public"))
    record = town.at("called", tmp_path)
    before = files_of(record)
    body = tmp_path / "out/voting.setup.json"
    words = ("record", "append", record, "voting.setup", body, "--object", tmp_path / "out")
    assert code_of(*words, *town.keyed()) == (1, "setup.minimum")
    assert files_of(record) == before
