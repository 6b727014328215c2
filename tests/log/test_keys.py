"""A key has one spelling; a secret shows itself nowhere."""

from __future__ import annotations

import base64
import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dauys.errors import DauysError
from dauys.log import keys
from dauys.log.keys import SigningKey, VerifierKey
from tests.log.world import KEY, published, refused

GO = published("notes")["go"]
EXAMPLE = published("notes")["example"]["key"]


@pytest.mark.parametrize("text", [EXAMPLE, GO["peter"], GO["enoch"], published("testlog")["key"]])
def test_published_keys_read_and_write_back(text: str) -> None:
    key = keys.parse_verifier_key(text)
    assert key.write() == text
    assert text.startswith(f"{key.name}+{key.id.hex()}+")


@pytest.mark.parametrize(
    ("secret", "public"),
    [(GO["secret"], GO["peter"]), (published("testlog")["secret"], published("testlog")["key"])],
)
def test_published_secret_keys_belong_to_their_public_keys(secret: str, public: str) -> None:
    key = keys.parse_signing_key(secret)
    assert key.verifier.write() == public
    assert key.write() == secret


def test_every_part_and_every_changed_letter_of_a_key_is_refused() -> None:
    """As in golang/mod: no substring, no letter moved on by one, is a key."""
    for text, parse in (
        (GO["peter"], keys.parse_verifier_key),
        (GO["secret"], keys.parse_signing_key),
    ):
        parts = {
            text[start:stop] for start in range(len(text)) for stop in range(start, len(text) + 1)
        }
        moved = {text[:at] + chr(ord(text[at]) + 1) + text[at + 1 :] for at in range(len(text))}
        for bad in (parts | moved) - {text}:
            with refused("note.key"):
                parse(bad)


@pytest.mark.parametrize(
    "text",
    [
        *GO["bad_keys"],
        EXAMPLE.replace("530d903a", "530D903A"),
        EXAMPLE.replace("530d903a", "53 0d 90 3a"),
        EXAMPLE.replace("Aeky", "Ae\nky"),
        EXAMPLE + "=",
        EXAMPLE + "\n",
        "a b" + EXAMPLE[EXAMPLE.index("+") :],
        "",
        "қала.example+00000000+" + "Ә" * 44,
    ],
)
def test_other_spellings_of_a_key_are_refused(text: str) -> None:
    with refused("note.key"):
        keys.parse_verifier_key(text)


def test_a_cosigner_key_is_no_log_key() -> None:
    """Type 0x04 signs another message (tlog-cosignature): it must not pass for type 0x01."""
    material = b"\x04" + KEY.verifier.public
    key_id = hashlib.sha256(b"w.example\n" + material).digest()[:4].hex()
    with refused("note.key"):
        keys.parse_verifier_key(f"w.example+{key_id}+{base64.b64encode(material).decode()}")


@settings(deadline=None)
@given(st.binary(min_size=32, max_size=32), st.text(min_size=1, max_size=20), st.binary())
def test_what_a_key_signs_holds_and_nothing_else(seed: bytes, name: str, message: bytes) -> None:
    if not keys.is_name(name):
        with refused("note.key"):
            SigningKey(name, seed)
        return
    key = SigningKey(name, seed)
    assert keys.parse_signing_key(key.write()) == key
    assert keys.parse_verifier_key(key.verifier.write()) == key.verifier
    signature = key.sign(message)
    key.verifier.verify(message, signature)
    for bad in (signature[:-1], signature + b"\x00", b"", signature[::-1]):
        with refused("note.signature", f"key:{name}"):
            key.verifier.verify(message, bad)
    with refused("note.signature"):
        key.verifier.verify(message + b"!", signature)


@pytest.mark.parametrize(
    "name", ["", "a b", "a+b", "a\u00a0b", "a\u2003b", "a\nb", "\x01", "a" * 256]
)
def test_names_with_spaces_or_plus_are_no_names(name: str) -> None:
    assert not keys.is_name(name)
    with refused("note.key"):
        SigningKey(name, bytes(32))


def test_the_border_of_signature_and_message_cannot_be_moved() -> None:
    """A signature over "x" and the message must not pass for one over the message alone."""
    for message, rest in ((b"xmessage", b"message"), (b"essage", b"message")):
        whole = KEY.sign(message) + message
        with refused("note.signature"):
            KEY.verifier.verify(rest, whole.removesuffix(rest))


def test_a_seed_of_another_length_is_refused() -> None:
    with refused("note.key"):
        SigningKey("a", bytes(31))


def test_a_weak_public_key_verifies_nothing() -> None:
    """The identity as public key would let anyone sign; libsodium refuses it."""
    identity = (1).to_bytes(32, "little")
    with refused("note.signature"):
        VerifierKey("a", identity).verify(b"any", identity + bytes(32))


def test_a_secret_shows_itself_nowhere() -> None:
    secret = KEY.seed.hex()
    assert secret not in repr(KEY)
    assert repr(KEY.seed) not in repr(KEY)
    broken = KEY.write()[:-2]
    with pytest.raises(DauysError) as caught:
        keys.parse_signing_key(broken)
    assert broken[-20:] not in str(caught.value) + repr(caught.value.facts)
