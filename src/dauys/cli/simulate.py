"""``dauys simulate``: a large honest record, fast; it says of itself that it is simulated."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dauys.cli import files, workers
from dauys.cli.demo import group_of
from dauys.cli.simulated import Casting, write_box
from dauys.cli.simulated_record import write_record
from dauys.cli.voice import echo, progress, words
from dauys.parties.simulated import Simulation

MOST = 100_000_000  # ballots or voters


def simulate(
    voters: Annotated[int, typer.Option("--voters", metavar="N", min=1, max=MOST)],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR|FILE.bel")],
    ballots: Annotated[int | None, typer.Option("--ballots", metavar="N", min=0, max=MOST)] = None,
    group: Annotated[str, typer.Option("--group")] = "ed25519",
    blank: Annotated[bool, typer.Option("--blank")] = False,
    seed: Annotated[int, typer.Option("--seed", metavar="N", min=0)] = 1,
    count: Annotated[int | None, typer.Option("--workers", metavar="N", min=1, max=1024)] = None,
) -> None:
    name = group_of(group)
    cast = voters if ballots is None else ballots
    simulation = Simulation(name, seed, voters, cast, blank)
    with progress(words().say("simulate.progress"), voters + cast) as advance:
        casting = Casting(simulation, count or workers.cores(), advance)
        if out.suffix == ".bel":
            files.check_new(out)
            write_box(casting, out)
        else:
            files.new_folder(out)
            write_record(casting, out)
    echo(words().say("simulate.made", path=str(out), voters=voters, ballots=cast))
