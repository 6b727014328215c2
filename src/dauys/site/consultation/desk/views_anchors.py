"""Places of proposals in a new version: old and new words side by side, and who decides what."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dauys.consultation.decision import VERDICTS
from dauys.site import secret
from dauys.site.consultation import preview, texts
from dauys.site.consultation.desk import anchoring, batches
from dauys.site.consultation.desk.anchoring import Open
from dauys.site.consultation.desk.forms import WHY
from dauys.site.consultation.desk.gate import person_of, staff
from dauys.site.consultation.desk.selections import rows as rows_of
from dauys.site.consultation.models import Batch, Proposal
from dauys.site.consultation.preview import Shown
from dauys.site.consultation.texts import Version
from dauys.site.consultation.views import paged
from dauys.text.difference.pieces import difference

STATES = ("carried", "orphaned", "kept", "unknown")


@dataclass(frozen=True, slots=True)
class Side:
    """A place as the page shows it; ``typed`` is what somebody has chosen and not yet sent."""

    open: Open
    row: Proposal
    old: list[Shown]
    new: list[Shown]
    typed: dict[str, str] = field(default_factory=dict)


@require_http_methods(["GET", "HEAD", "POST"])
@staff("consultation.desk")
def listed(request: HttpRequest) -> HttpResponse:
    """The places that are not settled in a version; decisions go before a second person."""
    version = texts.version(request.GET.get("version", "")) or texts.current()
    if version is None:
        raise Http404
    found = anchoring.between(version)
    state = request.GET.get("state", "")
    shown = [each for each in found.open if not state or each.state == state]
    errors: list[str] = []
    if request.method == "POST":
        facts, errors = _decided(request, shown)
        if not errors:
            return _prepared(request, version, facts)
    page = paged(request, shown)
    context = {
        "version": version,
        "before": texts.before(version.name),
        "found": found,
        "counts": [(each, found.counts()[each]) for each in STATES],
        "state": state,
        "page": page,
        "rows": _shown(request, list(page), version),
        "errors": errors,
        "why": request.POST.get("why", ""),
        "token": request.POST.get("token") or secret.token(),
        "may": person_of(request).may("consultation.anchor"),
    }
    return render(request, "consultation/desk/anchors.html", context)


def _prepared(
    request: HttpRequest, version: Version, facts: dict[str, dict[str, str]]
) -> HttpResponse:
    told = {"version": version.name, "why": request.POST.get("why", "").strip()}
    token = f"{request.POST.get('token', '')[:24]}.anchor"
    made = batches.prepare(person_of(request), token, Batch.Act.ANCHOR, told, facts)
    messages.success(request, _("Please look at each line before a second person does."))
    return redirect("consultation:desk_batch", made.pk)


def _decided(
    request: HttpRequest, shown: list[Open]
) -> tuple[dict[str, dict[str, str]], list[str]]:
    """What was chosen for each place, and what is wrong with it, in sentences.

    With ``all``, everything that the list shows as carried is confirmed where it leads.
    """
    facts, errors = {}, []
    why = request.POST.get("why", "").strip()
    for each in shown:
        typed = _typed(request, each.proposal)
        if request.POST.get("all") and each.state == "carried" and not typed["decision"]:
            typed["decision"] = "confirmed"
        if typed["decision"] not in VERDICTS:
            continue
        if typed["decision"] == "confirmed" and each.fate and each.fate.after:
            typed["address"] = each.fate.after.address
        if fault := _fault(typed, each, why):
            errors.append(f"{each.proposal}: {fault}")
        facts[each.proposal] = typed
    if not facts and not errors:
        errors.append(_("Please decide about one place at least."))
    if len(why) > WHY:
        errors.append(_("The reason is too long."))
    return facts, errors


def _typed(request: HttpRequest, name: str) -> dict[str, str]:
    parts = ("decision", "address", "why")
    told = {part: request.POST.get(f"{part}-{name}", "").strip()[:WHY] for part in parts}
    return {**told, "address": told["address"] if told["decision"] == "reanchored" else ""}


def _fault(typed: dict[str, str], each: Open, why: str) -> str:
    if not (typed["why"] or why):
        return _("Please give a reason.")
    if typed["decision"] == "reanchored" and not typed["address"]:
        return _("Please give the address of the new place.")
    if typed["decision"] == "confirmed" and each.state != "carried":
        return _("Only what was carried can be confirmed. Please give the address.")
    return ""


def _shown(request: HttpRequest, page: list[Open], version: Version) -> list[Side]:
    """The places of a page with the words before and after."""
    rows = {row.id: row for row in rows_of([each.proposal for each in page])}
    sides = texts.before(version.name), version
    return [_one(request, each, rows[each.proposal], sides) for each in page]


def _one(
    request: HttpRequest, each: Open, row: Proposal, sides: tuple[Version | None, Version]
) -> Side:
    before, version = sides
    old = _words(before, row, each.fate.anchor.address if each.fate else "")
    new = _words(version, row, _there(each))
    if len(old) == len(new) == 1:  # one passage against one: the difference can be marked
        first, second = ("".join(p.text for p in side[0].pieces) for side in (old, new))
        pieces = difference(first, second)
        old = [Shown(old[0].address, tuple(p for p in pieces if p.mark != "inserted"))]
        new = [Shown(new[0].address, tuple(p for p in pieces if p.mark != "deleted"))]
    typed = _typed(request, row.id) if request.method == "POST" else {}
    return Side(each, row, old, new, typed)


def _there(each: Open) -> str:
    """Where a place leads, or the first place at which a person may look for it."""
    if each.fate is None:
        return ""
    return each.fate.after.address if each.fate.after else next(iter(each.fate.near), "")


def _words(version: Version | None, row: Proposal, address: str) -> list[Shown]:
    there = texts.places(version, row.language) if version and address else None
    if there is None or not texts.has(there, address):
        return []
    return preview.plain(there.provision(address))
