"""A voter's secret credential: its form, and what is derived from it."""

from __future__ import annotations

import hashlib
import hmac
import json
import re

import pytest

from dauys import group as groups
from dauys.errors import Refused
from dauys.parties import credential
from dauys.question.election import read_election
from dauys.question.roll import digest_of, read_roll
from dauys.record.belenios import read_archive
from tests.ballots.world import GROUPS
from tests.shared import shared

GOOD = "EJUET-oTsD8w-6QAbR-55FBQv"
OLD = "PEg-bmx-usP-E2L-qVR"  # the format of 2.0


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
        "EJUETo-TsD8w-6QAbR-55FBQv", OLD.replace("-", ""), OLD[:-4], OLD + "-111", GOOD * 1000,
    ],
    ids=[
        "empty", "no dashes", "short", "long", "space", "newline", "zero", "letter O",
        "a Cyrillic letter", "one dash more", "other groups", "the older format without dashes",
        "three characters less", "three characters more", "huge",
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
    assert set(map(digest_of, public)) == set(read_roll(group, box.roll).weights.digests())


def test_real_credentials_of_a_threshold_box_too() -> None:
    folder = shared("records/ed25519-threshold-2-of-3-plus-one")
    box = read_archive((folder / "record.bel").read_bytes())
    group = groups.named("Ed25519")
    uuid = json.loads(box.election)["uuid"]
    secrets = json.loads((folder / "private_creds.json").read_text())
    values = secrets.values() if isinstance(secrets, dict) else secrets
    public = {credential.public_key(group, uuid, each) for each in values}
    assert set(map(digest_of, public)) == set(read_roll(group, box.roll).weights.digests())


def test_the_election_names_the_uuid_that_the_credentials_use() -> None:
    folder = shared("records/ed25519-three-trustees")
    data = read_archive((folder / "record.bel").read_bytes()).election
    assert read_election(data).election.uuid == "rPVzthDo7fa1FG"


# The format of 2.0


def test_a_fresh_credential_of_2_0_has_its_form_and_its_check_character() -> None:
    made = {credential.generate("2.0") for _ in range(200)}
    assert len(made) == 200
    group = groups.named("BELENIOS-2048")
    for each in made:
        assert re.fullmatch(r"(\w{3}-){4}\w{3}", each)
        assert set(each) <= {*credential.BASE58, "-"}
        credential.secret_exponent(group, "SomeBox1111111", each)


def test_the_check_character_is_53_less_the_others_modulo_53() -> None:
    """Belenios 2.0, section 4.8: of fourteen ones, which are 0, it is 53, spelt v."""
    group = groups.named("Ed25519")
    for text, check in (("111-111-111-111-11", "v"), ("111-111-111-111-12", "u"),
                        ("111-111-111-111-1v", "v")):  # fmt: skip
        credential.secret_exponent(group, "SomeBox1111111", text + check)


@pytest.mark.parametrize("place", [place for place in range(19) if place % 4 != 3])
def test_each_single_slip_in_an_old_credential_is_told(place: int) -> None:
    """58 is not 0 modulo 53, so that one wrong character changes the check, but for 53 more."""
    digits = credential.BASE58
    group = groups.named("Ed25519")
    for other in digits:
        apart = digits.index(other) - digits.index(OLD[place])
        if apart == 0 or (apart % 53 == 0 and place != 18):
            continue
        with pytest.raises(Refused) as caught:
            credential.secret_exponent(
                group, "SomeBox1111111", OLD[:place] + other + OLD[place + 1 :]
            )
        assert caught.value.code == "credential.checksum"


@pytest.mark.parametrize("name", sorted(groups.GROUPS))
def test_the_exponent_of_an_old_credential_is_derived_as_specified(name: str) -> None:
    """PBKDF2 by hand: the block is the sum, bit by bit, of a thousand HMACs in a row."""
    group, uuid = groups.named(name), "SomeBox1111111"
    last = hmac.digest(OLD.encode(), uuid.encode() + b"\0\0\0\1", "sha256")
    block = int.from_bytes(last, "big")
    for _ in range(999):
        last = hmac.digest(OLD.encode(), last, "sha256")
        block ^= int.from_bytes(last, "big")
    assert credential.secret_exponent(group, uuid, OLD) == block % group.order


def test_real_credentials_of_2_0_give_the_public_credentials_of_their_roll() -> None:
    folder = shared("records/belenios2048-three-trustees")
    box = read_archive((folder / "record.bel").read_bytes())
    sealed = read_election(box.election)
    secrets = (folder / "creds.txt").read_text().split()
    public = {credential.public_key(sealed.group, sealed.election.uuid, each) for each in secrets}
    on_roll = read_roll(sealed.group, box.roll).weights
    assert set(map(digest_of, public)) == set(on_roll.digests())
