"""The read API of the consultation: proposals, answers, hearings, and what people were asked.

It says what the open tables say, and no more: words that were taken back or set aside are empty,
authors have no name, and opinions are counted as the groups in the record count them.
"""

from __future__ import annotations

from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from ninja import Path, Query

from dauys.consultation.proposal import OUTCOMES
from dauys.site.api import consulted_shapes as shapes
from dauys.site.api.v1 import MISSING, WRONG, Limit, Offset, api
from dauys.site.consultation import opinions as opinion
from dauys.site.consultation import queries
from dauys.site.consultation.models import Answer, Hearing, Proposal, State

__all__ = ["api"]  # with these answers, which stand in it once this is imported
Name = Annotated[str, Path(max_length=64)]
Word = Annotated[str, Query("", max_length=64, pattern="^[A-Za-z0-9._-]*$")]
Place = Annotated[str, Query("", max_length=200, pattern=r"^[\w.-]*$")]


@api.get("/proposals", response={200: shapes.Proposals, **WRONG})
def proposals(
    request: HttpRequest,
    offset: Offset = 0,
    limit: Limit = 50,
    version: Word = "",
    address: Place = "",
    state: Annotated[str, Query("", pattern=f"^({'|'.join(('', *State.values))})$")] = "",
) -> dict[str, Any]:
    """The proposals, the oldest entry first: all, or those at a provision or in a state.

    With ``version`` and ``address`` those too that were carried there from an earlier version.
    """
    rows = queries.proposals(queries.Filter(version=version, address=address, state=state))
    return _part(rows.order_by("entry"), offset, limit, _proposal)


@api.get("/proposals/{name}", response={200: shapes.Proposal, **MISSING})
def proposal(request: HttpRequest, name: Name) -> dict[str, Any]:
    """One proposal."""
    found = queries.proposal(_text(name))
    if found is None:
        raise Http404
    return _proposal(found)


@api.get("/proposals/{name}/course", response={200: list[shapes.Step], **MISSING})
def course(request: HttpRequest, name: Name) -> list[dict[str, Any]]:
    """What happened to a proposal, step by step."""
    if queries.proposal(_text(name)) is None:
        raise Http404
    return [_told_but(each, shapes.Step) for each in queries.course(name)]


@api.get("/answers", response={200: shapes.Answers, **WRONG})
def answers(
    request: HttpRequest,
    offset: Offset = 0,
    limit: Limit = 50,
    outcome: Annotated[str, Query("", pattern=f"^({'|'.join(('', *OUTCOMES))})$")] = "",
) -> dict[str, Any]:
    """The answers to proposals, the oldest entry first: all, or those of an outcome."""
    rows = queries.answers().prefetch_related("carried").order_by("entry")
    return _part(rows.filter(outcome=outcome) if outcome else rows, offset, limit, _answer)


@api.get("/hearings", response={200: shapes.Hearings, **WRONG})
def hearings(request: HttpRequest, offset: Offset = 0, limit: Limit = 50) -> dict[str, Any]:
    """The hearings, the oldest entry first."""
    return _part(queries.hearings().order_by("entry"), offset, limit, _hearing)


@api.get("/hearings/{name}", response={200: shapes.Hearing, **MISSING})
def hearing(request: HttpRequest, name: Name) -> dict[str, Any]:
    """One hearing."""
    found = queries.hearing(_text(name))
    if found is None:
        raise Http404
    return _hearing(found)


@api.get("/opinions", response={200: shapes.Opinions, **WRONG})
def opinions(request: HttpRequest, offset: Offset = 0, limit: Limit = 50) -> dict[str, Any]:
    """The statements that people were asked about, as the last groups count what they said."""
    found = opinion.counted_last()
    return {
        "count": len(found),
        "items": [
            {
                "statement": each.statement,
                "words": words,
                "agree": each.agree,
                "disagree": each.disagree,
                "passed": each.passed,
            }
            for words, each in found[offset : offset + limit]
        ],
    }


def _text(name: str) -> str:
    """A name that can be asked for: PostgreSQL takes a zero for a fault of ours."""
    if "\0" in name:
        raise Http404
    return name


def _part(rows: QuerySet[Any], offset: int, limit: int, tell: Any) -> dict[str, Any]:
    count = rows.count()
    items = [tell(each) for each in rows[offset : offset + limit]] if offset < count else []
    return {"count": count, "items": items}


def _told_but(row: Any, shape: Any, *others: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in shape.model_fields if name not in others}


def _proposal(row: Proposal) -> dict[str, Any]:
    answer = getattr(row, "answer", None)
    outcome = answer.outcome if answer else None
    return {**_told_but(row, shapes.Proposal, "answer"), "answer": outcome}


def _answer(row: Answer) -> dict[str, Any]:
    carried = [_told_but(each, shapes.Place) for each in row.carried.all()]
    told = _told_but(row, shapes.Answered, "proposal", "carried")
    return {**told, "proposal": row.pk, "carried": carried}


def _hearing(row: Hearing) -> dict[str, Any]:
    speakers = [{"group": group, "name": name} for group, name in row.speakers]
    told = _told_but(row, shapes.Hearing, "hearing", "speakers")
    return {**told, "hearing": row.pk, "speakers": speakers}
