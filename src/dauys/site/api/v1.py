"""The read API, version 1: what the record says, for programs. Nothing can be written here.

Answers come from the same queries as the pages; those of the consultation stand in `consulted`.
Its description in OpenAPI is at /api/v1/openapi.json; words about it are a page of open data.
"""

from __future__ import annotations

import json
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Path, Query
from ninja.errors import ValidationError

from dauys.implementation.matrix import STATUSES
from dauys.record.kinds import KINDS
from dauys.site.api import shapes
from dauys.site.implementation import queries as implementation
from dauys.site.outcome import queries as outcomes
from dauys.site.question import queries as questions
from dauys.site.record import queries as record
from dauys.site.record.stage import stages as all_stages
from dauys.site.stations import queries as polling
from dauys.site.tally import queries as tally
from dauys.site.verification import queries as verifications

MOST = 500  # rows of an answer
LAST = 2**53 - 1
Offset = Annotated[int, Query(0, ge=0, le=LAST, description="rows to leave out")]
Limit = Annotated[int, Query(50, ge=1, le=MOST, description="rows to give")]
MISSING = {404: shapes.Error, 422: shapes.Error}
WRONG = {422: shapes.Error}

api = NinjaAPI(
    title="Dauys",
    version="1",
    description="What the record of a referendum says. Read only; open to all.",
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
)


@api.exception_handler(ValidationError)
def wrong(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A parameter that is not what it must be."""
    told = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors)
    return api.create_response(request, {"code": "request.value", "message": told}, status=422)


@api.exception_handler(Http404)
def missing(request: HttpRequest, error: Http404) -> HttpResponse:
    """What the record does not have, or not yet."""
    return api.create_response(request, {"code": "not_found", "message": "Not Found"}, status=404)


@api.get("/referendum", response={200: shapes.Referendum, 404: shapes.Error})
def referendum(request: HttpRequest) -> dict[str, Any]:
    """What the log is, and how far it goes."""
    opened, signed = record.opened(), record.signed()
    if opened is None:
        raise Http404
    return {
        "title": opened.title,
        "languages": list(opened.languages),
        "simulated": opened.simulated,
        "entries": record.size(),
        "last_at": record.last_moment(),
        "root": signed.root if signed else None,
        "log": opened.log,
        "witnesses": list(opened.witnesses),
        "quorum": opened.quorum,
    }


@api.get("/stages", response=list[shapes.Stage])
def stages(request: HttpRequest) -> Any:
    """The ten stages, and where each stands now."""
    return all_stages()


@api.get("/versions", response=list[shapes.Version])
def versions(request: HttpRequest) -> list[dict[str, Any]]:
    """The versions of texts that have been published."""
    return [
        {
            "work": each.work,
            "version": each.version,
            "role": each.role,
            "date": each.date,
            "authoritative": list(each.authoritative),
            "hash": each.hash,
            "objects": {name: ref.sha256 for name, ref in each.expressions.items()},
        }
        for each in record.texts()
    ]


@api.get("/question", response={200: shapes.Question, 404: shapes.Error})
def question(request: HttpRequest) -> dict[str, Any]:
    """The question and all that it is bound to; 404 before it is called."""
    found = questions.question()
    if found is None:
        raise Http404
    told = {
        name: getattr(found, name) for name in shapes.Question.model_fields if name != "regions"
    }
    return {**told, "rule": json.loads(found.rule), "regions": questions.regions()}


@api.get("/stations", response={200: shapes.Stations, **WRONG})
def stations(
    request: HttpRequest,
    offset: Offset = 0,
    limit: Limit = 50,
    region: Annotated[str, Query("", max_length=80)] = "",
) -> dict[str, Any]:
    """The polling stations, of all regions or of one, with their protocols."""
    pages = polling.stations(region)
    rows = pages.object_list[offset : offset + limit]
    return {"count": pages.count, "items": [_station(each) for each in rows]}


@api.get("/stations/{path:name}", response={200: shapes.Station, **MISSING})
def station(request: HttpRequest, name: Annotated[str, Path(max_length=80)]) -> dict[str, Any]:
    """One polling station."""
    found = polling.station(name)
    if found is None:
        raise Http404
    return _station(found)


@api.get("/boxes", response=list[shapes.Box])
def boxes(request: HttpRequest) -> list[dict[str, Any]]:
    """The ballot boxes of the online vote."""
    done = tally.decryptions()
    plain = [name for name in shapes.Box.model_fields if name != "decrypted_by"]
    return [
        {name: getattr(box, name) for name in plain}
        | {"decrypted_by": [each.owner for each in done.get(box.uuid, [])]}
        for box in tally.boxes()
    ]


@api.get("/outcome", response={200: shapes.Outcome, 404: shapes.Error})
def outcome(request: HttpRequest) -> dict[str, Any]:
    """The outcome with every leg of the rule; 404 before it is declared."""
    found = outcomes.outcome()
    if found is None:
        raise Http404
    plain = [name for name in shapes.Outcome.model_fields if name not in ("legs", "figures")]
    told = {name: getattr(found, name) for name in plain}
    legs = [each.leg for each in outcomes.legs(found, "en")]
    return {**told, "legs": legs, "figures": outcomes.figures()}


@api.get("/tasks", response={200: shapes.Tasks, **WRONG})
def tasks(
    request: HttpRequest,
    offset: Offset = 0,
    limit: Limit = 50,
    status: Annotated[str, Query("", pattern=f"^({'|'.join(('', *STATUSES))})$")] = "",
) -> dict[str, Any]:
    """The tasks of the matrix from provision to practice, all or those of a status."""
    pages = implementation.tasks(implementation.Filters(status=status), "")
    return {"count": pages.count, "items": list(pages.object_list[offset : offset + limit])}


@api.get("/tasks/{name}", response={200: shapes.Task, **MISSING})
def task(request: HttpRequest, name: Annotated[str, Path(max_length=64)]) -> Any:
    """One task."""
    found = implementation.task(name)
    if found is None:
        raise Http404
    return found


@api.get("/entries", response={200: shapes.Entries, **WRONG})
def entries(
    request: HttpRequest,
    offset: Offset = 0,
    limit: Limit = 50,
    kind: Annotated[str, Query("", pattern=f"^({'|'.join(('', *KINDS))})$")] = "",
) -> dict[str, Any]:
    """The entries of the log, newest first, all or those of a kind, without their bodies."""
    pages = record.entries(kind)
    return {"count": pages.count, "items": list(pages.object_list[offset : offset + limit])}


@api.get("/entries/{index}", response={200: shapes.Entry, **MISSING})
def entry(request: HttpRequest, index: Annotated[int, Path(ge=0, le=LAST)]) -> dict[str, Any]:
    """One entry as it stands in the log, with the proof that it does."""
    found = record.entry(index)
    if found is None:
        raise Http404
    proof, signed = record.inclusion(index), record.signed()
    return {
        "index": found.index,
        "at": found.at,
        "kind": found.kind,
        "body": json.loads(bytes(found.data))["body"],
        "objects": record.named(found),
        "proof": None if proof is None else [node.hex() for node in proof],
        "size": signed.size if signed and proof is not None else None,
    }


@api.get("/verification", response={200: shapes.Verification, 404: shapes.Error})
def verification(request: HttpRequest) -> Any:
    """The last verification that the site has run on its own record; 404 before the first."""
    found = verifications.last()
    if found is None:
        raise Http404
    return found


def _station(row: Any) -> dict[str, Any]:
    plain = [name for name in shapes.Station.model_fields if name != "protocol"]
    told = {name: getattr(row, name) for name in plain}
    return told | {"protocol": getattr(row, "protocol", None)}
