"""docs/how-to/run.md names every setting, and deploy/ what it names."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from dauys.site import environment
from tests.site.faults.installation import Installation

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs/how-to/run.md").read_text(encoding="utf-8")


def test_every_setting_stands_in_the_table() -> None:
    documented = re.findall(r"^\| `(DAUYS_[A-Z_]+)` \|", PAGE, re.M)
    assert [name for name in environment.NAMES if name not in documented] == []


def test_every_file_of_deploy_is_named() -> None:
    units = "cp /srv/dauys/deploy/*.service /srv/dauys/deploy/*.timer"
    assert units in PAGE
    unnamed = [
        path.name
        for path in (ROOT / "deploy").iterdir()
        if path.suffix not in (".service", ".timer") and f"deploy/{path.name}" not in PAGE
    ]
    assert unnamed == []


def test_a_backup_as_the_page_makes_it_can_be_put_back(
    installation: Installation, tmp_path: Path
) -> None:
    """The script of deploy/: the database first, then the record, and the doctor knows of it."""
    installation.enter("one", 1)
    command = [str(ROOT / "deploy/backup"), str(tmp_path / "backups")]
    done = subprocess.run(
        command, env=installation.environment, check=True, capture_output=True, text=True
    )
    place = Path(done.stdout.strip())
    assert (installation.folder / "site" / "last-backup").exists()
    assert (place / "record" / "checkpoint").read_bytes() == (
        installation.record / "checkpoint"
    ).read_bytes()
    assert next(place.glob("database.*")).stat().st_size > 0
