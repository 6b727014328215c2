"""Records made by belenios-tool alone pass every check of a box, with the result that was voted."""

from __future__ import annotations

import json

import pytest

from dauys import group as groups
from dauys.ballots.box import BallotBox
from dauys.ballots.check import check_ballot
from dauys.errors import DauysError
from dauys.group import Element
from dauys.parties.credential import public_key
from dauys.question.election import read_election
from dauys.question.roll import read_roll, write_roll
from dauys.question.trustees import election_key, read_trustees
from dauys.record.belenios import read_archive, write_archive
from dauys.record.box import BoxDocuments
from dauys.tally import decryption, encrypted, result
from dauys.tally.wire import Result, SizedEncryptedTally
from dauys.wire import shape
from tests.agreement.made_by_belenios import RESULT, Made, make_record


@pytest.fixture(scope="module")
def by_belenios_2(belenios_2: str, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A record in the group BELENIOS-2048."""
    return make_record(belenios_2, "BELENIOS-2048", tmp_path_factory.mktemp("belenios-2"))


@pytest.fixture(scope="module")
def by_belenios_3(belenios_3: str, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A record in the group Ed25519."""
    return make_record(belenios_3, "Ed25519", tmp_path_factory.mktemp("belenios-3"))


def check_whole(box: BoxDocuments) -> Result:
    """Every check of a box, each stage after the one before; gives the result."""
    sealed = read_election(box.election)
    trustees = read_trustees(sealed.group, box.trustees)
    assert election_key(sealed.group, trustees) == sealed.public_key
    roll = read_roll(sealed.group, box.roll)
    ballots = BallotBox()
    for number, data in enumerate(box.ballots, 1):
        ballots.cast(check_ballot(sealed, roll, data, f"ballot:{number}"), data)
    assert box.encrypted_tally is not None
    assert box.sized is not None
    sized = shape.read(SizedEncryptedTally, box.sized)
    computed = encrypted.encrypted_tally(sealed, roll, ballots.counted.values())
    encrypted.check_encrypted_tally((box.encrypted_tally, sized), computed)
    tally = encrypted.read_encrypted_tally(sealed, box.encrypted_tally)
    nonces = decryption.Nonces()
    nonces.add(sealed.group, trustees.commitments, "trustees")
    partials = {}
    for owner, data in box.partials:
        partial = decryption.read_partial_decryption(sealed, data)
        key = trustees.key(owner)
        decryption.check_partial_decryption(sealed, tally, key, partial, nonces)
        partials[owner] = partial
    assert box.result is not None
    return result.check_result(sealed, trustees, tally, partials, sized.total_weight, box.result)


def assert_checked(made: Made) -> None:
    data = made.path.read_bytes()
    box = read_archive(data)
    assert write_archive(box) == data
    assert (len(box.ballots), len(box.partials)) == (4, 2)
    found = check_whole(box)
    assert [list(row) for row in found.result] == made.result == RESULT


@pytest.mark.peer("belenios-2.0")
def test_a_record_of_belenios_2_passes_every_check(by_belenios_2: Made) -> None:
    assert_checked(by_belenios_2)


@pytest.mark.peer("belenios-3.3")
def test_a_record_of_belenios_3_passes_every_check(by_belenios_3: Made) -> None:
    assert_checked(by_belenios_3)


def assert_spelt(made: Made) -> None:
    """Each document is read, and written again to the same bytes."""
    box = read_archive(made.path.read_bytes())
    sealed = read_election(box.election)
    assert shape.write(sealed.election) == box.election
    weights = read_roll(sealed.group, box.roll).weights
    listed = (Element(text.partition(",")[0]) for text in json.loads(box.roll))
    assert write_roll({each: weights[each] for each in listed}) == box.roll
    assert json.loads(box.election)["uuid"] == made.uuid


@pytest.mark.peer("belenios-2.0")
def test_the_documents_of_belenios_2_are_spelt_as_ours(by_belenios_2: Made) -> None:
    assert_spelt(by_belenios_2)


@pytest.mark.peer("belenios-3.3")
def test_the_documents_of_belenios_3_are_spelt_as_ours(by_belenios_3: Made) -> None:
    assert_spelt(by_belenios_3)


@pytest.mark.peer("belenios-3.3")
def test_credentials_of_belenios_3_open_their_box(by_belenios_3: Made) -> None:
    """The public credentials that we derive are those on its roll, with their weights."""
    box = read_archive(by_belenios_3.path.read_bytes())
    group = groups.named("Ed25519")
    weights = read_roll(group, box.roll).weights
    made = by_belenios_3
    derived = {
        name: weights[public_key(group, made.uuid, secret)]
        for name, secret in made.credentials.items()
    }
    assert derived == {"ann": 1, "bob": 3, "cy": 2}


def assert_flips_refused(made: Made) -> None:
    """Any single byte changed, at every 97th place, is refused by reading or by a check."""
    data = made.path.read_bytes()
    for position in range(0, len(data), 97):
        flipped = data[:position] + bytes([data[position] ^ 1]) + data[position + 1 :]
        with pytest.raises(DauysError):
            check_whole(read_archive(flipped))


@pytest.mark.peer("belenios-2.0")
def test_no_byte_of_a_record_of_belenios_2_can_be_changed(by_belenios_2: Made) -> None:
    assert_flips_refused(by_belenios_2)


@pytest.mark.peer("belenios-3.3")
def test_no_byte_of_a_record_of_belenios_3_can_be_changed(by_belenios_3: Made) -> None:
    assert_flips_refused(by_belenios_3)
