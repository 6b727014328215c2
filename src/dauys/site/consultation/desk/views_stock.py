"""Answers kept in stock, and the statements that people are asked about."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dauys.errors import Refused
from dauys.site.consultation import opinions
from dauys.site.consultation.desk import actions, filling
from dauys.site.consultation.desk import queries as desk
from dauys.site.consultation.desk.forms import NewStatementForm, StockForm
from dauys.site.consultation.desk.gate import person_of, staff
from dauys.site.consultation.desk.views_batches import fillable, languages
from dauys.site.consultation.models import Statement, Stock
from dauys.site.consultation.views import paged
from dauys.site.people import actions as people


@require_http_methods(["GET", "HEAD", "POST"])
@staff("consultation.stock")
def stock(request: HttpRequest) -> HttpResponse:
    """Every answer in stock, and the form for a new one."""
    return _form(request, Stock())


@require_http_methods(["GET", "HEAD", "POST"])
@staff("consultation.stock")
def kept(request: HttpRequest, number: int) -> HttpResponse:
    """One answer in stock, to be altered or given up."""
    found = Stock.objects.filter(pk=number).first()
    if found is None:
        raise Http404
    return _form(request, found)


def _form(request: HttpRequest, found: Stock) -> HttpResponse:
    initial = {"name": found.name, "outcome": found.outcome}
    initial |= {f"reasons_{language}": words for language, words in found.reasons.items()}
    if request.method == "POST" and "give_up" in request.POST and found.pk:
        found.kept = not found.kept
        actions.keep(person_of(request), found)
        return redirect("consultation:desk_stock")
    form = StockForm(request.POST or None, languages=languages(), initial=initial)
    if request.method == "POST" and form.is_valid() and fillable(form) and _free(form, found):
        found.name, found.outcome = form.cleaned_data["name"], form.cleaned_data["outcome"]
        found.reasons, found.kept = form.reasons(), True
        actions.keep(person_of(request), found)
        messages.success(request, _("The answer is kept in stock."))
        return redirect("consultation:desk_stock")
    context = {
        "form": form,
        "stock": found if found.pk else None,
        "rows": Stock.objects.order_by("-kept", "name"),
        "places": filling.PLACES,
    }
    return render(request, "consultation/desk/stock.html", context)


def _free(form: StockForm, found: Stock) -> bool:
    """Whether no other answer in stock has this name."""
    if Stock.objects.filter(name=form.cleaned_data["name"]).exclude(pk=found.pk).exists():
        form.add_error("name", _("There is an answer with this name."))
    return not form.errors


@require_http_methods(["GET", "HEAD", "POST"])
@staff("consultation.desk")
def statements(request: HttpRequest) -> HttpResponse:
    """Statements with what was said to them; a new one, one set aside, the groups computed."""
    person = person_of(request)
    form = NewStatementForm(request.POST or None, languages=languages())
    if request.method == "POST":
        people.allow(person, "consultation.statement")
        number = desk.number(request.POST.get("number", ""))
        if number is not None:
            opinions.close_statement(person, number, reopen="reopen" in request.POST)
            return redirect("consultation:desk_statements")
        if request.POST.get("wish") == "groups":
            return _groups(request)
        if form.is_valid():
            opinions.add_statement(person, form.words())
            messages.success(request, _("People are asked about it now."))
            return redirect("consultation:desk_statements")
    page = paged(request, Statement.objects.order_by("-id"))
    said = opinions.counted()
    context: dict[str, Any] = {
        "form": form,
        "page": page,
        "rows": [(each, *_said(said.get(each.pk, {}))) for each in page],
        "may": person.may("consultation.statement"),
    }
    return render(request, "consultation/desk/statements.html", context)


def _said(votes: dict[int, int]) -> tuple[int, int, int]:
    """How many agree, pass and disagree."""
    return votes.get(1, 0), votes.get(0, 0), votes.get(-1, 0)


def _groups(request: HttpRequest) -> HttpResponse:
    try:
        opinions.ask_groups(person_of(request))
    except Refused:
        messages.warning(request, _("Nobody has said anything to an open statement yet."))
    else:
        messages.success(request, _("The groups are being computed."))
    return redirect("consultation:desk_statements")
