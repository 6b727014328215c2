"""``dauys text check``: what a person should repair in a law, grouped by the kind of fault.

What is looked for is `dauys.text.inspection`; this prints it. Ends with 1 when an error is found,
with ``--strict`` also when there is a warning (DESIGN section 6).
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from dauys.cli.text_changes import Accept, changes_of
from dauys.cli.voice import echo, echo_json, finding_object, words
from dauys.errors import Finding, Findings
from dauys.text.formats import load_reading
from dauys.text.inspection import inspect
from dauys.text.provision import Text
from dauys.words import printable

SHOWN = 20  # findings of one code that a person is shown; --json has all


def check(
    file: Annotated[Path, typer.Argument()],
    language: Annotated[str | None, typer.Option("--language", metavar="CODE")] = None,
    accept: Accept = None,
    strict: Annotated[bool, typer.Option("--strict")] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Prints the findings on a text; exit 1 when one of them is an error."""
    reading = load_reading(file, language, changes_of(accept))
    found = inspect(reading)
    if strict:
        found = found.strict()
    if as_json:
        echo_json(
            {
                "ok": not found.errors(),
                "language": reading.text.language,
                "articles": len(reading.text.articles()),
                "findings": [finding_object(each) for each in found.found],
            }
        )
    else:
        _print(reading.text, found)
    if found.errors():
        raise typer.Exit(1)


def _print(text: Text, found: Findings) -> None:
    say = words().say
    echo(printable(text.title))
    echo(say("text.language", language=text.language))
    echo(say("text.articles", count=len(text.articles())))
    groups: dict[str, list[Finding]] = {}
    for finding in found.found:
        groups.setdefault(finding.code, []).append(finding)
    for code, group in groups.items():
        echo()
        echo(f"{code}: {len(group)}")
        for finding in group[:SHOWN]:
            echo(f"  {say(f'severity.{finding.severity}')}: {words().finding(finding)}")
        if len(group) > SHOWN:
            echo(f"  {say('verify.more', count=len(group) - SHOWN)}")
    counts = Counter(finding.severity for finding in found.found)
    echo()
    echo(
        say(
            "text.checked",
            count=len(found.found),
            errors=counts["error"],
            warnings=counts["warning"],
            remarks=counts["information"],
        )
    )
