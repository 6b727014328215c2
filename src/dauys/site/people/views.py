"""The pages about oneself: what one has said, what is kept, and the way out."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dauys.errors import Refused
from dauys.site.people import codes, erasure, holdings, labels
from dauys.site.people.forms import CodeProof, PasswordProof, Profile
from dauys.site.people.gates import person, signed_in
from dauys.site.people.models import Person
from dauys.site.people.roles import Role

SAFE_OR_POST = ("GET", "HEAD", "POST")


@require_http_methods(SAFE_OR_POST)
@signed_in
def me(request: HttpRequest) -> HttpResponse:
    """One's own account."""
    who = Person.objects.get(pk=person(request).pk)  # what is typed wrongly must not show above
    form = Profile(request.POST or None, instance=who)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your account has been changed."))
        return redirect("people:me")
    own = person(request)
    page = {
        "form": form,
        "own": own,
        "group": labels.group(own.group),
        "roles": [Role(role).label for role in own.roles],
        "contact": settings.ENVIRONMENT.contact,
        "providers": settings.PROVIDERS,
    }
    return render(request, "people/me.html", page)


@require_safe
@signed_in
def export(request: HttpRequest) -> HttpResponse:
    """Everything that the site keeps of whoever asks, as a file."""
    held = holdings.export(person(request))
    answer = JsonResponse(
        held, encoder=DjangoJSONEncoder, json_dumps_params={"indent": 2, "ensure_ascii": False}
    )
    answer["Content-Disposition"] = 'attachment; filename="dauys-account.json"'
    return answer


@require_http_methods(SAFE_OR_POST)
@signed_in
def erase(request: HttpRequest) -> HttpResponse:
    """Erases one's own account: says what happens, asks for the password or a code, does it."""
    who = person(request)
    by_password = who.has_usable_password()
    form = (PasswordProof if by_password else CodeProof)()
    if request.method == "POST":
        if not by_password and "send" in request.POST:
            return _send(request)
        form = (PasswordProof if by_password else CodeProof)(request.POST)
        if form.is_valid() and _proved(request, form) and _erased(request, form, who):
            return redirect("front")
    page = {
        "form": form,
        "own": who,
        "by_password": by_password,
        "sent": codes.waiting(request),
        "backup_days": settings.ENVIRONMENT.backup_days,
        "contact": settings.ENVIRONMENT.contact,
    }
    return render(request, "people/erase.html", page)


@require_safe
@signed_in
def picture(request: HttpRequest) -> HttpResponse:
    """The secret of the second factor that is being set up, for the camera of an app."""
    kept = request.session.get(SECRET_SESSION_KEY)
    if not kept:
        raise Http404
    mfa = get_mfa_adapter()
    drawn = mfa.build_totp_svg(mfa.build_totp_url(person(request), kept))
    white = (
        '<rect width="100%" height="100%" fill="#fff"/><path'  # cameras want it, in the dark too
    )
    return HttpResponse(drawn.replace("<path", white, 1), content_type="image/svg+xml")


def locked(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
    """Too many wrong passwords for one account from one place."""
    return render(request, "people/locked.html", status=429)


def _send(request: HttpRequest) -> HttpResponse:
    if codes.send(request):
        messages.success(request, _("A code has been sent to your e-mail address."))
    else:
        messages.warning(request, _("A code has just been sent. Wait a minute for another one."))
    return redirect("people:erase")


def _proved(request: HttpRequest, form: Any) -> bool:
    """Whether the form shows that it is the owner; else its field says why not."""
    if "code" in form.cleaned_data:
        if codes.take(request, form.cleaned_data["code"]):
            return True
        form.add_error("code", _("This is not the code, or it is too old. Ask for another one."))
        return False
    try:
        if get_adapter(request).reauthenticate(person(request), form.cleaned_data["password"]):
            return True
        form.add_error("password", _("This is not your password."))
    except ValidationError as refused:
        form.add_error("password", refused)
    return False


def _erased(request: HttpRequest, form: Any, who: Person) -> bool:
    try:
        erasure.erase_self(who)
    except Refused:
        form.add_error(None, _("You have a role. Have it taken away first."))
        return False
    logout(request)
    messages.success(request, _("Your account has been erased."))
    return True
