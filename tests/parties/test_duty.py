"""What a party checks before a secret is used: the record first, then the own part of it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from dauys.cli import keys
from dauys.errors import Refused
from dauys.parties import duty
from dauys.verification.sources import Folder
from dauys.verification.trusted import Trusted
from tests.cli.town import Town, build, spoil
from tests.question.world import setup


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """A small referendum, kept at each of its stages."""
    return build(tmp_path_factory.mktemp("town"))


def verified(record: Path, log_key: str | None = None) -> Trusted:
    """A record as a party sees it."""
    return duty.verified(Folder(record), lambda: 0.0, log_key, lambda done, total: None)


def test_a_sound_record_gives_its_set_up(town: Town) -> None:
    trusted = verified(town.root / "stages/sealed", town.log_key)
    sealed, trustees = duty.setup_of(trusted)
    assert (sealed.trustee_count, len(trustees.keys)) == (2, 2)


@pytest.mark.parametrize("stage", ["opened", "text", "called"])
def test_a_record_without_a_set_up_is_no_business_of_a_party(town: Town, stage: str) -> None:
    with pytest.raises(Refused) as told:
        verified(town.root / "stages" / stage)
    assert told.value.code == "setup.missing"


def test_the_first_fault_stops_everything(town: Town, tmp_path: Path) -> None:
    record = Path(shutil.copytree(town.root / "stages/added-up", tmp_path / "record"))
    spoil(record, "object/*")
    with pytest.raises(Refused) as told:
        verified(record)
    assert told.value.code == "object.hash"


def test_a_trustees_number_is_the_place_of_the_key() -> None:
    _, trustees, _, _, own = setup()
    assert [duty.own_index(trustees, key.public) for key in own] == list(range(1, len(own) + 1))


def test_a_key_that_is_not_among_the_trustees() -> None:
    _, trustees, _, registrar, own = setup()
    for missing in (registrar, own[0]):
        without = replace(trustees, keys=trustees.keys[1:])
        with pytest.raises(Refused) as told:
            duty.own_index(without, missing.public)
        assert (told.value.code, told.value.accused) == ("setup.own", "trustee")


def test_each_trustee_decrypts_once(town: Town) -> None:
    _, first = keys.read_private(town.own("trustee-1") / "trustee.key", town.phrase)
    (part,) = duty.decrypt_boxes(verified(town.root / "stages/added-up"), first)
    assert (part.region, part.ballots, part.counted) == ("town", 3, 3)
    assert (part.body.owner, len(part.tally)) == (1, 64)
    for stage in ("voted", "closed", "opened-1", "counted"):
        with pytest.raises(Refused) as told:
            duty.decrypt_boxes(verified(town.root / "stages" / stage), first)
        assert (told.value.code, told.value.accused) == ("decryption.nothing", "trustee:1")


def test_a_foreign_key_decrypts_nothing(town: Town) -> None:
    _, registrar = keys.read_private(town.own("registrar") / "registrar.key", town.phrase)
    with pytest.raises(Refused) as told:
        duty.decrypt_boxes(verified(town.root / "stages/added-up"), registrar)
    assert told.value.code == "setup.own"
