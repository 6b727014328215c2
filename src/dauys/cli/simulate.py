"""``dauys simulate``: a large honest record, fast; it says of itself that it is simulated."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dauys.cli import unfinished, workers
from dauys.cli.demo import group_of
from dauys.cli.simulated import Casting, write_box
from dauys.cli.simulated_record import write_record
from dauys.cli.voice import echo, progress, words
from dauys.errors import Unreadable
from dauys.parties.simulated import Simulation

MOST = 100_000_000  # ballots or voters


def simulate(
    voters: Annotated[int, typer.Option("--voters", metavar="N", min=1, max=MOST)],
    out: Annotated[str, typer.Option("--out", "-o", metavar="DIR|FILE.bel")],
    ballots: Annotated[int | None, typer.Option("--ballots", metavar="N", min=0, max=MOST)] = None,
    group: Annotated[str, typer.Option("--group")] = "ed25519",
    blank: Annotated[bool, typer.Option("--blank")] = False,
    seed: Annotated[int, typer.Option("--seed", metavar="N", min=0)] = 1,
    count: Annotated[int | None, typer.Option("--workers", metavar="N", min=1, max=1024)] = None,
) -> None:
    if not out:
        problem = words().say("usage.value", given="--out", reason="DIR|FILE.bel")
        raise Unreadable("cli.usage", problem=problem, command="dauys simulate")
    name = group_of(group)
    cast = voters if ballots is None else ballots
    simulation = Simulation(name, seed, voters, cast, blank)
    with progress(words().say("simulate.progress"), voters + cast) as advance:
        casting = Casting(simulation, count or workers.cores(), advance)
        if is_archive(out):
            with unfinished.new_file(Path(out)) as place:
                write_box(casting, place)
        else:
            with unfinished.new_folder(Path(out)) as place:
                write_record(casting, place)
    echo(words().say("simulate.made", path=out, voters=voters, ballots=cast))


def is_archive(out: str) -> bool:
    """Whether a file is meant: what ends with a slash is a folder, whatever its name."""
    return out.lower().endswith(".bel")
