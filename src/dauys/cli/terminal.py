"""What a person is asked at the terminal: a passphrase, unseen, or whether to go on.

Where there is no terminal nobody can answer, and nothing is taken for an answer: ``cli.terminal``.
"""

from __future__ import annotations

import getpass
import sys

from dauys.cli.voice import words
from dauys.errors import Refused, Unreadable
from dauys.words import LANGUAGES, Words


def ask_secret(caption: str) -> str:
    """What a person types without its being shown."""
    _check_terminal()
    try:
        return getpass.getpass(f"{caption}: ")
    except EOFError:
        raise Unreadable("cli.terminal") from None


def ask_yes(question: str) -> None:
    """Goes on only if a person types the word for yes in one of the languages, in full.

    Raises `Refused` ``cli.declined`` for any other answer.
    """
    _check_terminal()
    try:
        answer = input(f"{question} [{words().say('answer.yes')}] ")
    except EOFError:
        raise Unreadable("cli.terminal") from None
    if answer.strip().casefold() not in [Words(each).say("answer.yes") for each in LANGUAGES]:
        raise Refused("cli.declined")


def _check_terminal() -> None:
    if not sys.stdin.isatty():
        raise Unreadable("cli.terminal")
