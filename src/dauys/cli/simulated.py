"""A simulated vote written down: as an archive, or as a record in a folder.

What the parties do is in `dauys.parties.simulated`; here their documents are put in order and
stored, ballots as they come, so that memory does not grow with them. Nothing is synced, and
nothing of a run that broke off is kept: it is made again (`dauys.cli.unfinished`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dauys import group as groups
from dauys.cli import workers
from dauys.group import Element
from dauys.parties import trustee
from dauys.parties.simulated import Simulation, Tally, Voters, encrypted_sum, none_counted
from dauys.parties.trustee import PrivateKey
from dauys.question.election import (
    SIMULATED,
    Election,
    Question,
    SealedElection,
    read_election,
    write_election,
)
from dauys.question.trustees import PublicKey, write_trustees
from dauys.record.belenios import ArchiveWriter, closing_events, opening_event
from dauys.record.box import BoxDocuments
from dauys.tally.wire import EncryptedTally, PartialDecryption, Result, SizedEncryptedTally
from dauys.wire import hashes, shape

PIECE = 256  # ballots at a time: as many as an entry bundle holds
CREDENTIALS = 4096  # of a roll at a time
TIMESTAMP = 1_830_000_000  # seconds; one seed gives the same archive every time

# Of a worker, from its beginning.
_voters: Voters
_simulation: Simulation
_power: Callable[[int], Element]


@dataclass(frozen=True, slots=True)
class Counted:
    """The documents of a count: the sum, its numbers, its opening, the result."""

    tally: EncryptedTally
    data: bytes
    sized: bytes
    partial: PartialDecryption
    numbers: tuple[int, ...]

    @property
    def result(self) -> bytes:
        """The document of the result."""
        return shape.write(Result((self.numbers,)))


@dataclass(slots=True)
class Casting:
    """A simulation at work: on how many cores, and whom to tell of each thing made."""

    simulation: Simulation
    workers: int
    advance: Callable[[int], None]

    def trustee(self) -> tuple[PrivateKey, PublicKey]:
        """The one trustee, with the proof that its key is known."""
        simulation = self.simulation
        draw = simulation.draw("trustee")
        return trustee.generate_key(groups.named(simulation.group), draw, "Simulated")

    def trustees(self) -> bytes:
        """The list of trustees."""
        return write_trustees([self.trustee()[1]])

    def roll(self) -> bytes:
        """The roll: the public credential of every voter."""
        starts = range(0, self.simulation.voters, CREDENTIALS)
        parts = []
        given = (self.simulation,)
        for part in workers.answers(self.workers, _begin_roll, given, _credentials, starts):
            parts.append(part)
            self.advance(part.count(b",") + 1)
        return b"[" + b",".join(parts) + b"]"

    def ballots(self, election: bytes, tally: Tally) -> Iterator[list[bytes]]:
        """All ballots in their order, some at a time; counts them into ``tally``."""
        starts = range(0, self.simulation.ballots, PIECE)
        given = (self.simulation, election, self.trustee()[0].x)
        for made, counted in workers.answers(self.workers, _begin, given, _ballots, starts):
            tally.join(counted)
            yield made
            self.advance(len(made))

    def count(self, sealed: SealedElection, summed: Tally) -> Counted:
        """The sum, decrypted and opened."""
        key = self.trustee()[0]
        tally = encrypted_sum(Voters(self.simulation, sealed, key.x), summed)
        data = shape.write(tally, EncryptedTally)
        sized = SizedEncryptedTally(summed.ballots, summed.ballots, hashes.sha256_hex(data))
        partial = trustee.decrypt(sealed, tally, key, self.simulation.draw("decryption"))
        numbers = tuple(number for _, number in summed.cells)
        return Counted(tally, data, shape.write(sized), partial, numbers)


def _begin(simulation: Simulation, election: bytes, key: int) -> None:
    """What a worker needs for all of its pieces."""
    global _voters
    _voters = Voters(simulation, read_election(election), key)


def _begin_roll(simulation: Simulation) -> None:
    global _simulation, _power
    group = groups.named(simulation.group)
    _simulation, _power = simulation, group.powers_vartime(group.generator)


def _credentials(start: int) -> bytes:
    simulation, power = _simulation, _power
    numbers = range(start, min(start + CREDENTIALS, simulation.voters))
    return ",".join(f'"{power(simulation.credential(each))}"' for each in numbers).encode()


def _ballots(start: int) -> tuple[list[bytes], Tally]:
    numbers = range(start, min(start + PIECE, _voters.simulation.ballots))
    tally = none_counted(_voters.sealed.election.questions[0].cells)
    return [_voters.ballot(number, tally) for number in numbers], tally


def election_of(casting: Casting) -> bytes:
    """The parameters of the archive's box."""
    simulation = casting.simulation
    question = Question(("1", "2"), blank=simulation.blank or None, min=1, max=1, question="1 / 2")
    key, group = casting.trustee()[0].public, simulation.group
    description = f"{simulation.ballots} / {simulation.voters} · {SIMULATED}"
    return write_election(
        Election(1, description, "Simulated", group, key, (question,), simulation.uuid())
    )


def write_box(casting: Casting, out: Path) -> None:
    """Writes the archive of the simulated box, over what stands there."""
    box = BoxDocuments(TIMESTAMP, election_of(casting), casting.trustees(), casting.roll())
    sealed = read_election(box.election)
    tally = none_counted(sealed.election.questions[0].cells)
    writer = ArchiveWriter(TIMESTAMP)
    with out.open("wb") as stream:
        stream.write(writer.header() + writer.event(*opening_event(box)))
        for ballots in casting.ballots(box.election, tally):
            stream.writelines(writer.event("Ballot", (ballot,)) for ballot in ballots)
        counted = casting.count(sealed, tally)
        box.closed, box.encrypted_tally, box.sized = True, counted.data, counted.sized
        box.partials.append((1, shape.write(counted.partial)))
        box.result = counted.result
        stream.writelines(writer.event(*event) for event in closing_events(box))
