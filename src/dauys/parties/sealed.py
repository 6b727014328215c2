"""The registrar's sealed list: who has which credential; and the journal of its use.

The list is locked with two passphrases (`dauys.parties.locked`). Each use of it after the making is
a line of the journal: canonical JSON with the hash of the line before, and a seal under a key that
stands in the list alone, so that nobody writes a line without both passphrases. The list also holds
the number of lines and the hash of the last one when it was locked: a line that is missing, changed
or cut off at the end shows as soon as two persons open it again. One sealed line may follow, for
the journal is written first and the machine may stop before the list is; what that line says had
not been done yet. Somebody who puts list and journal both back to an older state is not found out.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from dauys import group as groups
from dauys.errors import Refused
from dauys.parties import credential as credentials
from dauys.parties import locked, randomness
from dauys.parties.locked import Cost
from dauys.parties.registrar import RegionCredentials, Voter, make_roll
from dauys.question.election import Uuid
from dauys.question.setup import RegionRoll
from dauys.wire import hashes, shape
from dauys.wire.ids import Language, Moment, Name, Sha256

Act = Literal["reprinted", "replaced"]

NO_LINE = "0" * 64
MAX_TITLE = 200  # characters
MAX_REASON = 400  # characters
_NAME = re.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_DEVICES = {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(10))}


@dataclass(frozen=True, slots=True)
class Holder:
    """A voter with the secret credential, and the name of this voter's files."""

    file: str
    voter: Voter
    credential: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class RegionBox:
    """The box of a region: a credential is derived from its UUID."""

    region: Name
    uuid: Uuid


@dataclass(frozen=True, slots=True)
class SealedList:
    """All voters, and how their sheets are printed.

    ``lines`` and ``head`` are the length of the journal and the hash of its last line; ``sealing``
    is the key of its seals, in hex.
    """

    group: str
    title: str
    log: str
    languages: tuple[Language, ...]
    boxes: tuple[RegionBox, ...]
    holders: tuple[Holder, ...]
    lines: int
    head: Sha256
    sealing: Sha256 = field(repr=False)

    def holder(self, voter: str) -> Holder:
        """The voter with this id; raises `Refused` ``registrar.voter``."""
        for each in self.holders:
            if each.voter.id == voter:
                return each
        raise Refused("registrar.voter", f"voter:{voter}")

    def with_fresh(self, voter: str) -> SealedList:
        """The list with a fresh credential for one voter; the old one opens nothing any more."""
        old = self.holder(voter)
        new = replace(old, credential=credentials.generate())
        return replace(self, holders=tuple(new if h is old else h for h in self.holders))

    def roll(self, region: str) -> RegionRoll:
        """The roll of a region, from the credentials of its voters."""
        uuid = next(box.uuid for box in self.boxes if box.region == region)
        held = (h for h in self.holders if h.voter.region == region)
        secrets = ((h.credential, h.voter.weight) for h in held)
        return make_roll(groups.named(self.group), uuid, secrets)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the journal: what was done for whom, when, why, and the hash of the line before.

    ``seal`` is keyed BLAKE2b over the line without it (RFC 7693).
    """

    previous: Sha256
    at: Moment
    act: Act
    voter: str
    reason: str
    seal: Sha256 | None = None


def new_list(
    group: str,
    title: str,
    languages: Sequence[str],
    voters: Sequence[Voter],
    made: Sequence[RegionCredentials],
    log: str = "",
) -> SealedList:
    """The list of fresh credentials, in the order of the voter list.

    ``log`` is the key of the log that stands on every sheet; empty where none was known.
    """
    secrets = {voter: secret for region in made for voter, secret in region.secrets}
    named = zip(file_names([voter.id for voter in voters]), voters, strict=True)
    holders = tuple(Holder(name, voter, secrets[voter.id]) for name, voter in named)
    boxes = tuple(RegionBox(each.region, each.public.uuid) for each in made)
    sealing = randomness.salt().hex()
    named_so = unicodedata.normalize("NFC", title)[:MAX_TITLE]
    return SealedList(group, named_so, log, tuple(languages), boxes, holders, 0, NO_LINE, sealing)


def file_names(ids: Sequence[str]) -> list[str]:
    """A name for the files of each voter: the ids where all can be names, else numbers.

    Names that differ in capitals only would be one file on many machines.
    """
    if all(map(plain_name, ids)) and len({each.casefold() for each in ids}) == len(ids):
        return list(ids)
    width = max(4, len(str(len(ids))))
    return [f"{number:0{width}}" for number in range(1, len(ids) + 1)]


def plain_name(text: str) -> bool:
    """Whether a text is a plain file name anywhere: no path, no hidden file, no device."""
    return _NAME.fullmatch(text) is not None and text.casefold() not in _DEVICES


def write(sealed: SealedList, passphrases: Sequence[bytes], cost: Cost) -> bytes:
    """The locked bytes of the list."""
    data = shape.write(sealed)
    # What cannot be read again must not take the place of what can.
    shape.read(SealedList, data, limit=locked.LIMIT)
    return locked.lock(data, passphrases, "sealed-list", "", cost)


def read(
    data: bytes, passphrases: Sequence[bytes], journal: bytes, *, accused: str = ""
) -> SealedList:
    """Opens the list and holds the journal to it; raises ``key.*`` and ``registrar.journal``."""
    box = locked.read(data, "sealed-list", accused=accused)
    secret = locked.unlock(box, passphrases, accused=accused)
    sealed = shape.read(SealedList, secret, accused=accused, limit=locked.LIMIT)
    check_journal(journal, sealed)
    return sealed


def check_journal(journal: bytes, sealed: SealedList) -> None:
    """Every line is sealed and names the one before; the last that the list knows has its hash.

    One line may follow: the machine stopped after it was written, before the list was locked again.
    """
    lines, head = sealed.lines, sealed.head
    previous, hashed = NO_LINE, [NO_LINE]
    for number, data in enumerate(journal.split(b"\n")[:-1], 1):
        line = shape.read(Line, data, accused=f"line:{number}")
        if line.previous != previous or not _sealed(line, sealed.sealing):
            raise Refused("registrar.journal", f"line:{number}")
        previous = hash_line(data)
        hashed.append(previous)
    whole = journal == b"" or journal.endswith(b"\n")
    if not whole or not lines < len(hashed) <= lines + 2 or hashed[lines] != head:
        raise Refused("registrar.journal", f"line:{min(lines, len(hashed) - 1) or 1}")


def _sealed(line: Line, sealing: str) -> bool:
    return hmac.compare_digest(line.seal or "", seal_of(line, sealing))


def seal_of(line: Line, sealing: str) -> str:
    """The seal of a line under the key of the list."""
    data = shape.write(replace(line, seal=None))
    return hashlib.blake2b(data, digest_size=32, key=bytes.fromhex(sealing)).hexdigest()


def hash_line(data: bytes) -> str:
    """The hash by which the next line names this one."""
    return hashes.labelled("journal", data)


def record_act(
    sealed: SealedList, journal: bytes, act: Act, at: str, voter: str, reason: str
) -> tuple[SealedList, bytes]:
    """The list that knows of one more line, and the journal with it."""
    done = journal.split(b"\n")[:-1]
    previous = hash_line(done[-1]) if done else NO_LINE
    text = unicodedata.normalize("NFC", reason)[:MAX_REASON]
    line = Line(previous, at, act, voter, text)
    data = shape.write(replace(line, seal=seal_of(line, sealed.sealing)))
    grown = replace(sealed, lines=len(done) + 1, head=hash_line(data))
    return grown, journal + data + b"\n"
