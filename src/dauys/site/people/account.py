"""What an account is made of, wherever it lies: to be handed to its owner, and to be erased.

The row of the person stays with its number alone, since the trail and the record name it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from dauys.site.people import factors
from dauys.site.people.models import Intent, Person, Trail
from dauys.site.people.roles import Tier

ATTEMPTS = (AccessAttempt, AccessFailureLog, AccessLog)
KEY = "_auth_user_id"  # under which a session of Django names the person


def export(person: Person) -> dict[str, Any]:
    """The account, ways of signing in, attempts to, sessions, and the person's rows of the trail.

    Secrets (the password's hash, the secret of the app, recovery codes) are left out.
    """
    return {
        "number": person.pk,
        "email": person.email,
        "name": person.name,
        "language": person.language,
        "group": person.group,
        "region": person.region,
        "tier": person.tier,
        "vouched": person.vouched,
        "roles": person.roles,
        "blocked": person.blocked,
        "joined": person.joined,
        "last_login": person.last_login,
        "password": person.has_usable_password(),
        **_ways(person),
        "attempts": [_attempt(row) for model in ATTEMPTS for row in _attempts(model, person)],
        "sessions": [session.expire_date for session in _sessions(person)],
        "intents": list(
            Intent.objects.filter(Q(by=person) | Q(second=person)).values(
                "action", "arguments", "told", "at", "state"
            )
        ),
        "trail": list(
            Trail.objects.filter(Q(person=person.pk) | Q(subject=f"person:{person.pk}")).values(
                "at", "person", "action", "subject", "facts"
            )
        ),
    }


def erase(person: Person) -> None:
    """Takes everything of an account away but its number."""
    addresses = _addresses(person)
    for model in ATTEMPTS:
        _attempts(model, person).delete()
    for session in _sessions(person):
        session.delete()
    factors.remove(person)
    SocialAccount.objects.filter(user=person).delete()
    EmailAddress.objects.filter(user=person).delete()
    blank = Person(
        pk=person.pk, email=f"erased-{person.pk}@invalid", is_active=False, tier=Tier.NONE,
        joined=person.joined, erased=timezone.now(), group="",
    )  # fmt: skip
    blank.set_unusable_password()
    blank.save()
    transaction.on_commit(lambda: _forget_mail(Path(settings.EMAIL_FILE_PATH), addresses))


def _ways(person: Person) -> dict[str, Any]:
    addresses = EmailAddress.objects.filter(user=person)
    return {
        "addresses": list(addresses.values("email", "verified", "primary")),
        "second_factors": list(
            Authenticator.objects.filter(user=person).values("type", "created_at", "last_used_at")
        ),
        "providers": list(
            SocialAccount.objects.filter(user=person).values(
                "provider", "uid", "date_joined", "last_login", "extra_data"
            )
        ),
    }


def _addresses(person: Person) -> set[str]:
    kept = EmailAddress.objects.filter(user=person).values_list("email", flat=True)
    return {address.lower() for address in (person.email, *kept)}


def _attempts(model: Any, person: Person) -> Any:
    wanted = Q(pk__in=[])
    for address in _addresses(person):
        wanted |= Q(username__iexact=address)
    return model.objects.filter(wanted)


def _attempt(row: Any) -> dict[str, Any]:
    return {"at": row.attempt_time, "address": row.ip_address, "browser": row.user_agent}


def _sessions(person: Person) -> list[Session]:
    """A session names its person inside only, so all that are still open are looked at."""
    open_ones = Session.objects.filter(expire_date__gte=timezone.now()).iterator()
    return [each for each in open_ones if each.get_decoded().get(KEY) == str(person.pk)]


def _forget_mail(folder: Path, addresses: set[str]) -> None:
    """Deletes mails to these addresses where a trial puts its mails into files."""
    names = [address.encode() for address in addresses]
    for path in folder.glob("*.log"):
        data = path.read_bytes().lower()
        if any(name in data for name in names):
            path.unlink(missing_ok=True)
