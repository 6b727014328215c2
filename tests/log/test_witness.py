"""A witness moves on with a log, and by no other way."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dauys.errors import DauysError
from dauys.log import checkpoint as checkpoints
from dauys.log import cosignature, note, proofs, witness
from dauys.log.checkpoint import Checkpoint
from dauys.log.continuity import Contradicted
from dauys.log.keys import CosigningKey, SigningKey, VerifierKey
from dauys.log.merkle import EMPTY_ROOT, leaf_hashes, root
from dauys.log.witness import Request, Seen, State, add_checkpoint, parse_request
from tests.log.world import KEY, ORIGIN, published, refused, some_entries

SIZES = 40
ENTRIES = some_entries(SIZES)
PUBLISHED = published("cosignatures")["requests"]


def signed(size: int, entries: list[bytes] = ENTRIES, key: SigningKey = KEY) -> bytes:
    """The signed head of the log when it had so many entries."""
    head = Checkpoint(ORIGIN, size, root(leaf_hashes(entries[:size])))
    return checkpoints.sign(head, [key])


def request(old: int, size: int, entries: list[bytes] = ENTRIES) -> Request:
    """An honest request."""
    node = proofs.from_hashes(leaf_hashes(entries[:size]))
    proof = proofs.consistency(node, old, size) if old else ()
    return Request(old, proof, signed(size, entries))


def seen(size: int = 0) -> State:
    """A witness that has cosigned this head last."""
    return {ORIGIN: Seen(KEY.verifier, signed(size) if size else b"")}


def other_past() -> list[bytes]:
    """The same log, one of its first entries another."""
    return [b"another", *ENTRIES[1:]]


def test_requests_that_others_made_are_followed() -> None:
    """From a witness's tests of other authors: their log, their proofs, their signatures."""
    key = VerifierKey(PUBLISHED["origin"], bytes.fromhex(PUBLISHED["public"]))
    first = parse_request(PUBLISHED["first"].encode())
    one = add_checkpoint(first, {key.name: Seen(key)})
    assert one.size == 1
    for name, size in (("to_three", 3), ("to_five", 5)):
        grown = parse_request(PUBLISHED[name].encode())
        assert grown.write().decode() == PUBLISHED[name]
        assert add_checkpoint(grown, {key.name: one}).size == size
    five = add_checkpoint(parse_request(PUBLISHED["to_five"].encode()), {key.name: one})
    with refused("witness.size", "log"):  # their race: the shorter head comes second
        add_checkpoint(parse_request(PUBLISHED["to_three"].encode()), {key.name: five})


def test_from_every_size_to_every_size() -> None:
    for old in range(SIZES):
        for size in range(max(old, 1), SIZES + 1):
            after = add_checkpoint(request(old, size), seen(old))
            assert (after.size, after.key) == (size, KEY.verifier)


def test_the_same_head_may_be_cosigned_again() -> None:
    """A log whose answer was lost on the way asks again."""
    assert add_checkpoint(request(7, 7), seen(7)) == seen(7)[ORIGIN]


def test_what_is_remembered_is_the_logs_own_note_and_no_more() -> None:
    """Signatures of strangers would fill the memory; the log's own is all that proves anything."""
    padded = note.cosign(note.parse(signed(9)), [SigningKey("stranger", bytes(32))]).write()
    after = add_checkpoint(replace(request(0, 9), signed=padded), seen())
    assert after.signed == signed(9)


def test_two_heads_of_one_size_are_a_fork_and_its_evidence() -> None:
    """Both signed: nobody can say that it was an accident of the line."""
    forged = Request(9, (), signed(9, other_past()))
    with pytest.raises(Contradicted) as caught:
        add_checkpoint(forged, seen(9))
    assert (caught.value.code, caught.value.accused) == ("log.fork", "log")
    assert caught.value.facts == {"size": 9, "signed": 9}
    assert caught.value.kept == signed(9)
    assert caught.value.shown == signed(9, other_past())


@pytest.mark.parametrize("size", [10, 16, 40])
def test_a_longer_log_with_another_past_has_no_proof(size: int) -> None:
    """Its own proof leads to its own past."""
    for old in (1, 8, 9):
        with refused("log.proof", "checkpoint"):
            add_checkpoint(request(old, size, other_past()), seen(old))


def test_a_proof_must_be_whole_and_right() -> None:
    good = request(9, 23)
    for proof in ((), good.proof[:-1], (*good.proof, bytes(32)), good.proof[::-1]):
        with refused("log.proof", "checkpoint"):
            add_checkpoint(replace(good, proof=proof), seen(9))


@pytest.mark.parametrize(("old", "size"), [(0, 9), (9, 9)])
def test_where_there_is_nothing_to_prove_no_proof_may_stand(old: int, size: int) -> None:
    with refused("log.proof", "checkpoint"):
        add_checkpoint(replace(request(old, size), proof=(bytes(32),)), seen(old))


@pytest.mark.parametrize("size", [0, 5, 23, 40])
def test_a_request_goes_on_from_what_was_cosigned_last(size: int) -> None:
    """Else a log could lead a witness back, or past what it has seen."""
    for old in {0, 5, 22, 23} - {size}:
        with pytest.raises(DauysError) as caught:
            add_checkpoint(request(old, 40), seen(size))
        assert (caught.value.code, caught.value.accused) == ("witness.size", "log")
        assert caught.value.facts == {"old": old, "size": size}


def test_a_smaller_head_is_no_request() -> None:
    """An older head is public and proves nothing against the log; it is never cosigned again."""
    with refused("witness.request", "line:1"):
        add_checkpoint(Request(9, (), signed(5)), seen(9))
    with refused("witness.size"):
        add_checkpoint(request(5, 5), seen(9))


def test_an_empty_log_has_one_root() -> None:
    empty = checkpoints.sign(Checkpoint(ORIGIN, 0, EMPTY_ROOT), [KEY])
    after = add_checkpoint(Request(0, (), empty), seen())
    assert after.size == 0
    assert add_checkpoint(request(0, 9), {ORIGIN: after}).size == 9
    with refused("log.proof"):
        add_checkpoint(Request(0, (bytes(32),), empty), seen())
    false = checkpoints.sign(Checkpoint(ORIGIN, 0, bytes(32)), [KEY])
    with refused("log.proof"):
        add_checkpoint(Request(0, (), false), seen())


def test_a_log_that_is_not_watched_is_not_cosigned() -> None:
    with refused("witness.origin", "log"):
        add_checkpoint(request(0, 5), {})


def test_a_head_that_the_log_did_not_sign_is_refused() -> None:
    stranger = SigningKey(ORIGIN, bytes(32))
    with refused("note.unsigned", "checkpoint"):
        add_checkpoint(Request(0, (), signed(5, key=stranger)), seen())
    changed = signed(5).replace(b"\n5\n", b"\n6\n", 1)
    with refused("note.signature", f"key:{ORIGIN}"):
        add_checkpoint(Request(0, (), changed), seen())


@pytest.mark.parametrize("data", [b"", b"\n", b"no note", signed(5)[:-1], b"\xff" + signed(5)])
def test_what_is_no_checkpoint_is_refused(data: bytes) -> None:
    with pytest.raises(DauysError) as caught:
        add_checkpoint(Request(0, (), data), seen())
    assert caught.value.code.startswith(("note.", "checkpoint."))


def test_a_memory_that_somebody_changed_is_not_believed() -> None:
    """It stands in a file: what is in it bears the log's signature, or nothing is cosigned."""
    state = {ORIGIN: Seen(KEY.verifier, signed(9).replace(b"\n9\n", b"\n8\n", 1))}
    with refused("note.signature"):
        add_checkpoint(request(8, 23), state)


HASH = base64.b64encode(bytes(32))


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", 1),
        (b"\n\n", 1),
        (b"old\n\nx", 1),
        (b"old 01\n\nx", 1),
        (b"old -1\n\nx", 1),
        (b"old  1\n\nx", 1),
        (b"old 1 \n\nx", 1),
        (b"old 1\r\n\r\nx", 1),
        (b"OLD 1\n\nx", 1),
        ("old ١\n\nx".encode(), 1),  # a digit, but not of ASCII
        (b"old %d\n\nx" % 2**63, 1),
        (b"old 99999999999999999999\n\nx", 1),
        (b"old 1\n" + HASH + b"=\n\nx", 2),
        (b"old 1\n" + HASH[:-1] + b"\n\nx", 2),
        (b"old 1\n " + HASH + b"\n\nx", 2),
        (b"old 1\n" + HASH.replace(b"A=", b"B=") + b"\n\nx", 2),  # stray bits
        (b"old 1\n" + base64.b64encode(bytes(31)) + b"\n\nx", 2),
        (b"old 1\n" + HASH + b"\nold 2\n\nx", 3),
        (b"old 1\n" + (HASH + b"\n") * 64 + b"\nx", 65),
        (b"old 1\n\n" + b"x" * witness.MAX_REQUEST, 1),
    ],
)
def test_what_is_no_request_is_refused_at_its_line(data: bytes, line: int) -> None:
    with refused("witness.request", f"line:{line}"):
        parse_request(data)


def test_sixty_three_hashes_are_allowed() -> None:
    longest = Request(1, (bytes(32),) * 63, signed(5))
    assert parse_request(longest.write()) == longest


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_are_more_than_refused(data: bytes) -> None:
    """Whatever a stranger sends, a witness answers with a code."""
    for body in (data, b"old 0\n\n" + data, b"old 0\n\n" + signed(5) + data):
        try:
            add_checkpoint(parse_request(body), seen())
        except DauysError:
            continue
        assert body == b"old 0\n\n" + signed(5)


def test_a_witness_that_is_asked_in_turn_signs_one_history() -> None:
    """What it cosigned, in order, is one growing log."""
    key, state, heads = CosigningKey("w", bytes(32)), seen(), []
    for old, size in ((0, 3), (3, 8), (3, 9), (8, 8), (8, 40), (9, 12)):
        try:
            after = add_checkpoint(request(old, size), state)
        except DauysError:
            continue
        state = {ORIGIN: after}
        head = checkpoints.read(after.signed, KEY.verifier)
        line = cosignature.cosign(head.text(), key, 1)
        assert cosignature.time_of(note.Note(head.text(), (line,)), key.verifier) == 1
        heads.append(head.size)
    assert heads == [3, 8, 8, 40]
