"""Makes a whole record with belenios-tool alone: keys, credentials, ballots, tally, result.

Two questions without blank, three voters with weights, one voter who votes twice, two trustees.
Nothing of Dauys takes part.
"""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

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
class Made:
    """A finished record: the archive, the result that the votes add up to, and the secrets."""

    path: Path
    uuid: str
    result: list[list[int]]
    credentials: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Tool:
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


def make_record(tool: str, group: str, folder: Path) -> Made:
    """The finished ``.bel`` of a small vote in this group, made by this belenios-tool."""
    folder.mkdir(parents=True, exist_ok=True)
    belenios = _Tool(tool, folder)
    uuid = belenios.run("setup", "generate-token").strip()
    credentials = _make_credentials(belenios, group, uuid)
    _make_election(belenios, group, uuid)
    for voter, choice in VOTES:
        belenios.event("Ballot", _ballot(belenios, credentials[voter], choice))
    belenios.event("EndBallots")
    belenios.event("EncryptedTally", belenios.run("election", "compute-encrypted-tally"))
    for number, key in enumerate(_private_keys(folder), 1):
        decrypted = belenios.run(
            "election", "decrypt", f"--privkey={key.name}", f"--trustee-id={number}"
        )
        belenios.event("PartialDecryption", decrypted)
    belenios.event("Result", belenios.run("election", "compute-result"))
    return Made(folder / f"{uuid}.bel", uuid, RESULT, credentials)


def _make_credentials(belenios: _Tool, group: str, uuid: str) -> dict[str, str]:
    """Secret credentials by voter; 2.x writes them as lines, 3.x as one object."""
    voters = "".join(f"{name}@example.org,{name},{weight}\n" for name, weight in VOTERS)
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


def _make_election(belenios: _Tool, group: str, uuid: str) -> None:
    folder = belenios.folder
    for _ in range(TRUSTEES):
        belenios.run("setup", "generate-trustee-key", f"--group={group}")
    # In the order of the private keys, which `_private_keys` keeps.
    keys = (key.with_suffix(".pubkey").read_text().strip() for key in _private_keys(folder))
    (folder / "public_keys.jsons").write_text("".join(f"{key}\n" for key in keys))
    template = {
        "description": "A small vote",
        "name": "Town charter",
        "questions": QUESTIONS,
        "administrator": "Commission",
        "credential_authority": "Registrar",
    }
    (folder / "template.json").write_text(json.dumps(template))
    belenios.run("setup", "make-trustees")
    belenios.run(
        "setup", "make-election", f"--group={group}", f"--uuid={uuid}", "--template=template.json"
    )
    belenios.run("archive", "init")


def _private_keys(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.privkey"))


def _ballot(belenios: _Tool, credential: str, choice: list[list[int]]) -> str:
    (belenios.folder / "credential").write_text(credential)
    (belenios.folder / "choice.json").write_text(json.dumps(choice, separators=(",", ":")))
    version = belenios.run("--version")
    option = "--ballot" if version.startswith("2.0") else "--choice"
    return belenios.run(
        "election", "generate-ballot", "--privcred=credential", f"{option}=choice.json"
    )
