"""The page on which a proposal is written, looked at, kept as a draft, and sent."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dauys.site import secret
from dauys.site.consultation import actions, faults, policy, preview, queries, rules, texts
from dauys.site.consultation.forms import NOWHERE, ProposalForm
from dauys.site.consultation.models import Draft
from dauys.site.consultation.policy import Policy
from dauys.site.people.models import Person

TYPED = "consultation-typed"  # in the session: what somebody typed before signing in
FIELDS = tuple(ProposalForm.base_fields)
LONGEST = 60_000  # characters of one field that a session keeps


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """The form, empty or filled; preview, draft and sending are its three buttons."""
    told = policy.current()
    if request.method != "POST":
        form = _form(told, initial=_initial(request, told))
        return _page(request, form, told)
    typed = request.POST.copy()
    if offer := typed.get("offer"):
        typed["quote"] = offer
    form = _form(told, typed)
    if not isinstance(request.user, Person):
        return _sign_in(request)
    if "draft" in request.POST:
        return _keep(request, request.user)
    hindrance = rules.proposing(request.user, told)
    valid = form.is_valid()
    if hindrance:
        form.add_error(None, hindrance)
    elif valid and "send" in request.POST:
        return _send(request, request.user, form, told)
    return _page(request, form, told)


def _form(told: Policy, data: Any = None, **more: Any) -> ProposalForm:
    return ProposalForm(data, policy=told, regions=regions(told), **more)


def regions(told: Policy) -> list[str]:
    """The regions that can be told: those of the policy, else those that proposals have."""
    return list(told.regions) or queries.values_of("region") or [NOWHERE]


def _send(request: HttpRequest, person: Person, form: ProposalForm, told: Policy) -> HttpResponse:
    assert form.proposal is not None
    token = form.cleaned_data["token"]
    earlier = actions.same_before(person, form.proposal)
    if earlier is not None and earlier.authorship.token != token:
        form.add_error(None, faults.SAME % {"name": earlier.id})
        return _page(request, form, told)
    name = actions.propose(person, form.proposal, token, shown=form.cleaned_data["shown"])
    messages.success(
        request, _("Your proposal is in the record. Its number is %(name)s.") % {"name": name}
    )
    return redirect("consultation:proposal", name)


def _keep(request: HttpRequest, person: Person) -> HttpResponse:
    token = request.POST.get("token", "")[:32] or secret.token()
    actions.save_draft(person, token, _typed(request))
    messages.success(request, _("Your draft is kept. Only you can see it."))
    return redirect("consultation:mine")


def _sign_in(request: HttpRequest) -> HttpResponse:
    """What was typed waits in the session until the person has signed in."""
    request.session[TYPED] = _typed(request)
    return redirect_to_login(f"{reverse('consultation:propose')}?typed=1")


def _typed(request: HttpRequest) -> dict[str, str]:
    """What the form holds; a null character, which no database keeps in a text, is left out."""
    given = {name: request.POST.get(name, "")[:LONGEST] for name in FIELDS}
    return {name: value.replace("\0", "") for name, value in given.items()}


def _initial(request: HttpRequest, told: Policy) -> dict[str, Any]:
    """What the form begins with: a draft, what was typed before signing in, or the address."""
    found: dict[str, Any] = {}
    if request.GET.get("typed"):
        found = dict(request.session.get(TYPED, {}))
    elif (number := request.GET.get("draft", "")).isascii() and number.isdigit():
        found = _draft(request, number)
    else:
        current = texts.current()
        found = {name: request.GET.get(name, "")[:LONGEST] for name in ("address", "quote", "kind")}
        found["version"] = request.GET.get("version", "") or (current.name if current else "")
        found["language"] = request.GET.get("language", "") or _language(found["version"])
    found["token"] = found.get("token") or secret.token()
    if isinstance(request.user, Person):
        found.setdefault("group", request.user.group)
        found.setdefault("region", request.user.region)
    found.setdefault("group", "citizen")
    return found


def _language(version: str) -> str:
    """The language of the page where the version has it, else its first."""
    of, mine = texts.version(version), get_language() or "kk"
    return mine if of is None or mine in of.languages else of.languages[0]


def _draft(request: HttpRequest, number: str) -> dict[str, Any]:
    if len(number) > 18 or not isinstance(request.user, Person):
        return {}
    draft = Draft.objects.filter(person=request.user, pk=int(number)).first()
    return {**draft.typed, "token": draft.token} if draft else {}


def _page(request: HttpRequest, form: ProposalForm, told: Policy) -> HttpResponse:
    """The form with the provision above it and, where there is nothing wrong, the difference.

    Where there is no such provision, what was typed stays and another can be chosen for it.
    """
    version, address, language = (_value(form, name) for name in ("version", "address", "language"))
    of = texts.version(version)
    there = texts.places(of, language) if of else None
    provision: list[preview.Shown] = []
    if there is not None and texts.has(there, address):
        provision = preview.plain(there.provision(address))
    else:
        of = texts.current()
        there = texts.places(of, _language(of.name)) if of else None
    context = {
        "form": form,
        "version": of,
        "address": address,
        "language": there.text.language if there else language,
        "provision": provision,
        "articles": there.text.articles() if there and not provision else (),
        "shown": _shown(form),
        "period": rules.period(told),
        "hindrance": rules.proposing(request.user, told) if not form.is_bound else "",
        "others": queries.at(version, address)[:5] if provision else [],
    }
    return render(request, "consultation/propose.html", context)


def _value(form: ProposalForm, name: str) -> str:
    return str(form[name].value() or "")


def _shown(form: ProposalForm) -> list[preview.Shown]:
    if not form.is_bound or form.proposal is None:
        return []
    return preview.shown(form.proposal, form.there)
