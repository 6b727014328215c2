"""Importing files: what was sent, the report line by line, and how far it has come."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dauys.errors import DauysError
from dauys.site.consultation import texts
from dauys.site.consultation.desk import imports
from dauys.site.consultation.desk.forms import UploadForm
from dauys.site.consultation.desk.gate import person_of, staff
from dauys.site.consultation.models import Import
from dauys.site.consultation.views import paged
from dauys.words import Words


@require_http_methods(["GET", "HEAD", "POST"])
@staff("consultation.import")
def listed(request: HttpRequest) -> HttpResponse:
    """Every file that was sent, and the form for another."""
    versions = [each.name for each in reversed(texts.versions())]
    form = UploadForm(request.POST or None, request.FILES or None, versions=versions)
    if request.method == "POST" and form.is_valid():
        try:
            job = imports.check(person_of(request), form.upload())
        except DauysError as error:
            form.add_error("file", Words(get_language() or "kk").error(error))
        else:
            return redirect("consultation:desk_import", job.pk)
    rows = Import.objects.defer("data", "mapping", "faults").select_related("by")
    context = {"form": form, "page": paged(request, rows)}
    return render(request, "consultation/desk/imports.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff("consultation.import")
def job(request: HttpRequest, number: int) -> HttpResponse:
    """One file: its report, the proposals it would bring, and how far it has come."""
    found = Import.objects.select_related("by").filter(pk=number).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        return _act(request, found)
    checked = found.state == Import.State.CHECKED
    context = {
        "job": found,
        "page": paged(request, imports.faults(found, get_language() or "kk")),
        "first": imports.read(imports.upload_of(found)).proposals[: imports.SHOWN]
        if checked and found.rows <= imports.LOOKED_AT
        else [],
        "under_way": found.state in imports.UNDER_WAY,
        "still": imports.still(found),
        "fault_count": len(found.faults),
    }
    return render(request, "consultation/desk/import.html", context)


def _act(request: HttpRequest, found: Import) -> HttpResponse:
    """Has the file taken in, or throws it away."""
    person, wish = person_of(request), request.POST.get("wish")
    if wish == "drop":
        imports.drop(person, found.pk)
        messages.success(request, _("The file is gone. Nothing was taken in."))
        return redirect("consultation:desk_imports")
    imports.start(person, found.pk, partial=bool(request.POST.get("partial")))
    messages.success(request, _("The proposals are being taken in."))
    return redirect("consultation:desk_import", found.pk)
