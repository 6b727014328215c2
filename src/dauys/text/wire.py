"""Texts as they travel: the document of one language, and the event that publishes a version.

docs/specification/3-text.md, section 4. A tree travels as a list of rows in the order of the text,
each with its depth, so that no reader has to recurse into what a stranger wrote. Whether a version
is right is `check`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from dauys.errors import Refused
from dauys.text.provision import Kind, Provision, Text
from dauys.wire import shape
from dauys.wire.ids import Date, Language, Name, ObjectRef, Sha256

MAX_BYTES = 64 * 1024 * 1024  # a text of 16 MB with the addresses of all its provisions
MAX_DEPTH = 24
Role = Literal["in_force", "draft"]
_ADDRESS = re.compile(r"[a-z]+(?:_[a-z0-9-]+)*(?:__[a-z]+(?:_[a-z0-9-]+)*)*")


@dataclass(frozen=True, slots=True)
class Row:
    """A provision without its children: ``depth`` 0 stands at the top, 1 beneath the last 0, …"""

    depth: int
    address: str
    kind: Kind
    number: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class TextDocument:
    """One expression of a law: the object that a record stores."""

    language: Language
    title: str
    provisions: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class TextPublished:
    """The body of ``text.published``: a version of a work in all its languages.

    ``authoritative`` are the languages that bind; ``expressions`` names the object of each
    language; ``hash`` is that of `version.version_hash`.
    """

    work: Name
    version: Name
    role: Role
    date: Date
    author: str
    authoritative: tuple[Language, ...]
    expressions: dict[Language, ObjectRef]
    hash: Sha256


def write_text(text: Text) -> bytes:
    """The canonical bytes of a text: what its object holds and its hash covers.

    Raises `Refused` text.size when they are longer than an object of a text may be.
    """
    rows: list[Row] = []
    waiting = [(0, provision) for provision in reversed(text.provisions)]
    while waiting:
        depth, each = waiting.pop()
        rows.append(Row(depth, each.address, each.kind, each.number, each.heading, each.text))
        waiting.extend((depth + 1, child) for child in reversed(each.children))
    data = shape.write(TextDocument(text.language, text.title, tuple(rows)))
    if len(data) > MAX_BYTES:
        raise Refused("text.size", limit=MAX_BYTES)
    return data


def read_text(data: bytes, *, accused: str = "") -> Text:
    """The text of canonical bytes.

    Raises `Refused` json.* for another form, text.tree for rows that make no tree or an address
    that stands twice or is none.
    """
    document = shape.read(TextDocument, data, accused=accused, limit=MAX_BYTES)
    _check_rows(document.provisions, accused)
    return Text(document.language, document.title, _grown(document.provisions))


def _check_rows(rows: tuple[Row, ...], accused: str) -> None:
    seen: set[str] = set()
    depth = -1
    for row in rows:
        well_formed = _ADDRESS.fullmatch(row.address) and row.address not in seen
        if not well_formed or not 0 <= row.depth <= min(depth + 1, MAX_DEPTH):
            raise Refused("text.tree", accused, address=row.address[:120])
        seen.add(row.address)
        depth = row.depth


def _grown(rows: tuple[Row, ...]) -> tuple[Provision, ...]:
    """From the last row to the first: ``above[d]`` holds the finished provisions of depth d whose
    parent has not come yet, last first."""
    above: list[list[Provision]] = [[] for _ in range(MAX_DEPTH + 2)]
    for row in reversed(rows):
        children = tuple(reversed(above[row.depth + 1]))
        above[row.depth + 1] = []
        above[row.depth].append(
            Provision(row.address, row.kind, row.number, row.heading, row.text, children)
        )
    return tuple(reversed(above[0]))
