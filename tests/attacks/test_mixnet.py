"""Family "mixnet", rows 49 to 54: there is none here, and what would need one cannot be read.

A referendum asks for yes or no, and sums answer it. A box whose ballots would be opened one by one
is refused by its question, in an archive as in a record, before anything that a forged shuffle
might do is looked at; an archive that holds a shuffle is not read beyond it.
"""

from __future__ import annotations

from typing import Any

from dauys.record.belenios import write_archive
from dauys.wire import canonical, hashes
from tests.attacks.attack import refused
from tests.attacks.case import Case, altered
from tests.record.chain import chained, named, parts
from tests.verification.world import World

NON_HOMOMORPHIC = {"type": "NonHomomorphic", "value": {"answers": ["A", "B"], "question": "?"}}
KINDS = {
    "opened one by one": NON_HOMOMORPHIC,
    "opened as lists": {"type": "Lists", "value": {"answers": [["A", "B"]], "question": "?"}},
    "with a method of counting": NON_HOMOMORPHIC | {"extra": {"type": "Schulze"}},
}


def mixed(made: Case, **documents: Any) -> bytes:
    """The whole archive of a box that asks such a question, with other documents in it."""
    box = made.box
    box.election = altered(box.election, lambda e: e.update(questions=[NON_HOMOMORPHIC]))
    for name, document in documents.items():
        setattr(box, name, document)
    return write_archive(box)


def shuffled(*shuffles: dict[str, Any]) -> bytes:
    """An archive with shuffles behind the encrypted tally, hashed and chained."""
    kept = [part for part in parts() if part[0] not in ("PartialDecryption", "Result")]
    blocks = []
    for shuffle in shuffles:
        payload = canonical.write(shuffle)
        owned = canonical.write({"owner": 1, "payload": hashes.sha256_hex(payload)})
        event = {"height": 0, "type": "Shuffle", "payload": hashes.sha256_hex(owned)}
        block = named(payload) + named(owned) + named(canonical.write(event), "event")
        blocks.append(("Shuffle", block))
    return chained([*kept, *blocks])


@refused(49, "question.unsupported", each=KINDS)
def test_a_question_that_a_mixnet_answers(made: Case, question: Any) -> Case:
    """The generators of a mixer's commitments could be made with a trapdoor, which lets him change
    votes; there is no mixer."""
    return made.set_up(election=lambda election: election["questions"].append(question))


@refused(49, bel="archive.unsupported", groups=("Ed25519",))
def test_a_shuffle_with_generators_of_its_own(made: Case) -> bytes:
    """No commitment of a shuffle is believed, for none is read."""
    return shuffled({"ciphertexts": [], "proof": {"generators": ["1", "1"]}})


@refused(50, "question.unsupported")
def test_a_box_to_be_opened_ballot_by_ballot_without_a_shuffle(made: Case) -> Case | bytes:
    """In the order of the credentials each opened ballot has its voter's name."""
    return made.set_up(election=lambda election: election.update(questions=[NON_HOMOMORPHIC]))


@refused(50, bel="question.unsupported")
def test_the_same_with_all_ballots_opened(made: Case) -> bytes:
    """However complete the archive is."""
    return mixed(made)


@refused(51, bel="question.unsupported")
def test_ciphertexts_for_a_mixnet_that_are_no_elements(made: Case) -> bytes:
    """A mixer's proof speaks of elements of the group alone."""
    foreign = [[{"alpha": "0", "beta": "0"}]]
    tally = canonical.write([foreign])
    sized = {"num_tallied": 1, "total_weight": 1, "encrypted_tally": hashes.sha256_hex(tally)}
    return mixed(
        made, encrypted_tally=tally, sized=canonical.write(sized), partials=[], result=None
    )


@refused(52, bel="question.unsupported", each={"dropped": 0, "doubled": 2})
def test_ballots_for_a_mixnet_that_are_dropped_or_doubled(made: Case, times: int) -> bytes:
    """What comes out of a shuffle must be what went in, no more and no less."""
    return mixed(made, ballots=made.box.ballots[:1] * times, partials=[], result=None)


@refused(52, bel="archive.unsupported", groups=("Ed25519",))
def test_one_shuffle_twice(made: Case) -> bytes:
    """A proof that is carried from one mixer to the next shuffles nothing."""
    return shuffled({"ciphertexts": [], "proof": {}}, {"ciphertexts": [], "proof": {}})


@refused(53, bel="question.unsupported")
def test_ballots_for_a_mixnet_that_are_related(made: Case) -> bytes:
    """Who casts the square of another's ciphertext finds it again among the opened ones."""
    group = made.world.group

    def squared(ballot: Any) -> None:
        for choice in ballot["answers"][0]["choices"]:
            choice.update({part: group.times(choice[part], choice[part]) for part in choice})

    related = [*made.box.ballots, altered(made.box.ballots[0], squared)]
    return mixed(made, ballots=related, partials=[], result=None)


@refused(54, "question.unsupported")
def test_a_set_up_with_mixers(made: Case) -> Case | World:
    """An event that names its mixer without a signature can be anybody's."""
    return made.set_up(election=lambda election: election.update(questions=[NON_HOMOMORPHIC]))


@refused(54, bel="archive.unsupported", groups=("Ed25519",))
def test_a_shuffle_in_the_name_of_a_trustee(made: Case) -> bytes:
    """The owner of a shuffle is a number that anyone can write."""
    return shuffled({"ciphertexts": [], "proof": {}})
