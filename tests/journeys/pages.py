"""The pages of docs/how-to as a script: their files, their commands, and what these print."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

HOW_TO = Path(__file__).resolve().parents[2] / "docs" / "how-to"
PARTIES = ("log-keeper", "witness", "registrar", "threshold", "trustee", "voter", "auditor")
_FILE = re.compile(r"^`([\w.-]+)`:\n\n```\w+\n(.*?)^```$", re.M | re.S)
_CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)
_TEXT = re.compile(r"^```text\n(.*?)^```$", re.M | re.S)
_PROGRAMS = ("dauys ", "python3 ")


@dataclass(frozen=True, slots=True)
class Command:
    """One command as a person types it, and the lines that follow it on the page."""

    words: str
    printed: list[str] = field(default_factory=list)

    def holds(self, output: str, instead: Mapping[str, str] = MappingProxyType({})) -> bool:
        """Whether the output is what the page shows; … stands for anything, lines included.

        Words that were typed ``instead`` of others are expected in their place.
        """
        shown = "\n".join(self.printed)
        for word, other in instead.items():
            shown = shown.replace(word, other)
        pattern = ".*".join(re.escape(part) for part in shown.split("…"))
        return re.fullmatch(pattern, output.rstrip("\n"), re.S) is not None


def text(party: str) -> str:
    """The page of a party."""
    return (HOW_TO / f"{party}.md").read_text(encoding="utf-8")


def files(party: str) -> dict[str, str]:
    """The files that a page shows, by name."""
    return dict(_FILE.findall(text(party)))


def commands(party: str) -> list[Command]:
    """The commands of the page of a party in order."""
    return commands_of(text(party))


def commands_of(page: str) -> list[Command]:
    """The commands of a page in order; the lines that set a variable of the shell are left out."""
    found: list[Command] = []
    for block in _CONSOLE.findall(page):
        for line in block.replace("\\\n    ", "").splitlines():
            if line.startswith("$ "):
                found.append(Command(line.removeprefix("$ ")))
            else:
                found[-1].printed.append(line)
    return [command for command in found if command.words.startswith(_PROGRAMS)]


def beside(party: str) -> list[Command]:
    """The commands that a page names for other cases, without what they print."""
    lines = [line for block in _TEXT.findall(text(party)) for line in block.splitlines()]
    return [Command(line, ["…"]) for line in lines if line.startswith("dauys ")]
