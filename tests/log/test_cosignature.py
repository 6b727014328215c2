"""Cosignatures: real ones hold, and nothing that is not one counts as one."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from dauys.log import checkpoint, cosignature, keys, note
from dauys.log.keys import CosignerKey, CosigningKey, SigningKey
from dauys.log.note import Note, Signature
from tests.log.world import KEY, published, refused

REAL = published("cosignatures")["cosigned"]
CHECKPOINT = note.parse(REAL["checkpoint"].encode())
WITNESSES = [keys.parse_cosigner_key(each) for each in REAL["witnesses"]]
WITNESS = CosigningKey("witness.example/w1", bytes(range(32, 64)))
TEXT = "town.example/log\n3\nWqx3HImawpLnS/Gv4ubjAvi1WIOy0b8Ze0amvqbavKk=\n"
NOW = 1_900_000_000


def cosigned(*lines: Signature, text: str = TEXT) -> Note:
    """A checkpoint of the log with these lines of witnesses under it."""
    return cosignature.added(note.sign(text, [KEY]), lines)


def line(signature: bytes, key: CosigningKey = WITNESS) -> Signature:
    """A line that claims to be the witness's."""
    return Signature(key.name, key.verifier.id, signature)


def test_the_cosignatures_of_four_public_witnesses_hold() -> None:
    """Made by programs of others, on a checkpoint of a real log."""
    assert [cosignature.time_of(CHECKPOINT, key) for key in WITNESSES] == REAL["times"]
    assert note.verify(CHECKPOINT, [keys.parse_verifier_key(REAL["log"])])


@pytest.mark.parametrize("witness", WITNESSES, ids=lambda key: key.name)
def test_of_another_head_they_say_nothing_good(witness: CosignerKey) -> None:
    """The same lines under a smaller size: each is false, and named."""
    text = CHECKPOINT.text.replace("\n1432088532\n", "\n1432088531\n")
    other = Note(text, CHECKPOINT.signatures)
    assert cosignature.time_of(other, witness) is None
    with refused("witness.cosignature", f"witness:{witness.name}"):
        cosignature.check_lines(other, witness)


def test_a_cosignature_is_that_of_the_specification_byte_for_byte() -> None:
    """Put together by hand, and signed by another library."""
    body = b"cosignature/v1\ntime 1900000000\n" + TEXT.encode()
    other = Ed25519PrivateKey.from_private_bytes(bytes(range(32, 64)))
    public = other.public_key().public_bytes_raw()
    key_id = hashlib.sha256(b"witness.example/w1\n\x04" + public).digest()[:4]
    expected = (NOW).to_bytes(8, "big") + other.sign(body)
    made = cosignature.cosign(TEXT, WITNESS, NOW)
    assert (made.name, made.key_id, made.signature) == ("witness.example/w1", key_id, expected)
    assert cosignature.time_of(cosigned(made), WITNESS.verifier) == NOW


def test_the_example_of_our_own_specification_holds() -> None:
    """Its line, its key and its bytes, as they stand on the page."""
    page = (Path(__file__).parents[2] / "docs/specification/2-log.md").read_text(encoding="utf-8")
    signed = cosignature.cosign(TEXT, CosigningKey("archive.example/witness", WITNESS.seed), NOW)
    assert f"\n    {signed.line()}" in page
    key = CosigningKey("archive.example/witness", WITNESS.seed).verifier
    assert f"`{key.write()}`" in page
    body = "".join(f"    {line}\n" for line in cosignature.message(TEXT, NOW).decode().splitlines())
    assert body in page


def test_a_witness_that_did_not_sign_is_missing_and_not_wrong() -> None:
    assert cosignature.time_of(cosigned(), WITNESS.verifier) is None


def test_lines_of_strangers_are_passed_over() -> None:
    """Another name, another id, another type: none of them is this witness."""
    made = cosignature.cosign(TEXT, WITNESS, NOW)
    stranger = CosigningKey("other.example", WITNESS.seed).verifier
    lines = (
        Signature("other.example", made.key_id, made.signature),
        Signature(WITNESS.name, b"\x00" * 4, b"junk"),
        Signature("other.example", stranger.id, b"junk"),
    )
    assert cosignature.time_of(cosigned(*lines), WITNESS.verifier) is None


@pytest.mark.parametrize(
    "signature",
    [
        b"",
        b"junk",
        bytes(72),
        WITNESS.sign(TEXT.encode()),  # the note alone, as a log signs it
        NOW.to_bytes(8, "big") + WITNESS.sign(TEXT.encode()),
        (NOW + 1).to_bytes(8, "big") + WITNESS.sign(cosignature.message(TEXT, NOW)),
        NOW.to_bytes(8, "little") + WITNESS.sign(cosignature.message(TEXT, NOW)),
        NOW.to_bytes(8, "big") + WITNESS.sign(cosignature.message(TEXT, NOW)) + b"\x00",
        (2**63).to_bytes(8, "big") + WITNESS.sign(cosignature.message(TEXT, 2**63)),
        NOW.to_bytes(8, "big")
        + WITNESS.sign(cosignature.message(TEXT.replace("\n3\n", "\n2\n"), NOW)),
    ],
)
def test_what_is_no_cosignature_under_a_witnesss_key_is_none(signature: bytes) -> None:
    """Whoever put it there wanted it to be taken for the witness's; who that was nobody knows."""
    forged = cosigned(line(signature or b"\x00"))
    assert cosignature.time_of(forged, WITNESS.verifier) is None
    with refused("witness.cosignature", f"witness:{WITNESS.name}") as caught:
        cosignature.check_lines(forged, WITNESS.verifier)
    assert not caught.value.certain


def test_a_false_line_takes_nothing_from_a_good_one() -> None:
    """A mirror of the log that adds junk in a witness's name must not silence that witness."""
    good = cosignature.cosign(TEXT, WITNESS, NOW)
    for both in ((good, line(bytes(72))), (line(b"junk"), good)):
        assert cosignature.time_of(Note(TEXT, both), WITNESS.verifier) == NOW
        with refused("witness.cosignature"):
            cosignature.check_lines(Note(TEXT, both), WITNESS.verifier)
    cosignature.check_lines(Note(TEXT, (good,)), WITNESS.verifier)


def test_of_several_moments_the_latest_is_told() -> None:
    """A witness signs again whenever it is asked."""
    moments = (NOW, NOW + 60, NOW + 30)
    lines = tuple(cosignature.cosign(TEXT, WITNESS, each) for each in moments)
    assert cosignature.time_of(Note(TEXT, lines), WITNESS.verifier) == NOW + 60


def test_a_new_line_replaces_the_old_one_of_its_key_and_no_other() -> None:
    old, new = (cosignature.cosign(TEXT, WITNESS, each) for each in (NOW, NOW + 60))
    other = cosignature.cosign(TEXT, CosigningKey("b", bytes(32)), NOW)
    twice = cosignature.added(cosigned(old, other), [new])
    assert [each.name for each in twice.signatures] == [KEY.name, "b", WITNESS.name]
    assert cosignature.time_of(twice, WITNESS.verifier) == NOW + 60


def test_cosignatures_change_neither_head_nor_the_logs_signature() -> None:
    with_witness = cosigned(cosignature.cosign(TEXT, WITNESS, NOW)).write()
    head = checkpoint.read(with_witness, KEY.verifier)
    assert head == checkpoint.read(cosigned().write(), KEY.verifier)


def test_extension_lines_are_cosigned_with_the_rest() -> None:
    """The whole text is under the signature, whatever a log adds to it."""
    extended = TEXT + "more\n"
    made = cosignature.cosign(extended, WITNESS, NOW)
    assert cosignature.time_of(cosigned(made, text=extended), WITNESS.verifier) == NOW
    less = cosigned(made, text=TEXT + "less\n")
    assert cosignature.time_of(less, WITNESS.verifier) is None


def test_the_keys_of_logs_and_witnesses_are_not_exchanged() -> None:
    """One secret under both types: two ids, two texts, and neither reads as the other."""
    log = SigningKey(WITNESS.name, WITNESS.seed)
    assert log.verifier.id != WITNESS.verifier.id
    with refused("note.key", "key"):
        keys.parse_cosigner_key(log.verifier.write())
    with refused("note.key", "entry:0"):
        keys.parse_cosigner_key(log.verifier.write(), accused="entry:0")
    with refused("note.key"):
        keys.parse_verifier_key(WITNESS.verifier.write())
    with refused("note.key"):
        keys.parse_signing_key(WITNESS.write())
    with refused("note.key"):
        keys.parse_cosigning_key(log.write())


@pytest.mark.parametrize("text", REAL["witnesses"])
def test_published_keys_of_witnesses_read_and_write_back(text: str) -> None:
    assert keys.parse_cosigner_key(text).write() == text


def test_a_witnesss_secret_key_reads_back_and_shows_itself_nowhere() -> None:
    assert keys.parse_cosigning_key(WITNESS.write()) == WITNESS
    assert WITNESS.seed.hex() not in repr(WITNESS)
    assert repr(WITNESS.seed) not in repr(WITNESS)
    for seed, name in ((bytes(31), "a"), (bytes(32), "a b")):
        with refused("note.key"):
            CosigningKey(name, seed)
