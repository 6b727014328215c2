"""Three installations that the sweep goes through, each served by the real server.

``whole``: the sample from the opening to the implementation. ``open``: its consultation goes on,
and the desk is full. ``bare``: the referendum has been opened and nothing else. In each live the
same people (`residents`). A town is built once in a run and copied for every worker.
"""

from __future__ import annotations

import fcntl
import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dauys.cli import serve
from tests.site.faults.installation import ROOT, Installation

UNTIL = {"whole": "implementation", "open": "consultation", "bare": "opening"}
READY, FACTS = "ready", "facts.json"
PROVIDER = {
    "id": "egov", "name": "eGov", "server": "https://id.example", "client": "dauys", "secret": "s",
}  # fmt: skip


@dataclass
class Town(Installation):
    """An installation with people in it; ``facts`` are their sessions and what they have made."""

    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """The environment of all its processes."""
        mine = {
            "DJANGO_SETTINGS_MODULE": "tests.site.sweep.town_settings",
            "DAUYS_OIDC": str(self.folder / "oidc.json"),
            "DAUYS_CONTACT": "help@example.org",
        }
        return {**super().environment, **mine}

    def build(self, name: str) -> None:
        """Plays the sample as far as the town has come, takes it in, and lets people move in."""
        serve.rehearse(self.folder, UNTIL[name])
        provider = self.folder / "oidc.json"
        provider.write_text(json.dumps({"providers": [PROVIDER]}))
        provider.chmod(0o600)
        self.site("serve", "--prepare")
        done = subprocess.run(
            [sys.executable, "-m", "tests.site.sweep.residents", name], env=self.environment,
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        (self.folder / FACTS).write_text(done.stdout)
        (self.folder / READY).touch()

    def mailed(self) -> str:
        """The code in the newest letter."""
        letters = sorted((self.folder / "site" / "mail").iterdir(), key=lambda p: p.stat().st_mtime)
        found = re.findall(r"^([A-Z0-9][A-Z0-9-]{5,})$", letters[-1].read_text(), re.M)
        assert found, letters[-1].read_text()
        return str(found[-1])


def settle(shared: Path, own: Path, name: str) -> Town:
    """The town of a worker, which answers; built in ``shared`` by whoever comes first."""
    built = shared / name
    shared.mkdir(parents=True, exist_ok=True)
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (built / READY).exists():
            shutil.rmtree(built, ignore_errors=True)
            Town(built).build(name)
    shutil.copytree(built, own / name)
    town = Town(own / name, facts=json.loads((own / name / FACTS).read_text()))
    town.start()
    return town
