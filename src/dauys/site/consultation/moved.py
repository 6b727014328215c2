"""What stands at a provision of a version, whichever version it was proposed on.

Where a person has decided on the place, that decides; what was not decided stands where it stood as
long as the provision there has the same words. What only moved, and waits for a decision, is not
here: it is on the desk (`dauys.site.consultation.desk.anchoring`).
"""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from dauys.consultation.anchor import Places
from dauys.site.consultation import queries, texts
from dauys.site.consultation.models import AnchorDecision, Proposal, State
from dauys.site.consultation.texts import Version

STANDING = (State.RECEIVED, State.ANSWERED)


def at(of: Version, address: str) -> QuerySet[Proposal]:
    """The proposals at a provision and inside it: those on this version, and those that came."""
    decided = AnchorDecision.objects.filter(version=of.name)
    here = decided.filter(Q(after=address) | Q(after__startswith=f"{address}__"))
    came = Q(pk__in=here.values("proposal_id")) | Q(pk__in=_unmoved(of, address, decided))
    own = Q(version=of.name) & queries.inside(address)
    return queries.proposals().filter(own | (came & Q(state__in=STANDING)))


def sides(rows: QuerySet[Proposal]) -> dict[str, int]:
    """How many of these are of each kind; parts of others are not counted."""
    counted = rows.filter(part=False).order_by("kind").values_list("kind")
    return dict(counted.annotate(count=Count("id")))


def _unmoved(of: Version, address: str, decided: QuerySet[AnchorDecision]) -> list[str]:
    """Proposals on earlier versions whose provision reads here as it did, and nobody decided on."""
    earlier = [each.name for each in texts.versions() if each.entry < of.entry]
    rows = Proposal.objects.filter(queries.inside(address), version__in=earlier)
    rows = rows.filter(work=of.event.work).exclude(pk__in=decided.values("proposal_id"))
    there = texts.all_places(of)
    known: dict[tuple[str, str], str] = {}
    found = []
    for name, language, place, words in rows.values_list("id", "language", "address", "hash"):
        key = language, place
        if key not in known:
            known[key] = _hash(there, *key)
        if known[key] == words:
            found.append(name)
    return found


def _hash(there: dict[str, Places], language: str, address: str) -> str:
    """The hash of a provision of a version; empty where it has none."""
    text = there.get(language)
    return text.anchor(address).hash if text and texts.has(text, address) else ""
