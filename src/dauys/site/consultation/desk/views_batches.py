"""Decisions on many proposals: the form, the look at every line, the second person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dauys.site.consultation.desk import batches, carrying, filling
from dauys.site.consultation.desk import queries as desk
from dauys.site.consultation.desk.endings import destroys, why
from dauys.site.consultation.desk.forms import AnswerForm, EndForm, ModerateForm
from dauys.site.consultation.desk.gate import person_of, staff
from dauys.site.consultation.desk.views import selection_of, shown
from dauys.site.consultation.models import Batch, BatchLine, Selection, Stock
from dauys.site.consultation.views import paged
from dauys.site.people import actions as people
from dauys.site.people.models import Person
from dauys.site.record import queries as records

FAULTS = 200  # lines that cannot be done, shown on the page


def languages() -> tuple[str, ...]:
    """The languages of the record, that of the page first."""
    opened = records.opened()
    known = opened.languages if opened else ("kk", "ru", "en")
    mine = get_language() or "kk"
    return tuple(sorted(known, key=lambda each: (each != mine, each)))


@require_http_methods(["GET", "HEAD", "POST"])
@staff("consultation.answer")
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """One answer for all that was chosen; ``?stock=`` fills the form with one from the stock."""
    selection = selection_of(request, token)
    form = AnswerForm(
        request.POST or None, languages=languages(), initial=_initial(request, selection)
    )
    if request.method == "POST" and form.is_valid() and fillable(form):
        told = {
            "outcome": form.cleaned_data["outcome"],
            "reasons": form.reasons(),
            "carried": form.cleaned_data["carried"].split(),
        }
        return _prepared(request, selection, Batch.Act.ANSWER, told, form)
    context = {
        "form": form,
        "selection": selection,
        "stock": Stock.objects.filter(kept=True),
        "places": filling.PLACES,
        **shown(selection.names),
    }
    return render(request, "consultation/desk/answer.html", context)


def _initial(request: HttpRequest, selection: Selection) -> dict[str, Any]:
    """What the form begins with: the draft of these proposals, else an answer from the stock."""
    draft = Batch.objects.filter(
        token=f"{selection.token[:24]}.answer", by=selection.person
    ).first()
    if draft is not None and "stock" not in request.GET:
        return {
            "outcome": draft.told["outcome"],
            "carried": " ".join(draft.told["carried"]),
            "rest": draft.rest,
            **_reasons(draft.told["reasons"]),
        }
    number = desk.number(request.GET.get("stock", "")) or 0
    stock = Stock.objects.filter(pk=number, kept=True).first()
    return {"outcome": stock.outcome, **_reasons(stock.reasons)} if stock else {}


def _reasons(reasons: dict[str, str]) -> dict[str, str]:
    return {f"reasons_{language}": words for language, words in reasons.items()}


def fillable(form: AnswerForm) -> bool:
    """Whether every place in the reasons is one that can be filled; says so at the field."""
    for language, words in form.reasons().items():
        if wrong := filling.unknown(words):
            told = _("This is no place that can be filled: %(places)s")
            form.add_error(f"reasons_{language}", told % {"places": ", ".join(wrong)})
    return not form.errors


@require_http_methods(["GET", "HEAD", "POST"])
@staff("consultation.moderate")
def moderate(request: HttpRequest, token: str) -> HttpResponse:
    """Sets aside what was chosen, for a ground."""
    return _end(request, token, Batch.Act.MODERATE, ModerateForm)


@require_http_methods(["GET", "HEAD", "POST"])
@staff("consultation.withdraw")
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """Takes back what was chosen, for authors who ask for it."""
    return _end(request, token, Batch.Act.WITHDRAW, EndForm)


def _end(request: HttpRequest, token: str, act: Batch.Act, form_of: type[EndForm]) -> HttpResponse:
    selection = selection_of(request, token)
    form = form_of(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in form.fields if name != "rest"}
        return _prepared(request, selection, act, told, form)
    context = {"form": form, "act": act, "selection": selection, **shown(selection.names)}
    return render(request, "consultation/desk/end.html", context)


def _prepared(
    request: HttpRequest,
    selection: Selection,
    act: Batch.Act,
    told: dict[str, Any],
    form: forms.Form,
) -> HttpResponse:
    """Keeps the draft and goes to where it is looked at."""
    facts: dict[str, dict[str, str]] = {name: {} for name in selection.names}
    token = f"{selection.token[:24]}.{act}"[:32]
    rest = bool(form.cleaned_data["rest"])
    made = batches.prepare(person_of(request), token, act, told, facts, rest=rest)
    return redirect("consultation:desk_batch", made.pk)


@require_safe
@staff("consultation.desk")
def listed(request: HttpRequest) -> HttpResponse:
    """All decisions on many: drafts of the person's own, what waits, what was done."""
    rows = desk.batches().exclude(intent=None) | desk.batches().filter(by=person_of(request))
    return render(request, "consultation/desk/batches.html", {"page": paged(request, rows)})


@require_http_methods(["GET", "HEAD", "POST"])
@staff("consultation.desk")
def batch(request: HttpRequest, number: int) -> HttpResponse:
    """One decision with every line as it would be published, and what can be done with it."""
    person = person_of(request)
    found = desk.batches().filter(pk=number).first()
    if found is None or (found.intent is None and found.by_id != person.pk):
        raise Http404
    if request.method == "POST":
        return _act(request, person, found)
    begun = found.state not in ("draft", "waiting", "declined")
    lines = [] if begun else batches.lines(found)
    faults = [each for each in lines if each.fault]
    good = [each for each in lines if not each.fault]
    context = {
        "batch": found,
        "faults": faults[:FAULTS],
        "fault_count": len(faults),
        "count": found.lines.count(),
        "good": len(good),
        "page": paged(request, carried(found) if begun else good),
        "begun": begun,
        "under_way": found.work in carrying.UNDER_WAY,
        "still": carrying.still(found),
        "possible": bool(good) and (found.rest or not faults),
        "mine": found.by_id == person.pk,
        "may": person.may(batches.action(found.act)),
        "why": why(found) if found.act in ("moderate", "withdraw") else "",
        "destroys": found.act in ("moderate", "withdraw") and destroys(found),
    }
    return render(request, "consultation/desk/batch.html", context)


def carried(found: Batch) -> QuerySet[BatchLine]:
    """The lines of a batch that was confirmed: those that are done, while it is under way."""
    rows = found.lines.all()
    return rows if found.work in ("", Batch.Work.DONE) else rows.exclude(entered=None)


def _act(request: HttpRequest, person: Person, found: Batch) -> HttpResponse:
    """Asks for a second person, confirms, declines, goes on, ends, or throws a draft away."""
    people.allow(person, batches.action(found.act))
    wish = request.POST.get("wish", "")
    if wish == "ask" and found.by_id == person.pk:
        batches.ask(person, found, told(found))
        messages.success(request, _("It waits for a second person now."))
    elif wish == "confirm" and found.intent is not None:
        people.confirm(person, found.intent)
        found.refresh_from_db()
        if found.work == Batch.Work.DONE:
            messages.success(request, _("It is done, and stands in the record."))
        else:
            messages.success(request, _("It is confirmed. The worker does it now."))
    elif wish == "decline" and found.intent is not None:
        people.decline(person, found.intent)
        messages.success(request, _("It is declined. Nothing has been published."))
    elif wish == "again":
        carrying.go_on(person, found)
        messages.success(request, _("It goes on."))
    elif wish == "leave":
        carrying.leave(person, found)
        messages.success(request, _("It has ended. What is done stands in the record."))
    elif wish == "drop":
        batches.drop(person, found)
        messages.success(request, _("The draft is gone."))
        return redirect("consultation:desk_batches")
    else:
        raise PermissionDenied(wish)
    return redirect("consultation:desk_batch", found.pk)


def told(found: Batch) -> str:
    """What a second person is asked to confirm, in a line."""
    return f"{found.get_act_display()}: {found.lines.count()}"
