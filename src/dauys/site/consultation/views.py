"""The pages on which the consultation is read: lists, one proposal, hearings, figures."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from dauys.site.consultation import (
    counts,
    names,
    policy,
    preview,
    queries,
    rules,
    sides,
    texts,
    why,
)
from dauys.site.consultation.models import Authorship, Follow, Proposal
from dauys.site.consultation.queries import Filter
from dauys.site.people import actions as people
from dauys.site.people.models import Person

PAGE = 50


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What can be done now, how far the consultation has come, and what was answered last."""
    told = policy.current()
    context = {
        "policy": told,
        "hindrance": rules.period(told),
        "version": texts.current(),
        "total": queries.total(),
        "answers": queries.answers()[:5],
        "hearings": queries.hearings()[:3],
    }
    return render(request, "consultation/index.html", context)


@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """Every proposal, by filter, in pages."""
    wanted = wanted_of(request)
    found = queries.proposals(wanted)
    page, parts = paged(request, found), found.filter(part=True).count()
    context = {
        "wanted": wanted,
        "page": page,
        "parts": parts,
        "closed": texts.closed(),
        "whole": page.paginator.count - parts,
        "choices": choices(),
        "asked": wanted.told(),
    }
    return render(request, "consultation/proposals.html", context)


def wanted_of(request: HttpRequest) -> Filter:
    """The filter that a page's address asks for; what is unknown asks for nothing."""
    given = {name: request.GET.get(name, "").strip()[:200] for name in Filter.__slots__}
    return Filter(**{name: value for name, value in given.items() if value})


def paged(request: HttpRequest, rows: QuerySet[Any] | list[Any]) -> Page[Any]:
    """The page of a list that the address asks for; the nearest where there is no such page."""
    return Paginator(rows, PAGE).get_page(request.GET.get("page"))


def choices() -> dict[str, list[tuple[str, str]]]:
    """What the filter offers: only what some proposal is."""
    language = get_language() or "kk"
    found = {
        name: [(value, names.named(value, name)) for value in queries.values_of(name)]
        for name in ("kind", "group", "state", "language", "origin")
    }
    found["region"] = [
        (value, policy.called(value, language)) for value in queries.values_of("region")
    ]
    found["outcome"] = [(name, names.named(name, "outcome")) for name in names.OUTCOMES]
    found["sort"] = [(name, names.named(name, "sort")) for name in names.SORTS]
    return found


@require_safe
def proposal(request: HttpRequest, name: str) -> HttpResponse:
    """One proposal: its words and the law's, its course, its answer, the words it changed."""
    row = queries.proposal(name)
    if row is None:
        raise Http404
    version = texts.version(row.version)
    there = texts.places(version, row.language) if version else None
    context = {
        "proposal": row,
        "answer": getattr(row, "answer", None),
        "reasons": _reasons(row),
        "carried": queries.carried(name),
        "course": queries.course(name),
        "anchors": queries.anchor_decisions(name),
        "shown": [] if row.silent else preview.shown(queries.stage_proposal(row), there),
        "provision": _provision(row, there),
        "changed": _changed(row),
        "author": _author(row),
        "mine": _mine(request, row),
        "sides": sides.others(row),
        "followed": follows(request, Follow.Scope.PROPOSAL, name),
    }
    return render(request, "consultation/proposal.html", context)


def _reasons(row: Proposal) -> list[tuple[str, str]]:
    """The reasons of the answer by language, that of the page first."""
    answer = getattr(row, "answer", None)
    mine = get_language() or "kk"
    told = answer.reasons if answer else {}
    return sorted(told.items(), key=lambda each: (each[0] != mine, each[0]))


def _provision(row: Proposal, there: Any) -> list[preview.Shown]:
    """The words of the provision that a proposal speaks of."""
    if there is None:
        return []
    return preview.plain(there.provision(row.address)) if texts.has(there, row.address) else []


def _changed(row: Proposal) -> list[tuple[str, str, tuple[why.Row, ...]]]:
    """The rows of the next version that a proposal changed: version, language, rows."""
    new = texts.after(row.version)
    answer = getattr(row, "answer", None)
    if new is None or answer is None or not answer.outcome.startswith("accepted"):
        return []
    found = [why.reading(new, language) for language in new.languages]
    return [(new.name, each.language, rows) for each in found if each and (rows := each.of(row.id))]


def _author(row: Proposal) -> str:
    """The name of an author who wants it to be seen."""
    told = Authorship.objects.select_related("person").filter(proposal=row, shown=True).first()
    return told.person.name if told else ""


def _mine(request: HttpRequest, row: Proposal) -> bool:
    if not isinstance(request.user, Person):
        return False
    return Authorship.objects.filter(person=request.user, proposal=row).exists()


def follows(request: HttpRequest, scope: str, name: str) -> bool:
    """Whether the person follows this."""
    if not isinstance(request.user, Person):
        return False
    return Follow.objects.filter(person=request.user, scope=scope, name=name).exists()


@require_safe
def place(request: HttpRequest, version: str, address: str) -> HttpResponse:
    """What was proposed at a provision, for and against, with its words above."""
    of = texts.version(version)
    if of is None:
        raise Http404
    there = texts.places(of, get_language() or "kk") or texts.places(of, of.languages[0])
    if there is None or not texts.has(there, address):
        raise Http404
    side = request.GET.get("side", "")
    side = side if side in sides.SIDES else ""
    here = queries.at(version, address)
    rows = sides.on(side, here) if side else here
    context = {
        "version": of,
        "address": address,
        "language": there.text.language,
        "provision": preview.plain(there.provision(address)),
        "sides": sides.shown(here),
        "side": side,
        "page": paged(request, rows),
        "followed": follows(request, Follow.Scope.PROVISION, address),
        "current": texts.current() == of,
        "closed": texts.closed(),
    }
    return render(request, "consultation/place.html", context)


@require_safe
def moderated(request: HttpRequest) -> HttpResponse:
    """The public log of what was set aside, and why."""
    context = {"page": paged(request, queries.moderated()), "hearings": queries.silenced()}
    return render(request, "consultation/moderated.html", context)


@require_safe
def hearings(request: HttpRequest) -> HttpResponse:
    """Every hearing."""
    return render(
        request, "consultation/hearings.html", {"page": paged(request, queries.hearings())}
    )


@require_safe
def hearing(request: HttpRequest, name: str) -> HttpResponse:
    """One hearing: place, agenda, who spoke, minutes, and what was proposed there."""
    row = queries.hearing(name)
    if row is None:
        raise Http404
    context = {
        "hearing": row,
        "page": paged(request, queries.proposals(Filter(hearing=name))),
        "may_silence": not row.silenced and people.may(request.user, "consultation.silence"),
    }
    return render(request, "consultation/hearing.html", context)


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """How many proposals came in and what became of them, by group, region and language."""
    told = counts.figures()
    context = {
        "figures": told,
        "parts": counts.parts(told),
        "outcomes_picture": counts.picture(told.total, get_language() or "kk"),
        "outcomes": list(names.OUTCOMES),
        "means": counts.means(get_language() or "kk"),
    }
    return render(request, "consultation/figures.html", context)
