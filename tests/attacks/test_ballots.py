"""Family "ballots", rows 1 to 6 and 14 to 18: what a ballot may not mean.

The voter who forges has a credential and signs; a forged ballot is signed again, so that only what
is named in the test is wrong.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from dauys.ballots.box import BallotBox
from dauys.group import Element, Group
from dauys.parties.voter import encrypt, sign
from dauys.question.election import Question, read_election, write_election
from dauys.wire import canonical
from tests.attacks import case
from tests.attacks.attack import holds, refused
from tests.attacks.case import Case, Json, altered
from tests.ballots.forged import forged, forged_blank
from tests.ballots.world import make_world, parsed, resigned, valid

# 1 and 2: copies


@refused(1, "ballot.proof")
def test_another_voters_answers_under_ones_own_credential(made: Case) -> Case:
    """Whoever casts them repeats a vote without knowing it, and learns it from the count."""
    ballot = parsed(made.box.ballots[0]) | {"credential": made.world.public(1)}
    return made.cast(resigned(made.world, 1, ballot))


@refused(1, "ballot.duplicate")
def test_another_voters_ballot_byte_by_byte(made: Case) -> Case:
    """A ballot is cast once, by whoever hands it in."""
    return made.cast(made.box.ballots[1])


@refused(2, "ballot.proof")
def test_a_blinded_copy_whose_proofs_are_blinded_too(made: Case) -> Case:
    """A copy that looks new: the ciphertexts are multiplied by an encrypted zero, and the responses
    follow, so that every equation of the proofs holds. Only the hash, which names ciphertext and
    credential, does not; it must cover both."""
    ballot = parsed(made.box.ballots[0]) | {"credential": made.world.public(1)}
    answer, group, shift = ballot["answers"][0], made.world.group, 31337
    for choice, proofs in zip(answer["choices"], answer["individual_proofs"], strict=True):
        _blind(group, made.world.sealed.public_key, choice, shift)
        _follow(group, proofs, shift)
    _follow(group, answer["overall_proof"], shift * len(answer["choices"]))
    return made.cast(resigned(made.world, 1, ballot))


def _blind(group: Group, key: Element, choice: Json, shift: int) -> None:
    """Times (g^shift, y^shift): another ciphertext of the same number."""
    for part, base in (("alpha", group.generator), ("beta", key)):
        choice[part] = group.times(choice[part], group.power_secret(base, shift))


def _follow(group: Group, proofs: Json, shift: int) -> None:
    """response - challenge * shift: the commitments stay what they were."""
    for proof in proofs:
        moved = int(proof["response"]) - int(proof["challenge"]) * shift
        proof["response"] = str(moved % group.order)


# 3: replay


@refused(3, "ballot.duplicate")
def test_an_own_older_ballot_cast_again(made: Case) -> Case:
    """Whoever keeps a voter's first ballot would undo the second with it."""
    return made.cast(made.box.ballots[0])


# 4: another election


@refused(4, "ballot.election")
def test_a_ballot_of_another_box_under_the_same_key(made: Case) -> Case:
    """A vote belongs to the question that its voter read, and to no other."""
    return made.cast(_of_another_election(made))


@refused(4, "ballot.proof")
def test_a_ballot_of_another_box_that_is_renamed_and_signed_again(made: Case) -> Case:
    """The proofs, too, belong to one election: its fingerprint stands in their hash."""
    names = {
        "election_uuid": made.uuid,
        "election_hash": made.world.sealed.fingerprint,
        "credential": made.world.public(0),
    }
    return made.cast(resigned(made.world, 0, parsed(_of_another_election(made)) | names))


def _of_another_election(made: Case) -> bytes:
    """The same keys, the same voter, another wording."""
    election = made.world.sealed.election
    other = replace(election, questions=(replace(election.questions[0], question="Or not?"),))
    world = replace(made.world, sealed=read_election(write_election(other)))
    return world.ballot(0, valid(world))


# 5: numbers that no choice has

OUTSIDE = {"2 and -1": [2, -1], "1000 and -999": [1000, -999], "-1 and 2": [-1, 2]}


@refused(5, "ballot.proof", each=OUTSIDE)
def test_more_than_one_vote_for_an_answer(made: Case, numbers: list[int]) -> Case:
    """The sum is 1, as it must be, and yet one ballot would count as many; every proof is made as
    well as one without the right number can make it."""
    return made.cast(forged(made.world, numbers, [1, 0]))


@refused(5, "ballot.proof", each=OUTSIDE)
def test_more_than_one_vote_with_every_part_simulated(made: Case, numbers: list[int]) -> Case:
    """A proof whose parts are all simulated has challenges that do not add up to the hash."""
    return made.cast(forged(made.world, numbers, numbers))


@refused(5, "ballot.sum", each={"both answers": [1, 1], "none": [0, 0]})
def test_more_or_fewer_answers_than_the_question_allows(made: Case, numbers: list[int]) -> Case:
    """Each number is 0 or 1, but together they are no choice that the question offers."""
    return made.cast(forged(made.world, numbers, numbers))


@refused(5, "ballot.blank", of=case.blank, each={"of the blank": 0, "of the answers": 1})
def test_a_blank_vote_beside_an_answer(made: Case, branch: int) -> Case:
    """It would count as blank and for the answer; of either half one may claim that it is 0."""
    return made.cast(forged_blank(made.world, [1, 1, 0], both=branch))


@refused(5, "ballot.sum", of=case.blank, each={"nothing": [0, 0, 0], "both": [0, 1, 1]})
def test_more_or_fewer_answers_without_a_blank_vote(made: Case, numbers: list[int]) -> Case:
    """Who does not vote blank chooses as many answers as the question asks for."""
    return made.cast(forged_blank(made.world, numbers, enough=1))


# 6: parts left out or put in


def _zero() -> dict[str, str]:
    return {"challenge": "0", "response": "0"}


@refused(
    6,
    "ballot.sum",
    each={
        "none": lambda a: a.update(overall_proof=[]),
        "one too many": lambda a: a["overall_proof"].append(_zero()),
    },
)
def test_an_overall_proof_of_another_length(made: Case, change: Any) -> Case:
    """A proof without parts proves nothing, and must not be passed over as if there were none to
    check."""
    return made.altered_ballot(lambda ballot: change(ballot["answers"][0]))


@refused(
    6,
    "ballot.proof",
    each={
        "none": lambda proofs: proofs[0].clear(),
        "one missing": lambda proofs: proofs[0].pop(),
        "one too many": lambda proofs: proofs[1].append(_zero()),
    },
)
def test_an_individual_proof_of_another_length(made: Case, change: Any) -> Case:
    """The part that is left out may be the one of the number that was encrypted."""
    return made.altered_ballot(lambda ballot: change(ballot["answers"][0]["individual_proofs"]))


@refused(
    6,
    "ballot.blank",
    of=case.blank,
    each={
        "left out": lambda answer: answer.pop("blank_proof"),
        "without parts": lambda answer: answer["blank_proof"].clear(),
        "one missing": lambda answer: answer["blank_proof"].pop(),
        "one too many": lambda answer: answer["blank_proof"].append(_zero()),
    },
)
def test_a_blank_proof_of_another_length(made: Case, change: Any) -> Case:
    """Where blank is allowed, it alone keeps a blank vote from being another vote besides."""
    return made.altered_ballot(lambda ballot: change(ballot["answers"][0]))


@refused(
    6,
    "ballot.answers",
    each={
        "no answer": lambda b: b["answers"].clear(),
        "two answers": lambda b: b["answers"].append(b["answers"][0]),
        "no choice": lambda b: b["answers"][0]["choices"].clear(),
        "one choice": lambda b: b["answers"][0]["choices"].pop(),
        "three choices": lambda b: b["answers"][0]["choices"].append(b["answers"][0]["choices"][0]),
        "proofs for one choice": lambda b: b["answers"][0]["individual_proofs"].pop(),
        "proofs for none": lambda b: b["answers"][0]["individual_proofs"].clear(),
    },
)
def test_another_number_of_answers_choices_or_proofs(made: Case, change: Any) -> Case:
    """What is not there cannot be checked, and the sum would be taken over other cells."""
    return made.altered_ballot(change)


# 14 and 15: signature and credential


def _unsealed(made: Case, change: Any) -> Case:
    """A ballot that is altered and not signed again: here the signature is what is forged."""
    ballot = parsed(made.world.ballot(0, valid(made.world)))
    change(ballot)
    return made.cast(canonical.write(ballot))


@refused(14, "json.shape")
def test_a_ballot_without_signature(made: Case) -> Case:
    """Anyone could cast it in the name of anybody on the roll."""
    return _unsealed(made, lambda ballot: ballot.pop("signature"))


@refused(14, "ballot.hash")
def test_a_true_signature_over_another_ballot(made: Case) -> Case:
    """Whoever holds one signed ballot could put its signature under any other."""
    other = parsed(made.box.ballots[0])["signature"]
    return _unsealed(made, lambda ballot: ballot.update(signature=other))


@refused(14, "ballot.signature")
def test_a_signature_by_another_credential(made: Case) -> Case:
    """Who does not hold the secret of a credential does not vote with it."""
    world = made.world
    unsigned = encrypt(world.sealed, world.public(0), valid(world), world.draw)
    return made.cast(sign(world.sealed, unsigned, world.secret(1), world.draw))


@refused(15, "ballot.credential")
def test_a_credential_that_is_not_on_the_roll(made: Case) -> Case:
    """The roll says who may vote; a well made ballot of a stranger is still one of a stranger."""
    stranger = replace(made.world, credentials=("11111-111111-11111-111111",))
    return made.cast(stranger.ballot(0, valid(stranger)))


@refused(15, "roll.duplicate")
def test_one_credential_for_two_electors(made: Case) -> Case:
    """Two identities with one key are one vote, and the other elector has none."""
    first, *rest = made.world.listed
    return made.set_up(roll=canonical.write([f"{each},1" for each in (first, *rest, first)]))


@refused(15, record="setup.elector")
def test_one_credential_on_the_rolls_of_two_boxes(made: Case) -> Case:
    """An elector stands on exactly one list, or would vote twice."""
    assert made.record
    south = made.until("setup").record.entries[-1]["body"]["boxes"][1]["roll"]  # type: ignore[union-attr]
    stolen = json.loads(made.record.objects[south["sha256"]])[0]
    return made.set_up(roll=altered(made.box.roll, lambda roll: roll.append(stolen)))


# 16: what could stop the count


@refused(16, "ballot.proof")
def test_a_ballot_under_another_key(made: Case) -> Case:
    """Counted, it would make a sum that no trustee can open, and stop the count of all."""
    key = made.world.keys[0].public
    wrong = replace(made.world, sealed=replace(made.world.sealed, public_key=key))
    return made.cast(wrong.ballot(0, valid(wrong)))


# 17: giants


@refused(17, "json.depth")
def test_a_ballot_of_brackets(made: Case) -> Case:
    """A reader that follows them falls over before it can refuse anything."""
    return made.cast(b"[" * 2000)


def _proofs(ballot: Json, times: int) -> None:
    ballot["answers"][0]["individual_proofs"][0] *= times


@refused(17, "json.size")
def test_a_thousand_proofs_where_two_belong(made: Case) -> Case:
    """A ballot is as long as its questions make it; a longer one is not looked into."""
    return made.altered_ballot(lambda ballot: _proofs(ballot, 500))


@refused(17, "ballot.proof")
def test_six_proofs_where_two_belong(made: Case) -> Case:
    """Their number is asked before any of them costs arithmetic."""
    return made.altered_ballot(lambda ballot: _proofs(ballot, 3))


# 18: parts that change places


@refused(18, "ballot.proof")
def test_proofs_that_change_places(made: Case) -> Case:
    """Each proof belongs to one ciphertext."""
    return made.altered_ballot(lambda b: b["answers"][0]["individual_proofs"].reverse())


@refused(18, "ballot.sum")
def test_choices_that_change_places_with_their_proofs(made: Case) -> Case:
    """A yes would become a no; the overall proof binds the order of the choices."""

    def change(ballot: Json) -> None:
        for part in ("choices", "individual_proofs"):
            ballot["answers"][0][part].reverse()

    return made.altered_ballot(change)


@refused(18, bel="ballot.answers")
def test_answers_to_unlike_questions_that_change_places(made: Case) -> Case:
    """An answer belongs to its question by its place and its form."""
    return case.wide(made.world.group.name).altered_ballot(lambda b: b["answers"].reverse())


@holds(18)
def test_answers_to_questions_of_one_form_are_the_voters_own_to_exchange() -> None:
    """No proof of version 1 names the question; but only the voter can sign, and could as well have
    answered so from the beginning."""
    world = make_world(
        "Ed25519", (Question(("A", "B"), 1, 1, "1?"), Question(("A", "B"), 1, 1, "2?"))
    )
    ballot = parsed(world.ballot(0, [[1, 0], [0, 1]]))
    ballot["answers"].reverse()
    data = resigned(world, 0, ballot)
    assert BallotBox().cast(world.check(data), data)
