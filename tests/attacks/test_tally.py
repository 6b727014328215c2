"""Family "tally", rows 39 to 43, 45 and 48: the sum, its opening, and the counts.

Thresholds, row 44, are in `test_threshold_tally`; what a trustee's own tool refuses, rows 46 and
47, is in `test_trustees_tool`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dauys.parties import trustee
from dauys.question.roll import Roll, weights_of
from dauys.tally import encrypted
from dauys.tally.wire import EncryptedTally
from dauys.wire import shape
from tests.attacks import case
from tests.attacks.attack import GROUPS, accepted, refused, warned
from tests.attacks.case import Case, Json, altered, edit, verified
from tests.attacks.dishonest import with_a_false_factor
from tests.attacks.few import Nobody, One, Two
from tests.ballots import world as ballots
from tests.verification.world import World

# 39 and 40: the encrypted sum


def summed(made: Case, ballots: list[bytes], weights: bool = True) -> bytes:
    """The encrypted sum of these ballots, whichever they are."""
    world = made.world
    roll = world.roll if weights else Roll(weights_of(dict.fromkeys(world.listed, 1)))
    counted = [world.check(each) for each in ballots]
    return encrypted.encrypted_tally(world.sealed, roll, counted)[0]


OTHER_SUMS: dict[str, Callable[[Case], bytes]] = {
    "a ballot left out": lambda made: summed(made, made.box.ballots[1:3]),
    "a ballot twice": lambda made: summed(made, [*made.box.ballots[1:], made.box.ballots[1]]),
    "the older ballot": lambda made: summed(made, made.box.ballots[:3]),
    "both ballots of one voter": lambda made: summed(made, made.box.ballots),
    "no weights": lambda made: summed(made, made.box.ballots[1:], weights=False),
    "no ballot": lambda made: summed(made, []),
}


@refused(39, "tally.product", each=OTHER_SUMS)
def test_the_sum_of_other_ballots(made: Case, other: Callable[[Case], bytes]) -> Case:
    """All that is opened is this sum: it is that of the last ballot of each credential, by its
    weight."""
    return made.encrypted(other(made))


@refused(39, "tally.product", each={"one more": 1, "a thousand more": 1000, "one less": -1})
def test_votes_put_into_the_sum(made: Case, number: int) -> Case:
    """beta times g^n counts n votes that nobody cast."""
    group = made.world.group
    more = group.power_secret(group.generator, number)
    return made.spoilt("tally", "0.0.beta", lambda beta: group.times(beta, more))


@refused(39, "tally.product")
def test_the_same_sum_under_other_randomness(made: Case) -> Case:
    """It opens to the same, but what is opened must be what was cast: with such freedom ciphertexts
    of others could be slipped to the trustees."""
    group, key = made.world.group, made.world.sealed.public_key
    value = json.loads(made.document("tally"))
    for part, base in (("alpha", group.generator), ("beta", key)):
        edit(value, f"0.0.{part}", lambda x, b=base: group.times(x, group.power_secret(b, 5)))
    return made.encrypted(shape.write(shape.value_of(EncryptedTally, value), EncryptedTally))


NUMBERS = {
    "a ballot more": {"num_tallied": 4},
    "a ballot less": {"num_tallied": 2},
    "more weight": {"total_weight": 5},
    "less weight": {"total_weight": 3},
    "no weight": {"total_weight": 0},
    "vast weight": {"total_weight": 10**11},
}


@refused(40, "tally.numbers", each=NUMBERS)
def test_false_numbers_beside_the_sum(made: Case, numbers: dict[str, int]) -> Case:
    """The weight bounds what may be counted: a larger one would let larger counts pass."""
    return made.encrypted(**numbers)


@refused(40, bel="archive.missing", record="tally.numbers")
def test_numbers_beside_another_sum(made: Case) -> Case:
    """They name the sum by its hash."""
    return made.spoilt("sized", "encrypted_tally", lambda hashed: "ab" * 32)


@refused(40, record="record.ballots", each=(-1, 1))
def test_a_close_that_counts_other_ballots(made: Case, more: int) -> World:
    """The number at the close is what nobody can add to or take from later."""
    record = made.record
    assert record
    index = record.find("voting.closed")
    del record.entries[index + 1 :]
    record.entries[index]["body"]["ballots"] += more
    return record


@refused(40, record="setup.roll", each=("electors", "weight"))
def test_a_set_up_that_counts_other_electors(made: Case, field: str) -> World:
    """The turnout is measured by them."""
    record = made.until("setup").record
    assert record
    record.entries[-1]["body"]["boxes"][0][field] += 1
    return record


# 41: the result

CURVE = ("Ed25519",)  # the spelling of counts is the same whatever the elements are


def counts(made: Case) -> list[Any]:
    """The counts of the one question."""
    assert made.box.result
    row: list[Any] = json.loads(made.box.result)["result"][0]
    return row


FORMS: dict[str, Callable[[Case], Any]] = {
    "strings": lambda made: [[str(count) for count in counts(made)]],
    "below nought": lambda made: [[counts(made)[0] + counts(made)[1] + 1, -1]],
    "truth": lambda made: [[True, True]],
    "null": lambda made: [[None, None]],
    "a long string": lambda made: [["0" + str(2**40), counts(made)[1]]],
    "no rows": lambda made: {},
}


@refused(41, "json.shape", each=FORMS, groups=CURVE)
def test_a_result_in_another_form(made: Case, stated: Callable[[Case], Any]) -> Case:
    """A count is a number from nought, and has one spelling."""
    return made.counted(altered(made.document("result"), lambda v: v.update(result=stated(made))))


@refused(41, "json.number", groups=CURVE)
def test_a_result_with_a_point(made: Case) -> Case:
    """There are no halves of votes, and 2.0 is a second spelling of 2."""
    return made.counted(b'{"result":[[2.0,2.0]]}')


SHAPES = {
    "no question": lambda made: [],
    "two questions": lambda made: [counts(made), counts(made)],
    "one answer": lambda made: [counts(made)[:1]],
    "three answers": lambda made: [[*counts(made), 0]],
}


@refused(41, "result.shape", each=SHAPES, groups=CURVE)
def test_a_result_of_another_length(made: Case, stated: Callable[[Case], Any]) -> Case:
    """Who reads it by place would read the wrong answer."""
    return made.counted(altered(made.document("result"), lambda v: v.update(result=stated(made))))


@refused(41, "result.weight")
def test_a_count_plus_q(made: Case) -> Case:
    """g to it is the same element: the opening alone cannot tell."""

    def change(value: Json) -> None:
        value["result"][0][0] = str(value["result"][0][0] + made.world.group.order)

    return made.counted(altered(made.document("result"), change))


@refused(41, "result.count", each={"one vote": 1, "two votes": 2})
def test_votes_moved_from_one_answer_to_the_other(made: Case, number: int) -> Case:
    """The sum is right; each count must be what the decryptions open."""

    def change(value: Json) -> None:
        value["result"][0][0] += number
        value["result"][0][1] -= number

    return made.counted(altered(made.document("result"), change))


@refused(41, "result.weight", each={"more": 3, "fewer": -1, "none": -2, "vast": 10**9})
def test_counts_that_are_not_the_weight_of_the_ballots(made: Case, more: int) -> Case:
    """Where each ballot gives one answer, the counts add up to the weight of the ballots."""
    return made.counted(
        altered(made.document("result"), lambda v: edit(v, "result.0.0", lambda n: n + more))
    )


# 42 and 43: partial decryptions


@refused(42, bel="result.trustees", record="record.order")
def test_a_result_without_one_of_the_trustees(made: Case) -> Case:
    """What one of two decrypts is not what both would."""
    made.until("result").box.partials.pop()
    assert made.record
    del made.record.entries[made.record.find("tally.decrypted", 1)]
    return made


@refused(42, "decryption.proof", each=("0.0", "0.1"))
def test_a_false_factor(made: Case, cell: str) -> Case:
    """A trustee could add to one answer what is taken from the other."""
    group = made.world.group
    path = f"decryption_factors.{cell}"
    return made.spoilt("decryption", path, lambda factor: group.times(factor, group.generator))


@refused(42, "decryption.proof")
def test_the_work_of_one_trustee_in_the_name_of_another(made: Case) -> Case:
    """Somebody's key would not be used at all."""
    world = made.world
    partial = trustee.decrypt(world.sealed, made.tally, world.keys[0], world.draw)
    return made.decrypted(2, shape.write(partial))


@refused(42, "decryption.proof")
def test_a_copy_of_anothers_decryption(made: Case) -> Case:
    """It proves the other's key, and not that of the trustee who hands it in."""
    return made.decrypted(2, made.box.partials[0][1])


@refused(42, "decryption.proof")
def test_factors_that_change_places(made: Case) -> Case:
    """Each belongs to one ciphertext."""

    def change(value: Json) -> None:
        value["decryption_factors"][0].reverse()
        value["decryption_proofs"][0].reverse()

    return made.decrypted(2, altered(made.document("decryption"), change))


@refused(42, "decryption.proof")
def test_the_decryption_of_another_box(made: Case) -> Case:
    """The same trustee, another sum."""
    record = made.record
    assert record
    body = record.entries[record.find("tally.decrypted", 3)]["body"]
    data = body["partial_decryption"]
    if not isinstance(data, str):
        return made.decrypted(2, record.objects[data["sha256"]])
    return made.decrypted(2, data.encode())


@refused(42, "trustees.owner", each=(0, -1, 3, 101, 2**31, 2**53 - 1))
def test_a_decryption_by_nobody(made: Case, owner: int) -> Case:
    """Trustees are numbered from 1; a number that counts from the end of a list would be another
    trustee."""
    return made.decrypted(owner, made.document("decryption"))


OTHER_SHAPES: dict[str, Callable[[Json], object]] = {
    "no rows": lambda value: value["decryption_factors"].clear(),
    "a row more": lambda value: value["decryption_factors"].append([]),
    "a factor less": lambda value: value["decryption_factors"][0].pop(),
    "a proof less": lambda value: value["decryption_proofs"][0].pop(),
    "a proof more": lambda v: v["decryption_proofs"][0].append(v["decryption_proofs"][0][0]),
}


@refused(42, "decryption.shape", each=OTHER_SHAPES)
def test_a_decryption_of_another_shape(made: Case, change: Callable[[Json], object]) -> Case:
    """A factor that is not there is one that is not proven."""
    return made.decrypted(2, altered(made.document("decryption"), change))


@refused(43, bel="decryption.repeated", record="record.repeated")
def test_a_second_decryption_of_one_trustee(made: Case) -> Case:
    """It would be taken twice from the sum, or stand in the place of the first."""
    made.until("decrypted")
    partial = made.decryption(made.world.draw)
    made.box.partials.append((2, shape.write(partial)))
    assert made.record
    last = json.loads(json.dumps(made.record.entries[-1]))
    last["body"]["partial_decryption"] = made.carried(shape.write(partial))
    made.record.entries.append(last)
    return made


@refused(43, bel="decryption.repeated", record="record.repeated")
def test_the_same_decryption_again(made: Case) -> Case:
    """Whether it is another or the very same."""
    made.until("decrypted").box.partials.append(made.box.partials[-1])
    assert made.record
    made.record.entries.append(made.record.entries[-1])
    return made


# 45: decryptions that are bound to what they decrypt


@warned(45, "decryption.unbound")
def test_an_archive_has_no_bound_proofs(made: Case) -> Case:
    """What it shows rests on proofs that name neither ciphertext nor factor; who reads the verdict
    is told so, and can ask for more."""
    return made


@refused(45, record="decryption.bound")
def test_a_false_factor_whose_other_proofs_hold(made: Case) -> Case:
    """It was solved for when the challenge of version 1 was known."""
    partial = with_a_false_factor(made)
    return made.decrypted(2, shape.write(partial), made.bound(partial, made.world.draw))


@refused(45, record="decryption.nonce")
def test_proofs_of_version_1_in_the_place_of_bound_ones(made: Case) -> Case:
    """A second copy of the same proof binds nothing more, and repeats its nonces."""
    partial = made.decryption(made.world.draw)
    return made.decrypted(2, shape.write(partial), partial.decryption_proofs)


@refused(45, record="decryption.shape")
def test_a_decryption_without_bound_proofs(made: Case) -> World:
    """In a record of ours they may not be left out."""
    record = made.until("decrypted").record
    assert record
    record.entries[-1]["body"]["bound"] = []
    return record


@refused(45, "result.weight")
def test_a_count_beyond_the_weight_of_all_ballots(made: Case) -> Case:
    """Whatever was decrypted: nobody has more votes than were cast."""
    beyond = [sum(counts(made)) + 1, 0]
    return made.counted(altered(made.document("result"), lambda v: v.update(result=[beyond])))


# 48: small boxes


@accepted(48)
@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize("name", GROUPS)
def test_an_archive_of_few_ballots_or_none(name: str, number: int) -> None:
    """Nobody has to vote; that nobody did is a result."""
    world = ballots.make_world(name)
    cast = [world.ballot(who, [[1, 0]]) for who in range(number)]
    made = Case(world, ballots.count(world, cast).documents, None)
    report = verified(made, "bel")
    assert report.verdict() == "accepted"
    assert report.total() == [[number, 0]]


@accepted(48)
@pytest.mark.parametrize("players", [Nobody, One, Two])
@pytest.mark.parametrize("name", GROUPS)
def test_a_record_of_few_ballots_or_none(name: str, players: type[Nobody]) -> None:
    """The same with the whole referendum around it; one box is always empty."""
    made = case.of(name, players)
    assert made.record
    report = made.record.report()
    assert report.verdict(strict=True) == "accepted"
    assert [box.counted for box in report.boxes] == [players.voters, 0]


@accepted(48)
@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("name", GROUPS)
def test_a_box_in_which_all_vote_blank(name: str, number: int) -> None:
    """They took part; no answer has a vote."""
    question = replace(ballots.ONE[0], blank=True)
    world = ballots.make_world(name, (question,), (1, 1, 1))
    cast = [world.ballot(who, [[1, 0, 0]]) for who in range(number)]
    report = verified(Case(world, ballots.count(world, cast).documents, None), "bel")
    assert report.verdict() == "accepted"
    assert report.total() == [[number, 0, 0]]


@refused(41, "result.weight", of=case.blank)
def test_a_blank_vote_that_counts_for_an_answer_too(made: Case) -> Case:
    """Who voted blank gave nothing to the answers: they are held against the weight of the rest."""

    def change(value: Json) -> None:
        value["result"][0][1] += value["result"][0][0]

    return made.counted(altered(made.document("result"), change))
