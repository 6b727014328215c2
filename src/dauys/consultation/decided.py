"""The event `anchor.decided`: what became of a proposal's anchor in a new version, by a person.

Specification: docs/specification/4-consultation.md, section 6. Who decided and why stand in an
object that can be withdrawn, as `dauys.consultation.wire` does it for proposals. It is the body
alone; which kinds a record knows is for `dauys.record`.
"""

from __future__ import annotations

from dataclasses import dataclass

from dauys.consultation.anchor import Anchor, Places
from dauys.consultation.decision import Decision, Verdict
from dauys.consultation.fate import Fate
from dauys.consultation.wire import DecisionWords, object_of, salt_of
from dauys.errors import Refused
from dauys.wire.ids import Moment, Name, ObjectRef


@dataclass(frozen=True, slots=True)
class AnchorDecided:
    """A person decided about an anchor; ``words`` names a `DecisionWords`.

    ``after`` is left out where the anchor has no place in the new ``version``.
    """

    proposal: Name
    decided: Moment
    version: Name
    decision: Verdict
    before: Anchor
    words: ObjectRef
    after: Anchor | None = None


def decided(
    decision: Decision, fate: Fate, version: Name, salt: bytes
) -> tuple[AnchorDecided, bytes]:
    """The event of a decision and the bytes of its object; ``fate`` is the one that
    `dauys.consultation.decision.settle` gives. Raises proposal.salt."""
    told = DecisionWords(salt_of(salt, decision.accused()), decision.who, decision.why)
    reference, data = object_of(told)
    event = AnchorDecided(
        decision.proposal,
        decision.at,
        version,
        decision.decision,
        fate.anchor,
        reference,
        fate.after,
    )
    return event, data


def decision_of(event: AnchorDecided, told: DecisionWords) -> Decision:
    """The decision again, from its event and its object, without a line."""
    address = event.after.address if event.after else ""
    return Decision(event.proposal, event.decision, address, told.who, event.decided, told.why)


def check_words(event: AnchorDecided, told: DecisionWords) -> None:
    """Refuses a decision that nobody made, or for no reason: anchor.words."""
    for column in ("who", "why"):
        if not getattr(told, column):
            raise Refused("anchor.words", f"proposal:{event.proposal}", column=column)


def check_decided(event: AnchorDecided, before: Places, after: Places) -> None:
    """Refuses an event whose anchors do not hold in the two texts of their language.

    Raises anchor.place where an anchor is given or missing against the decision, or is of another
    work, version or language, and what `Places.check` raises.
    """
    accused = f"proposal:{event.proposal}"
    if (event.after is None) != (event.decision == "orphaned"):
        raise Refused("anchor.place", accused)
    pairs = [(event.before, before), (event.after, after)]
    for anchor, places in pairs:
        if anchor is None:
            continue
        if (anchor.work, anchor.version) != (places.work, places.version):
            raise Refused("anchor.place", accused)
        places.check(anchor, accused=accused)
    if event.version != after.version or before.version == after.version:
        raise Refused("anchor.place", accused)
    if event.after is not None and event.after.language != event.before.language:
        raise Refused("anchor.place", accused)
