"""Merging what was chosen or is alike, and splitting one proposal into parts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dauys.site.consultation import queries, texts
from dauys.site.consultation.desk import actions, merging, selections
from dauys.site.consultation.desk import queries as desk
from dauys.site.consultation.desk.forms import MergeForm, PartForm, WhyForm
from dauys.site.consultation.desk.gate import person_of, staff
from dauys.site.consultation.desk.views import selection_of
from dauys.site.consultation.models import Alike, Proposal, State
from dauys.site.consultation.views import paged

MOST = 200  # proposals merged at once


@require_http_methods(["GET", "HEAD", "POST"])
@staff("consultation.merge")
def merge(request: HttpRequest, token: str) -> HttpResponse:
    """One of the chosen proposals comes to stand for all."""
    selection = selection_of(request, token)
    rows = selections.rows(selection.names[:MOST])
    sound = merging.mergeable(rows)
    form = MergeForm(request.POST or None, rows=sound)
    if request.method == "POST" and form.is_valid():
        into, why = form.cleaned_data["into"], form.cleaned_data["why"].strip()
        merging.merge(person_of(request), [row.id for row in sound], into, why)
        messages.success(request, _("They are merged: one answer reaches all their authors."))
        return redirect("consultation:desk_proposal", into)
    context = {
        "form": form,
        "rows": rows,
        "left": [row for row in rows if row not in sound],
        "count": len(sound),
        "over": max(0, len(selection.names) - MOST),
    }
    return render(request, "consultation/desk/merge.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff("consultation.split")
def split(request: HttpRequest, name: str) -> HttpResponse:
    """One proposal becomes several, each with words taken from it."""
    row = queries.proposal(name)
    if row is None:
        raise Http404
    if row.state != State.RECEIVED:
        messages.warning(request, _("Only what waits for an answer can be split."))
        return redirect("consultation:desk_proposal", name)
    part_forms = _part_forms(request, row)
    why = WhyForm(request.POST or None)
    if request.method == "POST" and why.is_valid() and part_forms.is_valid():
        parts = _parts(row, part_forms)
        if len(parts) >= 2:
            merging.split(person_of(request), name, parts, why.cleaned_data["why"].strip())
            messages.success(request, _("It is split. Each part is answered for itself."))
            return redirect("consultation:desk_proposal", name)
        why.add_error(None, _("Please give the words of two parts at least."))
    context = {"proposal": row, "form": why, "parts": part_forms}
    return render(request, "consultation/desk/split.html", context)


def _part_forms(request: HttpRequest, row: Proposal) -> Any:
    """Three forms of parts, the first with the words of the whole."""
    whole = {"quote": row.quote, "proposed": row.proposed, "reasons": row.reasons}
    formset = forms.formset_factory(PartForm, extra=3, max_num=merging.MOST_PARTS)
    version = texts.version(row.version)
    there = texts.places(version, row.language) if version else None
    known = {"there": there, "address": row.address, "kind": row.kind}
    return formset(
        request.POST or None,
        initial=None if request.method == "POST" else [whole],
        form_kwargs=known,
        prefix="part",
    )


def _parts(row: Proposal, part_forms: Any) -> list[Any]:
    taken = Proposal.objects.filter(pk__startswith=f"{row.id}.").count()
    told = [form.cleaned_data for form in part_forms if form.has_words()]
    return [
        merging.part(row, number, each["quote"], each["proposed"], each["reasons"])
        for number, each in enumerate(told, taken + 1)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@staff("consultation.compare")
def alike(request: HttpRequest) -> HttpResponse:
    """Proposals that may say the same, side by side; comparing again is a task."""
    person = person_of(request)
    if request.method == "POST":
        number = desk.number(request.POST.get("number", ""))
        if number is None:
            merging.ask_alike(person)
            messages.success(request, _("The proposals are being compared."))
        elif request.POST.get("wish") == "merge":
            found = Alike.objects.filter(pk=number).first()
            if found is None:
                raise Http404
            chosen = selections.choose(person, found.proposals)
            return redirect("consultation:desk_merge", chosen.token)
        else:
            actions.settle_alike(person, number)
        return redirect("consultation:desk_alike")
    page = paged(request, desk.suggested())
    names = {name for each in page for name in each.proposals}
    rows = {row.id: row for row in selections.rows(sorted(names))}
    groups = [(each, _members(each, rows)) for each in page]
    context = {"page": page, "groups": groups, "may_merge": person.may("consultation.merge")}
    return render(request, "consultation/desk/alike.html", context)


def _members(group: Alike, rows: dict[str, Proposal]) -> list[tuple[Proposal, int | None]]:
    """The proposals of a group, each but the first with how alike it is, in hundredths."""
    likeness = [None, *(each // 10 for each in group.likeness)]
    pairs = zip(group.proposals, likeness, strict=False)
    return [(rows[name], percent) for name, percent in pairs if name in rows]
