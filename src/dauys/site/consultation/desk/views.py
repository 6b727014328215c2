"""The front of the desk, its lists, what is chosen from them, and one proposal with its notes."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dauys.site.consultation import preview, queries, texts
from dauys.site.consultation.desk import actions, anchoring, exporting, imports, selections
from dauys.site.consultation.desk import queries as desk
from dauys.site.consultation.desk.forms import AssignForm, RemarkForm
from dauys.site.consultation.desk.gate import person_of, staff
from dauys.site.consultation.desk.words import ACT_WORDS
from dauys.site.consultation.models import Planned, Selection
from dauys.site.consultation.views import choices, paged, wanted_of

SHOWN = 10  # of a selection on the page of what is done with it
ACTS = ("answer", "assign", "merge", "moderate", "withdraw")


@require_safe
@staff("consultation.desk")
def front(request: HttpRequest) -> HttpResponse:
    """The queues with their counts, and what else waits for somebody."""
    person = person_of(request)
    counted = desk.counts(person)
    context = {
        "queues": [(name, label, counted[name]) for name, label in desk.QUEUES.items()],
        "alike": desk.suggested().count(),
        "anchors": anchoring.undecided_count(),
        "batches": desk.batches().filter(intent__state="waiting").count(),
        "imports": imports.running().count(),
        "hearings": Planned.objects.filter(closed=False).count(),
        "person": person,
        "may_prepare": person.may("text.prepare"),
    }
    return render(request, "consultation/desk/front.html", context)


@require_safe
@staff("consultation.desk")
def listed(request: HttpRequest) -> HttpResponse:
    """A list of proposals by queue and filter, from which some or all can be chosen."""
    wanted, person = asked(request), person_of(request)
    page = paged(request, desk.proposals(wanted, person))
    context = {
        "wanted": wanted,
        "page": page,
        "asked": wanted.told(),
        "query": urlencode(wanted.told()),
        "choices": {**choices(), "queue": list(desk.QUEUES.items()), "assigned": _staff()},
        "title": desk.QUEUES.get(wanted.queue, _("All proposals")),
        "may": _may(request),
    }
    return render(request, "consultation/desk/list.html", context)


def asked(request: HttpRequest) -> desk.Wanted:
    """The list that a page's address asks for."""
    given = {name: request.GET.get(name, "")[:64] for name in ("queue", "assigned", "older")}
    return desk.Wanted(wanted_of(request), **given)


def _staff() -> list[tuple[str, str]]:
    people = [(str(each.pk), str(each)) for each in desk.staff("consultation.desk")]
    return [(desk.NOBODY, _("nobody")), *people]


def _may(request: HttpRequest) -> dict[str, bool]:
    """Which actions the person may take; pages show no others."""
    return {act: person_of(request).may(f"consultation.{act}") for act in (*ACTS, "screen")}


@require_POST
@staff("consultation.desk")
def choose(request: HttpRequest) -> HttpResponse:
    """Takes what was ticked, or all that the filter found, to what is to be done with it."""
    person, act = person_of(request), request.POST.get("act", "")
    picked = request.POST.getlist("here" if request.POST.get("page") else "pick")
    if request.POST.get("all"):
        picked = list(desk.proposals(asked(request), person).values_list("pk", flat=True))
    if not picked:
        messages.warning(request, _("Nothing is chosen. Tick proposals, or take all found."))
        return redirect(back(request))
    if len(picked) > selections.MOST:
        told = _("At most %(most)s proposals can be taken at once; there are %(count)s.")
        messages.error(request, told % {"most": selections.MOST, "count": len(picked)})
        return redirect(back(request))
    if act in exporting.SUFFIXES:
        return exporting.export(person, picked, act)
    chosen = selections.choose(person, picked)
    if act == "screen":
        actions.screen(person, chosen.names)
        messages.success(request, counted_message(len(chosen.names)))
        return redirect(back(request))
    if act not in ACTS:
        raise Http404
    return redirect(f"consultation:desk_{act}", chosen.token)


def counted_message(count: int) -> str:
    """That so many proposals are done."""
    told = ngettext("%(count)s proposal is done.", "%(count)s proposals are done.", count)
    return told % {"count": count}


def back(request: HttpRequest) -> str:
    """The list from which somebody came; the desk where the address is none of ours."""
    asked_for = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(asked_for, {request.get_host()}, request.is_secure()):
        return asked_for
    return "consultation:desk"


def selection_of(request: HttpRequest, token: str) -> Selection:
    """A selection of the person's own."""
    found = Selection.objects.filter(pk=token, person=person_of(request)).first()
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@staff("consultation.assign")
def assign(request: HttpRequest, token: str) -> HttpResponse:
    """Gives the chosen proposals to somebody, with a day."""
    selection = selection_of(request, token)
    form = AssignForm(request.POST or None, staff=desk.staff("consultation.desk"))
    if request.method == "POST" and form.is_valid():
        to, due = form.person(), form.cleaned_data["due"]
        actions.assign(person_of(request), selection.names, to, due)
        messages.success(request, counted_message(len(selection.names)))
        return redirect("consultation:desk")
    context: dict[str, Any] = {"form": form, "selection": selection, **shown(selection.names)}
    return render(request, "consultation/desk/assign.html", context)


def shown(picked: list[str]) -> dict[str, Any]:
    """The first proposals of a selection, for pages that say what will be done with it."""
    return {"rows": selections.rows(picked[:SHOWN]), "more": max(0, len(picked) - SHOWN)}


@require_http_methods(["GET", "HEAD", "POST"])
@staff("consultation.desk")
def proposal(request: HttpRequest, name: str) -> HttpResponse:
    """One proposal as the staff sees it; a note is added here."""
    row = queries.proposal(name)
    if row is None:
        raise Http404
    form = RemarkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.remark(person_of(request), name, form.cleaned_data["text"])
        messages.success(request, _("The note is kept. Only the staff sees it."))
        return redirect("consultation:desk_proposal", name)
    version = texts.version(row.version)
    there = texts.places(version, row.language) if version else None
    context = {
        "proposal": row,
        "answer": getattr(row, "answer", None),
        "care": getattr(row, "care", None),
        "shown": [] if row.silent else preview.shown(queries.stage_proposal(row), there),
        "course": queries.course(name),
        "remarks": desk.remarks(name),
        "batches": desk.batches_of(name),
        "form": form,
        "acts": [
            (act, ACT_WORDS[act]) for act, may in _may(request).items() if may and act != "merge"
        ],
        "may_split": person_of(request).may("consultation.split"),
        "origins": sorted(queries.origins(name) - {name}),
    }
    return render(request, "consultation/desk/proposal.html", context)
