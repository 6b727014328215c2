"""``dauys doctor``: examines the arithmetic, and has the site examine its installation.

The lines are like those of the site (`dauys.site.doctor`), of which this module knows nothing but
how to start it: it knows no Django.
"""

from __future__ import annotations

import subprocess
from importlib import util
from typing import Annotated

import typer

from dauys.cli import serve, voice
from dauys.cli.voice import echo, flush, words
from dauys.errors import Finding, Unreadable
from dauys.group import kernel, trial

MARKS = {"error": "!!", "warning": " !"}


def doctor(
    mail: Annotated[str | None, typer.Option("--mail", metavar="ADDRESS")] = None,
) -> None:
    wrong = not arithmetic()
    if util.find_spec(serve.NEEDS) is None:
        raise Unreadable("site.missing")
    flush()  # before the lines of the other process
    command = [*serve.SITE, "doctor", "--lang", voice.words().language]
    if mail is not None:
        command += ["--mail", mail]
    raise typer.Exit(subprocess.run(command, check=False).returncode or int(wrong))


def arithmetic() -> bool:
    """Tells of libsodium and of each path of the kernel whether it gives the known answers.

    True where each of them does. Without a kernel that is told, and is no fault.
    """
    say = words().say
    right = trial.libsodium_is_right()
    _tell("doctor.libsodium", None if right else Finding("arithmetic.wrong", "error", "libsodium"))
    library = kernel.installed()
    if library is None:
        echo(f"    {say('doctor.kernel')}: {say('doctor.kernel.absent')}")
        return right
    rules = kernel.rules_of(library)
    if rules != kernel.RULES:
        for finding in kernel.findings():
            _tell("doctor.kernel", finding)
        return right
    used = kernel.load()
    for path in kernel.paths(library):
        found = kernel.findings(path)
        right = right and not found
        first = f" ({say('doctor.kernel.first')})" if used and path == used.path else ""
        title = say("doctor.kernel.path", rules=rules, path=path) + first
        _line(title, found[0] if found else None)
    return right


def _tell(key: str, finding: Finding | None) -> None:
    _line(words().say(key), finding)


def _line(title: str, finding: Finding | None) -> None:
    """A line as the site writes them."""
    if finding is None:
        echo(f"ok  {title}")
    else:
        echo(f"{MARKS[finding.severity]}  {title}: {finding.code}: {words().finding(finding)}")
