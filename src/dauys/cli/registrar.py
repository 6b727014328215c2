"""``dauys registrar``: credentials for a voter list, and the check of the set-up.

Everything secret stays in the registrar's folder; what the commission needs, and nothing else,
stands in its folder ``public``.
"""

from __future__ import annotations

import csv
import io
import time
from pathlib import Path
from typing import Annotated

import typer

from dauys import group as groups
from dauys.cli import files, keys
from dauys.cli.voice import echo, words
from dauys.errors import Refused
from dauys.parties import duty, registrar, trustee
from dauys.parties.registrar import RegionCredentials
from dauys.question.check import setup_hash
from dauys.question.setup import RegionRoll
from dauys.question.wire import SetupConfirmed
from dauys.wire import shape

app = typer.Typer(no_args_is_help=True)
GroupName = Annotated[str, typer.Option("--group")]


@app.command("credentials")
def credentials(
    voters: Path,
    folder: Annotated[Path, typer.Option("--folder", "-o")],
    group: GroupName = "Ed25519",
) -> None:
    chosen = groups.named(group)
    listed = registrar.read_voters(files.read_bytes(voters), accused=f"file:{voters.name}")
    files.new_folder(folder)
    made = registrar.make_credentials(chosen, listed)
    for region in made:
        write_region(folder, region)
    key, _ = trustee.generate_key(chosen)
    keys.write_private(folder / "registrar.key", chosen, key)
    files.write_new(folder / "public" / "registrar.public", key.public.encode("ascii"))
    echo(words().say("registrar.made", count=len(listed), boxes=len(made), folder=str(folder)))
    places = {"public": str(folder / "public"), "secret": str(folder / "credentials")}
    echo(words().say("registrar.hand", **places))


def write_region(folder: Path, region: RegionCredentials) -> None:
    """One region's files: the secret list, and the public roll with the box's UUID."""
    place = folder / "public" / region.region
    files.new_folder(place)
    rows = io.StringIO(newline="")
    table = csv.writer(rows, lineterminator="\n")
    table.writerow(("id", "credential"))
    table.writerows(region.secrets)
    (folder / "credentials").mkdir(exist_ok=True)
    secret = folder / "credentials" / f"{region.region}.csv"
    files.write_new(secret, rows.getvalue().encode("utf-8"), secret=True)
    files.write_new(place / "uuid", region.public.uuid.encode("ascii"))
    files.write_new(place / "roll.json", region.public.roll)


def read_rolls(folder: Path) -> dict[str, RegionRoll]:
    """The rolls in a registrar's folder ``public``, by region."""
    places = sorted(path for path in folder.iterdir() if path.is_dir())
    return {
        place.name: RegionRoll(
            files.read_bytes(place / "uuid", limit=keys.LIMIT).decode("ascii", "replace"),
            files.read_bytes(place / "roll.json"),
        )
        for place in places
    }


@app.command("check")
def check(
    record: str,
    folder: Annotated[Path, typer.Option("--folder")],
    output: Annotated[Path, typer.Option("--output", "-o")],
    log_key: Annotated[str | None, typer.Option("--log-key", metavar="KEY")] = None,
) -> None:
    trusted = duty.verified(
        files.record(record), time.perf_counter, log_key, lambda done, total: None
    )
    setup, _ = duty.setup_of(trusted)
    if setup.registrar != keys.read_private(folder / "registrar.key")[1].public:
        raise Refused("setup.own", "registrar")
    registrar.check_rolls(setup, read_rolls(folder / "public"))
    group, key = keys.read_private(folder / "registrar.key")
    hashed = setup_hash(setup)
    proof = trustee.confirm_setup(group, "registrar", 0, key, hashed)
    files.write_new(output, shape.write(SetupConfirmed("registrar", 0, hashed, proof)))
    echo(words().say("setup.confirmed", setup=hashed, path=str(output)))
