"""The parsers, each under any bytes: only refusals may come out, and what is read is written back.

Ordinary tests run each harness over its corpus and seeded changes of it; `fuzz_all` runs each under
atheris, which is guided by coverage (`tests.fuzz.guided`), for a bounded time.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

from dauys.errors import DauysError
from dauys.wire import canonical
from tests.fuzz import corpora, readers
from tests.fuzz.corpora import boxes
from tests.fuzz.values import twisted
from tests.fuzz.world import spelt

LARGEST = 40_000  # bytes of an input


@dataclass(frozen=True, slots=True)
class Harness:
    """A parser under any bytes; ``corpus`` are bytes that it reads. ``json``: it reads JSON."""

    read: Callable[[bytes], bytes | None]
    corpus: Callable[[], list[bytes]]
    json: bool = False

    def check(self, data: bytes) -> None:
        """Raises for anything but a refusal, or the same bytes again."""
        try:
            written = self.read(data)
        except DauysError:
            return
        assert written is None or written == data, (data, written)


def every_json() -> list[bytes]:
    """Every document of the small boxes and of the record."""
    return [*corpora.entries(), *corpora.documents(), *corpora.objects()]


def loose() -> list[bytes]:
    """JSON as a person writes it."""
    return [*corpora.entries()[:9], b'{ "a" : [1, "\\u0435\\u0308"] }']


def by_form() -> list[bytes]:
    """Every document that one of the forms reads, behind the number of the form."""
    bodies = [canonical.write(json.loads(line)["body"]) for line in corpora.entries()]
    found = []
    for data in (*corpora.documents(), *corpora.objects(), *bodies):
        for number in range(len(readers.FORMS)):
            try:
                readers.of_form(bytes([number]) + data)
            except DauysError:
                continue
            found.append(bytes([number]) + data)
    return found


def ballots() -> list[bytes]:
    """The ballots of two boxes."""
    return [spelt(ballot) for box in boxes()[:2] for ballot in box.ballots]


def texts() -> list[bytes]:
    """The texts among the objects of the record."""
    return [data for data in corpora.objects() if b'"provisions"' in data]


HARNESSES: dict[str, Harness] = {
    "json": Harness(readers.as_json, every_json, json=True),
    "loose": Harness(readers.loose_json, loose),
    "entry": Harness(readers.entry, corpora.entries, json=True),
    "form": Harness(readers.of_form, by_form),
    "setup": Harness(readers.setup, corpora.documents, json=True),
    "ballot": Harness(readers.ballot, ballots, json=True),
    "challenge": Harness(readers.challenge, corpora.challenges, json=True),
    "archive": Harness(readers.archive, corpora.archives),
    "head": Harness(readers.heads, corpora.notes),
    "key": Harness(readers.key, corpora.verifier_keys),
    "tile": Harness(readers.tile, corpora.tile_files),
    "request": Harness(readers.request, corpora.requests),
    "element": Harness(readers.element, corpora.elements),
    "table": Harness(readers.csv, corpora.tables),
    "sheet": Harness(readers.sheet, corpora.sheets),
    "mapping": Harness(readers.mapping_file, corpora.mappings),
    "export": Harness(readers.export, corpora.exports),
    "matrix": Harness(readers.matrix_of_votes, corpora.matrices),
    "law": Harness(readers.law, corpora.laws),
    "file": Harness(readers.law_file, corpora.law_files),
    "text": Harness(readers.text_document, texts, json=True),
    "rule": Harness(readers.rule, corpora.rules, json=True),
}


def changed(harness: Harness, data: bytes, rng: Random) -> bytes:
    """Other bytes, close to those that the harness reads."""
    if harness.json and rng.random() < 0.5:
        try:
            value = twisted(boxes()[0].copy(rng), rng, json.loads(data))
            return spelt(value)[:LARGEST]
        except (DauysError, RecursionError, ValueError):
            pass  # no JSON any more: changed as bytes
    other = bytearray(data)
    for _ in range(rng.choice((1, 1, 1, 2, 5))):
        at = rng.randrange(len(other) + 1)
        piece = other[at : at + rng.choice((0, 1, 1, 4, 40))]
        new = (b"", rng.randbytes(1), piece * 2, rng.choice(PIECES), bytes(piece[::-1]))
        other[at : at + len(piece)] = rng.choice(new)
    return bytes(other)[:LARGEST]


PIECES = (
    b"0", b"-", b"1e9", b"999999999999999999999", b"null", b'"', b"\\", b"\\ud800", b"[" * 40,
    b"{}", b",", b"\n", b"\r\n", b"\0", b"\x7f", b"\xc3", b"\xff", b"\xef\xbb\xbf",
    "\u0301".encode(), "\u2028".encode(), b" ", b"--", b"=", b"true", b"0x", b"_",
)  # fmt: skip


def fuzz_all(seconds: int, seed: int, jobs: int, folder: Path) -> int:
    """Runs every harness under atheris, and prints a line for each; gives how many crashed."""
    if importlib.util.find_spec("atheris") is None:
        _say("atheris is not here (Linux, Python 3.11): the parsers are not fuzzed by coverage")
        return 0
    with ThreadPoolExecutor(jobs) as pool:
        one = partial(_guided, seconds=seconds, seed=seed, folder=folder)
        return sum(pool.map(one, HARNESSES))


def _guided(name: str, seconds: int, seed: int, folder: Path) -> bool:
    """Whether the parser raised what it must not under the fuzzer."""
    place = folder / name
    place.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "tests.fuzz.guided", name, str(seconds), str(seed), str(place)]
    root = corpora.VECTORS.parent
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=root)
    told = [line for line in done.stderr.splitlines() if "cov:" in line]
    _say(f"{name:12}{'ok' if done.returncode == 0 else 'FAULT':8}{told[-1] if told else ''}")
    if done.returncode != 0:
        _say(f"  saved in {place}; the end of what was said:", *done.stderr.splitlines()[-25:])
    return done.returncode != 0


def _say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()
