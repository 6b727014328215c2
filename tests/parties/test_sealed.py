"""The sealed list: two persons, and a journal of which no line can be lost unseen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dauys import group as groups
from dauys.errors import DauysError
from dauys.parties import credential, sealed
from dauys.parties.locked import CHEAP
from dauys.parties.registrar import Voter, make_credentials
from dauys.parties.sealed import SealedList
from dauys.question.roll import digest_of, read_roll
from dauys.wire import shape

GROUP = groups.named("Ed25519")
PHRASES = (b"a lantern over the river", b"two herons and a gate")
VOTERS = (
    Voter("a", "north", 1, "Әлия", "8 701 000 00 00"),
    Voter("b", "south", 5),
    Voter("c", "north", 2),
)
AT = "2027-06-01T05:00:00Z"


def made() -> SealedList:
    """The list of three voters in two regions."""
    credentials = make_credentials(GROUP, VOTERS)
    return sealed.new_list("Ed25519", "Жарғы", ("kk", "ru"), VOTERS, credentials)


def used(times: int) -> tuple[SealedList, bytes]:
    """The list after so many uses, and its journal."""
    known, journal = made(), b""
    for number in range(times):
        known, journal = sealed.record_act(known, journal, "reprinted", AT, "a", f"lost {number}")
    return known, journal


def opened(known: SealedList, journal: bytes) -> SealedList:
    """The list, locked, and opened again beside this journal."""
    return sealed.read(sealed.write(known, PHRASES, CHEAP), PHRASES, journal, accused="file:a")


def refusal(known: SealedList, journal: bytes) -> str:
    """The code with which a journal is refused."""
    with pytest.raises(DauysError) as told:
        opened(known, journal)
    return told.value.code


def test_the_list_is_read_as_it_was_written() -> None:
    known = made()
    assert opened(known, b"") == known
    assert [holder.voter for holder in known.holders] == list(VOTERS)


def test_neither_person_opens_it_alone() -> None:
    data = sealed.write(made(), PHRASES, CHEAP)
    for phrases in ([PHRASES[0]], [PHRASES[1]], PHRASES[::-1], (PHRASES[0], PHRASES[0])):
        with pytest.raises(DauysError) as told:
            sealed.read(data, phrases, b"")
        assert told.value.code == "key.passphrase"


def test_credentials_are_not_shown_by_the_object() -> None:
    known = made()
    assert not any(holder.credential in repr(known) for holder in known.holders)


def test_its_rolls_are_those_that_went_to_the_commission() -> None:
    credentials = make_credentials(GROUP, VOTERS)
    known = sealed.new_list("Ed25519", "", ("kk",), VOTERS, credentials)
    assert {each.region: each.public for each in credentials} == {
        region: known.roll(region) for region in ("north", "south")
    }


def test_a_replaced_credential_opens_nothing_and_all_others_stay() -> None:
    known = made()
    fresh = known.with_fresh("a")
    before, after = (
        set(read_roll(GROUP, each.roll("north").roll).weights.digests()) for each in (known, fresh)
    )
    assert (len(before - after), len(after - before), len(before & after)) == (1, 1, 1)
    uuid = fresh.roll("north").uuid
    assert uuid == known.roll("north").uuid
    key = credential.public_key(GROUP, uuid, fresh.holder("a").credential)
    assert after - before == {digest_of(key)}
    assert fresh.holders[1:] == known.holders[1:]
    assert fresh.roll("south") == known.roll("south")


def test_a_voter_who_is_not_on_the_list() -> None:
    with pytest.raises(DauysError) as told:
        made().holder("A")
    assert told.value.code == "registrar.voter"


@pytest.mark.parametrize("times", [0, 1, 2, 5])
def test_a_whole_journal_is_accepted(times: int) -> None:
    known, journal = used(times)
    assert opened(known, journal) == known
    assert journal.count(b"\n") == times


def test_one_line_may_have_been_written_before_the_machine_stopped() -> None:
    known, journal = used(2)
    _, longer = sealed.record_act(known, journal, "replaced", AT, "c", "burnt")
    assert opened(known, longer) == known
    _, longest = sealed.record_act(known, longer, "replaced", AT, "c", "burnt")
    assert refusal(known, longest) == "registrar.journal"


@pytest.mark.parametrize("times", [0, 2])
def test_nobody_writes_a_line_without_the_passphrases(times: int) -> None:
    """One person with the files adds a line for a sheet that was never printed, in good form."""
    known, journal = used(times)
    lines = journal.splitlines()
    previous = sealed.hash_line(lines[-1]) if lines else sealed.NO_LINE
    plain = sealed.Line(previous, AT, "replaced", "a", "forged")
    other = made()  # anybody can make a list of the own
    seals = (None, "0" * 64, sealed.seal_of(plain, other.sealing), sealed.NO_LINE)
    for seal in seals:
        forged = shape.write(replace(plain, seal=seal)) + b"\n"
        assert refusal(known, journal + forged) == "registrar.journal"
    good = replace(plain, seal=sealed.seal_of(plain, known.sealing))
    assert opened(known, journal + shape.write(good) + b"\n") == known
    for name, other_value in (("reason", "lost"), ("voter", "b"), ("act", "reprinted")):
        forged = shape.write(replace(good, **{name: other_value})) + b"\n"
        assert refusal(known, journal + forged) == "registrar.journal"


def test_the_key_of_the_seals_is_nowhere_but_in_the_list() -> None:
    known, journal = used(2)
    assert known.sealing not in repr(known)
    assert known.sealing.encode() not in journal + sealed.write(known, PHRASES, CHEAP)
    assert known.sealing != made().sealing
    assert sealed.record_act(known, journal, "reprinted", AT, "a", "x")[0].sealing == known.sealing


@pytest.mark.parametrize("line", [0, 1, 2])
def test_a_line_that_is_taken_out_shows(line: int) -> None:
    """A registrar printed a sheet for a stranger, and would like nobody to know."""
    known, journal = used(3)
    lines = journal.splitlines(keepends=True)
    assert refusal(known, b"".join(lines[:line] + lines[line + 1 :])) == "registrar.journal"


@pytest.mark.parametrize("line", [0, 1, 2])
def test_a_line_that_is_changed_shows(line: int) -> None:
    known, journal = used(3)
    lines = journal.splitlines(keepends=True)
    lines[line] = lines[line].replace(b'"voter":"a"', b'"voter":"b"')
    assert refusal(known, b"".join(lines)) == "registrar.journal"


def test_a_journal_that_was_begun_again_shows() -> None:
    known, _ = used(2)
    _, other = used(2)
    assert refusal(known, other.replace(b"lost", b"gone")) == "registrar.journal"
    assert refusal(known, b"") == "registrar.journal"


@pytest.mark.parametrize("end", [b"x", b"\n", b"{}\n"])
def test_a_journal_with_something_after_it_is_refused(end: bytes) -> None:
    known, journal = used(2)
    assert refusal(known, journal + end) in ("registrar.journal", "json.syntax", "json.shape")
    assert refusal(known, journal[:-1]) == "registrar.journal"


def test_a_reason_in_any_form_of_unicode_can_be_read_again() -> None:
    """The list would otherwise be locked for ever behind a line that nobody can read."""
    known, journal = sealed.record_act(made(), b"", "replaced", AT, "a", "й" * 900)
    assert opened(known, journal) == known
    title = sealed.new_list("Ed25519", "й", ("kk",), VOTERS, make_credentials(GROUP, VOTERS))
    assert opened(title, b"").title == "й"


def test_what_cannot_be_read_again_is_not_written() -> None:
    known = sealed.new_list("Ed25519", "", ("KK",), VOTERS, make_credentials(GROUP, VOTERS))
    with pytest.raises(DauysError) as told:
        sealed.write(known, PHRASES, CHEAP)
    assert told.value.code == "json.shape"


@pytest.mark.parametrize("ids", [["V-001", "V_2", "3"], ["a"]])
def test_a_plain_id_names_the_files_of_its_voter(ids: list[str]) -> None:
    assert sealed.file_names(ids) == ids


@pytest.mark.parametrize(
    "id",
    ["../../etc/passwd", "/etc", "..", ".ssh", "-o", "a b", "a.b", "Ә", "a\\b", "a:b", "CON",
     "com1", "a" * 65, "x\n", "é", "", "a/b"],
)  # fmt: skip
def test_an_id_that_is_no_plain_name_becomes_a_number(id: str) -> None:
    """It would lead out of the folder, name a device, or hide."""
    assert sealed.file_names(["V-001", id]) == ["0001", "0002"]


def test_ids_that_differ_in_capitals_only_are_numbered() -> None:
    """On many machines the second would overwrite the first one's sheet."""
    assert sealed.file_names(["a1", "A1"]) == ["0001", "0002"]
    assert sealed.file_names(["0002", "/"]) == ["0001", "0002"]
