"""The pages by which the staff looks after accounts and roles, and reads what was done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dauys.errors import DauysError
from dauys.site.people import actions, erasure, grants, labels, queries, standing
from dauys.site.people.forms import Reason, RoleChange, Search, TrailSearch
from dauys.site.people.gates import person, staff
from dauys.site.people.models import Intent, Person, Trail
from dauys.site.people.roles import Role
from dauys.words import Words

PAGE = 50  # rows


@require_safe
@staff("people.read")
def people(request: HttpRequest) -> HttpResponse:
    """Those who have a role; with words, everyone whom they fit."""
    form = Search(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    rows: Any = queries.found(words) if words.strip() else queries.staff()
    page = _page(request, rows)
    shown = {"form": form, "page": page, "rows": [_row(each) for each in page], "words": words}
    return render(request, "people/staff.html", shown)


@require_safe
@staff("people.read")
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One account, and what may be done with it."""
    return _one(request, _known(number))


@require_POST
@staff("people.read")
def decide(request: HttpRequest, number: int, what: str) -> HttpResponse:
    """Does one of `DECISIONS`, or puts it before a second person."""
    known = _known(number)
    if what not in DECISIONS:
        raise Http404
    form = FORMS[what](request.POST) if what in FORMS else None
    if form is not None and not form.is_valid():
        return _one(request, known, **{what: form})
    try:
        told = DECISIONS[what](person(request), known, form.cleaned_data if form else {})
    except DauysError as refused:
        messages.error(request, Words(get_language() or "kk").error(refused))
    else:
        messages.success(request, told)
    return redirect("people:person", known.pk)


@require_safe
@staff("people.intents")
def intents(request: HttpRequest) -> HttpResponse:
    """What waits for a second person, and what has been settled."""
    own = person(request)
    settled = _page(request, queries.intents(waiting=False))
    page = {
        "waiting": [_intent(each, own) for each in queries.intents(waiting=True)[:PAGE]],
        "settled": [_intent(each, own) for each in settled],
        "page": settled,
    }
    return render(request, "people/intents.html", page)


@require_POST
@staff("people.intents")
def settle(request: HttpRequest, number: int, what: str) -> HttpResponse:
    """Confirms or declines what someone else has asked for."""
    intent = get_object_or_404(Intent, pk=number)
    settling = {"confirm": actions.confirm, "decline": actions.decline}.get(what)
    if settling is None:
        raise Http404
    try:
        settling(person(request), intent)
    except DauysError as refused:
        messages.error(request, Words(get_language() or "kk").error(refused))
    else:
        done = _("It has been confirmed.") if what == "confirm" else _("It has been set aside.")
        messages.success(request, done)
    return redirect("people:intents")


@require_safe
@staff("people.trail")
def trail(request: HttpRequest) -> HttpResponse:
    """What was done by whom."""
    form = TrailSearch(request.GET)
    form.full_clean()
    page = _page(request, queries.trail(form.asked()))
    rows = [_told(row) for row in page]
    return render(request, "people/trail.html", {"form": form, "page": page, "rows": rows})


def _told(row: Trail) -> dict[str, Any]:
    """A row of the trail with its words; the codes stand beside them."""
    return {
        "row": row,
        "action": labels.action(row.action),
        "subject": labels.subject(row.subject),
        "facts": "; ".join(labels.fact(*each) for each in sorted(row.facts.items())),
    }


def _block(by: Person, known: Person, told: dict[str, Any]) -> str:
    standing.block(by, known, told["reason"])
    return _("The person has been blocked.")


def _unblock(by: Person, known: Person, told: dict[str, Any]) -> str:
    standing.unblock(by, known)
    return _("The person can take part again.")


def _vouch(by: Person, known: Person, told: dict[str, Any]) -> str:
    standing.vouch(by, known, seen=True)
    return _("It is written down that the staff has seen who this person is.")


def _doubt(by: Person, known: Person, told: dict[str, Any]) -> str:
    standing.vouch(by, known, seen=False)
    return _("The word of the staff has been taken back.")


def _grant(by: Person, known: Person, told: dict[str, Any]) -> str:
    grants.ask(by, known, told["role"], give=True)
    return _("A second person must confirm it now.")


def _revoke(by: Person, known: Person, told: dict[str, Any]) -> str:
    grants.ask(by, known, told["role"], give=False)
    return _("A second person must confirm it now.")


def _reset(by: Person, known: Person, told: dict[str, Any]) -> str:
    grants.ask_reset(by, known)
    return _("A second person must confirm it now.")


def _erase(by: Person, known: Person, told: dict[str, Any]) -> str:
    erasure.ask(by, known)
    return _("A second person must confirm it now.")


DECISIONS: dict[str, Callable[[Person, Person, dict[str, Any]], str]] = {
    "block": _block,
    "doubt": _doubt,
    "erase": _erase,
    "grant": _grant,
    "reset": _reset,
    "revoke": _revoke,
    "unblock": _unblock,
    "vouch": _vouch,
}
FORMS = {"block": Reason, "grant": RoleChange, "revoke": RoleChange}


def _known(number: int) -> Person:
    return get_object_or_404(Person, pk=number, erased=None)


def _page(request: HttpRequest, rows: Any) -> Any:
    return Paginator(rows, PAGE).get_page(request.GET.get("page"))


def _row(known: Person) -> dict[str, Any]:
    return {"person": known, "roles": [Role(role).label for role in known.roles]}


def _one(request: HttpRequest, known: Person, **typed: Any) -> HttpResponse:
    """The page of one account, with what was typed where something was wrong with it."""
    own = person(request)
    held = [(str(role), role.label) for role in Role if role in known.roles]
    others = [(str(role), role.label) for role in Role if role not in known.roles]
    page = {
        "known": known,
        "group": labels.group(known.group),
        "roles": [label for _name, label in held],
        "held": held,
        "others": others,
        "block": typed.get("block") or Reason(),
        "wrong": typed.get("grant") or typed.get("revoke"),
        "may": {verb: own.may(f"people.{verb}") for verb in ("block", "verify", "grant", "erase")},
    }
    return render(request, "people/person.html", page)


def _intent(intent: Intent, own: Person) -> dict[str, Any]:
    """An intent with its words; one may confirm another's, and decline any, if the role allows."""
    may = own.may(intent.action)
    return {
        "intent": intent,
        "told": actions.told(intent),
        "action": labels.action(intent.action),
        "confirms": may and intent.by_id != own.pk,
        "declines": may,
    }
