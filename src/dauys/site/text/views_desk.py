"""The desk on which a version is prepared, looked at, and put before a second person."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dauys.errors import DauysError
from dauys.site.people import actions as people
from dauys.site.people.models import Person
from dauys.site.record import queries as record
from dauys.site.text import actions, desk, laid, printing
from dauys.site.text.forms import ManuscriptForm
from dauys.site.text.models import Manuscript
from dauys.site.text.views import spoken
from dauys.words import Words

View = Callable[..., HttpResponse]


def staff(view: View) -> View:
    """A page for those who may prepare texts."""

    @wraps(view)
    @login_required
    @never_cache
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        people.allow(request.user, "text.prepare")
        return view(request, *args, **kwargs)

    return cast(View, guarded)


@staff
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What is being prepared, and what has been published from here."""
    every = Manuscript.objects.select_related("intent", "by")[:100]
    return render(request, "text/desk.html", {"manuscripts": every, "opened": record.opened()})


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """A new version, or another text in one that is being prepared."""
    opened = record.opened()
    if opened is None:
        return redirect("text:desk")
    manuscript = None if number is None else get_object_or_404(Manuscript, pk=number)
    held = [each.language for each in manuscript.sheets.all()] if manuscript else []
    form = ManuscriptForm(
        request.POST or None,
        request.FILES or None,
        languages=opened.languages,
        held=held,
        initial=desk.initial(manuscript),
    )
    if request.method == "POST":
        try:
            manuscript = desk.take(cast(Person, request.user), form, manuscript)
        except DauysError as error:
            form.add_error(None, Words(spoken()).error(error))
        if form.is_valid() and manuscript is not None:
            return redirect("text:desk_manuscript", manuscript.pk)
    kept = list(manuscript.sheets.all()) if manuscript and manuscript.pk else []
    context = {"form": form, "manuscript": manuscript, "kept": kept}
    return render(request, "text/desk_edit.html", context)


@staff
@require_safe
def manuscript(request: HttpRequest, number: int) -> HttpResponse:
    """A version before it is published: its languages, what was found, what can be done."""
    shown = get_object_or_404(Manuscript.objects.select_related("intent", "by"), pk=number)
    return render(request, "text/desk_manuscript.html", desk.account(shown, request.user, spoken()))


@staff
@require_safe
def preview(request: HttpRequest, number: int, language: str) -> HttpResponse:
    """A language of a manuscript as it would be read."""
    shown = get_object_or_404(Manuscript, pk=number)
    sheet = get_object_or_404(shown.sheets, language=language)
    context = {"manuscript": shown, "language": language, "lines": printing.law(sheet.sha256)}
    return render(request, "text/desk_preview.html", context)


@staff
@require_safe
def compare(request: HttpRequest, number: int, language: str) -> HttpResponse:
    """A language of a manuscript beside the version before it."""
    shown = get_object_or_404(Manuscript, pk=number)
    old, new = desk.before(shown), desk.as_version(shown)
    if old is None or language not in old.expressions or language not in new.expressions:
        raise Http404(language)
    context: dict[str, Any] = {"manuscript": shown, "old": old, "new": new, "language": language}
    try:
        made = laid.laid(old, new, language, spoken())
    except DauysError as error:
        return render(request, "text/no_file.html", context | {"error": error}, status=404)
    context |= {"lines": made.shown("changed"), "account": made.account}
    return render(request, "text/desk_compare.html", context)


@staff
@require_POST
def ask(request: HttpRequest, number: int) -> HttpResponse:
    """Puts a manuscript before a second person."""
    shown = get_object_or_404(Manuscript, pk=number)
    try:
        actions.ask(cast(Person, request.user), shown, desk.told(shown))
    except DauysError as error:
        messages.error(request, Words(spoken()).error(error))
    else:
        messages.success(request, _("A second person is asked. Until then nothing is published."))
    return redirect("text:desk_manuscript", number)


@staff
@require_POST
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """The second person's word; or the first one's change of mind."""
    shown = get_object_or_404(Manuscript.objects.select_related("intent"), pk=number)
    if shown.intent is None:
        raise Http404
    said = people.confirm if request.POST.get("answer") == "confirm" else people.decline
    try:
        said(cast(Person, request.user), shown.intent)
    except DauysError as error:
        messages.error(request, Words(spoken()).error(error))
    else:
        done = said is people.confirm
        messages.success(
            request, _("The version is published.") if done else _("It is not published.")
        )
    return redirect("text:desk_manuscript", number)


@staff
@require_POST
def discard(request: HttpRequest, number: int) -> HttpResponse:
    """Throws a manuscript away."""
    shown = get_object_or_404(Manuscript, pk=number)
    try:
        actions.discard(cast(Person, request.user), shown)
    except DauysError as error:
        messages.error(request, Words(spoken()).error(error))
        return redirect("text:desk_manuscript", number)
    messages.success(request, _("The manuscript is thrown away."))
    return redirect("text:desk")
