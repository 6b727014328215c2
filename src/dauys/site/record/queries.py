"""What apps and pages ask of the record: how it was opened, how far it goes, what it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, overload

from django.conf import settings
from django.core.paginator import Paginator

from dauys.log import checkpoint as checkpoints
from dauys.log.proofs import Proof
from dauys.log.reader import Log
from dauys.log.tiles import CHECKPOINT
from dauys.record.entry import read_entry
from dauys.record.kinds import KINDS
from dauys.record.opening import ReferendumOpened
from dauys.site.record import actions
from dauys.site.record.models import Entry, Head, Kind, Thing
from dauys.text.wire import TextPublished
from dauys.verification.objects import named_in
from dauys.verification.sources import Folder

PAGE = 50  # entries of a page


@dataclass(frozen=True, slots=True)
class Entered:
    """How many entries of a kind there are, and the moments of the first and the last."""

    count: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Named:
    """An object that an entry names; ``withdrawn`` is when its words were destroyed."""

    sha256: str
    size: int
    withdrawn: str
    there: bool


@dataclass(frozen=True, slots=True)
class Signed:
    """The last checkpoint that the site has stored: the note itself, and what it says."""

    note: str
    size: int
    root: str  # hex
    signatures: tuple[str, ...]  # names, of the log and of those who cosigned


class Newest(Sequence[Entry]):
    """The entries from the newest to the first, cut by index: nothing is counted or skipped."""

    def __init__(self, size: int) -> None:
        self.size = size

    def __len__(self) -> int:
        return self.size

    @overload
    def __getitem__(self, place: int) -> Entry: ...
    @overload
    def __getitem__(self, place: slice) -> list[Entry]: ...
    def __getitem__(self, place: int | slice) -> list[Entry] | Entry:
        if isinstance(place, int):
            return self[place : place + 1][0]
        first, last, _ = place.indices(self.size)
        rows = Entry.objects.filter(pk__gte=self.size - last, pk__lt=self.size - first)
        return list(rows.order_by("-pk").defer("data"))


def opened() -> ReferendumOpened | None:
    """Entry 0; None where the record has no entry yet."""
    data = Entry.objects.filter(pk=0).values_list("data", flat=True).first()
    return None if data is None else _opening(bytes(data))


def title(language: str) -> str:
    """The title of the referendum in a language, or in the first that it has; empty before it."""
    told = opened()
    if told is None:
        return ""
    return told.title.get(language) or next(iter(told.title.values()))


def size() -> int:
    """How many entries the record has."""
    return Head.objects.values_list("size", flat=True).filter(pk=1).first() or 0


def version() -> str:
    """A short text that changes with every entry: for caches of what follows from the record."""
    head = Head.objects.filter(pk=1).first()
    return f"{head.size}-{bytes(head.root).hex()[:16]}" if head else "0"


def last_moment() -> str:
    """The moment of the last entry; empty where there is none."""
    return Head.objects.values_list("at", flat=True).filter(pk=1).first() or ""


def so_far() -> Mapping[str, Entered]:
    """For each kind of event that there is, how many and when."""
    rows = Kind.objects.values_list("kind", "entries", "first", "at")
    return {kind: Entered(count, first, last) for kind, count, first, last in rows}


def moment() -> str:
    """This moment, or that of the last entry if it is later."""
    return max(actions.now(), last_moment())


def kinds() -> list[Kind]:
    """The kinds of entries that the record has, in their order, with their numbers."""
    order = list(KINDS)
    return sorted(Kind.objects.all(), key=lambda kind: order.index(kind.kind))


def entries(kind: str = "") -> Paginator[Entry]:
    """The entries from the newest, all or those of a kind, in pages; without their bytes."""
    if not kind:
        return Paginator(Newest(size()), PAGE)
    pages = Paginator(Entry.objects.filter(kind=kind).order_by("-pk").defer("data"), PAGE)
    known = Kind.objects.filter(pk=kind).values_list("entries", flat=True).first()
    pages.__dict__["count"] = known or 0  # what a query would count is known already
    return pages


def entry(index: int) -> Entry | None:
    """One entry with its exact bytes."""
    return Entry.objects.filter(pk=index).first()


def every() -> Iterator[Entry]:
    """All entries in their order, read piece by piece."""
    return Entry.objects.order_by("pk").iterator(chunk_size=500)


def named(row: Entry) -> list[Named]:
    """The objects that an entry names, each once, in their order."""
    refs = {ref.sha256: ref for ref in named_in(read_entry(bytes(row.data), row.index).body)}
    held = Thing.objects.filter(pk__in=refs).values_list("sha256", "withdrawn")
    there = dict(held)
    return [
        Named(name, ref.size, there.get(name, ""), name in there and not there[name])
        for name, ref in refs.items()
    ]


def object(sha256: str) -> bytes | None:
    """The bytes of an object; None where it is not there, or its words were withdrawn."""
    data = Thing.objects.filter(pk=sha256).values_list("data", flat=True).first()
    return None if data is None else bytes(data)


def texts() -> list[TextPublished]:
    """The versions of texts that have been published, in their order."""
    rows = Entry.objects.filter(kind="text.published").order_by("pk")
    return [read_entry(bytes(row.data), row.index).body for row in rows]


def signed() -> Signed | None:
    """The checkpoint in the folder of the record; None before the first."""
    place = settings.ENVIRONMENT.record / CHECKPOINT
    if not place.exists():
        return None
    data: bytes = place.read_bytes()
    head, note = checkpoints.peek(data), data.decode("utf-8")
    lines = [line for line in note.split("\n") if line.startswith("— ")]
    names = tuple(line.split(" ")[1] for line in lines)
    return Signed(note, head.size, head.root.hex(), names)


def inclusion(index: int) -> Proof | None:
    """The proof that an entry stands under the stored checkpoint; None while it does not."""
    source = Folder(settings.ENVIRONMENT.record)
    if not (source.root / CHECKPOINT).exists():
        return None
    head = checkpoints.peek(source.read(CHECKPOINT))
    return Log(source, head).inclusion(index) if index < head.size else None


@lru_cache(maxsize=8)
def _opening(data: bytes) -> ReferendumOpened:
    body: ReferendumOpened = read_entry(data, 0).body
    return body


def body_of(row: Entry) -> Any:
    """What an entry says, as the document of its kind."""
    return read_entry(bytes(row.data), row.index).body
