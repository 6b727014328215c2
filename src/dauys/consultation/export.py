"""Proposals as files that others read: CSV and XLSX to take in again, and open data.

Specification: docs/specification/4-consultation.md, section 11. The columns are those of a file of
proposals, with those of the answers after them; what a moderator set aside or an author took back
leaves without its words. Rows keep their order, and the same input gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from dauys.consultation import raw
from dauys.consultation.lineage import Lineage
from dauys.consultation.mapping import COLUMNS
from dauys.consultation.proposal import Answer, Proposal

SUFFIXES = (*raw.SUFFIXES, ".json")
ANSWERED = ("answered", "outcome", "carried")


def table_of(proposals: Sequence[Proposal], suffix: str = ".csv") -> bytes:
    """A file of proposals that `dauys.consultation.intake` and `.table` take in again.

    Raises `Refused` sheet.long, `Unreadable` text.format.
    """
    return raw.write([COLUMNS, *(tuple(_cells(each, False)) for each in proposals)], suffix)


def open_data(
    proposals: Sequence[Proposal],
    answers: Mapping[str, Answer],
    lineage: Lineage | None = None,
    withheld: Collection[str] = (),
    suffix: str = ".csv",
) -> bytes:
    """Proposals with their answers and origins. ``answers`` are by proposal, ``withheld`` those
    whose words are not public."""
    if suffix == ".json":
        return _json(proposals, answers, lineage, withheld)
    languages = sorted({name for each in answers.values() for name in each.reasons})
    header = (*COLUMNS, "origins", *ANSWERED, *(f"reasons_{name}" for name in languages))
    rows = [
        (
            *_cells(each, each.id in withheld),
            " ".join(_origins(each.id, lineage)),
            *_answer(answers.get(each.id), languages),
        )
        for each in proposals
    ]
    return raw.write([header, *rows], suffix)


def _cells(proposal: Proposal, withheld: bool) -> Iterator[str]:
    told = _plain(proposal, withheld)
    return (told[column] for column in COLUMNS)


def _plain(proposal: Proposal, withheld: bool) -> dict[str, str]:
    """A proposal by `COLUMNS`, in their order."""
    return {
        "id": proposal.id,
        "received": proposal.received,
        "language": proposal.language,
        "kind": proposal.kind,
        "address": proposal.anchor.address,
        "quote": "" if withheld else proposal.quote,
        "proposed": "" if withheld else proposal.proposed,
        "reasons": "" if withheld else proposal.reasons,
        "group": proposal.group,
        "region": proposal.region,
        "origin": proposal.origin,
        "hearing": proposal.hearing or "",
        "hash": proposal.anchor.hash,
    }


def _origins(proposal: str, lineage: Lineage | None) -> tuple[str, ...]:
    """Whose proposals stand behind one; of one that does not stand any more none."""
    return (proposal,) if lineage is None else lineage.standing.get(proposal, ())


def _answer(answer: Answer | None, languages: Sequence[str]) -> tuple[str, ...]:
    if answer is None:
        return ("",) * (len(ANSWERED) + len(languages))
    reasons = (answer.reasons.get(name, "") for name in languages)
    return (answer.answered, answer.outcome, " ".join(answer.carried), *reasons)


def _json(
    proposals: Sequence[Proposal],
    answers: Mapping[str, Answer],
    lineage: Lineage | None,
    withheld: Collection[str],
) -> bytes:
    told = [
        _object(each, answers.get(each.id), _origins(each.id, lineage), each.id in withheld)
        for each in proposals
    ]
    return (json.dumps({"proposals": told}, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _object(
    proposal: Proposal, answer: Answer | None, origins: Sequence[str], withheld: bool
) -> dict[str, Any]:
    told: dict[str, Any] = {**_plain(proposal, withheld)}
    told["hearing"] = proposal.hearing
    told["withheld"] = withheld
    told["origins"] = list(origins)
    told["answer"] = None
    if answer is not None:
        told["answer"] = {
            "answered": answer.answered,
            "outcome": answer.outcome,
            "carried": list(answer.carried),
            "reasons": dict(sorted(answer.reasons.items())),
        }
    return told
