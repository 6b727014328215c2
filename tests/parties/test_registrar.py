"""The registrar: credentials for a voter list, rolls that tell nothing of it, and their check."""

from __future__ import annotations

import json

import pytest

from dauys import group as groups
from dauys.errors import Refused
from dauys.parties import credential, registrar
from dauys.parties.registrar import RegionCredentials, Voter, check_rolls, make_credentials
from dauys.question.roll import read_roll, write_roll
from dauys.question.setup import RegionRoll
from dauys.question.wire import VotingSetup
from tests.ballots.world import GROUPS
from tests.question.world import UUIDS, listed, setup

either = pytest.mark.parametrize("name", GROUPS)
VOTERS = (Voter("a", "north", 1), Voter("b", "south", 5), Voter("c", "north", 2))


def made(name: str = "Ed25519") -> list[RegionCredentials]:
    """Fresh credentials of three voters in two regions."""
    return make_credentials(groups.named(name), VOTERS)


@either
def test_each_credential_is_the_secret_of_one_entry_of_its_roll(name: str) -> None:
    group = groups.named(name)
    for region in made(name):
        roll = read_roll(group, region.public.roll)
        keys = {
            voter: credential.public_key(group, region.public.uuid, secret)
            for voter, secret in region.secrets
        }
        assert len(set(keys.values())) == len(roll.weights)
        weights = {voter: roll.weights[key] for voter, key in keys.items()}
        assert weights == {v.id: v.weight for v in VOTERS if v.region == region.region}


def test_regions_stand_in_their_order_and_have_boxes_of_their_own() -> None:
    first, second = made()
    assert (first.region, second.region) == ("north", "south")
    assert first.public.uuid != second.public.uuid


def test_a_roll_is_sorted_whatever_the_order_of_the_voters() -> None:
    """An order of the roll that is that of the voter list would name every ballot's voter."""
    group = groups.named("Ed25519")
    many = [Voter(str(number), "north", 1) for number in range(20)]
    (region,) = make_credentials(group, many)
    keys = json.loads(region.public.roll)
    assert keys == sorted(keys)
    own = [credential.public_key(group, region.public.uuid, s) for _, s in region.secrets]
    assert own != keys


def test_credentials_are_fresh_each_time() -> None:
    secrets = [secret for _ in range(3) for region in made() for _, secret in region.secrets]
    assert len(set(secrets)) == 9


def test_a_voter_of_no_weight_could_vote_and_not_count() -> None:
    with pytest.raises(Refused) as told:
        make_credentials(groups.named("Ed25519"), [Voter("a", "north", 0)])
    assert (told.value.code, told.value.accused) == ("roll.weight", "credential:a")


def test_a_list_without_voters_is_refused() -> None:
    with pytest.raises(Refused) as told:
        registrar.read_voters(b"id,region\n", accused="file:voters.csv")
    assert (told.value.code, told.value.accused) == ("credential.nobody", "file:voters.csv")


def test_a_voter_list_may_have_weights_or_none() -> None:
    plain = registrar.read_voters(b"id,region\na,north\n")
    weighted = registrar.read_voters("id;region;weight;аты\na;north;3;Ә\n".encode())
    assert plain == [Voter("a", "north", 1)]
    assert weighted == [Voter("a", "north", 3)]


def own() -> tuple[VotingSetup, dict[str, RegionRoll]]:
    """A set-up, and the registrar's own rolls for it."""
    return setup()[0], {
        region: RegionRoll(uuid, write_roll(listed("Ed25519", region)))
        for region, uuid in UUIDS.items()
    }


def test_the_own_rolls_agree() -> None:
    check_rolls(*own())


@pytest.mark.parametrize(
    ("region", "roll", "accused"),
    [
        ("north", RegionRoll("NorthernBox111", b"[]"), "box:north"),
        ("north", RegionRoll("SouthernBox111", b""), "box:north"),
        ("south", None, "box:south"),
        ("third", RegionRoll("AnotherBox1111", b"[]"), "registrar"),
    ],
)
def test_a_set_up_with_other_rolls_is_not_confirmed(
    region: str, roll: RegionRoll | None, accused: str
) -> None:
    sealed, rolls = own()
    rolls.pop(region, None)
    if roll is not None:
        rolls[region] = roll
    with pytest.raises(Refused) as told:
        check_rolls(sealed, rolls)
    assert (told.value.code, told.value.accused) == ("setup.own", accused)
