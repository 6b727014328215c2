"""How long the native kernel takes for a ballot, and how near that is to what its products allow.

    python benchmarks/kernel.py [BALLOTS]

Seconds of the processor on one thread, the least of several runs: one product of field elements, an
element of a roll, a ballot (Yes or No, without blank and with it), in Ed25519 and BELENIOS-2048,
for each kind of arithmetic that the processor has; the latter with GMP too. The limit is the number
of products that a ballot needs times one product.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from dauys import group as groups
from dauys.ballots.arithmetic import REFERENCE
from dauys.ballots.native import Native, form_of, load
from dauys.group import Element
from dauys.group.belenios2048 import BELENIOS_2048
from dauys.group.kernel import PATHS
from dauys.parties import credential, trustee, voter
from dauys.question.election import (
    Election,
    Question,
    SealedElection,
    read_election,
    write_election,
)
from dauys.question.roll import read_roll, write_roll

# Products of a Yes/No ballot, a square taken as 0.73 of one: benchmarks/README.md counts them.
PRODUCTS = {False: 20_400, True: 33_600}
# Of one in BELENIOS-2048, 512 a call, products and squares apart: counted there too.
MODP = {False: (1324, 1666), True: (2382, 2592)}
MODP_BALLOTS = 512
ROUNDS = 7
ROUNDS_OF_PRODUCTS = 200_000
ROUNDS_MODP = 2_000


def least(work: Callable[[], object]) -> float:
    """Seconds of the processor that the fastest of several runs took."""
    times = []
    for _ in range(ROUNDS):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)


def box(blank: bool, name: str = "Ed25519") -> tuple[SealedElection, list[bytes], list[str]]:
    """An election, a few ballots of it, and their credentials."""
    group = groups.named(name)
    _, public = trustee.generate_key(group)
    uuid = credential.generate_uuid()
    question = Question(("Yes", "No"), blank=blank or None, min=1, max=1, question="Yes or no?")
    election = Election(1, "", "Bench", group.name, public.public_key, (question,), uuid)
    sealed = read_election(write_election(election))
    secrets = [credential.generate() for _ in range(8)]
    chosen = [[0] * blank + [1, 0]]
    ballots = [voter.make_ballot(sealed, secret, chosen) for secret in secrets]
    return sealed, ballots, [credential.public_key(group, uuid, secret) for secret in secrets]


def ballot_seconds(native: Native, blank: bool, count: int, group: str = "Ed25519") -> float:
    """Seconds for a ballot, all of them accepted."""
    kernel, (sealed, few, _) = native.kernel, box(blank, group)
    election = kernel.election(form_of(sealed))
    ballots, weights = (few * count)[:count], [1] * count
    sound, _ = kernel.check(election, ballots, weights)
    assert sound == b"\1" * count
    return least(lambda: kernel.check(election, ballots, weights)) / count


def measure(native: Native, count: int) -> None:
    """Prints the figures of one kind of arithmetic."""
    kernel = native.kernel
    one = least(lambda: kernel.products(ROUNDS_OF_PRODUCTS)) / kernel.products(ROUNDS_OF_PRODUCTS)
    print(f"{kernel.path:7} product                {1e9 * one:8.2f} ns")
    for blank, name in ((False, "ballot without blank"), (True, "ballot with blank")):
        taken, limit = ballot_seconds(native, blank, count), PRODUCTS[blank] * one
        share = f"{100 * limit / taken:3.0f} %"
        print(
            f"{kernel.path:7} {name:22} {1e6 * taken:8.1f} us   limit {1e6 * limit:.1f} us, {share}"
        )
    texts = (box(False)[2] * count)[:count]
    element = least(lambda: kernel.members(texts)) / count
    print(f"{kernel.path:7} element of a roll      {1e6 * element:8.1f} us")


def measure_modp(native: Native) -> None:
    """Prints the figures of one kind of arithmetic in BELENIOS-2048."""
    kernel, group, count = native.kernel, BELENIOS_2048, MODP_BALLOTS
    pairs, rounds = [(3, 5)] * 8, ROUNDS_MODP
    product = least(lambda: kernel.modp_products(pairs, rounds, 0)) / rounds / 8
    square = least(lambda: kernel.modp_products(pairs, 0, rounds)) / rounds / 8
    print(f"{kernel.path:7} product, square        {1e9 * product:8.1f} ns, {1e9 * square:.1f} ns")
    for blank, (products, squares) in MODP.items():
        taken = ballot_seconds(native, blank, count, group.name)
        limit = products * product + squares * square
        name = "ballot with blank" if blank else "ballot without blank"
        share = f"{100 * limit / taken:3.0f} %"
        print(
            f"{kernel.path:7} {name:22} {1e6 * taken:8.1f} us   limit {1e6 * limit:.1f} us, {share}"
        )
    texts = (box(False, group.name)[2] * count)[:count]
    element = least(lambda: native.members(group, texts)) / count
    print(f"{kernel.path:7} element of a roll      {1e6 * element:8.1f} us")


def measure_reference(blank: bool) -> None:
    """Prints what a ballot of BELENIOS-2048 takes with GMP."""
    sealed, ballots, on_roll = box(blank, BELENIOS_2048.name)
    roll = read_roll(BELENIOS_2048, write_roll(dict.fromkeys(map(Element, on_roll), 1)))
    who, weights = [""] * len(ballots), [1] * len(ballots)
    taken = least(lambda: REFERENCE.check(sealed, roll, ballots, who, weights)) / len(ballots)
    name = "ballot with blank" if blank else "ballot without blank"
    print(f"GMP     {name:22} {1e6 * taken:8.1f} us")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2048
    for path in PATHS:
        if path and (native := load(path)) is not None:
            measure(native, count)
    print("\nBELENIOS-2048")
    for path in PATHS:
        if path and (native := load(path)) is not None:
            measure_modp(native)
    for blank in MODP:
        measure_reference(blank)
    if load() is None:
        print("the native kernel is not installed")


if __name__ == "__main__":
    main()
