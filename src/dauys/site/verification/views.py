"""The page of the verification: the last report, and how to repeat it at home."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dauys.site.people.models import Person
from dauys.site.record import queries as record
from dauys.site.verification import actions, queries

SHOWN = 50  # findings of one step


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The last report, step by step."""
    done, person = queries.last(), request.user
    context = {
        "run": done,
        "steps": queries.steps(done) if done else [],
        "elsewhere": queries.elsewhere(done) if done else [],
        "size": record.size(),
        "opened": record.opened(),
        "address": request.build_absolute_uri("/record"),
        "may_run": isinstance(person, Person) and person.may("verification.run"),
        "shown": SHOWN,
    }
    return render(request, "verification/index.html", context)


@require_POST
def run(request: HttpRequest) -> HttpResponse:
    """The staff has the record verified now."""
    actions.start(request.user)
    messages.success(request, _("The verification has been started."))
    return redirect("verification:index")
