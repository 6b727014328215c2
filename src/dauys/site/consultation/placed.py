"""Where proposals stand in later versions of the text: kept without a word, or by a decision.

What is certain is the stage's to say (`dauys.consultation.standing`); nothing is compared here. It
is worked out once for a version, as long as nothing is proposed on an earlier one or decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from django.db.models import Max, Q, QuerySet

from dauys.consultation.anchor import Anchor, Places
from dauys.consultation.standing import Recorded, stands
from dauys.site.consultation import texts
from dauys.site.consultation.models import AnchorDecision, Proposal, State
from dauys.site.consultation.texts import Version

STANDING = (State.RECEIVED, State.ANSWERED)
Listed = Mapping[str, Mapping[str, Places]]  # texts by language and version


def at(version: str, address: str) -> Q:
    """Whatever was proposed at an address of a version or inside it, or has come to stand there."""
    here = Q(address=address) | Q(address__startswith=f"{address}__")
    came = [
        name
        for name, place in carried(version).items()
        if place == address or place.startswith(f"{address}__")
    ]
    return Q(here, version=version) | Q(pk__in=came)


def carried(version: str) -> Mapping[str, str]:
    """The addresses in a version of what stands and was proposed on earlier ones, by proposal."""
    new = texts.version(version)
    if new is None:
        return {}
    made = before(new).aggregate(last=Max("entry"))["last"]
    if made is None:
        return {}
    ended = Proposal.objects.exclude(state__in=STANDING).count()
    decided = AnchorDecision.objects.aggregate(last=Max("entry"))["last"]
    return _carried(new.name, new.entry, (made, ended, decided))


def before(new: Version) -> QuerySet[Proposal]:
    """What stands and was proposed on an earlier version of the same text."""
    earlier = [each.name for each in texts.versions() if each.entry < new.entry]
    return Proposal.objects.filter(version__in=earlier, work=new.event.work, state__in=STANDING)


def texts_of(work: str) -> dict[str, dict[str, Places]]:
    """The texts of a work by language and version, in the order of publication."""
    found: dict[str, dict[str, Places]] = {}
    for version in texts.versions():
        if version.event.work == work:
            for language, places in texts.all_places(version).items():
                found.setdefault(language, {})[version.name] = places
    return found


def recorded(rows: Iterable[Proposal], listed: Listed) -> dict[str, Recorded]:
    """Where the record places each proposal, by version."""
    found: dict[str, dict[str, Anchor | None]] = {}
    languages: dict[str, str] = {}
    for row in rows:
        anchor = Anchor(row.work, row.version, row.language, row.address, row.hash)
        found[row.id], languages[row.id] = {row.version: anchor}, row.language
    decided = AnchorDecision.objects.filter(proposal__state__in=STANDING).order_by("entry")
    for name, version, after in decided.values_list("proposal_id", "version", "after"):
        if name in found:
            places = listed[languages[name]][version]
            found[name][version] = places.anchor(after) if after else None
    return dict(found)


@lru_cache(maxsize=8)
def _carried(name: str, entry: int, seen: tuple[int, int, int | None]) -> Mapping[str, str]:
    new = texts.version(name)
    if new is None:
        return {}
    listed = texts_of(new.event.work)
    rows = list(before(new).defer("quote", "proposed", "reasons", "folded"))
    languages = {row.id: row.language for row in rows}
    found: dict[str, str] = {}
    for proposal, places in recorded(rows, listed).items():
        anchor = stands(places, name, listed.get(languages[proposal], {}))
        if anchor is not None:
            found[proposal] = anchor.address
    return found
