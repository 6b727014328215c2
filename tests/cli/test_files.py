"""Files: every fault of a path has its code, and nothing is overwritten."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any, NoReturn

import pytest

from dauys.cli.files import new_folder, put_new, read_bytes, write_new
from dauys.errors import Unreadable


def test_what_is_written_is_read(tmp_path: Path) -> None:
    write_new(tmp_path / "a", b"words")
    assert read_bytes(tmp_path / "a") == b"words"


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as told:
        read_bytes(tmp_path / "absent")
    assert told.value.code == "file.missing"


def test_a_folder_where_a_file_is_wanted(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as told:
        read_bytes(tmp_path)
    assert told.value.code == "file.folder"


def test_a_file_as_a_folder(tmp_path: Path) -> None:
    write_new(tmp_path / "a", b"")
    with pytest.raises(Unreadable) as told:
        read_bytes(tmp_path / "a" / "b")
    assert told.value.code == "file.unreadable"


def test_a_file_that_is_too_long_is_not_read_whole(tmp_path: Path) -> None:
    """A wrong path, a device say, must not fill the memory."""
    write_new(tmp_path / "a", b"12345")
    assert read_bytes(tmp_path / "a", limit=5) == b"12345"
    with pytest.raises(Unreadable) as told:
        read_bytes(tmp_path / "a", limit=4)
    assert told.value.code == "file.size"


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A second key written over the first would make a count impossible to open."""
    write_new(tmp_path / "a", b"first")
    with pytest.raises(Unreadable) as told:
        write_new(tmp_path / "a", b"second")
    assert told.value.code == "file.exists"
    assert read_bytes(tmp_path / "a") == b"first"


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as told:
        write_new(tmp_path / "no" / "such" / "folder", b"")
    assert told.value.code == "file.unwritable"


def test_a_secret_is_for_its_owner_only(tmp_path: Path) -> None:
    write_new(tmp_path / "key", b"secret", secret=True)
    assert os.stat(tmp_path / "key").st_mode & 0o077 == 0


def test_a_new_folder_is_made_and_an_empty_one_taken(tmp_path: Path) -> None:
    new_folder(tmp_path / "a" / "b")
    new_folder(tmp_path / "a" / "b")
    with pytest.raises(Unreadable) as told:
        new_folder(tmp_path / "a")
    assert told.value.code == "file.exists"


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_a_new_file_is_written_whole_and_over_no_other(
    links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even over one that came meanwhile; some disks know no second name of a file."""

    def linkless(*given: Any) -> NoReturn:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    if not links:
        monkeypatch.setattr(os, "link", linkless)
    path = tmp_path / "file"
    (tmp_path / "file.new").write_bytes(b"of a run that was killed")
    put_new(path, b"one")
    with pytest.raises(Unreadable) as caught:
        put_new(path, b"two")
    assert caught.value.code == "file.exists"
    assert path.read_bytes() == b"one"
    assert [each.name for each in tmp_path.iterdir()] == ["file"]
