"""Pages that say what went wrong, in the person's language, with what to do next; no traceback.

A `DauysError` is told in its own sentence; the rest by the status of the answer.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dauys.errors import DauysError, Unreadable
from dauys.site.look import unsent

# What befalls the whole site and not the one request: it takes in nothing until it is settled.
HALTING = {
    "log.fork": _("The site takes in nothing until whoever runs it has looked. Reading goes on."),
    "log.rollback": _(
        "The site takes in nothing until whoever runs it has looked. Reading goes on."
    ),
    "record.busy": _("Please try again in a few seconds."),
}
RETRY_SECONDS = 10
AGAIN = (409, 503)  # what is sent once more may be taken in then

TITLES: dict[int, str | Promise] = {
    400: _("This could not be understood"),
    403: _("This page is not open to you"),
    404: _("There is no such page"),
    409: _("This cannot be done"),
    413: _("This is too large"),
    500: _("The site has made a mistake"),
    503: _("The site cannot take this in now"),
}
ADVICE: dict[int, str | Promise] = {
    400: _("Go back, look at what was asked, and try again."),
    403: _("Sign in with an account that may see it, or ask the staff."),
    404: _("The address may have been mistyped. What enters the record keeps its address."),
    409: _("Nothing has been changed, and what you typed is not lost."),
    413: _("Nothing has been taken in. Send less at once, or a smaller file."),
    500: _("It is not your fault. What was being done has been undone whole. Please try again."),
    503: _("Please try again in a little while. What you typed is not lost."),
}
STALE_TITLE = _("This form has waited too long")
STALE_ADVICE = _(
    "Nothing is lost and nothing was sent. Go back, copy what you typed if you wish, "
    "load the page again and send the form once more."
)


def refused(request: HttpRequest, error: DauysError) -> HttpResponse:
    """The page for a refusal: 409, 400 for what could not be read, 503 for what halts the site."""
    if error.code in HALTING:
        advice = HALTING[error.code]
        return page(request, 503, told=error, advice=advice)
    return page(request, 400 if isinstance(error, Unreadable) else 409, told=error)


def page(
    request: HttpRequest,
    status: int,
    *,
    told: DauysError | None = None,
    title: str | Promise = "",
    advice: str | Promise = "",
) -> HttpResponse:
    """The page for a status, with a refusal's own sentence where there is one."""
    context = {
        "status": status,
        "told": told,
        "title": title or TITLES[status],
        "advice": advice or ADVICE[status],
        "unsent": unsent.typed(request) if status in AGAIN else None,
    }
    answer = render(request, "look/error.html", context, status=status)
    if status == 503:
        answer["Retry-After"] = str(RETRY_SECONDS)
    return answer


def broken_page() -> HttpResponse:
    """The page for a fault of the site: made without the database, which may be the fault."""
    context = {
        "status": 500,
        "title": TITLES[500],
        "advice": ADVICE[500],
        "LANGUAGE_CODE": get_language() or "kk",
    }
    return HttpResponse(render_to_string("look/error.html", context), status=500)
