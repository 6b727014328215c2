"""The public tables of the record: its entries, and the versions of texts that it publishes."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from dauys.site.data.tables import Cell, Table, columns
from dauys.site.record import queries

ENTRIES = columns(
    index=_("number of the entry"),
    at=_("moment of the entry"),
    kind=_("kind of the entry"),
    entry=_("the entry itself, in JSON"),
)
VERSIONS = columns(
    work=_("name of the text"),
    version=_("version of the text"),
    role=_("in force, or a draft"),
    date=_("day of the version"),
    authoritative=_("languages that bind"),
    languages=_("all languages"),
    hash=_("hash of the text in all languages"),
)


def entries() -> Iterator[tuple[Cell, ...]]:
    """A row for each entry."""
    for row in queries.every():
        yield row.index, row.at, row.kind, bytes(row.data).decode("utf-8")


def versions() -> Iterator[tuple[Cell, ...]]:
    """A row for each published version."""
    for each in queries.texts():
        yield (
            each.work,
            each.version,
            each.role,
            each.date,
            " ".join(each.authoritative),
            " ".join(sorted(each.expressions)),
            each.hash,
        )


TABLES = (
    Table("entries", _("Entries of the record"), ENTRIES, entries),
    Table("versions", _("Versions of the text"), VERSIONS, versions),
)
