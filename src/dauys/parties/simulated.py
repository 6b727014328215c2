"""A simulated vote: every voter, the trustee and the registrar, of one seed.

For measurements and rehearsals of a size that nobody could play: millions of honest ballots, the
same bytes for the same seed. Its secrets are no secrets, so that every logarithm is known, and each
element is one power of g, by tables. The statements and their hashes are those of every ballot.
A vote that was made so says so itself; what says it is for the record to carry.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from dauys import group as groups
from dauys.ballots.check import overall_context
from dauys.ballots.wire import Answer, Ballot, Signature, UnsignedBallot, digest
from dauys.group import Element, Group
from dauys.parties.credential import BASE58
from dauys.parties.trustee import PrivateKey
from dauys.proofs.prove import Draw
from dauys.proofs.statements import BallotSignature, BlankOrInterval, Disjunction, Interval, NotBoth
from dauys.proofs.wire import Ciphertext, Proof
from dauys.question.election import SealedElection
from dauys.wire import shape

Logs = tuple[int, int]  # of alpha and of beta


@dataclass(frozen=True, slots=True)
class Simulation:
    """All that fixes a simulated vote; where there are more ballots than voters, some vote again.

    The voter of a ballot is its number modulo ``voters``, so that the last ballots count.
    """

    group: str
    seed: int
    voters: int
    ballots: int
    blank: bool

    def draw(self, *purpose: str | int) -> Draw:
        """The scalars of one purpose, in 1..q-1, from the seed."""
        order, count = groups.named(self.group).order, 0
        name = "|".join(map(str, ("dauys/simulated", self.group, self.seed, *purpose)))
        length = (order.bit_length() + 135) // 8

        def draw() -> int:
            nonlocal count
            count += 1
            wide = hashlib.shake_256(f"{name}|{count}".encode()).digest(length)
            return 1 + int.from_bytes(wide, "big") % (order - 1)

        return draw

    def key(self, party: str) -> PrivateKey:
        """The private key of the trustee or the registrar."""
        group, secret = groups.named(self.group), self.draw(party)()
        return PrivateKey(secret, group.power_secret(group.generator, secret))

    def uuid(self) -> str:
        """The UUID of the one box."""
        digits = hashlib.shake_256(f"{self!r}".encode()).digest(14)
        return "".join(BASE58[digit % 58] for digit in digits)

    def counts(self, number: int) -> bool:
        """Whether a ballot is the last of its voter."""
        return number + self.voters >= self.ballots

    def credential(self, voter: int) -> int:
        """The secret of a voter; as every secret here, it follows from the seed."""
        return self.draw("voter", voter)()


@dataclass(slots=True)
class Tally:
    """The sum of the counted ballots, by its logarithms: of each cell (r, m)."""

    cells: list[list[int]]
    ballots: int = 0

    def add(self, nonces: Sequence[int], numbers: Sequence[int]) -> None:
        """Counts one ballot."""
        self.ballots += 1
        for cell, nonce, number in zip(self.cells, nonces, numbers, strict=True):
            cell[0] += nonce
            cell[1] += number

    def join(self, other: Tally) -> None:
        """Adds up what was counted elsewhere."""
        self.ballots += other.ballots
        for cell, more in zip(self.cells, other.cells, strict=True):
            cell[0] += more[0]
            cell[1] += more[1]


def none_counted(cells: int) -> Tally:
    """The sum of no ballots."""
    return Tally([[0, 0] for _ in range(cells)])


@dataclass(slots=True)
class Voters:
    """Everyone who votes in the box of a simulation, with its one question."""

    simulation: Simulation
    sealed: SealedElection
    key: int = field(repr=False)
    power: Callable[[int], Element] = field(init=False)

    def __post_init__(self) -> None:
        self.power = self.group.powers_vartime(self.group.generator)

    @property
    def group(self) -> Group:
        return self.sealed.group

    def ballot(self, number: int, tally: Tally) -> bytes:
        """The bytes of one ballot, counted in ``tally`` where it is its voter's last."""
        draw = self.simulation.draw("ballot", number)
        secret = self.simulation.credential(number % self.simulation.voters)
        public = self.power(secret)
        cells = self.sealed.election.questions[0].cells
        chosen = [0] * cells
        chosen[draw() % cells] = 1  # no answer is favoured
        nonces = [draw() for _ in chosen]
        if self.simulation.counts(number):
            tally.add(nonces, chosen)
        answer = self._answer(f"{self.sealed.fingerprint}|{public}", chosen, nonces, draw)
        named = (self.sealed.election.uuid, self.sealed.fingerprint, public, (answer,))
        hashed = digest(UnsignedBallot(*named))
        nonce = draw()
        statement = BallotSignature(self.group, public, hashed)
        challenge = statement.challenge((self.power(nonce),))
        proof = Proof(challenge, (nonce - challenge * secret) % self.group.order)
        return shape.write(Ballot(*named, Signature(hashed, proof)))

    def _logs(self, number: int, nonce: int) -> Logs:
        return nonce, (self.key * nonce + number) % self.group.order

    def _encrypted(self, logs: Logs) -> Ciphertext:
        return Ciphertext(*map(self.power, logs))

    def _answer(self, context: str, chosen: list[int], nonces: list[int], draw: Draw) -> Answer:
        group, key, question = self.group, self.sealed.public_key, self.sealed.election.questions[0]
        logs = [self._logs(*pair) for pair in zip(chosen, nonces, strict=True)]
        choices = tuple(map(self._encrypted, logs))
        individual = []
        for choice, known, number in zip(choices, logs, chosen, strict=True):
            statement = Interval(group, key, context, choice, 0, 1)
            individual.append(self._prove(statement, [known, known], number, known[0], draw))
        whole = overall_context(context, choices)
        answers = slice(question.cells - len(question.answers), None)
        nonce = sum(nonces[answers]) % group.order
        known = self._logs(sum(chosen[answers]), nonce)
        total = self._encrypted(known)
        if not question.blank:
            bounds = Interval(group, key, whole, total, question.min, question.max)
            overall = self._prove(bounds, [known], 0, nonce, draw)
            return Answer(choices, tuple(individual), overall)
        blank = chosen[0]
        secrets = (nonce, nonces[0])
        enough = BlankOrInterval(group, key, whole, choices[0], total, 1, 1)
        overall = self._prove(enough, [logs[0], known], 1 - blank, secrets[blank], draw)
        not_both = NotBoth(group, key, whole, choices[0], total)
        alone = self._prove(not_both, [logs[0], known], blank, secrets[1 - blank], draw)
        return Answer(choices, tuple(individual), overall, alone)

    def _prove(
        self, statement: Disjunction, logs: list[Logs], true: int, secret: int, draw: Draw
    ) -> tuple[Proof, ...]:
        """A proof by its branch ``true``: `prove_disjunction`, where every logarithm is known.

        The commitments of a part are g^response alpha^challenge and y^response (beta / g^n) to the
        challenge. Those of the true branch are drawn as if its challenge were 0.
        """
        order, parts = self.group.order, []
        commitments: list[Element] = []
        for branch, ((alpha, beta), (_, number)) in enumerate(
            zip(logs, statement.branches, strict=True)
        ):
            response, challenge = draw(), 0 if branch == true else draw()
            parts.append((challenge, response))
            first = response + alpha * challenge
            second = self.key * response + (beta - number) * challenge
            commitments += (self.power(first), self.power(second))
        rest = sum(challenge for challenge, _ in parts)
        challenge = (statement.challenge(tuple(commitments)) - rest) % order
        parts[true] = challenge, (parts[true][1] - challenge * secret) % order
        return tuple(Proof(*part) for part in parts)


def encrypted_sum(voters: Voters, tally: Tally) -> tuple[tuple[Ciphertext, ...], ...]:
    """The ciphertexts of the counted sum, from its logarithms."""
    order, power = voters.group.order, voters.power
    return (
        tuple(
            Ciphertext(power(nonce % order), power((voters.key * nonce + number) % order))
            for nonce, number in tally.cells
        ),
    )
