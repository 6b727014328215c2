"""A prepared ballot and its use: whenever the machine stops, opening and document never lie there.

Whoever has both a signed ballot and its opening knows how its owner voted.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dauys.cli import files
from dauys.cli import pending as kept
from dauys.errors import DauysError, Refused, Unreadable
from dauys.parties import pending
from dauys.parties.pending import Pending, Use
from tests.ballots.world import CREDENTIALS, make_world, valid

uses = pytest.mark.parametrize("how", ["cast", "challenged"])


class Killed(BaseException):
    """The machine stops: nothing that a program would still do is done."""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A ballot that waits in a file."""
    world = make_world()
    made = pending.prepare(world.sealed, CREDENTIALS[0], valid(world), world.draw)
    kept.write(tmp_path / "prepared.json", made)
    return tmp_path / "prepared.json"


def made(how: Use) -> Callable[[Pending], bytes]:
    """What a use makes of a ballot."""
    return Pending.opened if how == "challenged" else lambda it: pending.cast(it, CREDENTIALS[0])


def use(place: Path, how: Use) -> bytes:
    """A use of a ballot into the file ``output``: its document."""
    return kept.use(place, how, place.with_name("output"), made(how))[1]


def randomness(place: Path) -> list[bytes]:
    """The random numbers that open a ballot."""
    answers = json.loads(place.read_bytes())["challenge"]["answers"]
    return [number.encode() for answer in answers for number in answer["randomness"]]


def anywhere(folder: Path, numbers: list[bytes]) -> bool:
    """Whether a file of the folder opens the ballot."""
    held = [path.read_bytes() for path in folder.iterdir()]
    return any(number in data for number in numbers for data in held)


def signed(folder: Path) -> bool:
    """Whether a file of the folder holds a signed ballot."""
    return any(b'"signature"' in path.read_bytes() for path in folder.iterdir())


@uses
def test_a_document_takes_the_place_of_its_opening(place: Path, how: Use) -> None:
    numbers = randomness(place)
    document = use(place, how)
    assert place.with_name("output").read_bytes() == document
    assert not any(number in place.read_bytes() for number in numbers)
    assert sorted(path.name for path in place.parent.iterdir()) == ["output", "prepared.json"]


STOPS = [
    (files, "write_new", 1),
    (files, "put", 1),
    (kept, "_overwrite", 1),
    (os, "fsync", 1),
    (os, "fsync", 2),
    (os, "fsync", 3),
    (os, "fsync", 4),
]


def stopping(
    monkeypatch: pytest.MonkeyPatch, where: Any, name: str, count: int, after: bool
) -> None:
    """Breaks off before or after the call of this number, whatever is being done."""
    honest, calls = getattr(where, name), [0]

    def broken(*arguments: Any, **named: Any) -> Any:
        calls[0] += 1
        if calls[0] == count and not after:
            raise Killed
        done = honest(*arguments, **named)
        if calls[0] == count:
            raise Killed
        return done

    monkeypatch.setattr(where, name, broken)


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize(("where", "name", "count"), STOPS)
def test_whenever_it_is_broken_off_no_signed_ballot_lies_beside_its_opening(
    place: Path, monkeypatch: pytest.MonkeyPatch, where: Any, name: str, count: int, after: bool
) -> None:
    numbers = randomness(place)
    stopping(monkeypatch, where, name, count, after)
    with pytest.raises(Killed):
        use(place, "cast")
    folder = place.parent
    assert not (anywhere(folder, numbers) and signed(folder))
    assert "prepared.json" in {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("name", ["write_new", "put"])
@pytest.mark.parametrize("after", [False, True])
def test_a_machine_that_is_switched_off_leaves_no_both_either(
    place: Path, monkeypatch: pytest.MonkeyPatch, name: str, after: bool
) -> None:
    """Not even what is done on an interrupt is done then."""
    numbers = randomness(place)
    monkeypatch.setattr(Path, "unlink", lambda path, missing_ok=False: None)
    stopping(monkeypatch, files, name, 1, after)
    with pytest.raises(Killed):
        use(place, "cast")
    assert not (anywhere(place.parent, numbers) and signed(place.parent))


@uses
def test_where_nothing_comes_of_it_the_ballot_is_as_it_was(place: Path, how: Use) -> None:
    before = place.read_bytes()

    def fails(it: Pending) -> bytes:
        raise Refused("pending.credential")

    with pytest.raises(Refused):
        kept.use(place, how, place.with_name("output"), fails)
    with pytest.raises(Unreadable) as caught:
        kept.use(place, how, place.parent / "nowhere" / "output", made(how))
    assert caught.value.code == "file.unwritable"
    assert (place.read_bytes(), len(list(place.parent.iterdir()))) == (before, 1)
    use(place, how)


def test_a_disk_that_is_full_does_not_leave_half_a_document(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The opening is gone then, and another ballot must be made: that is the right way round."""

    def full(path: Path, data: bytes, **_: bool) -> None:
        raise Unreadable("file.unwritable", f"file:{path}", reason="No space left on device")

    monkeypatch.setattr(files, "put", full)
    with pytest.raises(Unreadable):
        use(place, "cast")
    assert not place.with_name("output").exists()
    with pytest.raises(Refused) as caught:
        use(place, "challenged")
    assert caught.value.code == "pending.cast"


def test_of_two_uses_at_once_one_finds_a_ballot_that_is_used(place: Path) -> None:
    """Cast and challenged side by side, it would be both."""
    told: list[str] = []
    begun, go = threading.Event(), threading.Event()

    def slowly(it: Pending) -> bytes:
        begun.set()
        go.wait(10)
        return pending.cast(it, CREDENTIALS[0])

    def other() -> None:
        try:
            kept.use(place, "challenged", place.with_name("other"), Pending.opened)
        except DauysError as error:
            told.append(error.code)

    output = place.with_name("output")
    first = threading.Thread(target=lambda: kept.use(place, "cast", output, slowly))
    second = threading.Thread(target=other)
    first.start()
    assert begun.wait(10)
    second.start()
    go.set()
    first.join(10)
    second.join(10)
    assert told == ["pending.cast"]
    assert not place.with_name("other").exists()


def test_a_file_that_is_too_long_or_no_file(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unreadable) as caught:
        kept.use(place.parent, "cast", place.with_name("output"), made("cast"))
    assert caught.value.code == "file.folder"
    monkeypatch.setattr(kept, "LIMIT", 100)
    with pytest.raises(Unreadable) as caught:
        use(place, "cast")
    assert caught.value.code == "file.size"
