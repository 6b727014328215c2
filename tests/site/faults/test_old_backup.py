"""An old backup of the database is put back under the server, as it happens after a broken disk."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.postgresql import programs
from tests.site.faults.installation import Installation


def test_an_old_backup_is_refused_and_taken_further(
    installation: Installation, tmp_path: Path
) -> None:
    installation.enter("before", 2)
    back_up(installation, tmp_path / "backup")
    installation.enter("after", 3)
    log = installation.log()
    put_back(installation, tmp_path / "backup")
    size = len(log)
    told = installation.site("serve", "--prepare", code=1)
    assert f"dauys: log.rollback: The log has fewer entries ({size - 3})" in told
    assert "put that back" in told
    assert f"adopt. It takes entries {size - 3} and later, up to {size}," in told
    assert "accounts, drafts" in told
    assert "log.rollback" in installation.site("doctor", code=1)
    assert f"{size - 3} → {size}" in installation.site("adopt")
    assert installation.table() == installation.log() == log
    installation.enter("later", 1)
    assert installation.log()[:size] == log
    assert len(installation.log()) == size + 1
    assert installation.verdict() == "accepted"


def back_up(installation: Installation, place: Path) -> None:
    """A copy of the file, or a dump, while no process writes."""
    if installation.database:
        _run("pg_dump", "--format=custom", f"--file={place}", installation.database)
    else:
        shutil.copy(installation.sqlite, place)


def put_back(installation: Installation, place: Path) -> None:
    """The copy in the place of what is there now."""
    if installation.database:
        _run("pg_restore", "--clean", f"--dbname={installation.database}", str(place))
        return
    for file in installation.sqlite.parent.glob(f"{installation.sqlite.name}*"):
        file.unlink()
    shutil.copy(place, installation.sqlite)


def _run(program: str, *arguments: str) -> None:
    folder = programs()
    assert folder is not None
    subprocess.run([str(folder / program), *arguments], check=True)
