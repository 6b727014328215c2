"""Locked secrets: open to the right passphrases alone, and damage is told from a wrong one."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dauys.errors import DauysError, Unreadable
from dauys.parties import locked
from dauys.parties.locked import CHEAP, STRONG, Cost

SECRET = "құпия 17".encode()
ONE, TWO = b"a lantern over the river", "екі тырна және қақпа".encode()


def made(*phrases: bytes) -> bytes:
    """A file that opens with these passphrases."""
    return locked.lock(SECRET, phrases or (ONE,), "private-key", "whose it is", CHEAP)


def opened(data: bytes, *phrases: bytes) -> bytes:
    """What is in a file."""
    return locked.unlock(locked.read(data, "private-key", accused="file:a"), phrases or (ONE,))


def refusal(data: bytes, *phrases: bytes) -> str:
    """The code with which a file is refused."""
    with pytest.raises(DauysError) as told:
        opened(data, *phrases)
    return told.value.code


def changed(data: bytes, *, sealed_again: bool = True, **fields: Any) -> bytes:
    """A file with other fields; whoever changes it on purpose makes its check sum fit again."""
    value = {**json.loads(data), **fields}
    if sealed_again:
        body = {name: each for name, each in value.items() if name != "sum"}
        value["sum"] = locked.hashes.labelled("locked-sum", locked.canonical.write(body))
    return locked.canonical.write(value)


def test_what_was_locked_is_unlocked() -> None:
    assert opened(made()) == SECRET
    assert opened(made(TWO), TWO) == SECRET
    assert locked.read(made(), "private-key").about == "whose it is"


def test_the_secret_does_not_stand_in_the_file_and_no_two_files_are_alike() -> None:
    first, second = made(), made()
    assert SECRET not in first
    assert [json.loads(first)[name] != json.loads(second)[name] for name in ("salts", "nonce")]
    assert json.loads(first)["box"] != json.loads(second)["box"]


@pytest.mark.parametrize("phrase", [b"", b"a lantern over the rive", ONE.upper(), ONE + b"\n"])
def test_another_passphrase_opens_nothing(phrase: bytes) -> None:
    assert refusal(made(), phrase) == "key.passphrase"


def test_two_persons_open_it_together_and_in_their_order() -> None:
    data = made(ONE, TWO)
    assert opened(data, ONE, TWO) == SECRET
    for phrases in ((ONE,), (TWO,), (TWO, ONE), (ONE, ONE), (TWO, TWO), (ONE, TWO, TWO)):
        assert refusal(data, *phrases) == "key.passphrase"


def test_a_file_of_two_cannot_be_made_one_of_a_single_person() -> None:
    """Who holds one passphrase would else take the other's salt out of the file."""
    data = made(ONE, TWO)
    for salt, phrase in zip(json.loads(data)["salts"], (ONE, TWO), strict=True):
        assert refusal(changed(data, salts=[salt]), phrase) == "key.passphrase"


@pytest.mark.parametrize("field", ["about", "operations", "salts", "nonce", "box"])
def test_a_damaged_file_is_not_taken_for_a_wrong_passphrase(field: str) -> None:
    """A trustee who believes to have forgotten the passphrase would give up."""
    value = json.loads(made())
    other = json.loads(made())[field] if field not in ("about", "operations") else None
    fields = {"about": "somebody's", "operations": value["operations"] + 1}
    data = changed(made(), sealed_again=False, **{field: fields.get(field, other)})
    assert refusal(data) == "key.file"


@pytest.mark.parametrize(("field", "value"), [("about", "another's"), ("box", "AAAA")])
def test_a_file_that_was_changed_on_purpose_does_not_open(field: str, value: str) -> None:
    assert refusal(changed(made(), **{field: value})) == "key.passphrase"


@pytest.mark.parametrize("purpose", ["signing-key", "sealed-list"])
def test_a_secret_is_not_taken_for_one_of_another_kind(purpose: Any) -> None:
    """Also where somebody writes another purpose on it."""
    with pytest.raises(DauysError) as told:
        locked.read(made(), purpose)
    assert told.value.code == "key.purpose"
    box = locked.read(changed(made(), purpose=purpose), purpose)
    with pytest.raises(DauysError) as told:
        locked.unlock(box, [ONE])
    assert told.value.code == "key.passphrase"


@pytest.mark.parametrize(
    "fields",
    [
        {"memory": 100 * 1024**3},
        {"memory": 1024**3 + 1},
        {"memory": 0},
        {"memory": -1},
        {"operations": 10**9},
        {"operations": 0},
        {"salts": []},
        {"salts": [""] * 3},
    ],
)
def test_a_hostile_file_does_not_take_the_whole_machine(fields: dict[str, Any]) -> None:
    """It states 100 GB of memory, or years of work, to be spent on opening it."""
    assert refusal(changed(made(), **fields)) == "key.cost"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"salts": ["AAAA"]}, "key.file"),
        ({"nonce": "AAAA"}, "key.file"),
        ({"box": "AB=="}, "key.file"),
        ({"salts": ["AB=="]}, "key.file"),
        ({"box": "*"}, "json.shape"),
        ({"kdf": "scrypt"}, "json.shape"),
        ({"format": "dauys-locked-2"}, "json.shape"),
        ({"more": 1}, "json.shape"),
    ],
)
def test_a_file_of_another_form_is_refused(fields: dict[str, Any], code: str) -> None:
    assert refusal(changed(made(), **fields)) == code


@pytest.mark.parametrize("data", [b"", b"{}", b"[" * 70_000, b"\xff", b"PRIVATE+KEY+a+b"])
def test_what_is_no_locked_file_is_refused(data: bytes) -> None:
    assert refusal(data).startswith("json.")


def test_a_file_without_its_check_sum_is_refused() -> None:
    value = json.loads(made())
    del value["sum"]
    assert refusal(locked.canonical.write(value)) == "key.file"


def test_a_machine_without_the_memory_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """It must not look like a wrong passphrase."""

    def kdf(*args: Any, **kwargs: Any) -> bytes:
        raise locked.OutOfMemory

    box = locked.read(made(), "private-key")
    monkeypatch.setattr(locked.pwhash.argon2id, "kdf", kdf)
    with pytest.raises(Unreadable) as told:
        locked.unlock(box, [ONE])
    assert told.value.code == "key.memory"


def test_a_guess_costs_what_it_must() -> None:
    """Less than 256 MiB and three passes would make the smallest passphrase a weak one."""
    assert (STRONG.operations, STRONG.memory) == (3, 256 * 1024**2)
    data = locked.lock(SECRET, [ONE], "private-key", "", Cost(3, 16 * 1024**2))
    assert json.loads(data)["memory"] == 16 * 1024**2
    assert opened(data) == SECRET
