"""What becomes of the places of proposals in a new version, and which of it a person must decide.

What was kept needs nobody's word as long as the record can tell where it stands without one; all
else is carried, and confirmed, or has lost its place. The comparison is that of the stage.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Max

from dauys.consultation import standing
from dauys.consultation.decision import Decision
from dauys.consultation.fate import Fate
from dauys.consultation.following import Following
from dauys.errors import DauysError, Finding, Findings, Refused
from dauys.site.consultation import placed, queries, texts
from dauys.site.consultation.models import AnchorDecision, Proposal
from dauys.site.consultation.texts import Version


@dataclass(frozen=True, slots=True)
class Open:
    """A proposal whose place in a new version is not settled; ``fault``: it cannot be followed."""

    proposal: str
    fate: Fate | None
    fault: DauysError | None = None

    @property
    def state(self) -> str:
        """carried, orphaned, kept, or unknown."""
        return self.fate.state if self.fate else "unknown"


@dataclass(frozen=True, slots=True)
class Overview:
    """All places between two versions: how many were kept or decided, and what is open."""

    kept: int
    decided: int
    open: tuple[Open, ...]

    def counts(self) -> Counter[str]:
        """How many are open, by state."""
        return Counter(each.state for each in self.open)


def undecided_count() -> int:
    """How many places wait for a decision in the version that is consulted upon."""
    new = texts.current()
    return 0 if new is None else len(between(new).open)


def between(new: Version) -> Overview:
    """The places in a version of all that was proposed on earlier ones."""
    entry = AnchorDecision.objects.aggregate(last=Max("entry"))["last"]
    return _between(new.name, new.entry, (queries.last_entry(), entry))


@lru_cache(maxsize=4)
def _between(name: str, entry: int, seen: tuple[int, int | None]) -> Overview:
    new, old = texts.version(name), texts.before(name)
    if new is None or old is None:
        return Overview(0, 0, ())
    rows = proposals(new)
    settled = set(AnchorDecision.objects.filter(version=name).values_list("proposal_id", flat=True))
    left = [row for row in rows if row.id not in settled]
    way = following(left, old, new)
    found = [_open(way, row) for row in left]
    still = tuple(each for each in found if each is not None)
    return Overview(len(left) - len(still), len(rows) - len(left), still)


def proposals(new: Version) -> list[Proposal]:
    """What stands and was proposed on an earlier version of the same text, in its order there."""
    return list(placed.before(new).order_by("address", "received", "id"))


def following(rows: Sequence[Proposal], old: Version, new: Version) -> Following:
    """The stage's way of following these proposals from a version into another."""
    told = {row.id: queries.stage_proposal(row) for row in rows}
    listed = placed.texts_of(new.event.work)
    return Following(told, placed.recorded(rows, listed), listed, old.name, new.name)


def _open(way: Following, row: Proposal) -> Open | None:
    """What is open of a proposal; None where it was kept and the record can tell."""
    listed = way.texts.get(row.language, {})
    try:
        if way.before not in listed or way.version not in listed:
            raise Refused(
                "anchor.language",
                f"proposal:{row.id}",
                expected=row.language,
                found=", ".join(sorted(way.texts)),
            )
        fate = way.fate(way.proposals[row.id])
    except DauysError as error:
        return Open(row.id, None, error)
    if fate.state == "kept" and standing.stands(way.recorded[row.id], way.version, listed):
        return None
    return Open(row.id, fate)


def decide(
    new: Version, decisions: Sequence[Decision]
) -> tuple[list[tuple[Decision, Fate]], dict[str, Finding]]:
    """The decisions that hold, each with the fate it settles, and what is wrong with others."""
    old = texts.before(new.name)
    rows = list(Proposal.objects.filter(pk__in=[each.proposal for each in decisions]))
    if old is None:
        raise Refused("anchor.place", f"version:{new.name}")
    way = following(rows, old, new)
    held: list[tuple[Decision, Fate]] = []
    wrong: dict[str, Finding] = {}
    for each in decisions:
        found = Findings()
        settled = way.decided([each], found)
        if found.found:
            wrong[each.proposal] = found.found[0]
        else:
            held += settled
    return held, wrong
