"""Step 10: the ballots, cast and challenged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from dauys.ballots import challenge, check
from dauys.ballots.box import BallotBox
from dauys.ballots.challenge import Challenge, Opening
from dauys.ballots.wire import Answer, BallotChallenged, UnsignedBallot
from dauys.group.modp import Modp
from dauys.parties import pending, voter
from dauys.parties.credential import public_key, secret_exponent
from dauys.proofs import wire
from dauys.proofs.prove import prove_interval
from dauys.proofs.statements import Interval
from dauys.proofs.verify import check_disjunction, check_knowledge
from dauys.proofs.wire import Ciphertext
from dauys.verification import steps, survey
from dauys.verification.judging import HERE
from dauys.wire import canonical, shape
from tests.ballots.forged import encrypted, forged, forged_blank
from tests.ballots.world import parsed, resigned
from tests.verification.bites.bite import bites
from tests.verification.bites.forge import ballot_event, box_world, cast, cut, played
from tests.verification.world import World

YES = [[1, 0]]
Json = Any


def resealed(change: Callable[[Json], object]) -> World:
    """A voter alters the own ballot, signs it again and casts it."""
    world = box_world()
    ballot = parsed(world.ballot(0, YES))
    change(ballot)
    return cast(resigned(world, 0, ballot))


# What a ballot holds


@bites(steps.BALLOTS, "ballot.proof", without=[check_disjunction])
def test_the_interval_proof_of_a_choice() -> World:
    """Two votes for one answer, and one against the other."""
    return cast(forged(box_world(), [2, -1], [1, 0]))


@bites(steps.BALLOTS, "ballot.sum", without=[check_disjunction])
def test_the_overall_proof() -> World:
    """A vote for each answer."""
    return cast(forged(box_world(), [1, 1], [1, 1]))


@bites(steps.BALLOTS, "ballot.blank", without=[check_disjunction])
def test_the_blank_proof() -> World:
    """A blank vote and one for an answer."""
    whole = played(blank=True)
    return cast(forged_blank(box_world(whole), [1, 1, 0], both=0, enough=0), of=whole)


@bites(steps.BALLOTS, "ballot.sum", without=[check_disjunction])
def test_the_overall_proof_beside_blank() -> World:
    """Not blank, and a vote for each answer."""
    whole = played(blank=True)
    return cast(forged_blank(box_world(whole), [0, 1, 1]), of=whole)


@bites(steps.BALLOTS, "ballot.blank", without=[check.check_sum])
def test_that_there_is_no_blank_proof_where_there_is_no_blank() -> World:
    """Whatever stands there is proven by nothing, and could carry a message."""

    def more(ballot: Json) -> None:
        answer = ballot["answers"][0]
        answer["blank_proof"] = answer["overall_proof"]

    return resealed(more)


@bites(steps.BALLOTS, "ballot.answers", without=[check.check_answer])
def test_the_number_of_choices() -> World:
    """A vote for an answer that the question does not have."""
    return cast(forged(box_world(), [0, 0, 1], [0, 0, 1]))


@bites(steps.BALLOTS, "ballot.answers", without=[check.check_unsigned, check])
def test_the_number_of_answers() -> World:
    """An answer to a question that nobody has put."""
    return resealed(lambda ballot: ballot["answers"].append(ballot["answers"][0]))


@bites(steps.BALLOTS, "proof.scalar", without=[wire.check_scalars])
def test_that_a_scalar_has_one_spelling() -> World:
    """A response of q more proves the same: one ballot under two trackers."""
    order = played().builder.group.order

    def larger(ballot: Json) -> None:
        proof = ballot["answers"][0]["overall_proof"][0]
        proof["response"] = str(int(proof["response"]) + order)

    return resealed(larger)


@bites(steps.BALLOTS, "json.canonical", without=[canonical.parse, shape.read])
def test_that_a_ballot_has_one_spelling() -> World:
    """White space: one ballot under two trackers."""
    data = box_world().ballot(0, YES)
    return cast(data.replace(b":", b": ", 1))


@bites(steps.BALLOTS, "group.member", without=[Modp.element])
def test_that_a_ciphertext_lies_in_the_group() -> World:
    """An alpha of twice the order: half of all challenges hide the sign, and it tells something."""
    whole = played(group="BELENIOS-2048")
    return cast(with_a_sign(whole), of=whole)


def with_a_sign(whole: Any) -> bytes:
    """A ballot one alpha of which is negated; its challenges are all even, so that it verifies."""
    world = box_world(whole)
    group, sealed, draw = world.group, world.sealed, world.draw
    context = f"{sealed.fingerprint}|{world.public(0)}"
    nonces = [draw(), draw()]
    first, second = (encrypted(world, number, r) for number, r in zip((1, 0), nonces, strict=True))
    negated = Ciphertext(group.times(first.elements()[0], str(group._p - 1)), first.beta)
    choices = (negated, second)
    total = check.sum_of(sealed, choices)
    whole_context = check.overall_context(context, choices)
    claims = [
        (Interval(group, sealed.public_key, context, negated, 0, 1), 1, nonces[0]),
        (Interval(group, sealed.public_key, context, second, 0, 1), 0, nonces[1]),
        (Interval(group, sealed.public_key, whole_context, total, 1, 1), 1, sum(nonces)),
    ]
    one, two, overall = (even(claim, number, r, draw) for claim, number, r in claims)
    answers = (Answer(choices, (one, two), overall),)
    ballot = UnsignedBallot(sealed.election.uuid, sealed.fingerprint, world.public(0), answers)
    return voter.sign(sealed, ballot, world.secret(0), draw)


def even(claim: Interval, number: int, randomness: int, draw: Any) -> Any:
    """A proof whose challenges are all even."""
    while True:
        proofs = prove_interval(claim, number, randomness, draw)
        if all(proof.challenge % 2 == 0 for proof in proofs):
            return proofs


# Whose it is


@bites(steps.BALLOTS, "ballot.election", without=[check.check_unsigned])
def test_that_a_ballot_names_its_box() -> World:
    """A ballot that was made for another box, under the same words."""
    other = played().builder.made[1].public.uuid
    return resealed(lambda ballot: ballot.update(election_uuid=other))


@bites(steps.BALLOTS, "ballot.credential", without=[check.check_unsigned])
def test_that_a_credential_stands_on_the_roll() -> World:
    """An elector whom nobody has registered."""
    sealed, secret = box_world().sealed, "zzzzz-zzzzzz-zzzzz-zzzzzz"
    made = played().builder
    public = public_key(made.group, sealed.election.uuid, secret)
    unsigned = voter.encrypt(sealed, public, YES, made.draw)
    exponent = secret_exponent(made.group, sealed.election.uuid, secret)
    return cast(voter.sign(sealed, unsigned, exponent, made.draw))


@bites(steps.BALLOTS, "ballot.signature", without=[check_knowledge])
def test_the_signature() -> World:
    """Whoever has the roll votes in the name of all who stand on it."""
    world = box_world()
    unsigned = voter.encrypt(world.sealed, world.public(0), YES, world.draw)
    return cast(voter.sign(world.sealed, unsigned, world.secret(1), world.draw))


@bites(steps.BALLOTS, "ballot.hash", without=[check.check_signature])
def test_that_the_signature_covers_the_ballot() -> World:
    """A signature of another ballot of the same voter, under answers that somebody else chose."""
    world = box_world()
    signed = parsed(world.ballot(0, YES))
    other = parsed(world.ballot(0, [[0, 1]]))
    return cast(canonical.write(other | {"signature": signed["signature"]}))


# Which others are in the box


@bites(steps.BALLOTS, "ballot.duplicate", without=[BallotBox.cast])
def test_that_no_ballot_is_cast_twice() -> World:
    """An old ballot that comes back undoes the later one of the same voter."""
    world = cut("ballot.cast")
    world.entries.append(world.entries[world.find("ballot.cast", -2)])
    return world


# The same where ballots are judged later, piece by piece (`dauys.verification.survey`)


@bites(steps.BALLOTS, "ballot.duplicate", without=[survey._judge], execution=HERE)
def test_that_no_ballot_of_pieces_is_cast_twice() -> World:
    """An old ballot that comes back undoes the later one of the same voter."""
    world = cut("ballot.cast")
    world.entries.append(world.entries[world.find("ballot.cast", -2)])
    return world


@bites(steps.BALLOTS, "ballot.challenged", without=[survey._judge], execution=HERE)
def test_that_a_challenged_ballot_of_pieces_is_not_cast() -> World:
    """Everybody knows what it holds."""
    prepared, signed = waiting()
    world = ballot_event(BallotChallenged, prepared.opened(), cut("ballot.cast"))
    world.entries += cast(signed).entries[-1:]
    return world


@bites(steps.BALLOTS, "challenge.cast", without=[survey._look], execution=HERE)
def test_that_a_cast_ballot_of_pieces_is_not_opened() -> World:
    """It would tell how its voter voted."""
    prepared, signed = waiting()
    return ballot_event(BallotChallenged, prepared.opened(), cast(signed))


@bites(steps.BALLOTS, "challenge.repeated", without=[survey._look], execution=HERE)
def test_that_a_ballot_beside_pieces_is_challenged_once() -> World:
    """One and the same event twice."""
    prepared, _ = waiting()
    world = ballot_event(BallotChallenged, prepared.opened(), cut("ballot.cast"))
    world.entries.append(world.entries[-1])
    return world


def waiting() -> tuple[Any, bytes]:
    """A ballot that was prepared, and the same one signed."""
    world = box_world()
    prepared = pending.prepare(world.sealed, world.credentials[0], YES, world.draw)
    return prepared, pending.cast(prepared, world.credentials[0], world.draw)


@bites(steps.BALLOTS, "ballot.challenged", without=[BallotBox.cast])
def test_that_a_challenged_ballot_is_not_cast() -> World:
    """Everybody knows what it holds."""
    prepared, signed = waiting()
    world = ballot_event(BallotChallenged, prepared.opened(), cut("ballot.cast"))
    world.entries += cast(signed).entries[-1:]
    return world


@bites(steps.BALLOTS, "challenge.cast", without=[BallotBox.check_uncast])
def test_that_a_cast_ballot_is_not_opened() -> World:
    """It would tell how its voter voted."""
    prepared, signed = waiting()
    return ballot_event(BallotChallenged, prepared.opened(), cast(signed))


@bites(steps.BALLOTS, "challenge.repeated", without=[BallotBox.challenge])
def test_that_a_ballot_is_challenged_once() -> World:
    """One and the same event twice."""
    prepared, _ = waiting()
    world = ballot_event(BallotChallenged, prepared.opened(), cut("ballot.cast"))
    world.entries.append(world.entries[-1])
    return world


# What a challenge opens


def opened(change: Callable[[Opening], Opening]) -> World:
    """A challenge that shows another opening than the ballot has."""
    prepared, _ = waiting()
    honest: Challenge = prepared.challenge
    other = replace(honest, answers=tuple(change(each) for each in honest.answers))
    return ballot_event(BallotChallenged, shape.write(other), cut("ballot.cast"))


@bites(steps.BALLOTS, "challenge.opening", without=[challenge.check_opening])
def test_that_a_challenged_ballot_holds_what_it_shows() -> World:
    """The machine encrypted yes, and shows no."""
    return opened(lambda each: replace(each, choices=each.choices[::-1]))


@bites(
    steps.BALLOTS,
    "challenge.choice",
    without=[challenge.check_opening],
    meanwhile=[(check_disjunction, "ballot.sum"), (check_disjunction, "ballot.proof")],
)
def test_that_a_challenged_ballot_holds_a_choice() -> World:
    """It opens to two votes: no voter ever asked for that.

    A proof that cannot be made stands before; only where that has fallen is this one seen.
    """
    world = box_world()
    nonces = (world.draw(), world.draw())
    honest = parsed(world.ballot(0, YES))
    choices = [shape.plain(encrypted(world, 1, nonce)) for nonce in nonces]
    honest["answers"][0]["choices"] = choices
    del honest["signature"]
    ballot = shape.value_of(UnsignedBallot, honest)
    data = shape.write(Challenge(ballot, (Opening((1, 1), nonces),)))
    return ballot_event(BallotChallenged, data, cut("ballot.cast"))


@bites(steps.BALLOTS, "challenge.randomness", without=[challenge.check_opening])
def test_that_randomness_has_one_spelling() -> World:
    """A number of q more opens the same."""
    order = played().builder.group.order
    return opened(lambda each: replace(each, randomness=tuple(r + order for r in each.randomness)))


@bites(steps.BALLOTS, "challenge.answers", without=[challenge.check_opening, challenge])
def test_that_every_choice_is_opened() -> World:
    """One choice stays closed."""
    return opened(lambda each: replace(each, randomness=each.randomness[:1]))


@bites(steps.BALLOTS, "challenge.answers", without=[challenge.check_challenge, challenge])
def test_that_every_answer_is_opened() -> World:
    """One question stays closed."""
    prepared, _ = waiting()
    none = replace(prepared.challenge, answers=())
    return ballot_event(BallotChallenged, shape.write(none), cut("ballot.cast"))
