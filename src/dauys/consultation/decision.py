"""What a person decides about the anchors of a new version: the file ``decisions.csv``.

    proposal,decision,address,who,at,why
    p-01,confirmed,art_8__para_2,A. Omarova,2027-04-02T06:00:00Z,the same notice
    p-23,orphaned,,A. Omarova,2027-04-02T06:10:00Z,the paragraph was deleted as proposed

Specification: docs/specification/4-consultation.md, section 6. `confirmed` says that what was
carried is right, `reanchored` names another place, `orphaned` says that there is none. Who, when
and why are never empty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast

from dauys.consultation.anchor import Places
from dauys.consultation.fate import Fate
from dauys.consultation.table import moment, name
from dauys.errors import Findings, Refused
from dauys.wire import table
from dauys.wire.ids import Moment, Name

Verdict = Literal["confirmed", "reanchored", "orphaned"]
VERDICTS: tuple[Verdict, ...] = ("confirmed", "reanchored", "orphaned")
COLUMNS = ("proposal", "decision", "address", "who", "at", "why")


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision on the anchor of a proposal; ``line`` says where it stands in its file."""

    proposal: Name
    decision: Verdict
    address: str
    who: str
    at: Moment
    why: str
    line: int = 0

    def accused(self) -> str:
        """How errors call this decision: by its proposal."""
        return f"proposal:{self.proposal}"


def read_decisions(data: bytes, findings: Findings, *, accused: str = "") -> list[Decision]:
    """The decisions of a file. Raises ``table.*`` when it is no such table; anything wrong in a
    row is kept in ``findings``: an address is given, except with `orphaned` (anchor.decision)."""
    found: list[Decision] = []
    for row in table.read(data, COLUMNS, accused=accused):
        with findings.collecting(accused=accused):
            proposal = name(row, "proposal")
            verdict = cast(Verdict, row.choice("decision", VERDICTS))
            address = row.cells["address"]
            if bool(address) == (verdict == "orphaned"):
                raise Refused("anchor.decision", accused, line=row.line, decision=verdict)
            who, why = row.text("who"), row.text("why")
            at = moment(row, "at")
            found.append(Decision(proposal, verdict, address, who, at, why, row.line))
    return found


def settle(
    fates: Mapping[Name, Fate],
    decisions: Sequence[Decision],
    places: Mapping[str, Places],
    findings: Findings,
) -> dict[Name, Fate]:
    """The fates by proposal as the decisions leave them; ``places`` are the next version's texts.

    A decision that does not hold is kept in ``findings`` and changes nothing: of an unknown
    proposal (anchor.undecided), a second one (anchor.decided_twice, anchor.contradiction), a
    confirmation of what was not carried there (anchor.unconfirmed), an address that is not in the
    text (anchor.address).
    """
    settled = dict(fates)
    first: dict[Name, Decision] = {}
    for each in decisions:
        with findings.collecting():
            if each.proposal not in fates:
                raise Refused("anchor.undecided", each.accused(), line=each.line)
            if each.proposal in first:
                raise _second(each, first[each.proposal])
            first[each.proposal] = each
            settled[each.proposal] = _decided(fates[each.proposal], each, places)
    return settled


def _second(each: Decision, first: Decision) -> Refused:
    same = (each.decision, each.address) == (first.decision, first.address)
    if same:
        return Refused("anchor.decided_twice", each.accused(), line=each.line, first=first.line)
    return Refused("anchor.contradiction", each.accused(), line=each.line, first=first.line)


def _decided(fate: Fate, each: Decision, places: Mapping[str, Places]) -> Fate:
    if each.decision == "orphaned":
        return replace(fate, state="orphaned", after=None)
    after = places[fate.anchor.language].anchor(each.address, accused=each.accused())
    if each.decision == "confirmed" and (fate.state != "carried" or fate.after != after):
        at = fate.after.address if fate.after else "–"
        raise Refused(
            "anchor.unconfirmed", each.accused(), line=each.line, state=fate.state, address=at
        )
    return replace(fate, state="carried", after=after, reason=None, near=())
