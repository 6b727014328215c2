"""The pages of opinions: one statement at a time, and the groups with their picture."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from dauys.site.consultation import actions, opinions, policy, rules
from dauys.site.consultation.forms import StatementForm
from dauys.site.consultation.models import Opinion, Statement
from dauys.site.people.models import Person


@require_http_methods(["GET", "HEAD", "POST"])
def statements(request: HttpRequest) -> HttpResponse:
    """One statement with its three answers; ``?number=`` comes back to one that was answered."""
    told = policy.current()
    person = request.user if isinstance(request.user, Person) else None
    if request.method == "POST":
        if person is None:
            return redirect_to_login(request.path)
        form = StatementForm(request.POST)
        statement = opinions.statement(form.cleaned_data["statement"]) if form.is_valid() else None
        if statement is None:
            raise Http404
        if not rules.speaking(person, told):
            actions.say(person, statement, form.cleaned_data["vote"])
        return redirect("consultation:opinions")
    said = opinions.said_by(person)
    statement = opinions.next_for(person, request.GET.get("number", ""))
    context = {
        "hindrance": rules.speaking(request.user, told),
        "period": rules.speaking_period(told),
        "statement": statement,
        "said": said,
        "before": _before(said, statement),
        "total": opinions.open_count(),
        "past": opinions.past() if rules.speaking_period(told) or not statement else [],
    }
    return render(request, "consultation/opinions.html", context)


def _before(said: list[Opinion], statement: Statement | None) -> int | None:
    """What the person has said to this statement before."""
    return next((each.vote for each in said if statement and each.statement == statement), None)


@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """The groups that were computed last, in words and figures beside their picture."""
    found = opinions.latest()
    context: dict[str, Any] = {"found": found}
    if found is not None:
        context["told"] = opinions.told(found, get_language() or "kk")
    return render(request, "consultation/groups.html", context)


@require_safe
@cache_control(max_age=31536000, immutable=True)
def picture(request: HttpRequest, result: str) -> HttpResponse:
    """The picture of a result, named by its hash, so that it can be kept for ever."""
    data = opinions.picture(result, get_language() or "kk")
    if data is None:
        raise Http404
    return HttpResponse(data, content_type="image/svg+xml")
