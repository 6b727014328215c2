"""Judges one mutant by its kind and its number: what both programs say of it, and what is wrong.

Wrong is a traceback; a mutant that Dauys accepts and the oracle does not; a harmless one that
either of them refuses, or that Dauys counts otherwise than was voted; and one that Dauys accepts
although something was made wrong in it. What the oracle says of others is only counted.
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from dauys.verification.report import Report
from dauys.verification.verify import verify_record
from tests.fuzz import archives, ballots, events, harmless, setups, tallies, thresholds
from tests.fuzz.kinds import KINDS, Mutant, Sort
from tests.fuzz.oracle import Oracle, dauys
from tests.fuzz.records import RECORD_KINDS, RecordMutant
from tests.verification.world import MemorySource

# Their import fills the list of kinds.
AREAS = (archives, ballots, events, harmless, setups, tallies, thresholds)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one mutant; ``oracle`` is None where no oracle was asked."""

    kind: str
    seed: int
    dauys: bool
    oracle: bool | None
    fault: str = ""


@cache
def oracle() -> Oracle:
    """The oracle of this process, with what it has said of ballots so far."""
    return Oracle.found()


def sorts() -> dict[str, Sort]:
    """Every kind with its sort."""
    of_boxes = {name: each.sort for name, each in KINDS.items()}
    of_records: dict[str, Sort] = {name: each.sort for name, each in RECORD_KINDS.items()}
    return {**of_boxes, **of_records}


def judge(task: tuple[str, int]) -> Outcome:
    """The outcome of the mutant of a kind with this number."""
    name, seed = task
    try:
        mutant = made(name, seed)
    except Exception:  # the mutation itself has a fault: nothing is known of Dauys
        return Outcome(name, seed, False, None, f"was not made: {traceback.format_exc()}")
    if isinstance(mutant, RecordMutant):
        return _of_record(name, seed, mutant)
    return _of_box(name, seed, mutant)


def made(name: str, seed: int) -> Mutant | RecordMutant:
    """The mutant of a kind with this number."""
    if name in RECORD_KINDS:
        return RECORD_KINDS[name].make(Random(f"{name}/{seed}"))
    return KINDS[name].mutant(seed)


def _of_box(name: str, seed: int, mutant: Mutant) -> Outcome:
    kind, ours = KINDS[name], dauys(mutant.data)
    theirs = oracle().accepts(mutant, newer=ours.set_aside)
    fault = ""
    if ours.traceback:
        fault = ours.traceback
    elif ours.accepted and theirs is False:
        fault = "Dauys accepts it and the oracle does not"
    elif ours.accepted and kind.verdict == "refuse":
        fault = "Dauys accepts it"
    elif kind.verdict == "accept" and not (ours.accepted and theirs is not False):
        fault = "it is harmless and was refused"
    elif kind.verdict == "accept" and ours.counts != mutant.counts:
        fault = f"the counts are {ours.counts} and were {mutant.counts}"
    return Outcome(name, seed, ours.accepted, theirs, fault)


def _of_record(name: str, seed: int, mutant: RecordMutant) -> Outcome:
    report = Report(lambda: 0.0)
    try:
        verify_record(MemorySource(mutant.files), report)
    except Exception:  # any other than a refusal is a fault, which the run must tell
        return Outcome(name, seed, False, None, traceback.format_exc())
    accepted = report.verdict() == "accepted"
    fault = "Dauys accepts it" if accepted and not mutant.free else ""
    return Outcome(name, seed, accepted, None, fault)


def save(name: str, seed: int, folder: Path) -> Path:
    """Writes the mutant of a kind into a folder; gives the archive, or the folder of the record."""
    mutant = made(name, seed)
    place = folder / f"{name}-{seed}"
    if isinstance(mutant, Mutant):
        folder.mkdir(parents=True, exist_ok=True)
        place = place.with_name(place.name + ".bel")
        place.write_bytes(mutant.data)
        return place
    for path, data in mutant.files.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(data)
    return place
