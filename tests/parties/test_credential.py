"""A voter's secret credential: its form, and what is derived from it."""

from __future__ import annotations

import hashlib
import json
import re

import pytest

from dauys import group as groups
from dauys.errors import Refused
from dauys.parties import credential
from dauys.question.election import read_election
from dauys.question.roll import read_roll
from dauys.record.belenios import read_archive
from tests.ballots.world import GROUPS
from tests.shared import shared

GOOD = "EJUET-oTsD8w-6QAbR-55FBQv"


def test_a_fresh_credential_has_the_form() -> None:
    made = {credential.generate() for _ in range(50)}
    assert len(made) == 50
    for each in made:
        assert re.fullmatch(r"\w{5}-\w{6}-\w{5}-\w{6}", each)
        assert set(each) <= {*credential.BASE58, "-"}


def test_a_fresh_uuid_has_the_form() -> None:
    assert re.fullmatch(f"[{credential.BASE58}]{{14}}", credential.generate_uuid())


def test_the_alphabet_leaves_out_what_looks_alike() -> None:
    assert len(set(credential.BASE58)) == 58
    assert not set("0OIl") & set(credential.BASE58)


@pytest.mark.parametrize("name", GROUPS)
def test_the_exponent_is_derived_as_specified(name: str) -> None:
    """Belenios, section 4.8, worked out by hand in another way."""
    group = groups.named(name)
    wide = b"".join(
        hashlib.sha256(f"derive_credential|SomeBox1111111|{half}|{GOOD}".encode()).digest()
        for half in "01"
    )
    expected = int.from_bytes(wide, "big") % group.order
    assert credential.secret_exponent(group, "SomeBox1111111", GOOD) == expected


def test_a_credential_opens_one_box_only() -> None:
    group = groups.named("Ed25519")
    exponents = {
        credential.secret_exponent(group, uuid, GOOD)
        for uuid in ("Box11111111111", "Box11111111112")
    }
    assert len(exponents) == 2


@pytest.mark.parametrize(
    "text",
    [
        "", GOOD.replace("-", ""), GOOD[:-1], GOOD + "x", " " + GOOD, GOOD + "\n",
        GOOD.replace("E", "0"), GOOD.replace("E", "O"), GOOD.replace("E", "Е"), GOOD.upper() + "-",
        "EJUETo-TsD8w-6QAbR-55FBQv", "PEg-bmx-usP-E2L-qVR", GOOD * 1000,
    ],
    ids=[
        "empty", "no dashes", "short", "long", "space", "newline", "zero", "letter O",
        "a Cyrillic letter", "one dash more", "other groups", "an older format", "huge",
    ],
)  # fmt: skip
def test_another_form_is_refused(text: str) -> None:
    """A slip of the pen is told to the voter, and does not become another credential."""
    with pytest.raises(Refused) as caught:
        credential.secret_exponent(groups.named("Ed25519"), "SomeBox1111111", text)
    assert caught.value.code == "credential.form"


def test_real_credentials_give_the_public_credentials_of_their_roll() -> None:
    folder = shared("records/ed25519-three-trustees")
    box = read_archive((folder / "record.bel").read_bytes())
    uuid = json.loads(box.election)["uuid"]
    group = groups.named("Ed25519")
    secrets = json.loads((folder / "private_creds").read_text())
    public = {credential.public_key(group, uuid, each) for each in secrets.values()}
    assert public == set(read_roll(group, box.roll).weights)


def test_real_credentials_of_a_threshold_box_too() -> None:
    folder = shared("records/ed25519-threshold-2-of-3-plus-one")
    box = read_archive((folder / "record.bel").read_bytes())
    group = groups.named("Ed25519")
    uuid = json.loads(box.election)["uuid"]
    secrets = json.loads((folder / "private_creds.json").read_text())
    values = secrets.values() if isinstance(secrets, dict) else secrets
    public = {credential.public_key(group, uuid, each) for each in values}
    assert public == set(read_roll(group, box.roll).weights)


def test_the_election_names_the_uuid_that_the_credentials_use() -> None:
    """The real election allows blank, which is not read yet; its UUID has our form all the same."""
    folder = shared("records/ed25519-three-trustees")
    data = read_archive((folder / "record.bel").read_bytes()).election
    without = data.replace(b'"blank":true,', b"")
    assert read_election(without).election.uuid == "rPVzthDo7fa1FG"
