"""The voice of the command line: in which language it speaks, and where to.

The language is that of ``--lang``, else of the locale, else English. Results go to standard output
as UTF-8 whatever the locale; progress goes to a terminal's standard error and nowhere else.
"""

from __future__ import annotations

import io
import json
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import Any

from dauys.errors import DauysError, Finding, Unreadable
from dauys.text import decimals
from dauys.words import Words, of_locale, printable

PATIENCE = 1.0  # seconds before a progress bar appears: what is quicker needs none

_spoken: Words | None = None


def words() -> Words:
    """The words of the language in which this run speaks."""
    return _spoken or Words(of_locale(os.environ))


def decimal(value: Fraction | int, places: int) -> str:
    """A number with so many places, rounded for the eye, with the decimal sign of this run."""
    return decimals.decimal(value, places, words().say("figures.decimal"))


def words_of(language: str) -> Words:
    """The words of ``--lang``, and without it of a language that the matter itself has."""
    return _spoken or Words(language)


def speak(language: str | None) -> None:
    """Chooses the language of this run; None leaves it to the locale."""
    global _spoken
    _spoken = Words(language) if language else None


def echo(text: str = "") -> None:
    """Prints a line to standard output; raises ``file.unwritable`` where it takes no more."""
    with _output():
        sys.stdout.write(text + "\n")


def flush() -> None:
    """Puts out what was printed; raises ``file.unwritable`` where it takes no more."""
    with _output():
        sys.stdout.flush()


@contextmanager
def _output() -> Iterator[None]:
    """A full disk is no fault of what was read. A reader that went away is for `main` to see to."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        silence()
        raise Unreadable("file.unwritable", "output", reason=error.strerror or "") from None


def silence() -> None:
    """Nothing more is put out: what is left must not make Python complain at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def echo_json(value: Any) -> None:
    """Prints one JSON object to standard output (``--json``)."""
    echo(json.dumps(value, ensure_ascii=False, indent=2))


def finding_object(finding: Finding) -> dict[str, Any]:
    """A finding as it stands in the output of ``--json``, its sentence in the chosen language."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "accused": finding.accused,
        "facts": finding.facts,
        "message": words().finding(finding),
    }


def line(found: Finding | DauysError) -> str:
    """A code and what it says of someone; neither can steer a terminal, whoever wrote the code."""
    said = words().error(found) if isinstance(found, DauysError) else words().finding(found)
    return f"{printable(found.code)}: {said}"


def warn(text: str) -> None:
    """Prints a line to standard error."""
    flush()
    sys.stderr.write(text + "\n")


def use_utf8() -> None:
    """Kazakh must leave whole even where the locale is C."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


@contextmanager
def progress(caption: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """Shows on a terminal how far a piece of work is, once it has taken over a second.

    Gives a function to call with the number of parts just done; without ``total`` it only turns.
    """
    if not sys.stderr.isatty():
        yield lambda parts: None
        return
    from rich.progress import Progress

    bar = Progress(console=_console(), transient=True)
    task = bar.add_task(caption, total=total)
    with _patiently(bar):
        yield lambda parts: bar.advance(task, parts)


@contextmanager
def bars(*, quiet: bool = False) -> Iterator[Callable[[str, int, int], None]]:
    """Shows on a terminal how far several pieces of work are, how fast, and for how long yet.

    Gives a function to call with the caption of a piece, how much of it is done, and of how much.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda caption, done, total: None
        return
    from rich import progress as rich

    bar = rich.Progress(
        rich.TextColumn("{task.description}"),
        rich.BarColumn(),
        rich.MofNCompleteColumn(),
        rich.TextColumn("{task.fields[rate]}"),
        rich.TimeRemainingColumn(),
        console=_console(),
        transient=True,
    )
    tasks: dict[str, rich.TaskID] = {}

    def tell(caption: str, done: int, total: int) -> None:
        if caption not in tasks:
            tasks[caption] = bar.add_task(caption, total=total, rate="")
        task = bar.tasks[tasks[caption]]
        rate = f"{task.speed:,.0f}/s" if task.speed else ""
        bar.update(task.id, completed=done, total=total, rate=rate)

    with _patiently(bar):
        yield tell


def _console() -> Any:
    from rich.console import Console

    return Console(stderr=True)


@contextmanager
def _patiently(bar: Any) -> Iterator[None]:
    """Shows a bar once a second has passed."""
    timer = threading.Timer(PATIENCE, bar.start)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        bar.stop()
