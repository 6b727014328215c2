"""A signed note is read strictly, and means nothing without a known key."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dauys.log import keys, note
from dauys.log.keys import SigningKey
from dauys.log.note import Note, Signature
from tests.log.world import KEY, published, refused

NOTES = published("notes")
GO = NOTES["go"]
TEXT, PETER_LINE, ENOCH_LINE = GO["text"], GO["peter_line"], GO["enoch_line"]
PETER = keys.parse_verifier_key(GO["peter"])
ENOCH = keys.parse_verifier_key(GO["enoch"])


def opened(data: str) -> Note:
    return note.parse(data.encode())


def test_the_example_of_the_specification_holds() -> None:
    key = keys.parse_verifier_key(NOTES["example"]["key"])
    example = opened(NOTES["example"]["note"])
    assert note.verify(example, [key]) == (key,)
    assert example.text == "This is an example message.\n"


@pytest.mark.parametrize("name", ["poem", "checkpoint", "cosigned"])
def test_the_other_examples_of_the_specifications_read_and_write_back(name: str) -> None:
    """Their keys are not published: they are taken apart, and believed in nothing."""
    example = opened(NOTES[name])
    assert example.write().decode() == NOTES[name]
    with refused("note.unsigned"):
        note.verify(example, [KEY.verifier])


def test_a_text_may_have_empty_lines() -> None:
    poem = opened(NOTES["poem"])
    assert poem.text.count("\n") == 4
    assert poem.text.endswith("\n\ned è subito sera.\n")
    assert [each.name for each in poem.signatures] == ["quasimodo.example/salvatore"]


def test_a_cosignature_is_kept_though_its_key_is_of_another_type() -> None:
    log, witness = opened(NOTES["cosigned"]).signatures
    assert (log.name, witness.name) == ("example.com/behind-the-sofa", "witness.example.com/w1")
    assert (len(log.signature), len(witness.signature)) == (64, 72)
    assert int.from_bytes(witness.signature[:8], "big") == NOTES["cosigned_at"]


def test_signing_gives_the_published_bytes() -> None:
    secret = keys.parse_signing_key(GO["secret"])
    assert note.sign(TEXT, [secret]).write().decode() == f"{TEXT}\n{PETER_LINE}"


def test_a_signature_of_the_same_key_is_replaced() -> None:
    secret = keys.parse_signing_key(GO["secret"])
    old = Note(TEXT, (Signature("PeterNeumann", PETER.id, b"bad"), Signature("E", b"1234", b"x")))
    signed = note.cosign(old, [secret])
    assert [each.name for each in signed.signatures] == ["E", "PeterNeumann"]
    assert note.verify(signed, [PETER]) == (PETER,)


def test_known_keys_are_told_from_unknown_ones() -> None:
    both = opened(f"{TEXT}\n{PETER_LINE}{ENOCH_LINE}")
    assert note.verify(both, [PETER]) == (PETER,)
    assert note.verify(both, [ENOCH, PETER]) == (ENOCH, PETER)
    with refused("note.unsigned", "note"):
        note.verify(both, [])


def test_a_known_key_given_twice_is_refused() -> None:
    """A list that counts one key as two would count its signature as two."""
    with refused("note.keys"):
        note.verify(opened(f"{TEXT}\n{ENOCH_LINE}"), [ENOCH, PETER, ENOCH])


def test_a_signature_that_stands_twice_counts_once() -> None:
    assert note.verify(opened(f"{TEXT}\n{PETER_LINE}{PETER_LINE}"), [PETER]) == (PETER,)


def test_a_false_signature_of_a_known_key_refuses_the_note() -> None:
    """Even beside a good one: who made it wanted it to be taken for the key's."""
    false = PETER_LINE[:60] + "ABCD" + PETER_LINE[60:]
    with refused("note.signature", "key:PeterNeumann"):
        note.verify(opened(f"{TEXT}\n{PETER_LINE}{false}"), [PETER])


def test_a_false_signature_of_an_unknown_key_is_ignored() -> None:
    """Nobody can tell it from a signature of a kind that we do not know."""
    false = PETER_LINE[:60] + "ABCD" + PETER_LINE[60:]
    assert note.verify(opened(f"{TEXT}\n{false}{ENOCH_LINE}"), [ENOCH]) == (ENOCH,)


def test_a_name_or_id_alone_is_not_the_key() -> None:
    """A stranger under Peter's name, and Peter's id under another name: both unknown."""
    for line in (
        PETER_LINE.replace("PeterNeumann", "CarmenSandiego"),
        PETER_LINE.replace("x08g", "xxxx"),
    ):
        with refused("note.unsigned"):
            note.verify(opened(f"{TEXT}\n{line}"), [PETER])


def test_another_text_under_the_signature_is_refused() -> None:
    with refused("note.signature", "key:PeterNeumann"):
        note.verify(opened(f"{TEXT}more\n\n{PETER_LINE}"), [PETER])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("", "note.form"),
        (TEXT, "note.form"),
        (TEXT + "\n", "note.form"),
        (TEXT + PETER_LINE, "note.form"),
        (f"{TEXT}\n{PETER_LINE[:-1]}", "note.form"),
        (f"\x01{TEXT}\n{PETER_LINE}", "note.control"),
        (f"{TEXT}\r\n\n{PETER_LINE}", "note.control"),
        (f"{TEXT}\n{GO['bad_line']}\n", "note.form"),
        (f"{TEXT}\n{PETER_LINE}Unexpected line.\n", "note.form"),
        (f"{TEXT}\n{PETER_LINE}\n", "note.form"),
        (f"{TEXT}\n{PETER_LINE.replace('— ', '- ')}", "note.form"),
        (f"{TEXT}\n{PETER_LINE.replace('JnAM=', 'JnAN=')}", "note.form"),
        (f"{TEXT}\n{PETER_LINE.replace('JnAM=', 'JnAM')}", "note.form"),
        (f"{TEXT}\n— PeterNeumann x08goA==\n", "note.form"),
        (f"{TEXT}\n— PeterNeumann\n", "note.form"),
        (f"{TEXT}\n{PETER_LINE.replace('PeterNeumann', 'Peter+Neumann')}", "note.form"),
        (f"{TEXT}\n{PETER_LINE.replace('PeterNeumann', '')}", "note.form"),
        (f"{TEXT}\n— PeterNeumann жазба\n", "note.form"),
        (f"{TEXT}\n" + PETER_LINE * 101, "note.count"),
        ("a" * (1024 * 1024) + f"\n\n{PETER_LINE}", "note.size"),
    ],
)
def test_what_is_no_note_is_refused(data: str, code: str) -> None:
    with refused(code, "note"):
        opened(data)


def test_bytes_that_are_not_utf8_are_refused() -> None:
    with refused("note.encoding", "checkpoint"):
        note.parse(b"\xff" + f"{TEXT}\n{PETER_LINE}".encode(), accused="checkpoint")


def test_sixteen_signatures_are_few_and_a_hundred_are_allowed() -> None:
    assert len(opened(f"{TEXT}\n" + PETER_LINE * 100).signatures) == 100


@pytest.mark.parametrize("text", ["", "abc", "a\tb\n"])
def test_nothing_is_signed_that_could_not_be_read(text: str) -> None:
    with refused("note.control" if "\t" in text else "note.form"):
        note.sign(text, [KEY])
    with refused("note.form"):
        note.sign("a\n", [])


@settings(deadline=None)
@given(st.text(max_size=60), st.integers(1, 4))
def test_what_is_signed_reads_back(text: str, signers: int) -> None:
    text = "".join(c for c in text if c == "\n" or (c >= " " and not "\ud800" <= c <= "\udfff"))
    secrets = [SigningKey(f"k{n}", bytes([n] * 32)) for n in range(signers)]
    signed = note.sign(text + "\n", secrets)
    assert note.parse(signed.write()) == signed
    assert note.verify(signed, [each.verifier for each in secrets]) == tuple(
        each.verifier for each in secrets
    )
