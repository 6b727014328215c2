"""``python -m tests.site.sweep.residents TOWN``: people move into a town; prints who and what.

The sessions by person (`PEOPLE`), and under ``names`` the numbers and names of what they have made,
which `rows` puts into addresses.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any, cast

import django

django.setup()

from allauth.account.internal.flows.login import record_authentication  # noqa: E402
from allauth.account.models import EmailAddress  # noqa: E402
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes  # noqa: E402
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY  # noqa: E402
from allauth.socialaccount.adapter import get_adapter  # noqa: E402
from allauth.socialaccount.models import SocialAccount, SocialLogin  # noqa: E402
from django.http import HttpRequest  # noqa: E402
from django.test import Client  # noqa: E402

from dauys.site.consultation import actions as consultation  # noqa: E402
from dauys.site.consultation.models import Authorship, Draft, Groups  # noqa: E402
from dauys.site.implementation.models import Task  # noqa: E402
from dauys.site.people import actions, erasure, factors, grants, standing  # noqa: E402
from dauys.site.people.models import Person  # noqa: E402
from dauys.site.people.roles import Role  # noqa: E402
from dauys.site.stations.models import Station  # noqa: E402
from tests.site.sweep import desk  # noqa: E402

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # of everybody's second factor, Base32
PASSWORD = "correct horse"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PEOPLE: dict[str, tuple[str, tuple[Role, ...]]] = {
    "citizen": ("Әлия Қаңбаева", ()),
    "careful": ("Игорь Сергеев", ()),  # with a second factor
    "fresh": ("", ()),  # without a password, and with nothing said yet
    "blocked": ("Бауыржан Оспанов", ()),
    "secretary": ("Айгүл Сейітқызы", (Role.SECRETARY,)),
    "second": ("Болат Ахметов", (Role.SECRETARY, Role.EDITOR, Role.MODERATOR)),
    "editor": ("Дана Төлеген", (Role.EDITOR,)),
    "moderator": ("Гүлнар Ысқақова", (Role.MODERATOR,)),
    "steward": ("Мәдина Өтеген", (Role.STEWARD,)),
}


def people() -> dict[str, Person]:
    """Makes everybody."""
    made = {}
    for name, (called, roles) in PEOPLE.items():
        who = Person.objects.create_user(
            f"{name}@example.org",
            None if name == "fresh" else PASSWORD,
            name=called, roles=[str(role) for role in roles], tier="email",
        )  # fmt: skip
        EmailAddress.objects.create(user=who, email=who.email, verified=True, primary=True)
        if roles or name == "careful":
            factors.give(who, SECRET)
        made[name] = who
    return made


def session(who: Person, *, shown: bool = True, **more: str) -> str:
    """The session of somebody who has signed in, and has just shown who it is unless not."""
    client = Client()
    client.force_login(who, backend=BACKEND)
    kept = client.session
    if shown:
        request = cast(HttpRequest, SimpleNamespace(session=kept))
        record_authentication(request, who, "password", reauthenticated=True)
    kept.update(more)
    kept.save()
    return client.cookies["sessionid"].value


def stranger() -> str:
    """The session of one who comes from a provider that says no address."""
    account = SocialAccount(provider="egov", uid="18")
    provider = get_adapter().get_provider(None, "egov")
    came = SocialLogin(Person(email=""), account, provider=provider)
    client = Client()
    kept = client.session
    kept["socialaccount_sociallogin"] = came.serialize()
    kept.save()
    client.cookies["sessionid"] = kept.session_key
    return str(kept.session_key)


def sessions(known: dict[str, Person]) -> dict[str, str]:
    """Everybody's session."""
    return {
        **{name: session(who) for name, who in known.items()},
        "fresh": session(known["fresh"], **{SECRET_SESSION_KEY: SECRET}),
        "unsure": session(known["citizen"], shown=False),
        "unsure careful": session(known["careful"], shown=False),
        "stranger": stranger(),
    }


def accounts(known: dict[str, Person]) -> None:
    """Accounts in every state: recovery codes, a provider, two addresses, intents that wait."""
    RecoveryCodes.activate(known["careful"])
    SocialAccount.objects.create(user=known["citizen"], provider="egov", uid="17")
    EmailAddress.objects.create(
        user=known["citizen"], email="new.address@example.org", verified=False, primary=False
    )
    steward = known["steward"]
    standing.block(steward, known["blocked"], "Бір ұсыныс қырық рет жіберілді.")
    standing.vouch(steward, known["careful"], seen=True)
    grants.ask(steward, known["careful"], "moderator", give=True)
    grants.ask(steward, known["second"], "editor", give=False)
    erasure.ask(steward, known["blocked"])
    actions.decline(steward, grants.ask_reset(steward, known["editor"]))


def own(citizen: Person, names: Iterable[str]) -> dict[str, Any]:
    """What the citizen has written and follows."""
    for name in names:
        Authorship.objects.create(proposal_id=name, person=citizen, token=name * 8)
    for scope, name in (("proposal", "p-05"), ("provision", "art_8__para_2"), ("all", "")):
        consultation.follow(citizen, scope, name, wanted=True)
    typed = {
        "version": "draft-1", "address": "art_9__para_3", "language": "ru", "kind": "amend",
        "proposed": "Совет отвечает в течение месяца.", "reasons": "Иначе ответа не дождаться.",
    }  # fmt: skip
    consultation.save_draft(citizen, "d" * 32, typed)
    return {"draft": Draft.objects.get().pk}


def move_in(town: str) -> dict[str, Any]:
    """Who lives in the town, and what they have made."""
    known = people()
    names: dict[str, Any] = {f"{name}_number": who.pk for name, who in known.items()}
    if town != "bare":
        accounts(known)
        names |= own(known["citizen"], ("p-01", "p-02", "p-62", "p-63"))
    if town == "open":
        names |= desk.fill(known)
    if town == "whole":
        names |= {"station": Station.objects.all()[0].pk, "task": Task.objects.all()[0].pk}
        names |= {"groups": Groups.objects.get().result}
    return {"sessions": sessions(known), "names": names}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(move_in(sys.argv[1])))
