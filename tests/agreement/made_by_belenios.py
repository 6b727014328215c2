"""Makes a whole record with belenios-tool alone: keys, credentials, ballots, tally, result.

By default two questions without blank, three voters with weights, one voter who votes twice, two
trustees, all needed. Nothing of Dauys takes part.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

VOTERS = (("ann", 1), ("bob", 3), ("cy", 2))
QUESTIONS = [
    {"answers": ["Yes", "No"], "min": 1, "max": 1, "question": "Do you adopt the charter?"},
    {"answers": ["North", "South", "East"], "min": 0, "max": 2, "question": "Where?"},
]
VOTES = (
    ("ann", [[1, 0], [1, 1, 0]]),
    ("bob", [[0, 1], [0, 0, 0]]),
    ("cy", [[1, 0], [0, 0, 1]]),
    ("ann", [[0, 1], [0, 1, 1]]),  # ann votes again, and this one counts
)
RESULT = [[2, 4], [0, 1, 3]]
TRUSTEES = 2


@dataclass(frozen=True, slots=True)
class Vote:
    """What is asked, who may vote with what weight, and who votes what, in order."""

    questions: Sequence[dict[str, Any]] = tuple(QUESTIONS)
    voters: Sequence[tuple[str, int]] = VOTERS
    votes: Sequence[tuple[str, Sequence[Sequence[int]]]] = VOTES
    result: Sequence[Sequence[int]] = tuple(RESULT)


@dataclass(frozen=True, slots=True)
class Made:
    """A finished record: the archive, the result that the votes add up to, and the secrets."""

    path: Path
    uuid: str
    result: list[list[int]]
    credentials: dict[str, str]


@dataclass(frozen=True, slots=True)
class Tool:
    """One belenios-tool in one folder."""

    path: str
    folder: Path

    def run(self, *arguments: str, stdin: str = "") -> str:
        done = subprocess.run(
            [self.path, *arguments],
            cwd=self.folder,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (arguments, done.stdout, done.stderr)
        return done.stdout

    def event(self, kind: str, payload: str = "") -> None:
        self.run("archive", "add-event", f"--type={kind}", stdin=payload)


class Holders(Protocol):
    """Whoever holds the keys of a record: makes them before, and decrypts after."""

    def make_keys(self, belenios: Tool, group: str) -> None:
        """Leaves in the folder what ``setup make-trustees`` reads."""

    def decrypt(self, belenios: Tool) -> list[str]:
        """The partial decryptions of those who take part, as documents."""


@dataclass(frozen=True, slots=True)
class Singles:
    """Trustees who are all needed."""

    count: int = TRUSTEES

    def make_keys(self, belenios: Tool, group: str) -> None:
        """In the order of the private keys, which `decrypt` keeps."""
        for _ in range(self.count):
            belenios.run("setup", "generate-trustee-key", f"--group={group}")
        keys = (key.with_suffix(".pubkey").read_text() for key in _private_keys(belenios.folder))
        text = "".join(f"{key.strip()}\n" for key in keys)
        (belenios.folder / "public_keys.jsons").write_text(text)

    def decrypt(self, belenios: Tool) -> list[str]:
        """One for each trustee."""
        return [
            belenios.run("election", "decrypt", f"--privkey={key.name}", f"--trustee-id={number}")
            for number, key in enumerate(_private_keys(belenios.folder), 1)
        ]


def make_record(
    tool: str, group: str, folder: Path, vote: Vote | None = None, holders: Holders | None = None
) -> Made:
    """The finished ``.bel`` of a small vote in this group, made by this belenios-tool."""
    vote, holders = vote or Vote(), holders or Singles()
    folder.mkdir(parents=True, exist_ok=True)
    belenios = Tool(tool, folder)
    uuid = belenios.run("setup", "generate-token").strip()
    credentials = _make_credentials(belenios, group, uuid, vote)
    holders.make_keys(belenios, group)
    _make_election(belenios, group, uuid, vote)
    for voter, choice in vote.votes:
        belenios.event("Ballot", _ballot(belenios, credentials[voter], choice))
    belenios.event("EndBallots")
    belenios.event("EncryptedTally", belenios.run("election", "compute-encrypted-tally"))
    for decrypted in holders.decrypt(belenios):
        belenios.event("PartialDecryption", decrypted)
    belenios.event("Result", belenios.run("election", "compute-result"))
    result = [list(row) for row in vote.result]
    return Made(folder / f"{uuid}.bel", uuid, result, credentials)


def _make_credentials(belenios: Tool, group: str, uuid: str, vote: Vote) -> dict[str, str]:
    """Secret credentials by voter; 2.x writes them as lines, 3.x as one object.

    Weights are left out where all are 1: both tools then write a roll without them.
    """
    weighted = any(weight != 1 for _, weight in vote.voters)
    voters = "".join(
        f"{name}@example.org,{name}" + (f",{weight}\n" if weighted else "\n")
        for name, weight in vote.voters
    )
    (belenios.folder / "voters.txt").write_text(voters)
    belenios.run(
        "setup", "generate-credentials", f"--group={group}", f"--uuid={uuid}", "--file=voters.txt"
    )
    next(belenios.folder.glob("*.pubcreds")).rename(belenios.folder / "public_creds.json")
    text = next(belenios.folder.glob("*.privcreds")).read_text()
    if text.startswith("{"):
        found: dict[str, str] = json.loads(text)
        return found
    lines = (line.split() for line in text.splitlines())
    return {identity.split(",")[1]: secret for identity, secret in lines}


def _make_election(belenios: Tool, group: str, uuid: str, vote: Vote) -> None:
    template = {
        "description": "A small vote",
        "name": "Town charter",
        "questions": list(vote.questions),
        "administrator": "Commission",
        "credential_authority": "Registrar",
    }
    (belenios.folder / "template.json").write_text(json.dumps(template))
    belenios.run("setup", "make-trustees")
    belenios.run(
        "setup", "make-election", f"--group={group}", f"--uuid={uuid}", "--template=template.json"
    )
    belenios.run("archive", "init")


def _private_keys(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.privkey"))


def _ballot(belenios: Tool, credential: str, choice: Sequence[Sequence[int]]) -> str:
    (belenios.folder / "credential").write_text(credential)
    (belenios.folder / "choice.json").write_text(json.dumps(choice, separators=(",", ":")))
    version = belenios.run("--version")
    option = "--ballot" if version.startswith("2.0") else "--choice"
    return belenios.run(
        "election", "generate-ballot", "--privcred=credential", f"{option}=choice.json"
    )
