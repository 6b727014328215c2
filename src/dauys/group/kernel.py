"""The native kernel, if it is installed: many checks a call, on public data, bytes in, bytes out.

The only module that knows the library `dauys-native` (``native/``, Rust). It computes in Ed25519
and BELENIOS-2048; of other groups it knows nothing. While a call runs, the interpreter's lock is
released. What it accepts, the reference must accept: tests/agreement holds it to that. Nothing
secret comes here.
"""

from __future__ import annotations

import importlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import Any

from dauys.errors import Fact, Finding
from dauys.group.belenios2048 import BELENIOS_2048, P
from dauys.group.ed25519 import ED25519
from dauys.group.hashed import Failed as Failed
from dauys.group.hashed import Hashed, owned
from dauys.wire.digests import BYTES, FREE, Digests
from dauys.wire.laid import laid

# The kinds of arithmetic that a processor may have; "" is the fastest of them.
PATHS = {"": 0, "scalar": 1, "ifma": 2}
DIGITS = ED25519.element_length
# The groups that the library knows, by its numbers, and the most bytes of an element in each.
GROUPS = {ED25519.name: 0, BELENIOS_2048.name: 1}
WIDTHS = {ED25519.name: DIGITS, BELENIOS_2048.name: BELENIOS_2048.element_length}
# By which rules a library accepts, and how it is called: 1 more, here and in native/src/lib.rs,
# with each change of them.
RULES = 3
UNREAD = FREE - 1  # the voter of a ballot that was not read, and that the reference must read
ENTRIES = 65_536  # of a roll, that are read in one call
SHORTEST = 67  # bytes of an entry of a roll


@dataclass(frozen=True, slots=True)
class Form:
    """What all ballots of one election have in common."""

    group: str
    opening: bytes  # all that stands before the credential
    fingerprint: str
    key: str
    questions: tuple[tuple[int, bool, int, int], ...]  # cells, blank, min, max
    limit: int  # bytes of a ballot

    @property
    def cells(self) -> int:
        """How many ciphertexts a ballot holds."""
        return sum(cells for cells, *_ in self.questions)


@dataclass(frozen=True, slots=True)
class Election:
    """An election of the library's own, freed with the object, and the form that it was made of."""

    form: Form
    made: Any


@dataclass(frozen=True, slots=True)
class Chain:
    """Where the events of an archive have come to."""

    timestamp: int  # of every member, in seconds since 1970
    parent: str  # hex; the hash of the last event
    height: int  # of the next event


@dataclass(frozen=True, slots=True)
class Archived:
    """Ballots that were passed over, in their order."""

    places: array[int]  # of each its position and its size, in turns
    hashes: bytes  # 32 bytes each
    end: int  # where the last of them ends, with its event
    chain: Chain


@dataclass(frozen=True, slots=True)
class Kernel:
    """The library with one kind of arithmetic, on so many threads.

    The library takes lengths on trust: what is given is of the right ones, or `Failed` is raised.
    """

    library: Any
    path: str = ""
    threads: int = 1

    def election(self, form: Form) -> Election:
        """An election as `check` and `scan` want it."""
        lib = self.library.lib
        numbers = [int(each) for question in form.questions for each in question]
        fingerprint = form.fingerprint.encode("ascii")
        made = lib.dauys_election_new(
            GROUPS[form.group], form.opening, len(form.opening), fingerprint, len(fingerprint),
            form.key.encode("ascii"), len(form.key), numbers, len(form.questions), form.limit,
        )  # fmt: skip
        return Election(form, owned(self.library, made, lib.dauys_election_free))

    def check(
        self, election: Election, ballots: Sequence[bytes], weights: Sequence[int]
    ) -> tuple[bytes, list[str]]:
        """One byte for each ballot, 1 where it holds, but for its place on the roll; and the sums.

        The sums are alpha and beta of each cell: the product of the ballots that hold, each as
        often as its weight says.
        """
        _hold(len(weights) == len(ballots), "weights")
        ffi = self.library.ffi
        width = WIDTHS[election.form.group]
        sound, sums = bytearray(len(ballots)), bytearray(2 * width * election.form.cells)
        self._answer(
            self.library.lib.dauys_check(
                election.made, PATHS[self.path], self.threads, *self._given(ballots),
                list(weights), len(ballots), ffi.from_buffer(sound), ffi.from_buffer(sums),
            )
        )  # fmt: skip
        return bytes(sound), _cut(sums, width)

    def scan(self, election: Election, ballots: Sequence[bytes]) -> list[bytes]:
        """For each ballot its tracker and the hashes of its alphas, 32 bytes each; or nothing."""
        width = 33 + 32 * election.form.cells
        out = bytearray(width * len(ballots))
        self._answer(
            self.library.lib.dauys_scan(
                election.made, *self._given(ballots), len(ballots),
                self.library.ffi.from_buffer(out),
            )
        )  # fmt: skip
        rows = (out[at : at + width] for at in range(0, len(out), width))
        return [bytes(row[1:]) if row[0] else b"" for row in rows]

    def hashes(self, documents: Sequence[bytes]) -> bytes:
        """The SHA-256 of each document, 32 bytes each."""
        out = bytearray(BYTES * len(documents))
        if documents:
            self._answer(
                self.library.lib.dauys_hashes(
                    self.threads, *self._given(documents), len(documents),
                    self.library.ffi.from_buffer(out),
                )
            )  # fmt: skip
        return bytes(out)

    def digests(self) -> Digests:
        """A place for many hashes."""
        return Hashed(self.library)

    def voters(self, election: Election, roll: Hashed, ballots: Sequence[bytes]) -> array[int]:
        """The place on the roll of each ballot's credential; `FREE` or `UNREAD` where it has none.

        ``roll`` has the hash of each credential's spelling.
        """
        voters = array("I", bytes(4 * len(ballots)))
        if ballots:
            self._answer(
                self.library.lib.dauys_voters(
                    election.made, roll.made, self.threads, *self._given(ballots), len(ballots),
                    self.library.ffi.from_buffer("uint32_t[]", voters),
                )
            )  # fmt: skip
        return voters

    def roll(self, data: bytes) -> tuple[Hashed, array[int]] | None:
        """The hash of each credential of a roll, and the weights.

        None where an entry is not plainly right, or comes twice: then the reference judges it.
        """
        ffi, lib = self.library.ffi, self.library.lib
        known, every, at = Hashed(self.library), array("Q"), ffi.new("uint64_t *")
        most = min(ENTRIES, len(data) // SHORTEST + 1)
        while at[0] < len(data) - 1:
            digests, weights = bytearray(BYTES * most), array("Q", bytes(8 * most))
            count = lib.dauys_roll(
                PATHS[self.path], self.threads, ffi.from_buffer(data), len(data), at, most,
                ffi.from_buffer(digests), ffi.from_buffer("uint64_t[]", weights),
            )  # fmt: skip
            known.add_all(bytes(digests[: BYTES * max(count, 0)]))
            every += weights[: max(count, 0)]
            if count < 1 or len(known) != len(every):
                return None
        return (known, every) if every and data[at[0] :] == b"]" else None

    def outline(self, data: bytes, left: int) -> int:
        """How far the headers of an archive are well formed that stand in these bytes.

        ``left`` is how long the archive is from where they begin. Gives where the last member ends;
        or begins the first that is not well formed, of which the reference says what is wrong.
        """
        return int(
            self.library.lib.dauys_outline(self.library.ffi.from_buffer(data), len(data), left)
        )

    def members(self, texts: Sequence[str]) -> list[bool]:
        """Whether each text is the one spelling of an element of Ed25519."""
        wellformed = [text.isascii() and len(text) == DIGITS for text in texts]
        spelt = [
            text if right else "0" * DIGITS for text, right in zip(texts, wellformed, strict=True)
        ]
        out = bytearray(len(texts))
        self._answer(
            self.library.lib.dauys_members(
                PATHS[self.path], self.threads, "".join(spelt).encode("ascii"), len(texts),
                self.library.ffi.from_buffer(out),
            )
        )  # fmt: skip
        return [right and inside == 1 for right, inside in zip(wellformed, out, strict=True)]

    def commitments(
        self, bases: Sequence[str], exponents: Sequence[tuple[int, int]]
    ) -> list[str | None]:
        """g^response base^challenge for each base and pair (challenge, response) below q.

        None where the base is no point of the curve. (Of a point outside the group the power is
        none that means anything: `members` comes first.)
        """
        _hold(len(exponents) == len(bases), "exponents")
        _hold(all(len(base) == DIGITS for base in bases), "bases")
        out = bytearray(DIGITS * len(bases))
        self._answer(
            self.library.lib.dauys_commitments(
                PATHS[self.path], "".join(bases).encode("ascii"), _words(exponents, 4), len(bases),
                self.library.ffi.from_buffer(out),
            )
        )  # fmt: skip
        return [text or None for text in _cut(out, DIGITS)]

    def modp_members(self, texts: Sequence[str]) -> list[bool]:
        """Whether each text is the one spelling of an element of BELENIOS-2048."""
        spelt = [text.encode("ascii") if text.isascii() else b"" for text in texts]
        out = bytearray(len(texts))
        self._answer(
            self.library.lib.dauys_modp_members(
                PATHS[self.path], self.threads, *self._given(spelt), len(texts),
                self.library.ffi.from_buffer(out),
            )
        )  # fmt: skip
        return [inside == 1 for inside in out]

    def modp_commitments(
        self, bases: Sequence[str], exponents: Sequence[tuple[int, int]]
    ) -> list[str | None]:
        """See `commitments`; here of BELENIOS-2048, and None where 0 < base < p does not hold."""
        _hold(len(exponents) == len(bases), "exponents")
        spelt = [base.encode("ascii") for base in bases]
        out = bytearray(WIDTHS[BELENIOS_2048.name] * len(bases))
        self._answer(
            self.library.lib.dauys_modp_commitments(
                PATHS[self.path], *self._given(spelt), _words(exponents, 4), len(bases),
                self.library.ffi.from_buffer(out),
            )
        )  # fmt: skip
        return [text or None for text in _cut(out, WIDTHS[BELENIOS_2048.name])]

    def modp_products(
        self, pairs: Sequence[tuple[int, int]], times: int = 1, squarings: int = 0
    ) -> list[int]:
        """(a b^times)^(2^squarings) modulo p for each pair of numbers above 0 and below p.

        For tests of the arithmetic under all the rest, and for the clock of a benchmark.
        """
        _hold(all(0 < each < P for pair in pairs for each in pair), "numbers")
        size = 8 * 32
        out = bytearray(size * len(pairs))
        self._answer(
            self.library.lib.dauys_modp_products(
                PATHS[self.path], _words(pairs, 32), len(pairs), times, squarings,
                self.library.ffi.from_buffer("uint64_t[]", out),
            )
        )  # fmt: skip
        places = range(0, len(out), size)
        return [int.from_bytes(out[at : at + size], "little") for at in places]

    def archived(self, data: bytes, chain: Chain, most: int = 4096) -> Archived:
        """Passes over the ballots of a ``.bel`` archive with which ``data`` begins (5-voting, 12).

        A ballot's member and that of its event are passed over if every byte is what it must be
        where the chain has come to; the first that is not ends it, and the reference judges it.
        """
        parent, ffi = bytearray.fromhex(chain.parent), self.library.ffi
        _hold(len(parent) == 32, "parent")
        height = ffi.new("uint64_t *", chain.height)
        places, hashes, end = (
            array("Q", bytes(16 * most)),
            bytearray(32 * most),
            ffi.new("uint64_t *"),
        )
        count = self.library.lib.dauys_archive(
            self.threads, ffi.from_buffer(data), len(data), chain.timestamp,
            ffi.from_buffer(parent), height, most, ffi.from_buffer("uint64_t[]", places),
            ffi.from_buffer(hashes), end,
        )  # fmt: skip
        self._answer(min(count, 0))
        moved = Chain(chain.timestamp, parent.hex(), height[0])
        return Archived(places[: 2 * count], bytes(hashes[: 32 * count]), end[0], moved)

    def products(self, rounds: int) -> int:
        """Multiplies field elements, for the clock of a benchmark; gives how many products."""
        return int(self.library.lib.dauys_products(PATHS[self.path], rounds))

    def _given(self, documents: Sequence[bytes]) -> tuple[Any, int, Any, Any]:
        """Documents as the library wants them: it looks itself that each lies in the buffer."""
        given, ffi = laid(documents), self.library.ffi
        _hold(given.starts.typecode == given.sizes.typecode == "Q", "places")
        _hold(len(given.starts) == len(given.sizes) == len(documents), "places")
        starts, sizes = (
            ffi.from_buffer("uint64_t[]", each) if len(each) else ffi.new("uint64_t[]", 1)
            for each in (given.starts, given.sizes)
        )
        return ffi.from_buffer(given.data), len(given.data), starts, sizes

    def _answer(self, answer: int) -> None:
        _hold(answer == 0, "call")


def load(path: str = "", threads: int = 1) -> Kernel | None:
    """The kernel, or None where it is not installed, or the processor lacks that path.

    One that was built for other rules than these, and would accept by them, is none either; nor is
    a path that does not give the known answers: without a name, the next one is taken.
    """
    library = installed()
    if library is None or rules_of(library) != RULES:
        return None
    right = (each for each in paths(library, path) if is_right(library, each))
    return next((Kernel(library, each, threads) for each in right), None)


def installed() -> Any:
    """The library; None without one."""
    try:
        return importlib.import_module("dauys_native")
    except ImportError:
        return None


def rules_of(library: Any) -> int | None:
    """By which rules a library accepts; None for one from before there were numbers."""
    rules = getattr(library.lib, "dauys_rules", None)
    return None if rules is None else int(rules())


def paths(library: Any, path: str = "") -> list[str]:
    """The paths by that name which the processor has; without a name all, the fastest first."""
    named = [each for each in reversed(PATHS) if each and path in ("", each)]
    return [each for each in named if library.lib.dauys_path(PATHS[each]) == 0]


@cache
def is_right(library: Any, path: str) -> bool:
    """Whether a path gives the known answers on this machine; asked once a process."""
    from dauys.group import trial  # which knows this module

    return trial.kernel_is_right(Kernel(library, path))


def findings(path: str = "") -> list[Finding]:
    """Why `load` does not take what there is, as far as it had to ask."""
    library = installed()
    if library is None:
        return []
    rules = rules_of(library)
    if rules != RULES:
        facts: dict[str, Fact] = {"found": rules or 0, "wanted": RULES}
        return [Finding("arithmetic.rules", "warning", "kernel", facts=facts)]
    wrong = takewhile(lambda each: not is_right(library, each), paths(library, path))
    return [Finding("arithmetic.wrong", "error", f"kernel:{each}") for each in wrong]


def _hold(right: bool, what: str) -> None:
    if not right:
        raise Failed(what)


def _words(pairs: Sequence[tuple[int, int]], count: int) -> list[int]:
    places = range(count)
    return [each >> 64 * at & (2**64 - 1) for pair in pairs for each in pair for at in places]


def _cut(out: bytearray, width: int) -> list[str]:
    """Texts of so many bytes, or shorter ones with zero bytes behind them."""
    pieces = (out[at : at + width] for at in range(0, len(out), width))
    return [piece.rstrip(b"\0").decode("ascii") for piece in pieces]
