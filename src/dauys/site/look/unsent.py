"""What somebody typed into a form that could not be taken in: shown, to be sent once more.

A form comes too late when a session has ended or somebody has signed in meanwhile; pages of one
person are kept by no browser, so that going back would show an empty form. What another site sends
is never shown. Passwords and codes are not kept, and files cannot be.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest

TOKEN = "csrfmiddlewaretoken"
SECRET = ("password", "code")  # of which a field's name tells
ACCOUNT = ("/account/", "/people/erase/")
SESSION = "look.unsent"


@dataclass(frozen=True, slots=True)
class Unsent:
    """A form: where it goes, its fields, and whether there were files with it."""

    path: str
    fields: tuple[tuple[str, str], ...]
    files: bool

    @property
    def words(self) -> list[str]:
        """What was typed, as opposed to chosen: all that has a space in it."""
        return [value for _name, value in self.fields if " " in value.strip()]


def typed(request: HttpRequest) -> Unsent | None:
    """The form that a request brings; None where it brings none that may be shown again."""
    if request.method != "POST" or any(part in request.path_info for part in ACCOUNT):
        return None
    fields = tuple(
        (name, value) for name, values in request.POST.lists() if name != TOKEN for value in values
    )
    if not fields or any(part in name for name, _value in fields for part in SECRET):
        return None
    return Unsent(request.get_full_path(), fields, bool(request.FILES))


def late(request: HttpRequest) -> Unsent | None:
    """As `typed`, of a form without a good token: only if a page of this very site has sent it.

    Browsers say so in ``Origin``; without it nothing is shown, for it might be a page that wants a
    person to send what somebody else has filled in.
    """
    origin = urlsplit(request.headers.get("Origin", ""))
    if (origin.scheme, origin.netloc) != (request.scheme, request.get_host()):
        return None
    return typed(request)


def keep(request: HttpRequest, form: Unsent) -> None:
    """Has a form wait in the session until the person has signed in."""
    request.session[SESSION] = [form.path, form.fields, form.files]


def kept(request: HttpRequest) -> Unsent | None:
    """The form that waits."""
    told: Any = request.session.get(SESSION)
    if told is None:
        return None
    path, fields, files = told
    return Unsent(path, tuple((name, value) for name, value in fields), files)
