"""Row 24: random proofs, made and checked; ``make fuzz`` asks for a hundred thousand.

python -m tests.attacks.random_proofs 100000
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator

from dauys.errors import Refused
from dauys.group import Group
from dauys.group.ed25519 import ED25519
from dauys.proofs.prove import prove_knowledge
from dauys.proofs.statements import TrusteeKey
from dauys.proofs.verify import check_knowledge
from tests.ballots.world import seeded


def random_proofs(group: Group, number: int) -> Iterator[int]:
    """Makes and checks so many proofs of random keys; gives the lengths of their scalars."""
    source, draw = random.Random(24), seeded(group, 25)
    for _ in range(number):
        secret = source.randrange(1, group.order)
        claim = TrusteeKey(group, group.power_secret(group.generator, secret))
        proof = prove_knowledge(claim, secret, draw)
        check_knowledge(claim, proof, Refused("trustees.proof"))
        yield min(len(str(proof.challenge)), len(str(proof.response)))


def main() -> None:
    """Makes as many as the command line says; one that fails ends it with its refusal."""
    number = int(sys.argv[1])
    shortest = min(random_proofs(ED25519, number))
    sys.stdout.write(f"{number} random proofs hold; the shortest scalar has {shortest} digits\n")


if __name__ == "__main__":
    main()
