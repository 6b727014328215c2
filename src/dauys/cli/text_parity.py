"""``dauys text parity``: whether the languages of one version say the same.

Comparing is the work of `dauys.text.parity`; this prints what it found, both sides of each.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer

from dauys.cli.page import Command
from dauys.cli.text_across import load_terms
from dauys.cli.text_changes import Accept, changes_of
from dauys.cli.voice import echo, echo_json, finding_object, words
from dauys.text.formats import load
from dauys.text.parity.compare import Parity
from dauys.text.parity.compare import parity as compare_languages
from dauys.text.parity.divergence import Divergence, finding
from dauys.words import printable

MARK = "*"  # before the words of a language that binds


class Spread(Command):
    """``--before OLD.kaz OLD.rus``: the option takes every file up to the next option."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        spread: list[str] = []
        before = lacks_file = False
        for arg in args:
            if arg == "--before":
                before = lacks_file = True
            elif before and not arg.startswith("-"):
                spread += ["--before", arg]
                lacks_file = False
            else:
                before = False
                spread.append(arg)
        if lacks_file:
            spread.append("--before")  # typer complains
        return super().parse_args(ctx, spread)


def parity(
    files: Annotated[list[Path], typer.Argument(metavar="FILES")],
    before: Annotated[list[Path] | None, typer.Option("--before")] = None,
    terms: Annotated[Path | None, typer.Option("--terms")] = None,
    authoritative: Annotated[
        list[str] | None, typer.Option("--authoritative", metavar="CODE")
    ] = None,
    accept: Accept = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Ends with 0 where nothing was found and with 1 where a person should look at something."""
    changes = changes_of(accept)
    found = compare_languages(
        [load(file, changes=changes) for file in files],
        load_terms(terms),
        [load(file, changes=changes) for file in before or ()],
        authoritative or (),
    )
    if as_json:
        echo_json(_report(found))
    else:
        _print(found)
    if found.divergences:
        raise typer.Exit(1)


def _report(found: Parity) -> dict[str, Any]:
    return {
        "languages": list(found.languages),
        "authoritative": list(found.authoritative),
        "provisions": found.provisions,
        "findings": [_finding(each, found) for each in found.divergences],
    }


def _finding(divergence: Divergence, found: Parity) -> dict[str, Any]:
    languages = divergence.languages
    return {
        **finding_object(finding(divergence, found.authoritative)),
        "addresses": dict(zip(languages, map(list, divergence.addresses), strict=True)),
        "words": dict(zip(languages, divergence.said, strict=True)),
    }


def _print(found: Parity) -> None:
    say = words().say
    echo(say("parity.languages", languages=", ".join(found.languages)))
    equal = set(found.authoritative) == set(found.languages)
    binding = say("parity.equal") if equal else ", ".join(found.authoritative)
    echo(say("parity.authoritative", languages=binding))
    for divergence in found.divergences:
        one = finding(divergence, found.authoritative)
        echo()
        echo(f"{one.code}: {words().finding(one)}")
        for language, said in zip(divergence.languages, divergence.said, strict=True):
            mark = MARK if language in found.authoritative and not equal else " "
            echo(f"  {mark} {language}  {printable(said) or '–'}")
    echo()
    counts = Counter(divergence.check for divergence in found.divergences)
    told = ", ".join(f"parity.{check} {count}" for check, count in counts.items())
    echo(say("parity.count", provisions=found.provisions, count=len(found.divergences)))
    if told:
        echo(f"  {told}")
