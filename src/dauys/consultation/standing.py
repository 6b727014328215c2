"""Where a proposal stands in each version of a text, as far as its record says.

Specification: docs/specification/4-consultation.md, section 6. A record names a place where the
proposal was received and where a person decided about its anchor; what was kept needs nobody's
decision. No comparison is made here: a place that is certain without one is all that is found.
It does not ask whether a decision is right.
"""

from __future__ import annotations

from collections.abc import Mapping

from dauys.consultation.anchor import Anchor, Places
from dauys.consultation.decided import AnchorDecided
from dauys.errors import Refused
from dauys.wire.ids import Moment, Name, seconds

Recorded = Mapping[Name, Anchor | None]  # by version; None where a person said: no place


def stands(recorded: Recorded, version: Name, texts: Mapping[Name, Places]) -> Anchor | None:
    """The anchor of a proposal in a version, or None where none is certain.

    The recorded one, or the one that was kept since the last version before it of which the
    record says where the proposal stands. ``texts`` are the versions in the language of the
    proposal, in the order in which they were published.
    """
    if version in recorded:
        return recorded[version]
    order = list(texts)
    earlier = order[: order.index(version)] if version in texts else []
    last = next((each for each in reversed(earlier) if each in recorded), None)
    if last is None:
        return None
    anchor = recorded[last]
    return None if anchor is None else kept(anchor, texts[last], texts[version])


def kept(anchor: Anchor, before: Places, after: Places) -> Anchor | None:
    """The anchor of the same words in another version, where only one place can be meant.

    The words stand once in both texts, or those of a provision around them do, in which they then
    have the same place. None elsewhere, where a person decides: words that stand twice may have
    changed places, whatever their addresses say.
    """
    parts = anchor.address.split("__")
    for length in range(len(parts), 0, -1):
        around = "__".join(parts[:length])
        there = _only(around, before, after)
        if there is not None:
            same = there + anchor.address.removeprefix(around)
            stays = after.has(same) and after.hash_at(same) == anchor.hash
            return after.anchor(same) if stays else None
    return None


def _only(address: str, before: Places, after: Places) -> str | None:
    """Where words that stand once in both texts stand in the other one."""
    if not before.has(address):
        return None
    digest, unit = before.hash_at(address), before.is_unit(address)
    here, there = (each.alike(digest, unit=unit) for each in (before, after))
    return there[0] if len(here) == len(there) == 1 else None


def check_begins(event: AnchorDecided, recorded: Recorded, texts: Mapping[Name, Places]) -> None:
    """Refuses a decision that does not begin where the proposal stood, or leads to an older text.

    Raises anchor.place, and anchor.unkept where the record does not say where the proposal stood.
    """
    accused = f"proposal:{event.proposal}"
    place, order = event.before, list(texts)
    known = next(anchor for anchor in recorded.values() if anchor is not None)
    if (place.work, place.language) != (known.work, known.language):
        raise Refused("anchor.place", accused)
    if order.index(event.version) < order.index(place.version):
        raise Refused("anchor.place", accused)
    if place.version in recorded:
        if recorded[place.version] != place:
            raise Refused("anchor.place", accused)
    elif stands(recorded, place.version, texts) != place:
        raise Refused("anchor.unkept", accused, version=place.version)


def check_moment(event: AnchorDecided, received: Moment) -> None:
    """Refuses a decision on an anchor that is older than its proposal: anchor.early."""
    if seconds(event.decided) < seconds(received):
        raise Refused("anchor.early", f"proposal:{event.proposal}")
