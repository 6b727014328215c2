"""What a proposal, a hearing and an answer must be; each fault has its own code.

Specification: docs/specification/4-consultation.md, sections 1 and 3. Every check raises
`Refused`; to collect what is wrong in whole files see `dauys.consultation.findings`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from dauys.consultation.anchor import Anchor, Places
from dauys.consultation.proposal import ACCEPTED, Answer, Hearing, Proposal
from dauys.errors import Refused
from dauys.wire.ids import seconds

_WITH_WORDS = ("amend", "add", "question")


def check_proposal(proposal: Proposal, hearings: Collection[str] | None = None) -> None:
    """Refuses a proposal without words, and one whose hearing is missing, unknown or needless.

    Without ``hearings`` it is not asked whether the hearing is known.
    """
    if proposal.kind in _WITH_WORDS and not proposal.proposed:
        raise Refused("proposal.words", proposal.accused(), kind=proposal.kind)
    if (proposal.origin == "hearing") != (proposal.hearing is not None):
        raise Refused("proposal.hearing", proposal.accused(), origin=proposal.origin)
    if proposal.hearing is None or hearings is None:
        return
    if proposal.hearing not in hearings:
        raise Refused("hearing.unknown", proposal.accused(), hearing=proposal.hearing)


def check_group(group: str, groups: Collection[str], *, accused: str = "") -> None:
    """Refuses a group that is not on the list."""
    if group not in groups:
        raise Refused("proposal.group", accused, group=group[:80])


def check_hearing(hearing: Hearing) -> None:
    """Refuses a hearing that closes before it opens, has no place, agenda or minutes, or names
    speakers of other groups than those for which someone spoke."""
    if seconds(hearing.opens) >= seconds(hearing.closes):
        raise Refused("hearing.times", hearing.accused())
    for column in ("place", "agenda", "minutes"):
        if not getattr(hearing, column):
            raise Refused("hearing.words", hearing.accused(), column=column)
    if not all(each.name for each in hearing.speakers):
        raise Refused("hearing.words", hearing.accused(), column="speakers")
    spoke = {each.group for each in hearing.speakers}
    if hearing.speakers and spoke != set(hearing.groups):
        differing = " ".join(sorted(spoke ^ set(hearing.groups)))
        raise Refused("hearing.speakers", hearing.accused(), groups=differing)


def check_answer(answer: Answer, proposals: Mapping[str, Proposal]) -> None:
    """Refuses an answer to nobody, before its proposal, without reasons that its author reads.

    An accepted proposal must name the provisions that carry it; a rejected one carries nothing.
    """
    if answer.proposal not in proposals:
        raise Refused("proposal.unknown", answer.accused())
    proposal = proposals[answer.proposal]
    if seconds(answer.answered) < seconds(proposal.received):
        raise Refused("proposal.early", answer.accused())
    if not answer.reasons.get(proposal.language):
        raise Refused("proposal.reasons", answer.accused(), language=proposal.language)
    if answer.outcome in ACCEPTED and not answer.carried:
        raise Refused("proposal.uncarried", answer.accused())
    if answer.outcome in ("rejected", "outside") and answer.carried:
        raise Refused("proposal.carried", answer.accused(), outcome=answer.outcome)


def carried(answer: Answer, proposal: Proposal, places: Mapping[str, Places]) -> tuple[Anchor, ...]:
    """The anchors of an answer in the next version, in the language of the proposal.

    ``places`` are that version's texts by language. Raises anchor.address, anchor.language.
    """
    if not answer.carried:
        return ()
    there = text_in(proposal.language, places, accused=answer.accused())
    return tuple(there.anchor(address, accused=answer.accused()) for address in answer.carried)


def text_in(language: str, places: Mapping[str, Places], *, accused: str = "") -> Places:
    """The text in a language; raises anchor.language where there is none."""
    if language not in places:
        raise Refused(
            "anchor.language", accused, expected=language[:8], found=", ".join(sorted(places))
        )
    return places[language]
