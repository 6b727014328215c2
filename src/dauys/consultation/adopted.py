"""The accepted proposals of one language put together: the next version, or what is in its way.

Specification: docs/specification/4-consultation.md, section 7. Takes proposals with their answers
and the resolutions of an editor; every fault is collected, and with one there is no draft.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dauys.consultation.amendment import Change, change_of
from dauys.consultation.anchor import Places
from dauys.consultation.collision import collisions, together
from dauys.consultation.draft import Draft, draft
from dauys.consultation.proposal import ACCEPTED, Answer, Proposal
from dauys.consultation.resolution import Resolution, resolve
from dauys.errors import Finding, Findings
from dauys.wire.ids import Name


def adopt(
    proposals: Iterable[Proposal],
    answers: Mapping[Name, Answer],
    places: Places,
    resolutions: Sequence[Resolution],
    findings: Findings,
) -> Draft | None:
    """The next version of a text with the accepted proposals in its language; None with a fault.

    Warnings: amendment.part for what was accepted in part and is in no resolution,
    amendment.wordless for what was accepted and has no words for the text. Collisions without a
    resolution are amendment.collision.
    """
    faults = len(findings.errors())
    changes, partly = _changes(proposals, answers, places, findings)
    named = {name for each in resolutions for name in each.proposals}
    for name in sorted(partly - named):
        findings.add(Finding("amendment.part", "warning", f"proposal:{name}"))
    made = together(resolve(changes, partly, resolutions, findings))
    for each in collisions(made):
        found = Finding(
            "amendment.collision",
            "error",
            f"provision:{each.address}",
            facts={"proposals": ", ".join(each.proposals)},
        )
        findings.add(found)
    if len(findings.errors()) > faults:
        return None
    with findings.collecting():
        return draft(places.text, made)
    return None


def _changes(
    proposals: Iterable[Proposal],
    answers: Mapping[Name, Answer],
    places: Places,
    findings: Findings,
) -> tuple[dict[Name, Change], set[Name]]:
    """The changes of accepted proposals, and which of them were accepted in part."""
    found: dict[Name, Change] = {}
    partly: set[Name] = set()
    for each in proposals:
        answer = answers.get(each.id)
        if answer is None or answer.outcome not in ACCEPTED:
            continue
        with findings.collecting():
            change = change_of(each, places)
            if change is None:
                wordless = Finding("amendment.wordless", "warning", each.accused())
                findings.add(wordless)
                continue
            found[each.id] = change
            if answer.outcome == "accepted_in_part":
                partly.add(each.id)
    return found, partly
