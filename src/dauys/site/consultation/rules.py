"""Who may take part now: one sentence for what is in the way, or none."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dauys.site.consultation import texts
from dauys.site.consultation.models import Authorship
from dauys.site.consultation.policy import Policy
from dauys.site.look import dates, moment
from dauys.site.people.models import Person
from dauys.site.people.roles import Tier
from dauys.site.record import actions, queries


def now() -> str:
    """This moment, or that of the last entry if it is later, as entries have it."""
    return max(actions.now(), queries.last_moment())


def proposing(person: Any, told: Policy) -> str:
    """Why this person cannot propose now; empty where nothing is in the way."""
    return period(told) or standing(person, told.propose) or _limit(person, told)


def speaking(person: Any, told: Policy) -> str:
    """Why this person cannot take part in opinions now; empty where nothing is in the way."""
    return speaking_period(told) or standing(person, told.opinions)


def period(told: Policy) -> str:
    """Why nobody can propose now."""
    at = now()
    if told.opens and at < told.opens:
        return _("Proposals are taken from %(day)s.") % {"day": _day(told.opens)}
    if told.until and at >= told.until:
        return _("Proposals were taken until %(day)s.") % {"day": _day(told.until)}
    if texts.current() is None:
        return _("No text has been published yet.")
    if texts.closed():
        return _("The question has been called: proposals are no longer taken.")
    return ""


def speaking_period(told: Policy) -> str:
    """Why nobody can take part in opinions now."""
    at = now()
    if told.opens and at < told.opens:
        return _("Opinions are taken from %(day)s.") % {"day": _day(told.opens)}
    if told.until and at >= told.until:
        return _("Opinions were taken until %(day)s.") % {"day": _day(told.until)}
    if texts.current() is None:
        return _("No text has been published yet.")
    if texts.closed():
        return _("The question has been called: opinions are no longer taken.")
    return ""


def standing(person: Any, tier: str) -> str:
    """Why this person cannot take part, for who he or she is."""
    if not isinstance(person, Person):
        return _("Please sign in first. What you have typed is kept.")
    if person.blocked:
        return _("Your account is blocked: %(reason)s") % {"reason": person.blocked}
    if person.reaches(tier):
        return ""
    if tier == Tier.EMAIL:
        return _("Please confirm your e-mail address first.")
    return _("For this your identity must be verified, by a provider or by the staff.")


def _limit(person: Any, told: Policy) -> str:
    if not told.limit or Authorship.objects.filter(person=person).count() < told.limit:
        return ""
    return _("The limit for one person is reached; proposals: %(limit)s.") % {"limit": told.limit}


def _day(at: str) -> str:
    return dates.moment(dates.parse_moment(at), get_language() or "kk", moment.zone())
