"""Hearings at the desk: planned, taken down while people speak, closed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dauys.errors import DauysError
from dauys.site import secret
from dauys.site.consultation import policy, queries, rules, texts
from dauys.site.consultation.desk import hearings, silencing
from dauys.site.consultation.desk import queries as desk
from dauys.site.consultation.desk.forms import plain
from dauys.site.consultation.desk.forms_hearings import (
    CloseForm,
    HeardForm,
    PlanForm,
    SilenceForm,
    SpeakerForm,
)
from dauys.site.consultation.desk.gate import person_of, staff
from dauys.site.consultation.desk.views_batches import languages
from dauys.site.consultation.models import Planned, Spoke, Voiced
from dauys.site.consultation.proposing import regions
from dauys.site.consultation.views import paged
from dauys.site.look.dates import parse_moment
from dauys.words import Words

NEW = "new"


def planned_of(name: str) -> Planned:
    """A hearing that is planned, goes on or was held."""
    found = Planned.objects.filter(pk=name).first()
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD"])
@staff("consultation.hearing")
def listed(request: HttpRequest) -> HttpResponse:
    """Every hearing of the desk."""
    return render(
        request, "consultation/desk/hearings.html", {"page": paged(request, Planned.objects.all())}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff("consultation.hearing")
def plan(request: HttpRequest, name: str) -> HttpResponse:
    """What is planned; the name ``new`` stands for a hearing that is not there yet."""
    found = None if name == NEW else planned_of(name)
    if found is not None and found.closed:
        return redirect("consultation:desk_hearing", name)
    form = PlanForm(request.POST or None, languages=languages(), initial=_planned(found))
    if found is not None:
        form.fields["name"].disabled = True
    if request.method == "POST" and form.is_valid() and _free(form, found):
        made = found or Planned(id=form.cleaned_data["name"])
        made.opens, made.region = moment_of(form.cleaned_data["opens"]), form.cleaned_data["region"]
        made.place, made.agenda = form.by_language("place"), form.by_language("agenda")
        hearings.plan(person_of(request), made)
        return redirect("consultation:desk_hearing", made.pk)
    return render(request, "consultation/desk/plan.html", {"form": form, "hearing": found})


def _planned(found: Planned | None) -> dict[str, Any]:
    if found is None:
        return {}
    words = {f"place_{language}": told for language, told in found.place.items()}
    words |= {f"agenda_{language}": told for language, told in found.agenda.items()}
    opens = parse_moment(found.opens)
    return {"name": found.pk, "opens": opens, "region": found.region, **words}


def _free(form: PlanForm, found: Planned | None) -> bool:
    """Whether the name is not taken, and place and agenda are told."""
    name = form.cleaned_data["name"]
    taken = Planned.objects.filter(pk=name).exists() or queries.hearing(name) is not None
    if found is None and (taken or name == NEW):
        form.add_error("name", _("There is a hearing with this name."))
    for told in ("place", "agenda"):
        if not form.by_language(told):
            form.add_error(f"{told}_{form.languages[0]}", _("Please fill this in."))
    return not form.errors


def moment_of(at: datetime) -> str:
    """A moment as entries have it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@require_http_methods(["GET", "HEAD", "POST"])
@staff("consultation.hearing")
def live(request: HttpRequest, name: str) -> HttpResponse:
    """The hearing while it goes on: a line for each speaker, a form for what is proposed aloud."""
    found, person = planned_of(name), person_of(request)
    told = policy.current()
    wish = request.POST.get("wish", "")
    speaker = SpeakerForm(
        request.POST if wish == "speaker" else None,
        groups=told.groups,
        initial={"token": secret.token()},
    )
    heard = HeardForm(
        request.POST if wish == "proposal" else None, policy=told, regions=regions(told)
    )
    if request.method == "POST":
        if wish == "strike":
            return _strike(request, found)
        if wish == "speaker" and speaker.is_valid():
            kept = dict(speaker.cleaned_data)
            hearings.speak(person, name, kept, kept.pop("token"))
            return redirect("consultation:desk_hearing", name)
        if wish == "proposal" and heard.is_valid() and heard.proposal is not None:
            made = heard.proposal
            hearings.voice(person, name, made, heard.cleaned_data["token"])
            messages.success(request, _("The proposal is written down."))
            return redirect("consultation:desk_hearing", name)
    context = {
        "hearing": found,
        "speaker": speaker,
        "heard": heard,
        "spoke": found.spoke.select_related("by"),
        "proposals": found.voiced.all(),
        "version": texts.current(),
        "may_silence": found.closed and person.may(silencing.ACTION),
    }
    return render(request, "consultation/desk/hearing.html", context)


def _strike(request: HttpRequest, found: Planned) -> HttpResponse:
    """Takes out a speaker or a proposal that was written down by mistake."""
    kind = Spoke if "spoke" in request.POST else Voiced
    number = desk.number(request.POST.get("spoke") or request.POST.get("voiced") or "") or 0
    row = kind.objects.filter(pk=number, hearing=found).first()
    if row is None:
        raise Http404
    hearings.strike(person_of(request), found.pk, row)
    return redirect("consultation:desk_hearing", found.pk)


def _past(form: CloseForm) -> bool:
    """Whether the end has come already; says so at the field."""
    if moment_of(form.cleaned_data["closes"]) > rules.now():
        form.add_error("closes", _("This moment has not come yet."))
    return not form.errors


@require_http_methods(["GET", "HEAD", "POST"])
@staff("consultation.hearing")
def close(request: HttpRequest, name: str) -> HttpResponse:
    """Attendance, minutes, the end: then the hearing enters the record with all of it."""
    found = planned_of(name)
    if found.closed:
        return redirect("consultation:hearing", name)
    initial = {"attended": found.attended, "closes": parse_moment(rules.now())}
    form = CloseForm(request.POST or None, languages=languages(), initial=initial)
    if request.method == "POST" and form.is_valid() and _past(form):
        try:
            hearings.close(
                person_of(request),
                name,
                moment_of(form.cleaned_data["closes"]),
                form.by_language("minutes"),
                attended=form.cleaned_data["attended"],
            )
        except DauysError as error:
            form.add_error(None, Words(get_language() or "kk").error(error))
        else:
            messages.success(request, _("The hearing is in the record."))
            return redirect("consultation:hearing", name)
    context = {
        "form": form,
        "hearing": found,
        "spoke": found.spoke.count(),
        "proposals": found.voiced.count(),
    }
    return render(request, "consultation/desk/close.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(silencing.ACTION)
def silence(request: HttpRequest, name: str) -> HttpResponse:
    """Asks a second person to set the words of a hearing aside."""
    found = queries.hearing(name)
    if found is None:
        raise Http404
    if found.silenced:
        return redirect("consultation:hearing", name)
    form = SilenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        silencing.ask(person_of(request), name, plain(form.cleaned_data["why"].strip()))
        messages.success(request, _("It waits for a second person now."))
        return redirect("people:intents")
    return render(request, "consultation/desk/silence.html", {"form": form, "hearing": found})
