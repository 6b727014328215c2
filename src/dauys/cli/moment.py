"""The moment of a command: one that was given, else now."""

from __future__ import annotations

import time

from dauys.cli.voice import words
from dauys.errors import Refused, Unreadable
from dauys.wire import ids


def now_or(at: str | None) -> str:
    """A moment that was given, else this one."""
    if at is None:
        return ids.moment(int(time.time()))
    try:
        sound = ids.moment(ids.seconds(at)) == at
    except Refused:
        sound = False
    if not sound:
        problem = words().say("usage.value", given="--at", reason="2026-03-15T07:00:00Z")
        raise Unreadable("cli.usage", problem=problem, command="dauys record")
    return at
