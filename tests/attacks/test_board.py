"""Family "board", rows 55 to 58, 60 and 61: the order of events, and the bytes that hold them.

An archive is taken apart into its events and chained anew in another order; a record is written
again with other entries. Two views of one log, row 59, are in `test_views`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from dauys.log import writer
from dauys.record import tar
from dauys.wire import canonical, hashes
from tests.attacks.attack import refused
from tests.attacks.case import Case
from tests.ballots.world import TIMESTAMP
from tests.record.chain import chained, named
from tests.verification.world import KEY, World

Forms = dict[str, Any]  # the forms of a forgery, where each is forged in its own way
Part = tuple[str, bytes]  # type of an event, its members


def parts(made: Case) -> list[Part]:
    """The events of the archive, each with its documents."""
    found: list[Part] = []
    block = b""
    for name, content in _members(made)[1:]:
        block += tar.member(name, content, made.box.timestamp)
        if name.endswith(".event.json"):
            found.append((json.loads(content)["type"], block))
            block = b""
    return found


def _members(made: Case) -> list[tuple[str, bytes]]:
    return list(tar.members(made.archive()))


def of(made: Case, *kinds: str) -> list[Part]:
    """The events of these types, in this order: the first of a type, then the next."""
    found: list[Part] = []
    for kind in kinds:
        same = [part for part in parts(made) if part[0] == kind]
        found.append(same[sum(k == kind for k, _ in found) % len(same)])
    return found


def entries(made: Case, *kinds: str) -> World:
    """The record up to the confirmations, then the first entries of these kinds, for one box."""
    record = made.record
    assert record
    ready = record.entries[: record.find("setup.confirmed", 2) + 1]
    own = [each for each in record.entries if each["body"].get("box") == made.uuid]
    for kind in kinds:
        same = [each for each in record.entries if each["kind"] == kind]
        same = [each for each in same if each in own] or same
        before = [each["kind"] for each in ready[ready_for_voting(ready) :]]
        entry = json.loads(json.dumps(same[before.count(kind) % len(same)]))
        if kind == "voting.closed":
            entry["body"]["ballots"] = before.count("ballot.cast")
        ready.append(entry)
    return World(in_time(ready), record.objects)


def ready_for_voting(entries: list[dict[str, Any]]) -> int:
    """The place of the first entry behind the confirmations."""
    return 1 + max(i for i, each in enumerate(entries) if each["kind"] == "setup.confirmed")


def in_time(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries, dated so that none is before the one in front: that is another fault."""
    made: list[dict[str, Any]] = []
    for entry in entries:
        at = max(entry["at"], made[-1]["at"]) if made else entry["at"]
        made.append(entry | {"at": at})
    return made


BOX = {
    "Ballot": "ballot.cast", "EndBallots": "voting.closed", "EncryptedTally": "tally.encrypted",
    "PartialDecryption": "tally.decrypted", "Result": "tally.result",
}  # fmt: skip
ALL = ("Ballot", "Ballot", "Ballot", "Ballot")
COUNTED = (*ALL, "EndBallots", "EncryptedTally", "PartialDecryption", "PartialDecryption")


def archive(made: Case, *kinds: str) -> bytes:
    """The archive of the events of these types, behind the set-up."""
    return chained(of(made, "Setup", *kinds))


def ordered(made: Case, *kinds: str) -> dict[str, Any]:
    """The events of these types in both forms, hashed, chained and signed."""
    last = {"Setup": "voting.setup"} | BOX
    return {"bel": archive(made, *kinds), "record": entries(made, *(last[k] for k in kinds))}


def behind_the_result(made: Case, kind: str) -> Forms:
    """The whole box in both forms, and once more an event of this type."""
    data = archive(made, *COUNTED, "Result", kind)
    record = made.until("result").record
    assert record
    again = record.entries[record.find(BOX[kind])]
    return {"bel": data, "record": World(in_time([*record.entries, again]), record.objects)}


# 55 to 58: the order of events

ORDER = {"bel": "archive.order", "record": "record.order"}


@refused(55, **ORDER)
def test_ballots_behind_the_end_of_the_ballots(made: Case) -> Forms:
    """A reader that stops at the first event of another kind would neither see nor miss them."""
    return ordered(made, "Ballot", "EndBallots", "Ballot", "Ballot")


@refused(55, **ORDER)
def test_a_second_end_of_the_ballots(made: Case) -> Forms:
    """Which of the two is the end?"""
    return ordered(made, "Ballot", "EndBallots", "EndBallots")


@refused(56, **ORDER)
def test_a_ballot_behind_the_result(made: Case) -> Forms:
    """When the result is known nobody votes."""
    return behind_the_result(made, "Ballot")


@refused(56, **ORDER)
def test_a_ballot_behind_the_sum(made: Case) -> Forms:
    """What is not in the sum that is opened is in no count."""
    return ordered(made, *ALL, "EndBallots", "EncryptedTally", "Ballot")


@refused(57, **ORDER)
def test_a_second_set_up_among_the_ballots(made: Case) -> Forms:
    """Another roll, or other keys, for those who vote from now on."""
    return ordered(made, "Ballot", "Setup", "Ballot")


@refused(57, bel="archive.order")
def test_a_second_set_up_with_another_roll(made: Case) -> bytes:
    """In full, with the roll that it names."""
    events = of(made, "Setup", "Ballot")
    made.set_up(roll=canonical.write([next(iter(made.world.listed))]))
    return chained([*events, *parts(made)])


@refused(58, **ORDER)
def test_a_second_result(made: Case) -> Forms:
    """Nobody could say which is the result."""
    return behind_the_result(made, "Result")


@refused(58, **ORDER)
def test_no_end_of_the_ballots(made: Case) -> Forms:
    """What has no end can be added to after it was counted."""
    return ordered(made, *ALL, "EncryptedTally")


@refused(58, **ORDER)
def test_no_encrypted_tally(made: Case) -> Forms:
    """Nobody knows what was decrypted."""
    return ordered(made, *ALL, "EndBallots", "PartialDecryption")


@refused(58, **ORDER)
def test_a_second_encrypted_tally(made: Case) -> Forms:
    """Two sums for one box."""
    return ordered(made, *ALL, "EndBallots", "EncryptedTally", "EncryptedTally")


@refused(58, **ORDER)
def test_a_result_without_any_decryption(made: Case) -> Forms:
    """The count would be a claim and nothing more."""
    return ordered(made, *ALL, "EndBallots", "EncryptedTally", "Result")


@refused(58, **ORDER)
def test_nothing_but_a_result(made: Case) -> Forms:
    """A chain that begins at its end."""
    return ordered(made, "Result") | {"bel": chained(of(made, "Result"))}


# 60: the chain of an archive


def renumbered(made: Case, change: Callable[[Any], object]) -> bytes:
    """The archive in which the second event is another; the events behind it follow."""
    return chained(parts(made)[:3], lambda number, event: change(event) if number == 1 else None)


@refused(60, bel="archive.chain", each=(0, 2, -1, 2**40))
def test_a_wrong_height(made: Case, height: int) -> bytes:
    """An event has one place."""
    return renumbered(made, lambda event: event.update(height=height))


@refused(60, bel="archive.chain", each={"none": "", "of nothing": "ab" * 32})
def test_a_parent_that_is_missing_or_wrong(made: Case, parent: str) -> bytes:
    """The chain is what keeps an earlier ballot in its place."""

    def change(event: Any) -> None:
        event.pop("parent") if not parent else event.update(parent=parent)

    return renumbered(made, change)


@refused(60, bel="archive.missing")
def test_an_event_whose_document_is_not_there(made: Case) -> bytes:
    """It counts what nobody can read."""
    return renumbered(made, lambda event: event.update(payload="ab" * 32))


@refused(60, bel="archive.spelling")
def test_a_document_that_no_event_names(made: Case) -> bytes:
    """One file, one meaning: what is not in the chain is not in the archive."""
    return made.archive() + named(b'{"dangling":1}')


@refused(60, bel="archive.header", each=(1, 2, 20))
def test_the_blocks_that_end_a_tar_file(made: Case, blocks: int) -> bytes:
    """With them there would be two files for one box, and two hashes."""
    return made.archive() + bytes(512 * blocks)


def filed(made: Case, change: Callable[[dict[str, bytes]], object]) -> dict[str, Any]:
    """The files of the record, changed and not signed again: the log itself is what is forged."""
    assert made.record
    files = made.record.files()
    change(files)
    return {"record": files}


def _last(files: dict[str, bytes], start: str) -> str:
    return next(path for path in files if path.startswith(start))


@refused(60, record="log.bundle")
def test_an_entry_changed_in_its_bundle(made: Case) -> Forms:
    """The tree of hashes holds every entry in its place."""

    def change(files: dict[str, bytes]) -> None:
        path = _last(files, "tile/entries/")
        files[path] = files[path].replace(b"2027-05-01T12:00:00Z", b"2027-05-01T12:00:01Z", 1)

    return filed(made, change)


@refused(60, record="log.tile")
def test_a_hash_changed_in_its_tile(made: Case) -> Forms:
    """The checkpoint signs the root over it."""

    def change(files: dict[str, bytes]) -> None:
        path = _last(files, "tile/0/")
        files[path] = bytes(32) + files[path][32:]

    return filed(made, change)


@refused(60, record="note.signature")
def test_another_root_under_the_signature(made: Case) -> Forms:
    """Nobody but the keeper of the log signs for it."""
    assert made.record
    _, other = writer.publish(writer.EMPTY, made.record.lines()[:-1], KEY.name, [KEY])
    old = made.record.files()
    _, _, signature = old["checkpoint"].rpartition(b"\n\n")
    text = dict(other)["checkpoint"].rpartition(b"\n\n")[0]
    return {"record": old | dict(other) | {"checkpoint": text + b"\n\n" + signature}}


@refused(60, record="log.width")
def test_bytes_behind_a_bundle(made: Case) -> Forms:
    """A second file with the same entries."""

    def change(files: dict[str, bytes]) -> None:
        path = _last(files, "tile/entries/")
        files[path] += b"\0\0"

    return filed(made, change)


# 61: names and sizes


@refused(61, bel="archive.hash", each={"another": "cd" * 32, "upper case": "AB" * 32})
def test_a_name_that_is_not_the_hash_of_its_content(made: Case, stem: str) -> bytes:
    """Whoever fetches a document by its hash would get another."""
    return archive(made) + tar.member(f"{stem}.data.json", b"{}", TIMESTAMP)


PATHS = ("../../../etc/passwd", "/etc/passwd", "a/../b.data.json", "C:\\x.data.json", "BELENIOS")


@refused(61, bel="archive.hash", each=PATHS)
def test_a_path_for_a_name(made: Case, name: str) -> bytes:
    """A name is never used as a path; it is refused all the same."""
    return archive(made) + tar.member(name, b"{}", TIMESTAMP)


@refused(61, bel="archive.size", each=(b"77777777777", b"17777777777", b"00010000000"))
def test_a_size_beyond_the_end_of_the_file(made: Case, size: bytes) -> bytes:
    """It is refused by the number, before anything is taken: also one of two gigabytes."""
    block = bytearray(tar.header("ab" * 32 + ".data.json", 0, TIMESTAMP))
    block[124:135] = size
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return archive(made) + bytes(block)


@refused(61, bel="archive.header", each={"a link": (156, b"2"), "to be run": (104, b"7")})
def test_a_member_that_is_no_plain_file(made: Case, what: tuple[int, bytes]) -> bytes:
    """A header has one form; its checksum is right."""
    data = made.document("result")
    block = bytearray(tar.member(hashes.sha256_hex(data) + ".data.json", data, TIMESTAMP))
    block[what[0] : what[0] + 1] = what[1]
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block[:512])
    return archive(made) + bytes(block)


@refused(61, record="object.hash")
def test_an_object_that_is_not_what_its_name_says(made: Case) -> Forms:
    """A server may hand out what it likes; the entry names the hash."""
    return filed(made, lambda files: _respell(files, lambda data: data[:-1] + b" "))


@refused(61, record="object.size", each={"longer": b" ", "shorter": b""})
def test_an_object_of_another_size(made: Case, tail: bytes) -> Forms:
    """The size that the entry states bounds what is fetched."""
    return filed(made, lambda files: _respell(files, lambda d: d + tail if tail else d[:-1]))


def _respell(files: dict[str, bytes], change: Callable[[bytes], bytes]) -> None:
    """The roll of the last box is another; nothing but its own bytes tells."""
    path = _last(files, "object/")
    files[path] = change(files[path])


@refused(61, record="object.size")
def test_an_object_of_a_stated_size_beyond_all(made: Case) -> World:
    """A size in an entry must not become memory."""
    record = made.record
    assert record
    del record.entries[record.find("text.published") + 1 :]
    return record.changed("text.published", "body.expressions.en.size", lambda size: 2**53 - 1)
