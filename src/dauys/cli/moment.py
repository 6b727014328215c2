"""The moment of a command: one that was given, else now."""

from __future__ import annotations

import time

from dauys.cli.voice import words
from dauys.errors import Refused, Unreadable
from dauys.wire import ids


def now_or(at: str | None, command: str = "dauys record") -> str:
    """A moment that was given to a command, else this one; raises cli.usage."""
    if at is None:
        return ids.moment(int(time.time()))
    try:
        sound = ids.moment(ids.seconds(at)) == at
    except Refused:
        sound = False
    if not sound:
        problem = words().say("usage.value", given="--at", reason="2026-03-15T07:00:00Z")
        raise Unreadable("cli.usage", problem=problem, command=command)
    return at
