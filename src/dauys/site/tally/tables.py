"""The public table of the ballot boxes."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from dauys.site.data.tables import Cell, Table, columns
from dauys.site.tally import queries

BOXES = columns(
    uuid=_("number of the box"),
    region=_("region that the rule counts"),
    electors=_("electors on the roll"),
    weight=_("weight of the roll"),
    cast=_("ballots cast"),
    challenged=_("ballots opened to check them"),
    closed=_("moment at which voting ended"),
    counted=_("ballots counted: the last of each elector"),
    counted_weight=_("weight of the counted ballots"),
    sum_sha256=_("hash of the encrypted sum"),
    decrypted_by=_("numbers of the trustees who have decrypted"),
    answers=_("answers in the order of the result"),
    result=_("votes for each answer, in this order"),
)


def boxes() -> Iterator[tuple[Cell, ...]]:
    """A row for each box."""
    done = queries.decryptions()
    plain = [column.name for column in BOXES[:10]]
    rows = queries.boxes()
    for box, result in zip(rows, queries.results(rows), strict=True):
        yield (
            *(getattr(box, name) for name in plain),
            " ".join(str(each.owner) for each in done.get(box.uuid, [])),
            " ".join(column.key for column in result),
            " ".join(str(column.votes) for column in result),
        )


TABLES = (Table("boxes", _("Ballot boxes of the online vote"), BOXES, boxes),)
