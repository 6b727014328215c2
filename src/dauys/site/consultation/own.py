"""A person's own pages: proposals, drafts, what is followed; and taking a proposal back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dauys.site.consultation import actions, queries
from dauys.site.consultation.forms import WithdrawForm
from dauys.site.consultation.models import Authorship, Draft, Follow, Proposal
from dauys.site.consultation.views import paged
from dauys.site.people.gates import signed_in


@require_safe
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """The person's proposals, drafts, and what is followed."""
    person: Any = request.user
    rows = Proposal.objects.filter(authorship__person=person).select_related("answer")
    follows = list(Follow.objects.filter(person=person))
    context = {
        "page": paged(request, rows),
        "drafts": Draft.objects.filter(person=person),
        "follows": follows,
        "all": any(each.scope == Follow.Scope.ALL for each in follows),
    }
    return render(request, "consultation/mine.html", context)


@require_POST
@signed_in
def drop_draft(request: HttpRequest, number: int) -> HttpResponse:
    """Throws a draft away."""
    person: Any = request.user
    actions.drop_draft(person, number)
    messages.success(request, _("The draft is gone."))
    return redirect("consultation:mine")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def withdraw(request: HttpRequest, name: str) -> HttpResponse:
    """Asks whether a proposal is to be taken back, and takes it back."""
    person: Any = request.user
    row = queries.proposal(name)
    if row is None or not Authorship.objects.filter(person=person, proposal=row).exists():
        raise Http404
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.take_back(person, name, form.cleaned_data["reason"].strip())
        messages.success(request, _("Your proposal is taken back. Its words are destroyed."))
        return redirect("consultation:proposal", name)
    return render(request, "consultation/withdraw.html", {"proposal": row, "form": form})


@require_POST
@signed_in
def follow(request: HttpRequest) -> HttpResponse:
    """Follows or no longer follows, and goes back to where one was."""
    person: Any = request.user
    scope, name = request.POST.get("scope", ""), request.POST.get("name", "")
    if scope not in Follow.Scope.values:
        raise Http404
    wanted = "unfollow" not in request.POST
    actions.follow(person, scope, name, wanted=wanted)
    messages.success(
        request, _("You will be told by e-mail.") if wanted else _("You no longer follow it.")
    )
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        return redirect(back)
    return redirect("consultation:mine")
