"""Secret keys in files: locked, for their owner's eyes, and of one piece; and how one is asked."""

from __future__ import annotations

import getpass
import io
import json
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dauys import group as groups
from dauys.cli import keys, terminal
from dauys.cli.main import main
from dauys.errors import DauysError
from dauys.log.keys import SigningKey
from dauys.parties import locked, trustee
from dauys.wire import shape
from tests.ballots.world import GROUPS, seeded
from tests.cli.town import Town, code_of, tell
from tests.journeys.world import PASSPHRASE, run

ED = groups.named("Ed25519")
PHRASE = PASSPHRASE.encode()


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """The keys that these tests make are locked cheaply."""
    monkeypatch.setattr(keys, "COST", locked.CHEAP)


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """A file with the passphrase, as ``--passphrase-file`` names it."""
    return written(tmp_path / "phrase", PHRASE + b"\n")


def written(path: Path, data: bytes, mode: int = 0o600) -> Path:
    """A file with these rights."""
    path.write_bytes(data)
    path.chmod(mode)
    return path


def made(folder: Path, name: str = "Ed25519") -> tuple[Path, trustee.PrivateKey]:
    """A key file, and the key."""
    group = groups.named(name)
    key, _ = trustee.generate_key(group, draw=seeded(group, 7))
    keys.write_private(folder / "a.key", group, key, PHRASE)
    return folder / "a.key", key


def sealed(place: Path, document: bytes, about: str) -> Path:
    """A locked file with another content than ours."""
    place.unlink()
    data = locked.lock(document, [PHRASE], "private-key", about, locked.CHEAP)
    return written(place, data)


def refusal(place: Path, given: Path) -> str:
    """The code with which a key file is refused; the secret must not stand in the error."""
    with pytest.raises(DauysError) as told:
        keys.read_private(place, given)
    assert not any(len(str(fact)) > 60 for fact in told.value.facts.values())
    return told.value.code


@pytest.mark.parametrize("name", GROUPS)
def test_a_key_is_read_as_it_was_written(tmp_path: Path, given: Path, name: str) -> None:
    place, key = made(tmp_path, name)
    group, read = keys.read_private(place, given)
    assert (group.name, read) == (name, key)
    assert keys.public_of(place) == key.public
    assert str(key.x).encode() not in place.read_bytes()


def test_every_secret_file_is_for_its_owner_alone(town: Town) -> None:
    own = town.own("registrar")
    secrets = [town.key, own / "registrar.key", own / "sealed.list"]
    secrets += [town.own(f"trustee-{number}") / "trustee.key" for number in (1, 2)]
    secrets += [*own.glob("voters/town/*"), *own.glob("sheets/town/*")]
    assert len(secrets) == 11
    assert {stat.S_IMODE(path.stat().st_mode) for path in secrets} == {0o600}


def test_a_key_that_others_of_the_machine_can_reach_is_not_used(
    tmp_path: Path, given: Path
) -> None:
    place, _ = made(tmp_path)
    for mode in (0o640, 0o604, 0o620, 0o601, 0o644, 0o666):
        place.chmod(mode)
        assert refusal(place, given) == "key.open"
    place.chmod(0o400)
    keys.read_private(place, given)


def test_nor_is_a_log_key_or_a_passphrase_that_others_can_read(tmp_path: Path, given: Path) -> None:
    keys.write_signing(tmp_path / "log.key", SigningKey("a", b"1" * 32), PHRASE)
    (tmp_path / "log.key").chmod(0o644)
    with pytest.raises(DauysError) as told:
        keys.read_signing(tmp_path / "log.key", given)
    assert told.value.code == "key.open"
    place, _ = made(tmp_path)
    given.chmod(0o644)
    assert refusal(place, given) == "key.open"


def test_a_wrong_passphrase_and_a_damaged_file_are_told_apart(tmp_path: Path, given: Path) -> None:
    place, _ = made(tmp_path)
    given.write_bytes(b"another passphrase")
    assert refusal(place, given) == "key.passphrase"
    data = place.read_bytes()
    place.write_bytes(data.replace(b'"box":"', b'"box":"AAAA'))
    assert refusal(place, given) == "key.file"


def test_a_secret_that_is_not_the_public_keys_is_refused(tmp_path: Path, given: Path) -> None:
    """With it a trustee would confirm what the trustee cannot open later."""
    place, key = made(tmp_path)
    document = shape.write(keys.KeyFile("Ed25519", key.public, key.x - 1))
    assert refusal(sealed(place, document, key.public), given) == "key.pair"


def test_a_file_that_names_another_key_than_it_holds_is_refused(
    tmp_path: Path, given: Path
) -> None:
    """What is due is told by the name in the clear, before the key is opened."""
    place, key = made(tmp_path)
    other, _ = trustee.generate_key(ED)
    document = shape.write(keys.KeyFile("Ed25519", key.public, key.x))
    assert refusal(sealed(place, document, other.public), given) == "key.pair"


def test_a_secret_beyond_the_order_of_the_group_is_refused(tmp_path: Path, given: Path) -> None:
    """The same key in a second spelling."""
    place, key = made(tmp_path)
    document = shape.write(keys.KeyFile("Ed25519", key.public, key.x + ED.order))
    assert refusal(sealed(place, document, key.public), given) == "key.pair"


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
def test_a_key_of_another_form_is_refused(
    tmp_path: Path, given: Path, old: bytes, new: bytes, code: str
) -> None:
    place, key = made(tmp_path)
    document = shape.write(keys.KeyFile("Ed25519", key.public, key.x)).replace(old, new)
    assert refusal(sealed(place, document, key.public), given) == code


@pytest.mark.parametrize("data", [b"", b"key", b"\xff" * 40, b"[" * 70_000])
def test_a_file_that_is_no_key_is_refused(tmp_path: Path, given: Path, data: bytes) -> None:
    place = written(tmp_path / "a.key", data)
    expected = "file.size" if len(data) > 65536 else "key.unlocked"
    assert refusal(place, given) == expected
    with pytest.raises(DauysError) as told:
        keys.read_signing(place, given)
    assert told.value.code == expected


def test_a_key_that_lies_open_is_not_used(tmp_path: Path, given: Path) -> None:
    """So are those of a rehearsal, which one machine has made for all parties."""
    key, _ = trustee.generate_key(ED)
    keys.write_rehearsed(tmp_path / "a.key", ED, key)
    assert refusal(tmp_path / "a.key", given) == "key.unlocked"


def test_one_sort_of_key_is_not_taken_for_another(tmp_path: Path, given: Path) -> None:
    keys.write_signing(tmp_path / "log.key", SigningKey("a", b"1" * 32), PHRASE)
    assert refusal(tmp_path / "log.key", given) == "key.purpose"


def test_a_log_key_whose_name_was_changed_is_refused(tmp_path: Path, given: Path) -> None:
    text = SigningKey("tal.example/log", b"1" * 32).write().replace("tal.", "sal.")
    data = locked.lock(text.encode(), [PHRASE], "signing-key", "", locked.CHEAP)
    with pytest.raises(DauysError) as told:
        keys.read_signing(written(tmp_path / "a.key", data), given)
    assert told.value.code == "note.key"


def test_a_key_is_never_written_over(tmp_path: Path) -> None:
    place, key = made(tmp_path)
    with pytest.raises(DauysError) as told:
        keys.write_private(place, ED, key, PHRASE)
    assert told.value.code == "file.exists"


# What costs an attacker time.


def test_a_key_of_a_command_is_locked_at_full_cost(
    tmp_path: Path, given: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one place where these tests pay for it."""
    monkeypatch.undo()
    words = ["trustee", "key", "-o", str(tmp_path / "own"), "--passphrase-file", str(given)]
    assert main(words) == 0
    told = json.loads((tmp_path / "own/trustee.key").read_bytes())
    assert (told["operations"], told["memory"]) == (3, 256 * 1024**2)


# The log's key on a server that nobody attends.


def test_only_the_logs_key_may_lie_open_and_it_says_so(town: Town, tmp_path: Path) -> None:
    words = ("record", "key", "tal.example/log", "-o", tmp_path / "log.key", "--no-passphrase")
    code, out, err = run(*map(str, words))
    assert (code, out.count("\n")) == (0, 1)
    assert "NOT locked" in err
    opening = json.loads((town.root / "opening.json").read_bytes())
    opening["log"] = out.strip()
    (tmp_path / "opening.json").write_text(json.dumps(opening))
    words = ("record", "open", tmp_path / "record", tmp_path / "opening.json")
    code, _, err = run(*map(str, words), "--key", str(tmp_path / "log.key"))
    assert (code, "NOT locked" in err) == (0, True), "each time that it is read"
    for other in (("trustee", "key"), ("registrar", "credentials", town.root / "voters.csv")):
        words = (*other, "-o", tmp_path / "own", "--no-passphrase")
        assert code_of(*words) == (2, "cli.usage")


# A person at the terminal.


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What a person types, one answer after another."""
    waiting: list[str] = []
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(getpass, "getpass", lambda caption: waiting.pop(0))
    yield waiting
    assert waiting == []


def test_a_new_passphrase_is_typed_twice(tmp_path: Path, answers: list[str]) -> None:
    answers += [PASSPHRASE, PASSPHRASE]
    assert keys.new_passphrase(tmp_path / "a", None) == PHRASE
    answers += [PASSPHRASE, PASSPHRASE + "s"]
    with pytest.raises(DauysError) as told:
        keys.new_passphrase(tmp_path / "a", None)
    assert told.value.code == "key.differs"


@pytest.mark.parametrize("short", ["", "a", "elevenchars", "әғқңөұүһі 1"])
def test_a_passphrase_that_would_be_found_by_trying(
    tmp_path: Path, answers: list[str], short: str
) -> None:
    """Characters count, not bytes."""
    answers += [short]
    with pytest.raises(DauysError) as told:
        keys.new_passphrase(tmp_path / "a", None)
    assert told.value.code == "key.short"
    with pytest.raises(DauysError) as told:
        keys.new_passphrase(tmp_path / "a", written(tmp_path / "p", short.encode()))
    assert told.value.code == "key.short"


def test_one_passphrase_from_two_keyboards(tmp_path: Path, answers: list[str]) -> None:
    """One composes й of two characters, the other types one; the trustee sees no difference."""
    answers += ["йога и чай й", "йога и чай й"]
    first, second = (keys.known_passphrase(tmp_path, None) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n"])
def test_a_passphrase_in_a_file_ends_with_its_line(tmp_path: Path, end: bytes) -> None:
    place = written(tmp_path / "p", b" two  herons \t" + end)
    assert keys.read_passphrase(place) == b" two  herons \t"


def test_a_passphrase_file_that_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(DauysError) as told:
        keys.read_passphrase(written(tmp_path / "p", b"\xff" * 20))
    assert told.value.code == "key.encoding"


def test_a_terminal_that_sends_bytes_that_are_no_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python keeps such a byte as half of a surrogate pair; another terminal would send others."""
    monkeypatch.setattr(terminal, "ask_secret", lambda caption: "a lantern over\udcff the river")
    for ask in (keys.new_passphrase, keys.known_passphrase):
        with pytest.raises(DauysError) as told:
            ask(Path("a.key"), None)
        assert (told.value.code, told.value.accused) == ("key.encoding", "file:a.key")


def test_without_a_terminal_nothing_is_taken_for_an_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A passphrase that a script pipes in would stand in the script."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("yes\na lantern over the river\n"))
    for ask in (terminal.ask_secret, terminal.ask_yes):
        with pytest.raises(DauysError) as told:
            ask("?")
        assert told.value.code == "cli.terminal"


@pytest.mark.parametrize(("answer", "goes_on"), [
    ("yes", True), ("ИӘ", True), (" да ", True),
    ("", False), ("y", False), ("no", False), ("yes!", False),
])  # fmt: skip
def test_only_a_whole_yes_is_one(
    monkeypatch: pytest.MonkeyPatch, answer: str, goes_on: bool
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda caption: answer)
    if goes_on:
        terminal.ask_yes("?")
        return
    with pytest.raises(DauysError) as told:
        terminal.ask_yes("?")
    assert told.value.code == "cli.declined"


def test_someone_who_ends_the_input_has_not_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    def ended(caption: str) -> str:
        raise EOFError

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(getpass, "getpass", ended)
    monkeypatch.setattr("builtins.input", ended)
    for ask in (terminal.ask_secret, terminal.ask_yes):
        with pytest.raises(DauysError) as told:
            ask("?")
        assert told.value.code == "cli.terminal"


def test_no_passphrase_is_read_from_the_environment(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other programs of the machine can read it there."""
    source = "".join(path.read_text() for path in Path(keys.__file__).parent.glob("*.py"))
    assert "envvar" not in source
    for name in ("PASSPHRASE", "DAUYS_PASSPHRASE", "DAUYS_TRUSTEE_KEY_PASSPHRASE_FILE"):
        monkeypatch.setenv(name, PASSPHRASE)
    out = os.devnull
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    words = ["record", "cast", str(town.root / "record"), out, "--box", "town"]
    assert main([*words, "--key", str(town.key)]) == 2


def test_a_command_takes_the_passphrase_of_a_file(town: Town, tmp_path: Path) -> None:
    given = written(tmp_path / "p", b"a passphrase of my own\n")
    tell("trustee", "key", "-o", tmp_path / "own", "--passphrase-file", given)
    _, key = keys.read_private(tmp_path / "own/trustee.key", given)
    assert key.public == keys.public_of(tmp_path / "own/trustee.key")
