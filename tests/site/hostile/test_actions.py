"""Every action of the staff outside the consultation with every role, and every gate by POST too.

Those of the consultation are tried in `tests.site.consultation.desk.test_may`.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client
from django.urls import reverse

from dauys.errors import DauysError
from dauys.record.opening import ReferendumOpened
from dauys.site.people import actions as people
from dauys.site.people import erasure, grants, standing
from dauys.site.people.models import Intent, Person, Trail
from dauys.site.people.roles import ACTIONS, CONFIRMED, Role
from dauys.site.record.models import Head
from dauys.site.text import actions as text
from dauys.site.text.models import Manuscript
from dauys.site.verification import actions as verification
from tests.site.people.addresses import ALL, FLOW, PAGES

pytestmark = pytest.mark.django_db
Make = Callable[..., Person]
Do = Callable[[Person, Person], object]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def manuscript(by: Person) -> Manuscript:
    """One that somebody prepares."""
    return Manuscript.objects.create(
        work="x", name="draft-9", role="draft", date="2026-01-01", author="x",
        authoritative=["kk"], by=by,
    )  # fmt: skip


DONE: dict[str, Do] = {
    "people.block": lambda by, of: standing.block(by, of, "spam"),
    "people.erase": erasure.ask,
    "people.grant": lambda by, of: grants.ask(by, of, "editor", give=True),
    "people.reset": grants.ask_reset,
    "people.verify": lambda by, of: standing.vouch(by, of, seen=True),
    "text.prepare": lambda by, of: text.discard(by, manuscript(of)),
    "text.publish": lambda by, of: text.ask(by, manuscript(of), "x"),
    "verification.run": lambda by, of: verification.start(by),
}
READING = {"people.intents", "people.read", "people.trail"}


def test_every_action_is_tried_here_or_at_the_desk() -> None:
    assert set(DONE) | READING == {name for name in ACTIONS if "consultation." not in name}


@pytest.mark.parametrize("role", [*Role, None])
@pytest.mark.parametrize("action", sorted(DONE))
def test_an_action_by_a_role(
    drafted: ReferendumOpened, person: Make, action: str, role: Role | None
) -> None:
    somebody = person("a@example.org", *([role] if role else []))
    bare = person("b@example.org", *Role, factor=False)
    blocked = person("c@example.org", *Role, blocked="spam")
    target = person("t@example.org")
    for nobody in (bare, blocked, target):
        with pytest.raises(PermissionDenied), transaction.atomic():
            DONE[action](nobody, target)
    assert not Trail.objects.exists()
    if role not in ACTIONS[action]:
        with pytest.raises(PermissionDenied), transaction.atomic():
            DONE[action](somebody, target)
        assert not Trail.objects.exists()
        return
    try:
        with transaction.atomic():
            DONE[action](somebody, target)
    except DauysError:  # it came past the door: the arguments are not what is tried here
        return
    assert Trail.objects.filter(person=somebody.pk).exists()


@pytest.mark.parametrize("action", sorted(CONFIRMED))
def test_what_needs_two_is_confirmed_by_no_one_without_the_right(person: Make, action: str) -> None:
    """Neither by who asked, nor by another role, nor once the right of who asked is gone."""
    may = sorted(ACTIONS[action])[0]
    first, second = person("a@example.org", may), person("b@example.org", may)
    intent = people.request(first, action, {})
    for role in Role:
        other = person(f"{role}@example.org", role)
        if role not in ACTIONS[action]:
            for settle in (people.confirm, people.decline):
                with pytest.raises(PermissionDenied):
                    settle(other, intent)
    with pytest.raises(DauysError):
        people.confirm(first, intent)
    Person.objects.filter(pk=first.pk).update(roles=[])
    with pytest.raises(PermissionDenied):
        people.confirm(second, intent)
    assert Intent.objects.get().state == "waiting"


def test_a_form_opens_no_gate_that_a_page_does_not(person: Make) -> None:
    """Each address that is not everybody's, by POST, to everybody whom its page refuses."""
    visitors: dict[str, tuple[Client, Role | None]] = {"stranger": (Client(), None)}
    for name, roles in (
        ("citizen", ()), ("blocked", tuple(Role)), ("bare", tuple(Role)),
        *((str(role), (role,)) for role in Role),
    ):  # fmt: skip
        blocked = "spam" if name == "blocked" else ""
        who = person(f"{name}@example.org", *roles, factor=name != "bare", blocked=blocked)
        client = Client()
        client.force_login(who, backend=BACKEND)
        visitors[name] = (client, Role(name) if name in Role else None)
    before = Head.objects.get().size
    let_in = []
    for name, row in PAGES.items():
        if row.gate in (ALL, FLOW):
            continue
        for visitor, (client, role) in visitors.items():
            if role is not None and (row.gate not in ACTIONS or role in ACTIONS[row.gate]):
                continue
            if visitor != "stranger" and row.gate not in ACTIONS:
                continue
            answer = client.post(reverse(name, kwargs=row.words), {"wish": "x", "reason": "x"})
            ways = (reverse("account_login"), reverse("mfa_activate_totp"))
            sent = answer.status_code == 302 and answer["Location"].startswith(ways)
            if not sent and answer.status_code not in (403, 405):
                let_in.append((name, visitor, answer.status_code))
    assert let_in == []
    assert (Head.objects.get().size, Trail.objects.count()) == (before, 0)
