"""Every parser as a function of bytes.

It raises `DauysError` for what it refuses, and gives what it read written again, or None where
nothing writes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from typing import Any

from dauys import group as groups
from dauys.ballots.challenge import Challenge, check_challenge
from dauys.ballots.check import check_ballot
from dauys.ballots.wire import Ballot, UnsignedBallot
from dauys.consultation import mapping, raw
from dauys.consultation.guard import guarded
from dauys.consultation.opinion import matrix
from dauys.consultation.opinion import wire as opinion
from dauys.errors import DauysError
from dauys.log import checkpoint, cosignature, keys, note, tiles, witness
from dauys.question.certificate import CertificateKeys, SignedMessage
from dauys.question.check import read_box
from dauys.question.election import Election, read_election, write_election
from dauys.question.pedersen import Coefficients, Parameters, VerificationKey
from dauys.question.roll import read_roll
from dauys.question.rule import parse_rule, write_rule
from dauys.question.trustees import PublicKey, read_trustees
from dauys.record.belenios import read_archive, write_archive
from dauys.record.entry import read_entry, write_entry
from dauys.record.kinds import KINDS
from dauys.tally.wire import EncryptedTally, PartialDecryption, Result, SizedEncryptedTally
from dauys.text.formats import dump, read_bytes
from dauys.text.formats.faithful import lost
from dauys.text.read import read as read_law
from dauys.text.wire import TextDocument, read_text, write_text
from dauys.verification.archive import verify_archive
from dauys.verification.report import Report
from dauys.wire import canonical, shape, table
from tests.consultation.books import altered
from tests.fuzz.corpora import boxes
from tests.fuzz.records import town
from tests.fuzz.world import spelt

FORMS: tuple[Any, ...] = (
    *KINDS.values(), Ballot, UnsignedBallot, Challenge, Election, PublicKey, SignedMessage,
    CertificateKeys, Coefficients, VerificationKey, Parameters, SizedEncryptedTally,
    PartialDecryption, Result, EncryptedTally, TextDocument,
)  # fmt: skip


def of_form(data: bytes) -> bytes:
    """A document of any declared form: the first byte says which."""
    form = FORMS[data[0] % len(FORMS)] if data else FORMS[0]
    read = shape.read(form, data[1:], nfc=False)
    return data[:1] + shape.write(read, form)


def as_json(data: bytes) -> bytes:
    """Canonical JSON."""
    return canonical.write(canonical.parse(data, nfc=False))


def loose_json(data: bytes) -> None:
    """JSON that a person wrote: what it says is the same when written canonically."""
    value = canonical.parse_loose(data)
    try:
        again = canonical.parse(canonical.write(value))
    except DauysError as error:
        raise AssertionError(data) from error
    assert again == value


def entry(data: bytes) -> bytes:
    """An entry of a record."""
    read = read_entry(data, 0)
    return write_entry(read.at, read.body)


def setup(data: bytes) -> bytes | None:
    """What is sealed in a box: election, trustees or roll, as it may be."""
    try:
        return write_election(read_election(data).election)
    except DauysError:
        group = groups.named("Ed25519")
    try:
        read_trustees(group, data)
    except DauysError:
        read_roll(group, data)
    return None


@cache
def sealed(number: int) -> Any:
    """A box that takes ballots."""
    box = boxes()[number]
    return read_box("", spelt(box.election), spelt(box.roll))


def ballot(data: bytes) -> bytes:
    """A ballot, through all its checks."""
    number = 1 if data.count(b"overall_proof") > 1 else 0
    box = sealed(number)
    return shape.write(check_ballot(box.sealed, box.roll, data))


def challenge(data: bytes) -> bytes:
    """A challenged ballot, through all its checks."""
    value = canonical.parse(data, nfc=False)
    uuid = value.get("ballot") if isinstance(value, dict) else None
    for box in _challenged():
        if isinstance(uuid, dict) and uuid.get("election_uuid") == box.sealed.election.uuid:
            return shape.write(check_challenge(box.sealed, box.roll, data))
    return shape.write(shape.read(Challenge, data, nfc=False))


@cache
def _challenged() -> list[Any]:
    """The boxes of the record, one of which a challenge names."""
    world = town().world
    body = world.entries[world.find("voting.setup")]["body"]
    return [
        read_box("", *(world.objects[each[name]["sha256"]] for name in ("election", "roll")))
        for each in body["boxes"]
    ]


def archive(data: bytes) -> bytes:
    """An archive; where it is whole, through the verification."""
    read = read_archive(data)
    verify_archive(data, Report(lambda: 0.0))
    return write_archive(read)


def heads(data: bytes) -> bytes:
    """A signed note, and the checkpoint and cosignatures in it."""
    parsed = note.parse(data)
    try:
        assert checkpoint.peek(data).text() == parsed.text
        for each in parsed.signatures:
            cosignature.time_of(parsed, keys.CosignerKey(each.name, bytes(32)))
    except DauysError:
        pass  # a note of something else, or another's signature
    return parsed.write()


def key(data: bytes) -> bytes:
    """A verifier key of a log or of a witness."""
    text = data.decode("utf-8", "replace")
    try:
        return keys.parse_verifier_key(text).write().encode()
    except DauysError:
        return keys.parse_cosigner_key(text).write().encode()


def tile(data: bytes) -> bytes:
    """A path of a tile, a space, and its bytes."""
    path, _, content = data.partition(b" ")
    named = tiles.parse_path(path.decode("utf-8", "replace"))
    assert named.path.encode() == path
    if isinstance(named, tiles.Bundle):
        return path + b" " + tiles.encode_bundle(named.parse(content))
    return path + b" " + named.parse(content)


def request(data: bytes) -> None:
    """What a log asks of a witness."""
    witness.parse_request(data)


def element(data: bytes) -> bytes:
    """An element of each group: the first byte says which."""
    every = sorted(groups.GROUPS)
    group = groups.GROUPS[every[data[0] % len(every)]] if data else groups.named("Ed25519")
    return data[:1] + group.element(data[1:].decode("utf-8", "surrogateescape")).encode()


def csv(data: bytes) -> None:
    """A table, and every cell of it in every way that cells are read."""
    for row in table.read(data, ("id",), key="id"):
        for column in row.cells:
            with suppress(DauysError):
                row.text(column)
            with suppress(DauysError):
                row.number(column)
            with suppress(DauysError):
                row.choice(column, ("a", "b"))


def sheet(data: bytes) -> None:
    """The sheet of a workbook; what is read of it is written and read again as it was."""
    lines = raw.read(altered(_workbook(), SHEET, lambda _: data), ".xlsx")
    cells = [line.cells for line in lines if line.fault is None and any(line.cells)]
    try:
        written = raw.write(cells, ".xlsx")
    except DauysError:
        return  # a cell that is too long once an apostrophe stands before it
    again = [line.cells for line in raw.read(written, ".xlsx")] if cells else []
    assert [_whole(row) for row in again] == [_whole(map(guarded, row)) for row in cells], data


SHEET = "xl/worksheets/sheet1.xml"


@cache
def _workbook() -> bytes:
    return raw.write([["id"]], ".xlsx")


def _whole(row: Iterable[str]) -> list[str]:
    """The cells of a row up to the last that is not empty."""
    cells = list(row)
    while cells and not cells[-1]:
        cells.pop()
    return cells


def mapping_file(data: bytes) -> None:
    """The mapping of another system's columns, as CSV or JSON."""
    mapping.read_mapping(data)


def export(data: bytes) -> None:
    """An export of votes; what is read of it is a matrix that is read again as itself."""
    votes = opinion.read(data).votes
    assert matrix.read(votes.canonical()).sha256() == votes.sha256()


def matrix_of_votes(data: bytes) -> bytes:
    """A canonical matrix of votes."""
    return matrix.read(data).canonical()


SUFFIXES = (".html", ".akn.xml", ".md", ".txt", ".json")


def law_file(data: bytes) -> None:
    """A law in a file of the format that the first byte says. What is read of it travels, and the
    formats that carry every tree give it back."""
    text = read_bytes(data[1:], SUFFIXES[data[0] % len(SUFFIXES)] if data else ".html").text
    assert read_text(write_text(text)) == text
    for suffix in (".html", ".akn.xml", ".md"):
        try:
            written = dump(text, suffix)
        except DauysError:
            continue  # a character that no markup can hold, a language without headings
        found = lost(text, written, suffix)
        assert suffix == ".md" or not found.found, (data, suffix, found)


def law(data: bytes) -> None:
    """The text of a law as a file; what is read of it travels and is read again."""
    text = read_law(data, markdown=data[:1] == b"#").text
    written = write_text(text)
    try:
        again = read_text(written)
    except DauysError as error:
        raise AssertionError(data) from error
    assert write_text(again) == written


def text_document(data: bytes) -> bytes:
    """The text of a law as it travels."""
    return write_text(read_text(data))


def rule(data: bytes) -> bytes:
    """A rule of validity."""
    return write_rule(parse_rule(data))
