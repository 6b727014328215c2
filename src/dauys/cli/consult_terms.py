"""The codes of the consultation in the words of the language: kinds, groups, origins, outcomes.

A group that only the commission's own list has is said as it stands there.
"""

from __future__ import annotations

from dauys.cli.voice import words
from dauys.consultation.proposal import GROUPS, Kind, Origin, Outcome


def group(code: str) -> str:
    """A group of authors."""
    return words().say(f"group.{code}") if code in GROUPS else code


def kind(code: Kind) -> str:
    """What a proposal asks for."""
    return words().say(f"kind.{code}")


def origin(code: Origin) -> str:
    """Which way a proposal came."""
    return words().say(f"origin.{code}")


def outcome(code: Outcome) -> str:
    """What an answer decides."""
    return words().say(f"answer.{code}")
