"""``--accept-changes`` and ``--reject-changes``: what becomes of the changes that a Word document
tracks, wherever a command reads a text. Without either, such a document is refused."""

from __future__ import annotations

from typing import Annotated

import typer

from dauys.text.formats import Changes

Accept = Annotated[bool | None, typer.Option("--accept-changes/--reject-changes")]


def changes_of(accept: bool | None) -> Changes:
    """What the option says to a reader."""
    return "refuse" if accept is None else "accept" if accept else "reject"
