"""The option ``--log-key``: the key of the log, as whoever calls the command knows it.

It is looked at before anything is opened: one that is no key at all is the caller's own slip
(``note.key``, exit 2) and is never held against a record, as another key than the log's would be
(``log.key``).
"""

from __future__ import annotations

from typing import Annotated

import typer

from dauys.log.keys import parse_verifier_key

FLAG = "--log-key"


def _checked(given: str | None) -> str | None:
    if given is not None:
        parse_verifier_key(given, accused=f"option:{FLAG}")
    return given


def _all_checked(given: list[str]) -> list[str]:
    for each in given:
        _checked(each)
    return given


LogKey = Annotated[str | None, typer.Option(FLAG, metavar="KEY", callback=_checked)]
NeededLogKey = Annotated[str, typer.Option(FLAG, metavar="KEY", callback=_checked)]
LogKeys = Annotated[list[str], typer.Option(FLAG, metavar="KEY", callback=_all_checked)]
