"""For and against at a provision: what its proposals ask for, side by side, and nobody's votes.

The kind of a proposal says its side: keep the words as they are, change them, or a question. They
are counted as people made them (parts of one that was split are none of anybody's) and while they
stand: what was taken back or set aside is on no side. Why there are no votes on proposals:
docs/decisions/0017-sides-of-a-provision.md.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from dauys.site.consultation import queries
from dauys.site.consultation.models import ENDED, Proposal

SIDES: dict[str, tuple[str, ...]] = {
    "keep": ("support",),
    "change": ("amend", "add", "delete"),
    "ask": ("question",),
}
SHOWN = 3  # proposals of a side on a page that shows all sides


@dataclass(frozen=True, slots=True)
class Side:
    """A side with the proposals that stand on it: how many of each kind, and the latest."""

    name: str
    kinds: dict[str, int]
    latest: tuple[Proposal, ...] = ()

    @property
    def count(self) -> int:
        """How many they are."""
        return sum(self.kinds.values())


def standing(here: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Of the proposals at a provision (`queries.at`) those that people made and that stand."""
    return here.filter(part=False).exclude(state__in=ENDED)


def on(side: str, here: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Those of one side, the latest first."""
    return standing(here).filter(kind__in=SIDES[side])


def counted(here: QuerySet[Proposal]) -> list[Side]:
    """The sides with their counts; none where nobody has proposed anything."""
    rows = standing(here).order_by().values_list("kind")
    kinds = dict(rows.annotate(count=Count("id")).order_by("kind"))
    if not kinds:
        return []
    return [
        Side(name, {kind: kinds[kind] for kind in of if kind in kinds})
        for name, of in SIDES.items()
    ]


def others(row: Proposal) -> list[Side]:
    """The sides at the place of a proposal; none where it is alone there."""
    found = shown(queries.at(row.version, row.address), row.pk)
    return found if any(side.latest for side in found) else []


def shown(here: QuerySet[Proposal], but: str = "") -> list[Side]:
    """The sides with the latest proposals of each; ``but`` is one that is not listed."""
    return [
        Side(each.name, each.kinds, tuple(on(each.name, here).exclude(pk=but)[:SHOWN]))
        for each in counted(here)
    ]
