"""``dauys doctor``: has the site examine its installation; this module knows no Django."""

from __future__ import annotations

import subprocess
from importlib import util
from typing import Annotated

import typer

from dauys.cli import serve, voice
from dauys.errors import Unreadable


def doctor(
    mail: Annotated[str | None, typer.Option("--mail", metavar="ADDRESS")] = None,
) -> None:
    if util.find_spec(serve.NEEDS) is None:
        raise Unreadable("site.missing")
    command = [*serve.SITE, "doctor", "--lang", voice.words().language]
    if mail is not None:
        command += ["--mail", mail]
    raise typer.Exit(subprocess.run(command, check=False).returncode)
