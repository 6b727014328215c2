"""The pages of docs/how-to as a script: their files, their commands, and what these print."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

HOW_TO = Path(__file__).resolve().parents[2] / "docs" / "how-to"
PARTIES = ("log-keeper", "registrar", "trustee", "voter", "auditor")
_FILE = re.compile(r"^`([\w.-]+)`:\n\n```\w+\n(.*?)^```$", re.M | re.S)
_CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)


@dataclass(frozen=True, slots=True)
class Command:
    """One command as a person types it, and the lines that follow it on the page."""

    words: str
    printed: list[str] = field(default_factory=list)

    def holds(self, output: str) -> bool:
        """Whether the output is what the page shows; … stands for anything, lines included."""
        pattern = ".*".join(re.escape(part) for part in "\n".join(self.printed).split("…"))
        return re.fullmatch(pattern, output.rstrip("\n"), re.S) is not None


def text(party: str) -> str:
    """The page of a party."""
    return (HOW_TO / f"{party}.md").read_text(encoding="utf-8")


def files(party: str) -> dict[str, str]:
    """The files that a page shows, by name."""
    return dict(_FILE.findall(text(party)))


def commands(party: str) -> list[Command]:
    """The commands of a page in order; the lines that set a variable of the shell are left out."""
    found: list[Command] = []
    for block in _CONSOLE.findall(text(party)):
        for line in block.replace("\\\n    ", "").splitlines():
            if line.startswith("$ "):
                found.append(Command(line.removeprefix("$ ")))
            else:
                found[-1].printed.append(line)
    return [command for command in found if command.words.startswith("dauys ")]
