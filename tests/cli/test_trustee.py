"""``dauys trustee``: no secret is used before the whole record has been verified."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dauys.cli import keys
from tests.cli.town import LATER, STRANGER, Town, code_of, files_of, spoil, tell


def decrypt(town: Town, record: Path, output: Path, number: int = 1) -> tuple[str | Path, ...]:
    """A trustee's decryption."""
    own = town.own(f"trustee-{number}")
    return ("trustee", "decrypt", record, "--folder", own, "-o", output)


def check(town: Town, record: Path, output: Path, own: Path) -> tuple[str | Path, ...]:
    """A trustee's check."""
    return ("trustee", "check", record, "--folder", own, "-o", output)


def test_the_public_part_holds_no_secret(town: Town) -> None:
    own = town.own("trustee-1")
    assert {"trustee.key", "trustee.public.json"} <= set(files_of(own))
    _, secret = keys.read_private(own / "trustee.key", town.phrase)
    public = (own / "trustee.public.json").read_bytes()
    assert str(secret.x).encode() not in public
    assert json.loads(public)["public_key"] == secret.public


def test_a_key_is_not_made_over_another(town: Town) -> None:
    before = files_of(town.own("trustee-1"))
    assert code_of("trustee", "key", "-o", town.own("trustee-1")) == (2, "file.exists")
    assert files_of(town.own("trustee-1")) == before


def test_a_trustee_confirms_with_the_own_number(town: Town, tmp_path: Path) -> None:
    for number in (2, 1):
        place = tmp_path / f"{number}.json"
        own = town.own(f"trustee-{number}")
        tell(*check(town, town.root / "stages/sealed", place, own), "--log-key", town.log_key)
        body = json.loads(place.read_bytes())
        assert (body["role"], body["index"]) == ("trustee", number)


def test_a_set_up_without_the_own_key_is_not_confirmed(town: Town, tmp_path: Path) -> None:
    """Someone else would open the box in this trustee's name."""
    tell("trustee", "key", "-o", tmp_path / "own")
    words = check(town, town.root / "stages/sealed", tmp_path / "c.json", tmp_path / "own")
    assert code_of(*words) == (1, "setup.own")
    assert not (tmp_path / "c.json").exists()


def test_a_key_of_another_group_is_in_no_set_up(town: Town, tmp_path: Path) -> None:
    tell("trustee", "key", "-o", tmp_path / "own", "--group", "BELENIOS-2048")
    words = check(town, town.root / "stages/sealed", tmp_path / "c.json", tmp_path / "own")
    assert code_of(*words) == (1, "setup.own")


def test_there_is_no_set_up_yet(town: Town, tmp_path: Path) -> None:
    own = town.own("trustee-1")
    words = check(town, town.root / "stages/called", tmp_path / "c.json", own)
    assert code_of(*words) == (1, "setup.missing")


def test_a_decryption_is_made_for_every_box_that_waits(town: Town, tmp_path: Path) -> None:
    tell(*decrypt(town, town.root / "stages/added-up", tmp_path / "out"))
    assert list(files_of(tmp_path / "out")) == ["town.json"]
    body = json.loads((tmp_path / "out" / "town.json").read_bytes())
    assert body["owner"] == 1
    _, secret = keys.read_private(town.own("trustee-1") / "trustee.key", town.phrase)
    assert str(secret.x) not in str(body)


def test_two_decryptions_share_no_randomness(town: Town, tmp_path: Path) -> None:
    """Made twice, with one tally: the proofs must differ, or the key is given away."""
    proofs = []
    for name in ("a", "b"):
        tell(*decrypt(town, town.root / "stages/added-up", tmp_path / name))
        body = json.loads((tmp_path / name / "town.json").read_bytes())
        partial = json.loads(body["partial_decryption"])
        proofs.append(str(partial["decryption_proofs"]) + str(body["bound"]))
    assert proofs[0] != proofs[1]


@pytest.mark.parametrize("stage", ["confirmed", "voted", "closed", "counted", "whole"])
def test_there_is_nothing_to_decrypt(town: Town, tmp_path: Path, stage: str) -> None:
    """Least of all before the box is closed and its ballots are added up."""
    words = decrypt(town, town.root / "stages" / stage, tmp_path / "out")
    assert code_of(*words) == (1, "decryption.nothing")
    assert not (tmp_path / "out").exists()


def test_a_second_decryption_of_a_tally_is_not_made(town: Town, tmp_path: Path) -> None:
    record = town.root / "stages/opened-1"
    assert code_of(*decrypt(town, record, tmp_path / "out")) == (1, "decryption.nothing")
    tell(*decrypt(town, record, tmp_path / "out", number=2))


def test_a_second_decryption_of_a_trustee_is_not_entered(town: Town, tmp_path: Path) -> None:
    tell(*decrypt(town, town.root / "stages/added-up", tmp_path / "out"))
    record = town.at("opened-1", tmp_path)
    before = files_of(record)
    words = ("record", "append", record, "tally.decrypted", tmp_path / "out/town.json")
    assert code_of(*words, *town.keyed(LATER)) == (1, "record.repeated")
    assert files_of(record) == before


def test_of_a_box_one_sum_is_opened_ever(town: Town, tmp_path: Path) -> None:
    """Two logs under one key, whose sums differ by a single ballot, would betray that ballot."""
    record = town.at("confirmed", tmp_path)
    for number in (0, 1):
        ballot = town.root / f"ballot-{number}.json"
        tell("record", "cast", record, ballot, "--box", "town", *town.keyed())
    for step in ("close", "tally"):
        tell("record", step, record, "--box", "town", *town.keyed(LATER))
    tell(*decrypt(town, town.root / "stages/added-up", tmp_path / "first"))
    town.forget()  # of the other head, which alone would be told here
    before = files_of(town.own("trustee-1"))
    assert code_of(*decrypt(town, record, tmp_path / "out")) == (1, "decryption.other")
    assert not (tmp_path / "out").exists()
    town.forget()
    assert files_of(town.own("trustee-1")) == before


def test_nobody_decrypts_for_somebody_elses_set_up(town: Town, tmp_path: Path) -> None:
    tell("trustee", "key", "-o", tmp_path / "own")
    words = ("trustee", "decrypt", town.root / "stages/added-up", "--folder", tmp_path / "own")
    assert code_of(*words, "-o", tmp_path / "out") == (1, "setup.own")


def files_in_the_record(town: Town) -> list[str]:
    """A place of each sort in a record."""
    record = town.root / "stages/added-up"
    last = max((int(p.name) for p in record.glob("tile/0/000.p/*")), default=0)
    objects = sorted(path.name for path in record.glob("object/*"))
    return ["checkpoint", f"tile/0/000.p/{last}", f"tile/entries/000.p/{last}"] + [
        f"object/{name}" for name in objects
    ]


def test_no_secret_is_used_on_a_record_with_a_fault_anywhere(town: Town, tmp_path: Path) -> None:
    """A trustee who decrypts a doctored record could be made to open a single ballot."""
    places = files_in_the_record(town)
    assert len(places) > 6
    for number, place in enumerate(places):
        (tmp_path / str(number)).mkdir()
        record = town.at("added-up", tmp_path / str(number))
        spoil(record, place)
        exit_, code = code_of(*decrypt(town, record, tmp_path / "out"))
        assert exit_ in (1, 2), place
        assert code.partition(".")[0] in ("note", "checkpoint", "log", "object", "source"), place
        assert not (tmp_path / "out").exists()


def test_no_secret_is_used_on_another_log(town: Town, tmp_path: Path) -> None:
    words = decrypt(town, town.root / "stages/added-up", tmp_path / "out")
    assert code_of(*words, "--log-key", STRANGER) == (1, "log.key")


def test_the_key_is_not_even_read_before_the_record_is_verified(town: Town, tmp_path: Path) -> None:
    """There is no key in this folder: the fault of the record is told, not that."""
    record = town.at("added-up", tmp_path)
    spoil(record, "object/*")
    words = ("trustee", "decrypt", record, "--folder", tmp_path, "-o", tmp_path / "out")
    assert code_of(*words) == (1, "object.hash")
    assert code_of("trustee", "decrypt", town.root / "stages/added-up", *words[3:]) == (
        2,
        "file.missing",
    )
