"""A checkpoint has one spelling, one signer, one origin."""

from __future__ import annotations

import base64

import pytest

from dauys.log import checkpoint, keys, merkle, note
from dauys.log.checkpoint import Checkpoint
from dauys.log.keys import SigningKey
from tests.log.world import KEY, ORIGIN, published, refused

HEAD = Checkpoint(ORIGIN, 7, merkle.EMPTY_ROOT)
TREE = published("notes")["tree"]
TESTLOG = published("testlog")


def test_the_example_of_the_specification_reads() -> None:
    head = checkpoint.peek(published("notes")["checkpoint"].encode())
    assert (head.origin, head.size) == ("example.com/behind-the-sofa", 20852163)
    assert base64.b64encode(head.root).startswith(b"CsUYapGG")
    assert checkpoint.peek(published("notes")["cosigned"].encode()) == head


@pytest.mark.parametrize(("size", "data"), TESTLOG["checkpoints"].items())
def test_published_checkpoints_are_signed_by_their_log(size: str, data: str) -> None:
    head = checkpoint.read(data.encode(), keys.parse_verifier_key(TESTLOG["key"]))
    assert head.size == int(size)
    assert checkpoint.sign(head, [keys.parse_signing_key(TESTLOG["secret"])]) == data.encode()


def test_the_tree_of_the_go_tests_reads_and_writes_back() -> None:
    head = checkpoint.parse(TREE["text"])
    assert head.size == TREE["size"]
    assert head.root == merkle.leaf_hash(TREE["entry"].encode())
    assert head.text() == TREE["text"]


@pytest.mark.parametrize("text", TREE["refused"])
def test_trees_that_the_go_tests_refuse(text: str) -> None:
    with refused("checkpoint.form", "checkpoint"):
        checkpoint.parse(text)


def test_extension_lines_are_kept() -> None:
    head = Checkpoint(ORIGIN, 7, merkle.EMPTY_ROOT, ("one", "two"))
    assert checkpoint.parse(head.text()) == head
    assert checkpoint.read(checkpoint.sign(head, [KEY]), KEY.verifier) == head


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (("\n7\n", "\n07\n"), 2),
        (("\n7\n", "\n-7\n"), 2),
        (("\n7\n", "\n+7\n"), 2),
        (("\n7\n", "\n7 \n"), 2),
        (("\n7\n", "\n٧\n"), 2),
        (("\n7\n", "\n1e3\n"), 2),
        (("\n7\n", "\n9223372036854775808\n"), 2),
        (("\n7\n", f"\n{'9' * 4000}\n"), 2),
        (("47DE", "47DEAAAA"), 3),
        (("uFU=", "uFV="), 3),
        (("uFU=", "uFU"), 3),
        (("47DE", "47 DE"), 3),
        (("47DE", "ЖЖЖЖ"), 3),
    ],
)
def test_other_spellings_are_refused(change: tuple[str, str], line: int) -> None:
    """One head of a log must not be signed in two spellings."""
    text = HEAD.text().replace(*change)
    assert text != HEAD.text()
    with refused("checkpoint.form", "checkpoint"):
        checkpoint.parse(text)


@pytest.mark.parametrize(
    "text",
    ["", "\n", "a\n", "a\n7\n", HEAD.text()[:-1], "\n" + HEAD.text(), HEAD.text() + "\n"],
)
def test_missing_and_empty_lines_are_refused(text: str) -> None:
    with refused("checkpoint.form"):
        checkpoint.parse(text)


def test_a_checkpoint_of_another_log_is_refused() -> None:
    """The same operator's key may sign for several logs: the origin says which."""
    data = checkpoint.sign(HEAD, [SigningKey("other.example", KEY.seed)])
    key = SigningKey("other.example", KEY.seed).verifier
    with refused("checkpoint.origin", "checkpoint"):
        checkpoint.read(data, key)
    assert checkpoint.read(data, key, origin=ORIGIN) == HEAD


def test_a_checkpoint_without_the_logs_signature_is_refused() -> None:
    stranger = SigningKey(ORIGIN, bytes(32))
    with refused("note.unsigned", "checkpoint"):
        checkpoint.read(checkpoint.sign(HEAD, [stranger]), KEY.verifier)


def test_every_changed_byte_of_a_checkpoint_is_refused() -> None:
    """The file as a whole: text, name, id and signature."""
    data = checkpoint.sign(HEAD, [KEY])
    for at in range(len(data)):
        changed = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        with pytest.raises(Exception, match=r"^(note|checkpoint)\."):
            checkpoint.read(changed, KEY.verifier)


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (Checkpoint("", 7, merkle.EMPTY_ROOT), "checkpoint.form"),
        (Checkpoint("a\nb", 7, merkle.EMPTY_ROOT), "checkpoint.form"),
        (Checkpoint("a\tb", 7, merkle.EMPTY_ROOT), "note.control"),
        (Checkpoint(ORIGIN, -1, merkle.EMPTY_ROOT), "checkpoint.form"),
        (Checkpoint(ORIGIN, 7, b"short"), "checkpoint.form"),
        (Checkpoint(ORIGIN, 7, merkle.EMPTY_ROOT, ("",)), "checkpoint.form"),
    ],
)
def test_nothing_is_signed_that_could_not_be_read(head: Checkpoint, code: str) -> None:
    with refused(code):
        checkpoint.sign(head, [KEY])


def test_peeking_believes_no_signature() -> None:
    forged = note.Note(HEAD.text(), (note.Signature(ORIGIN, KEY.verifier.id, bytes(64)),)).write()
    assert checkpoint.peek(forged) == HEAD
    with refused("note.signature", f"key:{ORIGIN}"):
        checkpoint.read(forged, KEY.verifier)
