"""Mutants of the count: the encrypted sum, its partial decryptions, the result."""

from __future__ import annotations

from random import Random
from typing import Any

from dauys.group import Element
from dauys.proofs.prove import prove_knowledge
from dauys.proofs.statements import Decryption
from dauys.wire import hashes, shape
from tests.fuzz.kinds import altering, repeating, several, single_only
from tests.fuzz.sealing import count, follow, partial
from tests.fuzz.values import other_element, twisted, wrong_decimal, wrong_element
from tests.fuzz.world import Box, spelt


def cell(box: Box, rng: Random) -> tuple[int, int]:
    """The place of a cell of the tally."""
    row = rng.randrange(len(box.tally))
    return row, rng.randrange(len(box.tally[row]))


@altering()
def product(box: Box, rng: Random) -> None:
    """The sum holds one more, or less, than the ballots; all that follows agrees with it."""
    row, place = cell(box, rng)
    step = rng.choice((1, -1))
    ciphertext = box.tally[row][place]
    power = box.power(step)
    ciphertext["beta"] = box.group.times(Element(ciphertext["beta"]), power)
    follow(box, "tally")
    counted = int(box.result["result"][row][place]) + step
    box.result["result"][row][place] = count(max(counted, 0))


@altering()
def masked(box: Box, rng: Random) -> None:
    """The same sum under other randomness: no product of these ballots."""
    row, place = cell(box, rng)
    nonce, key = box.draw(), Element(box.election["public_key"])
    for part, base in (("alpha", box.group.generator), ("beta", key)):
        mask = box.group.product_vartime([(base, nonce)])
        ciphertext = box.tally[row][place]
        ciphertext[part] = box.group.times(Element(ciphertext[part]), mask)
    follow(box, "tally")


@altering()
def left_out(box: Box, rng: Random) -> None:
    """One ballot that counts is left out of the sum, of its numbers and of the result."""
    voters = [who for who, _ in box.votes]
    who = rng.choice(voters)
    ballots, votes = box.ballots, box.votes
    box.ballots = [b for b, voted in zip(ballots, voters, strict=True) if voted != who]
    box.votes = [vote for vote in votes if vote[0] != who]
    follow(box, "ballots")
    box.ballots, box.votes = ballots, votes


@altering(where=repeating)
def undone(box: Box, rng: Random) -> None:
    """The first ballot of each credential is counted, and not the last."""
    ballots, votes = box.ballots, box.votes
    box.ballots, box.votes = ballots[::-1], votes[::-1]
    follow(box, "ballots")
    box.ballots, box.votes = ballots, votes


@altering(where=lambda plan: max(plan.weights) > 1)
def unweighed(box: Box, rng: Random) -> None:
    """The weights of the roll are not those by which was counted."""
    roll = box.roll
    keys = [entry.partition(",")[0] for entry in roll]
    voted = {ballot["credential"] for ballot in box.ballots}
    weights = [rng.choice((5, 6, 7)) if key in voted else 1 for key in keys]
    box.roll = [f"{key},{weight}" for key, weight in zip(keys, weights, strict=True)]
    follow(box, "ballots")
    box.roll = roll


@altering()
def numbers(box: Box, rng: Random) -> None:
    """How many ballots were counted, or their weight, is another number, or in another spelling."""
    field = rng.choice(("num_tallied", "total_weight"))
    old = box.sized[field]
    others = (old + 1, old - 1, 0, 2 * old, str(old), -old, float(old), None, 2**31, 10**12)
    box.sized[field] = rng.choice([each for each in others if repr(each) != repr(old)])


@altering()
def named(box: Box, rng: Random) -> None:
    """The sum that is named is another document of the box, or none of it."""
    others = (box.election, box.roll, box.ballots[0], "")
    box.sized["encrypted_tally"] = hashes.sha256_hex(spelt(rng.choice(others)))


@altering()
def element(box: Box, rng: Random) -> None:
    """A part of the sum, or a factor, that is not in the group, or in another spelling."""
    row, place = cell(box, rng)
    if rng.random() < 0.5:
        part = rng.choice(("alpha", "beta"))
        ciphertext = box.tally[row][place]
        ciphertext[part] = wrong_element(box.group, rng, ciphertext[part])
        follow(box, "tally")
    else:
        factors = rng.choice(box.partials)[1]["decryption_factors"]
        factors[row][place] = wrong_element(box.group, rng, factors[row][place])


@altering(verdict="any")
def twist(box: Box, rng: Random) -> None:
    """Any place of the sum, or of what describes it, is any other value."""
    if rng.random() < 0.5:
        box.tally = twisted(box, rng, box.tally)
        follow(box, "tally")
    else:
        box.sized = twisted(box, rng, box.sized)


@altering(where=single_only)
def factor(box: Box, rng: Random) -> None:
    """A factor is another element; the proof is made for it by who does not know better."""
    row, place = cell(box, rng)
    owner, document = rng.choice(box.partials)
    old = document["decryption_factors"][row][place]
    others = (other_element(box), box.tally[row][place]["beta"], box.group.identity)
    other = rng.choice([each for each in others if each != old])
    document["decryption_factors"][row][place] = other
    document["decryption_proofs"][row][place] = proven(box, owner, row, place, Element(other))


def proven(box: Box, owner: int, row: int, place: int, factor: Element) -> Any:
    """A proof of one factor, as honestly made as its claim allows."""
    key, fingerprint = box.keys[owner - 1], hashes.sha256_base64(spelt(box.election))
    alpha = Element(box.tally[row][place]["alpha"])
    claim = Decryption(box.group, fingerprint, box.power(key), alpha, factor)
    return shape.plain(prove_knowledge(claim, key, box.draw))


@altering(where=single_only)
def factor_last(box: Box, rng: Random) -> None:
    """A factor that is worked out from its proof, to which version 1 does not bind it."""
    row, place = cell(box, rng)
    owner, document = rng.choice(box.partials)
    group, key, fingerprint = (
        box.group,
        box.keys[owner - 1],
        hashes.sha256_base64(spelt(box.election)),
    )
    alpha, drawn = Element(box.tally[row][place]["alpha"]), box.draw()
    claim = Decryption(group, fingerprint, box.power(key), alpha, alpha)
    second = Element(other_element(box))
    challenge = claim.challenge((box.power(drawn), second))
    response = (drawn - challenge * key) % group.order
    # The proof holds if second = alpha^response factor^challenge.
    rest = group.over(second, group.product_vartime([(alpha, response)]))
    found = group.product_vartime([(rest, pow(challenge, -1, group.order))])
    document["decryption_factors"][row][place] = found
    proof = {"challenge": str(challenge), "response": str(response)}
    document["decryption_proofs"][row][place] = proof


@altering(where=single_only)
def proof_wrong(box: Box, rng: Random) -> None:
    """A proof of a factor is another, of another cell, or in another spelling."""
    row, place = cell(box, rng)
    _, document = rng.choice(box.partials)
    old = document["decryption_proofs"][row][place]
    field = rng.choice(("challenge", "response"))
    other = str((int(old[field]) + 1) % box.group.order)
    document["decryption_proofs"][row][place] = rng.choice(
        (
            {**old, field: other},
            {**old, field: wrong_decimal(box.group, rng, old[field])},
            {"challenge": old["response"], "response": old["challenge"]},
            box.trustees[0][1].get("pok"),
        )
    )


@altering()
def nonce(box: Box, rng: Random) -> None:
    """Two proofs of one trustee were made with one nonce; anyone can work out the key."""
    owner, document = rng.choice(box.partials)
    drawn = box.draw()
    key, fingerprint = box.keys[owner - 1], hashes.sha256_base64(spelt(box.election))
    for row, cells_ in enumerate(box.tally):
        for place, ciphertext in enumerate(cells_):
            known = document["decryption_factors"][row][place]
            alpha = Element(ciphertext["alpha"])
            claim = Decryption(box.group, fingerprint, box.power(key), alpha, known)
            made = shape.plain(prove_knowledge(claim, key, lambda: drawn))
            document["decryption_proofs"][row][place] = made


@altering(where=single_only)
def missing(box: Box, rng: Random) -> None:
    """One of the partial decryptions that are needed is not there, or comes twice."""
    place = rng.randrange(len(box.partials))
    if len(box.partials) > 1 and rng.random() < 0.5:
        del box.partials[place]
    else:
        again = rng.choice((box.partials[place], (box.partials[place][0], _again(box, place))))
        box.partials.insert(rng.randint(0, len(box.partials)), again)


def _again(box: Box, place: int) -> dict[str, Any]:
    """The same decryption with fresh proofs."""
    return partial(box, box.keys[box.partials[place][0] - 1])


@altering()
def owner(box: Box, rng: Random) -> None:
    """A partial decryption under a number that is another's or nobody's."""
    place = rng.randrange(len(box.partials))
    old, document = box.partials[place]
    known = range(1, len(box.keys) + 1)
    others = [n for n in (*known, 0, -1, len(box.keys) + 1, 2**31, 2**62, 10**25) if n != old]
    box.partials[place] = (rng.choice(others), document)


@altering(where=several)
def owners(box: Box, rng: Random) -> None:
    """Two trustees' partial decryptions bear each other's number."""
    one, two = rng.sample(range(len(box.partials)), 2)
    (first, a), (second, b) = box.partials[one], box.partials[two]
    box.partials[one], box.partials[two] = (first, b), (second, a)


@altering(where=single_only)
def stranger(box: Box, rng: Random) -> None:
    """A partial decryption by a key that is no trustee's."""
    place = rng.randrange(len(box.partials))
    box.partials[place] = (box.partials[place][0], partial(box, box.draw()))


@altering(where=single_only)
def another_sum(box: Box, rng: Random) -> None:
    """A partial decryption, without fault, of another sum than the record's."""
    whole = [[dict(each) for each in row] for row in box.tally]
    row, place = cell(box, rng)
    box.tally[row][place]["alpha"] = other_element(box)
    at = rng.randrange(len(box.partials))
    number = box.partials[at][0]
    box.partials[at] = (number, partial(box, box.keys[number - 1]))
    box.tally = whole


@altering(verdict="any")
def partial_twist(box: Box, rng: Random) -> None:
    """Any place of a partial decryption is any other value."""
    place = rng.randrange(len(box.partials))
    number, document = box.partials[place]
    box.partials[place] = (number, twisted(box, rng, document))


@altering()
def result(box: Box, rng: Random) -> None:
    """A count is another number, or another spelling of its number."""
    row, place = cell(box, rng)
    old = box.result["result"][row][place]
    others = (
        old + 1, old - 1, old + box.group.order, str(old), float(old), -old, None, "", [old],
        old + 10**11, str(old + box.group.order), 2**62,
    )  # fmt: skip
    box.result["result"][row][place] = rng.choice([o for o in others if repr(o) != repr(old)])


@altering()
def moved(box: Box, rng: Random) -> None:
    """Votes of one answer are given to another."""
    row, place = cell(box, rng)
    counts = box.result["result"][row]
    other = rng.choice([n for n in range(len(counts)) if n != place])
    counts[place], counts[other] = counts[place] + 1, counts[other] - 1
    if counts[other] < 0:
        counts[place], counts[other] = counts[place] - 1, counts[other] + 2


@altering()
def result_shape(box: Box, rng: Random) -> None:
    """A count too few or too many, a row too few or too many, nothing at all."""
    rows = box.result["result"]
    row = rng.choice(rows)
    choice = rng.randrange(5)
    if choice == 0:
        row.pop()
    elif choice == 1:
        row.append(0)
    elif choice == 2:
        rows.append([0])
    elif choice == 3:
        rows.pop()
    else:
        box.result = rng.choice(({}, [], {"result": {}}, {"result": None}, rows))


@altering(verdict="any")
def result_twist(box: Box, rng: Random) -> None:
    """Any place of the result is any other value."""
    box.result = twisted(box, rng, box.result)
