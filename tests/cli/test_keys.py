"""Secret keys in files: for their owner's eyes, and of one piece."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from dauys import group as groups
from dauys.cli import keys
from dauys.errors import DauysError
from dauys.parties import trustee
from tests.ballots.world import GROUPS, seeded
from tests.cli.town import Town

ED = groups.named("Ed25519")


def made(folder: Path, name: str = "Ed25519") -> tuple[Path, trustee.PrivateKey]:
    """A key file, and the key."""
    group = groups.named(name)
    key, _ = trustee.generate_key(group, draw=seeded(group, 7))
    keys.write_private(folder / "a.key", group, key, quiet=True)
    return folder / "a.key", key


def refusal(place: Path) -> str:
    """The code with which a key file is refused; the secret must not stand in the error."""
    with pytest.raises(DauysError) as told:
        keys.read_private(place)
    assert not any(len(str(fact)) > 60 for fact in told.value.facts.values())
    return told.value.code


@pytest.mark.parametrize("name", GROUPS)
def test_a_key_is_read_as_it_was_written(tmp_path: Path, name: str) -> None:
    place, key = made(tmp_path, name)
    group, read = keys.read_private(place)
    assert (group.name, read) == (name, key)


def test_every_secret_file_is_for_its_owner_alone(town: Town) -> None:
    secrets = [town.key, town.own("registrar") / "registrar.key"]
    secrets += [town.own(f"trustee-{number}") / "trustee.key" for number in (1, 2)]
    secrets += [town.own("registrar") / "credentials" / "town.csv"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in secrets} == {0o600}


def test_a_secret_that_is_not_the_public_keys_is_refused(tmp_path: Path) -> None:
    """With it a trustee would confirm what the trustee cannot open later."""
    place, key = made(tmp_path)
    data = json.loads(place.read_bytes())
    data["x"] = str(key.x - 1)
    place.write_text(json.dumps(data, separators=(",", ":")))
    assert refusal(place) == "key.pair"


def test_a_secret_beyond_the_order_of_the_group_is_refused(tmp_path: Path) -> None:
    """The same key in a second spelling."""
    place, key = made(tmp_path)
    data = json.loads(place.read_bytes())
    data["x"] = str(key.x + ED.order)
    place.write_text(json.dumps(data, separators=(",", ":")))
    assert refusal(place) == "key.pair"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b"Ed25519", b"Ed448", "group.unknown"),
        (b'"x":"', b'"x":"0', "json.shape"),
        (b'"x":"', b'"y":"', "json.shape"),
        (b"{", b" {", "json.canonical"),
        (b"}", b"", "json.syntax"),
        (b'"public_key":"', b'"public_key":"zz', "group.encoding"),
    ],
)
def test_a_key_file_that_was_changed_is_refused(
    tmp_path: Path, old: bytes, new: bytes, code: str
) -> None:
    place, _ = made(tmp_path)
    place.write_bytes(place.read_bytes().replace(old, new))
    assert refusal(place) == code


@pytest.mark.parametrize("data", [b"", b"key", b"\xff" * 40, b"[" * 70_000])
def test_a_file_that_is_no_key_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.key").write_bytes(data)
    assert refusal(tmp_path / "a.key").partition(".")[0] in ("json", "file")
    with pytest.raises(DauysError) as told:
        keys.read_signing(tmp_path / "a.key")
    assert told.value.code in ("note.key", "file.size")


def test_a_log_key_whose_name_was_changed_is_refused(town: Town, tmp_path: Path) -> None:
    changed = town.key.read_text().replace("tal.example", "sal.example")
    (tmp_path / "a.key").write_text(changed)
    with pytest.raises(DauysError) as told:
        keys.read_signing(tmp_path / "a.key")
    assert told.value.code == "note.key"


def test_a_key_is_never_written_over(tmp_path: Path) -> None:
    place, key = made(tmp_path)
    with pytest.raises(DauysError) as told:
        keys.write_private(place, ED, key)
    assert told.value.code == "file.exists"
