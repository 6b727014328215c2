"""``dauys serve``: starts the site, which is a program of its own; this module knows no Django.

With ``--sample`` a folder is made that holds the whole sample referendum as ``dauys demo`` writes
it, and the site takes its record in as it would any record. Everything else that a site needs is
said by its environment (docs/how-to/run.md).
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from importlib import resources, util
from pathlib import Path
from typing import Annotated

import typer

from dauys import group as groups
from dauys.cli import files, voice
from dauys.cli.rehearsal import STEPS, Rehearsal
from dauys.errors import Unreadable

SITE = [sys.executable, "-m", "dauys.site"]
WHOLE = STEPS[-1][0]
NEEDS = "django"


def serve(
    sample: Annotated[bool, typer.Option("--sample")] = False,
    port: Annotated[int, typer.Option("--port", min=1, max=65535)] = 8000,
    folder: Annotated[Path, typer.Option("--folder", "-o")] = Path("dauys-sample"),
    until: Annotated[str, typer.Option("--until")] = WHOLE,
) -> None:
    if util.find_spec(NEEDS) is None:
        raise Unreadable("site.missing")
    environment = {**os.environ, "DAUYS_PORT": str(port)}
    if sample:
        if not (folder / "record" / "checkpoint").exists():
            rehearse(folder, until)
        environment |= settings_of(folder)
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
