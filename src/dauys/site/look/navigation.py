"""The ways through the site: one list; a page shows those whose app is there."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dauys.site.people.actions import may

Label = str | Promise
Names = tuple[tuple[str, Label], ...]

# The course of a referendum, and what serves to check it. A section has a label and its pages: the
# first that an app has is where the section leads; where there are several, they are shown below.
SECTIONS: tuple[tuple[Label, Names], ...] = (
    (
        _("Text"),
        (
            ("text:index", _("All versions")),
            ("text:search", _("Search")),
        ),
    ),
    (
        _("Proposals"),
        (
            ("consultation:proposals", _("All proposals")),
            ("consultation:propose", _("Propose a change")),
            ("consultation:figures", _("Figures")),
        ),
    ),
    (_("Hearings"), (("consultation:hearings", _("Hearings")),)),
    (
        _("Opinions"),
        (
            ("consultation:opinions", _("Statements")),
            ("consultation:groups", _("Groups of opinion")),
        ),
    ),
    (_("Who changed what"), (("consultation:changes", _("Who changed what")),)),
    (
        _("The vote so far"),
        (
            ("outcome:index", _("Result")),
            ("question:index", _("Question and calendar")),
            ("stations:index", _("Polling stations")),
            ("tally:index", _("Count of the online votes")),
        ),
    ),
    (_("Implementation"), (("implementation:index", _("Implementation")),)),
    (
        _("Record"),
        (
            ("record:index", _("The log")),
            ("verification:index", _("Verification")),
        ),
    ),
    (_("Open data"), (("data:index", _("Open data")),)),
)
SERVICE: Names = (
    ("verification:index", _("How to verify this at home")),
    ("data:index", _("Open data")),
    ("look:accessibility", _("Accessibility")),
    ("look:privacy", _("What is kept about you")),
    ("look:pieces", _("How this site looks")),
)
CHECKS: Names = (
    ("record:index", _("The log")),
    ("verification:index", _("How to verify this at home")),
    ("data:index", _("Open data")),
)
ACCOUNT: Names = (("people:me", _("My page")),)
DESK: Names = (("consultation:desk", _("Desk")),)  # for those whom it opens to


@dataclass(frozen=True, slots=True)
class Way:
    """A link; ``here`` is whether the page that is shown lies under it."""

    address: str
    label: Label
    here: bool = False
    pages: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language and the address of this page in it."""

    code: str
    name: str
    address: str
    here: bool


def sections(request: HttpRequest) -> list[Way]:
    """The sections that lead somewhere, each with its pages."""
    found = [(label, pages) for label, names in SECTIONS if (pages := _resolved(names))]
    nearest = _nearest(request, [address for _label, pages in found for address, _ in pages])
    return [
        Way(
            pages[0][0],
            label,
            any(address == nearest for address, _ in pages),
            tuple(Way(address, name, address == nearest) for address, name in pages),
        )
        for label, pages in found
    ]


def pages_here(of: list[Way]) -> tuple[Way, ...]:
    """The pages of the section that is shown; none where it has but one."""
    pages = next((section.pages for section in of if section.here), ())
    return pages if len(pages) > 1 else ()


def ways(request: HttpRequest, names: Names) -> list[Way]:
    """Those of the list that lead somewhere; of those around the page, the nearest is marked."""
    found = _resolved(names)
    nearest = _nearest(request, [address for address, _label in found])
    return [Way(address, label, address == nearest) for address, label in found]


def account(request: HttpRequest) -> list[Way]:
    """The person's own page, and the desk of whom it opens to."""
    desk = DESK if may(request.user, "consultation.desk") else ()
    return ways(request, ACCOUNT + desk)


def tongues(request: HttpRequest, languages: list[tuple[str, str]], now: str) -> list[Tongue]:
    """The languages of the site, each with this same page in it."""
    here = request.get_full_path()
    return [Tongue(code, name, translate_url(here, code), code == now) for code, name in languages]


def _resolved(names: Names) -> list[tuple[str, Label]]:
    return [(address, label) for name, label in names if (address := _address(name))]


def _nearest(request: HttpRequest, addresses: list[str]) -> str:
    """The longest of the addresses under which the page lies; empty where there is none."""
    return max((each for each in addresses if request.path.startswith(each)), key=len, default="")


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
