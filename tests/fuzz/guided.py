"""One parser under atheris, in a process of its own.

``python -m tests.fuzz.guided NAME SECONDS SEED FOLDER``. The modules of Dauys are instrumented
while they are imported, so that the fuzzer sees which lines an input reaches.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from random import Random

import atheris

with atheris.instrument_imports(include=["dauys"], enable_loader_override=False):
    from tests.fuzz.parsers import HARNESSES, LARGEST, changed


def main(name: str, seconds: int, seed: int, folder: Path) -> None:
    """Fuzzes until the time is over or something comes out that must not; never comes back."""
    harness = HARNESSES[name]
    corpus = folder / "corpus"
    shutil.rmtree(corpus, ignore_errors=True)  # every run begins from the same one
    corpus.mkdir(parents=True)
    for number, data in enumerate(harness.corpus()):
        if len(data) <= LARGEST:
            (corpus / f"{number:03}").write_bytes(data)
    flags = [
        f"-max_total_time={seconds}", f"-seed={seed}", f"-max_len={LARGEST}", "-timeout=10",
        "-rss_limit_mb=1500", f"-artifact_prefix={folder}/", str(corpus),
    ]  # fmt: skip

    def mutated(data: bytes, largest: int, number: int) -> bytes:
        """Half by the fuzzer's own ways, half by changes that leave the form as it is."""
        rng = Random(number)
        if rng.random() < 0.5:
            return bytes(atheris.Mutate(data, largest))
        return changed(harness, data, rng)[:largest]

    atheris.Setup([sys.argv[0], *flags], harness.check, custom_mutator=mutated)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
