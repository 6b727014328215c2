"""Roles: the first stewards on the server, all others by two persons; blocked, vouched for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.translation import override

from dauys.errors import DauysError
from dauys.site.people import actions, grants, queries, standing
from dauys.site.people.models import Intent, Person, Trail
from dauys.site.people.roles import Role, Tier

pytestmark = pytest.mark.django_db
Make = Callable[..., Person]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def refusal(act: Callable[[], object]) -> str:
    """The code for which something is refused."""
    with pytest.raises(DauysError) as refused:
        act()
    return refused.value.code


def test_the_first_two_stewards_are_made_on_the_server(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("grant", "First@Example.org", "steward")
    call_command("grant", "second@example.org", "steward")
    assert "second factor" in capsys.readouterr().out
    assert [each.to for each in mail.outbox] == [["first@example.org"], ["second@example.org"]]
    assert not any(row.verified for row in EmailAddress.objects.all())
    assert [row.person for row in Trail.objects.all()] == [None, None]
    with pytest.raises(CommandError, match="two stewards already"):
        call_command("grant", "third@example.org", "editor")
    with pytest.raises(CommandError, match="not an e-mail address"):
        call_command("grant", "third", "editor")
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("grant", "third@example.org", "king")
    assert refusal(lambda: grants.bootstrap("x@example.org", Role.EDITOR)) == "person.stewards"


def test_an_account_that_is_there_gets_the_role_and_keeps_its_others(person: Make) -> None:
    known = person("a@example.org", Role.EDITOR)
    assert grants.bootstrap(" A@Example.org ", Role.STEWARD).pk == known.pk
    known.refresh_from_db()
    assert known.roles == ["editor", "steward"]
    Person.objects.filter(pk=known.pk).update(blocked="spam")
    refused = refusal(lambda: grants.bootstrap("a@example.org", Role.STEWARD))
    assert refused == "person.closed"


def test_a_role_is_given_and_taken_by_two_persons_on_the_pages(person: Make) -> None:
    target = person("t@example.org")
    first, second = Client(), Client()
    first.force_login(person("a@example.org", Role.STEWARD), backend=BACKEND)
    second.force_login(person("b@example.org", Role.STEWARD), backend=BACKEND)
    for what, roles in (("grant", ["editor"]), ("revoke", [])):
        first.post(f"/en/people/staff/{target.pk}/{what}/", {"role": "editor"})
        waiting = Intent.objects.get(state="waiting")
        first.post(f"/en/people/intents/{waiting.pk}/confirm/")
        waiting.refresh_from_db()
        assert waiting.state == "waiting"
        page = second.get("/en/people/intents/").content.decode()
        assert f"person {target.pk}" in page.lower()
        assert "t@example.org" not in page
        second.post(f"/en/people/intents/{waiting.pk}/confirm/")
        target.refresh_from_db()
        assert target.roles == roles
    told = Trail.objects.filter(action="people.grant").values_list("facts", flat=True)
    assert [each["give"] for each in told] == [False, True]


def test_a_role_that_does_not_exist_is_told_at_the_page(person: Make) -> None:
    steward = Client()
    steward.force_login(person("a@example.org", Role.STEWARD), backend=BACKEND)
    target = person("t@example.org")
    page = steward.post(f"/en/people/staff/{target.pk}/grant/", {"role": "king"})
    assert "king" in page.content.decode()
    assert not Intent.objects.exists()
    for address in (f"staff/{target.pk}/crown", "staff/999", "intents/999/confirm"):
        assert steward.post(f"/en/people/{address}/").status_code in (404, 405)


def test_who_is_blocked_reads_why_and_can_do_nothing(person: Make) -> None:
    moderator, target = person("m@example.org", Role.MODERATOR), person("t@example.org")
    desk, theirs = Client(), Client()
    desk.force_login(moderator, backend=BACKEND)
    theirs.force_login(target, backend=BACKEND)
    page = desk.post(f"/en/people/staff/{target.pk}/block/", {"reason": " "})
    assert page.status_code == 200
    desk.post(f"/en/people/staff/{target.pk}/block/", {"reason": "<b>the same, 40 times</b>"})
    page = theirs.get("/en/people/").content.decode()
    assert "&lt;b&gt;the same, 40 times" in page
    assert "dauys@localhost" in page
    target.refresh_from_db()
    with pytest.raises(DauysError) as refused:
        standing.admit(target, Tier.NONE)
    assert (refused.value.code, refused.value.facts) == (
        "person.blocked",
        {"reason": "<b>the same, 40 times</b>"},
    )
    assert theirs.get("/en/").status_code == 200
    desk.post(f"/en/people/staff/{target.pk}/unblock/")
    target.refresh_from_db()
    standing.admit(target)
    assert "40 times" not in str(list(Trail.objects.values()))


def test_staff_is_not_blocked_by_one_person(person: Make) -> None:
    steward, editor = person("s@example.org", Role.STEWARD), person("e@example.org", Role.EDITOR)
    assert refusal(lambda: standing.block(steward, editor, "no")) == "person.staff"


def test_who_has_been_seen_is_verified_and_nobody_vouches_for_himself(person: Make) -> None:
    steward, target = person("s@example.org", Role.STEWARD), person("t@example.org")
    standing.vouch(steward, target, seen=True)
    target.refresh_from_db()
    assert target.tier == Tier.VERIFIED
    standing.admit(target, Tier.VERIFIED)
    standing.vouch(steward, target, seen=False)
    target.refresh_from_db()
    assert target.tier == Tier.EMAIL
    assert refusal(lambda: standing.admit(target, Tier.VERIFIED)) == "person.tier"
    assert refusal(lambda: standing.admit(None)) == "person.tier"
    standing.admit(None, Tier.NONE)
    assert refusal(lambda: standing.vouch(steward, steward, seen=True)) == "intent.same"
    with pytest.raises(PermissionDenied):
        standing.vouch(target, steward, seen=True)


def test_other_apps_learn_who_may_do_what_and_how_people_are_called(person: Make) -> None:
    steward, editor = person("s@example.org", Role.STEWARD), person("e@example.org", Role.EDITOR)
    person("c@example.org")
    assert queries.staff_with("people.grant") == [steward]
    assert queries.staff_with("people.trail") == [steward, editor]
    assert queries.staff_with("nothing.known") == []
    with override("en"):
        assert queries.display_name(steward) == f"Person {steward.pk}"
    editor.name = "Әлия"
    assert queries.display_name(editor) == "Әлия"
    assert set(queries.persons([steward.pk, 999])) == {steward.pk}


def test_what_two_persons_agreed_on_is_not_done_to_a_closed_account(person: Make) -> None:
    first, second = person("a@example.org", Role.STEWARD), person("b@example.org", Role.STEWARD)
    target = person("t@example.org")
    intent = grants.ask(first, target, "editor", give=True)
    standing.block(first, target, "spam")
    assert refusal(lambda: actions.confirm(second, intent)) == "person.closed"
    intent.refresh_from_db()
    assert intent.state == Intent.State.WAITING
