"""``dauys serve``: starts the site, which is a program of its own; this module knows no Django.

With ``--sample`` a folder is made that holds the whole sample referendum as ``dauys demo`` writes
it, and the site takes its record in as it would any record. Everything else that a site needs is
said by its environment (docs/how-to/run.md).
"""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
from importlib import resources, util
from pathlib import Path
from typing import Annotated

import typer

from dauys import group as groups
from dauys import sample as samples
from dauys.cli import files, voice
from dauys.cli.rehearsal import STEPS, Rehearsal
from dauys.errors import Refused, Unreadable
from dauys.wire import canonical

SITE = [sys.executable, "-m", "dauys.site"]
WHOLE = STEPS[-1][0]
NEEDS = "django"
POLICY = "policy.json"


def serve(
    sample: Annotated[bool, typer.Option("--sample")] = False,
    port: Annotated[int, typer.Option("--port", min=1, max=65535)] = 8000,
    folder: Annotated[Path, typer.Option("--folder", "-o")] = Path("dauys-sample"),
    until: Annotated[str | None, typer.Option("--until")] = None,
) -> None:
    if util.find_spec(NEEDS) is None:
        raise Unreadable("site.missing")
    environment = {**os.environ, "DAUYS_PORT": str(port)}
    if sample:
        environment |= settings_of(folder)
        if not (folder / "record" / "checkpoint").exists():
            rehearse(folder, until or WHOLE)
        elif until is not None:
            raise Refused("sample.played", folder=str(folder))
        if not (folder / "site" / POLICY).exists():
            settle(folder, environment)
        voice.echo(voice.words().say("serve.staff"))
        voice.echo("  " + staff(folder))
    # Ctrl-C reaches the site too, which then ends in order; this waits for it. A handler, for what
    # is ignored would be ignored by the site as well.
    signal.signal(signal.SIGINT, lambda *_: None)
    raise typer.Exit(subprocess.run([*SITE, "serve"], env=environment, check=False).returncode)


def settings_of(folder: Path) -> dict[str, str]:
    """The environment of a site on the folder that a demo has written."""
    return {
        "DAUYS_DATA": str(folder / "site"),
        "DAUYS_RECORD": str(folder / "record"),
        "DAUYS_LOG_KEY": str(folder / "parties" / "log" / "log.key"),
        "DAUYS_REAL": "0",
    }


def settle(folder: Path, environment: dict[str, str]) -> None:
    """What a commission does before it opens its site: it has the record taken in and verified,
    and says what the districts are called."""
    for command in (["serve", "--prepare"], ["verify"]):
        done = subprocess.run(
            [*SITE, *command], env=environment, check=False, stdout=subprocess.DEVNULL
        )
        if done.returncode:
            raise typer.Exit(done.returncode)
    named = {each.id: dict(sorted(each.title.items())) for each in samples.districts()}
    (folder / "site" / POLICY).write_bytes(canonical.write({"regions": named}))


def staff(folder: Path) -> str:
    """The command that makes a member of the staff of a sample (docs/how-to/accounts.md)."""
    names = {name: Path(value).absolute() for name, value in settings_of(folder).items()}
    names.pop("DAUYS_REAL")
    told = " ".join(f"{name}={shlex.quote(str(value))}" for name, value in names.items())
    return f"{told} {shlex.join(SITE)} grant me@example.org moderator"


def rehearse(folder: Path, until: str) -> None:
    """Plays the sample up to and with a step, without a word but for a bar on a terminal."""
    names = [name for name, _ in STEPS]
    if until not in names:
        raise Unreadable("sample.step", given=until[:40], steps=" ".join(names))
    files.new_folder(folder)
    rule = resources.files("dauys.question.rules").joinpath("town-charter.json").read_bytes()
    play = Rehearsal(folder, groups.named("Ed25519"), rule)
    with voice.progress(voice.words().say("serve.sample"), len(names)) as advance:
        for name, step in STEPS:
            step(play, lambda parts: None)
            play.cosigned()
            advance(1)
            if name == until:
                break
