"""What a hostile voter can make: a signed ballot of any numbers, proved as well as may be."""

from __future__ import annotations

from collections.abc import Sequence

from dauys.ballots.challenge import Challenge, Opening
from dauys.ballots.check import overall_context, sum_of
from dauys.ballots.wire import Answer, UnsignedBallot
from dauys.parties import voter
from dauys.parties.pending import Pending
from dauys.parties.voter import encrypt_answer, sign
from dauys.proofs.prove import prove_disjunction, prove_interval
from dauys.proofs.statements import BlankOrInterval, Interval, NotBoth
from dauys.proofs.wire import Ciphertext
from tests.ballots.world import World, valid


def forged(
    world: World,
    numbers: list[int],
    claimed: list[int],
    *,
    context: str | None = None,
    whole: str | None = None,
) -> bytes:
    """A ballot of the first voter for one question that encrypts ``numbers``.

    The individual proofs are made as if ``claimed`` were encrypted. ``context`` and ``whole`` are
    S0 and S of the hashes, where they are not the right ones.
    """
    group, sealed = world.group, world.sealed
    key, question = sealed.public_key, sealed.election.questions[0]
    context = f"{sealed.fingerprint}|{world.public(0)}" if context is None else context
    nonces = [world.draw() for _ in numbers]
    choices = tuple(
        encrypted(world, number, nonce) for number, nonce in zip(numbers, nonces, strict=True)
    )
    individual = tuple(
        prove_interval(Interval(group, key, context, choice, 0, 1), number, nonce, world.draw)
        for choice, number, nonce in zip(choices, claimed, nonces, strict=True)
    )
    whole = overall_context(context, choices) if whole is None else whole
    total = Interval(group, key, whole, sum_of(sealed, choices), question.min, question.max)
    overall = prove_interval(total, sum(numbers), sum(nonces) % group.order, world.draw)
    answers = (Answer(choices, individual, overall),)
    unsigned = UnsignedBallot(sealed.election.uuid, sealed.fingerprint, world.public(0), answers)
    return sign(sealed, unsigned, world.secret(0), world.draw)


def reproved(
    world: World, known: Pending, who: int = 0, others: Sequence[tuple[int, int]] = ()
) -> Pending:
    """The same ciphertexts in another ballot, its proofs made anew: another code, one opening.

    ``others`` names choices, by question and cell from 0, that get randomness of their own.
    """
    public, answers, openings = world.public(who), [], []
    context = f"{world.sealed.fingerprint}|{public}"
    questions = world.sealed.election.questions
    for number, (question, old) in enumerate(zip(questions, known.challenge.answers, strict=True)):
        nonces = tuple(
            world.draw() if (number, cell) in others else nonce
            for cell, nonce in enumerate(old.randomness)
        )
        made = encrypt_answer(world.sealed, question, old.choices, nonces, context, world.draw)
        answers.append(made)
        openings.append(Opening(old.choices, nonces))
    uuid = world.sealed.election.uuid
    ballot = UnsignedBallot(uuid, world.sealed.fingerprint, public, tuple(answers))
    return Pending(world.group.name, Challenge(ballot, tuple(openings)))


def encrypted(world: World, number: int, nonce: int) -> Ciphertext:
    """Any number under the key: the voter's own code takes only 0 and 1."""
    group = world.group
    mask = group.power_secret(world.sealed.public_key, nonce)
    beta = group.times(mask, group.power_secret(group.generator, number))
    return Ciphertext(group.power_secret(group.generator, nonce), beta)


def forged_blank(
    world: World, numbers: list[int], both: int | None = None, enough: int | None = None
) -> bytes:
    """A ballot whose first answer, to a question that allows blank, encrypts ``numbers``.

    Blank comes first; other questions are answered honestly. The individual proofs are honest.
    ``both`` and ``enough`` are the branches by which the blank and the overall proof are made: by
    default those that an honest voter would take.
    """
    group, sealed = world.group, world.sealed
    key, question = sealed.public_key, sealed.election.questions[0]
    context = f"{sealed.fingerprint}|{world.public(0)}"
    nonces = [world.draw() for _ in numbers]
    choices = tuple(
        encrypted(world, number, nonce) for number, nonce in zip(numbers, nonces, strict=True)
    )
    individual = tuple(
        prove_interval(Interval(group, key, context, choice, 0, 1), number, nonce, world.draw)
        for choice, number, nonce in zip(choices, numbers, nonces, strict=True)
    )
    whole, blank, chosen = overall_context(context, choices), numbers[0], sum(numbers[1:])
    pair = (choices[0], sum_of(sealed, choices[1:]))
    secrets = (nonces[0], sum(nonces[1:]) % group.order)
    if both is None:
        both = 0 if blank == 0 else 1
    if enough is None:
        enough = 0 if blank == 1 else 1 + chosen - question.min
    overall = prove_disjunction(
        BlankOrInterval(group, key, whole, *pair, question.min, question.max),
        enough,
        secrets[min(enough, 1)],
        world.draw,
    )
    not_both = NotBoth(group, key, whole, *pair)
    blank_proof = prove_disjunction(not_both, both, secrets[both], world.draw)
    others = voter.encrypt(sealed, world.public(0), valid(world), world.draw).answers[1:]
    answers = (Answer(choices, individual, overall, blank_proof), *others)
    unsigned = UnsignedBallot(sealed.election.uuid, sealed.fingerprint, world.public(0), answers)
    return sign(sealed, unsigned, world.secret(0), world.draw)
