"""A proposal on the site: what is right enters the record once, what is wrong is told in words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import override

from dauys.record.opening import ReferendumOpened
from dauys.site.consultation.models import Authorship, Draft, Proposal
from dauys.site.people.models import Person
from dauys.site.record.models import Entry
from tests.sample import read
from tests.site.conftest import publish_charter

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PLACE = "art_8__para_2"
QUOTE = "не позднее чем за десять дней"
PATH = "/en/consultation/propose/"
TOKEN = "a" * 32


@pytest.fixture
def author(client: Client, person: Callable[..., Person], drafted: ReferendumOpened) -> Person:
    """A person who has signed in, while the first draft is consulted upon."""
    made = person("author@example.org")
    client.force_login(made, backend=BACKEND)
    return made


@pytest.fixture
def policy() -> Iterator[Callable[..., None]]:
    """Writes the policy of the installation."""
    place = settings.ENVIRONMENT.data / "policy.json"

    def write(**told: Any) -> None:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(json.dumps(told), encoding="utf-8")

    yield write
    place.unlink(missing_ok=True)


def typed(**more: str) -> dict[str, str]:
    """A proposal in order, as its form sends it."""
    told = {
        "token": TOKEN,
        "version": "draft-1",
        "address": PLACE,
        "language": "ru",
        "kind": "amend",
        "quote": QUOTE,
        "proposed": "не позднее чем за двадцать дней",
        "reasons": "Жители не успевают подготовиться.",
        "group": "citizen",
        "region": "all",
        "send": "1",
    }
    return {**told, **more}


def test_what_is_sent_enters_the_record_with_its_words(client: Client, author: Person) -> None:
    before = Entry.objects.count()
    answer = client.post(PATH, typed())
    row = Proposal.objects.get()
    assert answer["Location"] == f"/en/consultation/proposals/{row.id}/"
    assert (row.quote, row.proposed, row.origin) == (QUOTE, typed()["proposed"], "site")
    assert row.hash == read.places("draft", "ru").hash_at(PLACE)
    assert Entry.objects.count() == before + 1
    assert Authorship.objects.get().person == author
    assert not Proposal.objects.get().authorship.shown


def test_the_same_form_sent_twice_is_one_proposal(client: Client, author: Person) -> None:
    first = client.post(PATH, typed())
    second = client.post(PATH, typed())
    assert first["Location"] == second["Location"]
    assert Proposal.objects.count() == 1


def test_a_form_that_another_person_sent_too_is_a_proposal_of_its_own(
    client: Client, author: Person, person: Callable[..., Person]
) -> None:
    """A page that was kept by a browser or sent on carries the token of another person's form."""
    client.post(PATH, typed())
    other = person("other@example.org")
    client.force_login(other, backend=BACKEND)
    first = client.post(PATH, typed())
    assert first.status_code == 302
    assert client.post(PATH, typed())["Location"] == first["Location"]
    assert client.post(PATH, {**typed(), "draft": "1"}).status_code == 302
    authors = Authorship.objects.values_list("person__email", flat=True)
    assert sorted(authors) == ["author@example.org", "other@example.org"]


def test_the_same_words_in_another_form_are_told_to_be_there(
    client: Client, author: Person
) -> None:
    client.post(PATH, typed())
    answer = client.post(PATH, typed(token="b" * 32))
    assert f"just this already: {Proposal.objects.get().id}" in answer.content.decode()
    assert Proposal.objects.count() == 1


WRONG = {
    "empty": ({"proposed": " "}, "Please write your words here."),
    "long": ({"reasons": "я" * 10_001}, "At most 10000 characters fit here; there are 10001 now."),
    "huge": ({"proposed": "слово " * 170_000}, "At most 20000 characters fit here"),
    "script": ({"proposed": "at least twenty days before"}, "these words are in another script"),
    "language": (
        {"proposed": "тыңдаулар туралы және осы мерзім үшін барлық адам хабардар болады"},
        "there is a sentence in Қазақша here",
    ),
    "quote": ({"quote": "не позднее чем за тридцать дней"}, "do not stand in the provision so"),
    "whole": ({"address": "art_8", "quote": ""}, "This provision has several parts."),
    "needless": ({"kind": "delete"}, "For this no words are needed here."),
    "gone": ({"address": "art_99"}, "There is no such provision in this version"),
    "version": ({"version": "draft-9"}, "This version of the text has not been published."),
    "tongue": ({"language": "es"}, "Select a valid choice."),
    "null": ({"reasons": "a\x00b"}, "There is a character in it that cannot be shown."),
    "bell": ({"reasons": "a\x07b"}, "There is a character in it that cannot be shown."),
    "group": ({"group": "kings"}, "Select a valid choice."),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(
    client: Client, author: Person, name: str
) -> None:
    change, sentence = WRONG[name]
    answer = client.post(PATH, typed(**change))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in page
    assert name in ("null", "bell") or typed(**change)["reasons"] in page
    assert answer.context["form"]["proposed"].value() == typed(**change)["proposed"]
    assert not Proposal.objects.exists()


def said(form: Any, language: str) -> dict[str, list[str]]:
    """The faults of a form by field, in a language."""
    with override(language):
        return {field: [str(each) for each in told] for field, told in form.errors.items()}


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_it_is_told_in_the_language_of_the_page(
    client: Client, author: Person, language: str
) -> None:
    """Each fault and each hindrance: another sentence in each language, and all that was typed."""
    for name, (change, sentence) in WRONG.items():
        told = typed(**change)
        english = said(client.post(PATH, told).context["form"], "en")
        answer = client.post(PATH.replace("/en/", f"/{language}/"), told)
        form = answer.context["form"]
        here = said(form, language)
        assert set(here) == set(english), name
        for field in english:
            for ours, theirs in zip(here[field], english[field], strict=True):
                assert ours != theirs, (name, ours)
                assert any("\u0400" <= char <= "\u04ff" for char in ours), (name, ours)
        assert sentence not in answer.content.decode()
        assert {key: form[key].value() for key in change} == change, name


def test_a_quotation_that_is_nearly_right_is_offered_and_not_taken(
    client: Client, author: Person
) -> None:
    answer = client.post(PATH, typed(quote="не позже чем за десять дней"))
    assert answer.context["form"].offers == [QUOTE]
    assert not Proposal.objects.exists()
    told = typed(quote="не позже чем за десять дней", offer=QUOTE)
    del told["send"]
    taken = client.post(PATH, told)
    assert taken.context["form"]["quote"].value() == QUOTE


def test_words_that_stand_elsewhere_are_led_there(client: Client, author: Person) -> None:
    there = read.places("draft", "ru").provision("art_9__para_3").text
    answer = client.post(PATH, typed(quote=there))
    assert answer.context["form"].elsewhere == "art_9__para_3"


def test_the_preview_marks_the_words_and_sends_nothing(client: Client, author: Person) -> None:
    told = typed()
    del told["send"]
    page = client.post(PATH, {**told, "preview": "1"}).content.decode()
    assert "<del>" in page
    assert "десять" in page
    assert not Proposal.objects.exists()


def test_a_draft_keeps_what_was_typed_as_it_is(client: Client, author: Person) -> None:
    told = typed(quote="nonsense", draft="1")
    assert client.post(PATH, told)["Location"] == "/en/consultation/mine/"
    draft = Draft.objects.get()
    form = client.get(f"{PATH}?draft={draft.pk}").context["form"]
    assert form["quote"].value() == "nonsense"
    client.post(PATH, typed())
    assert not Draft.objects.exists()


def test_nobody_reads_the_draft_of_another(
    client: Client, author: Person, person: Callable[..., Person]
) -> None:
    client.post(PATH, typed(draft="1"))
    client.force_login(person("other@example.org"), backend=BACKEND)
    form = client.get(f"{PATH}?draft={Draft.objects.get().pk}").context["form"]
    assert not form["quote"].value()
    client.post(f"/en/consultation/mine/drafts/{Draft.objects.get().pk}/drop/")
    assert Draft.objects.count() == 1


def test_what_was_typed_before_signing_in_waits(client: Client, author: Person) -> None:
    client.logout()
    answer = client.post(PATH, typed())
    assert "/account/login/" in answer["Location"]
    client.force_login(author, backend=BACKEND)
    form = client.get(f"{PATH}?typed=1").context["form"]
    assert form["proposed"].value() == typed()["proposed"]


def hindered(client: Client) -> str:
    """What the page says to a proposal in order; nothing must have been taken in.

    The Kazakh and the Russian page say it too, in words of their own.
    """
    told = [
        said(client.post(PATH.replace("en", language, 1), typed()).context["form"], language)
        for language in ("en", "kk", "ru")
    ]
    assert len({str(each) for each in told}) == 3
    answer = client.post(PATH, typed())
    assert answer.status_code == 200
    assert answer.context["form"]["proposed"].value() == typed()["proposed"]
    assert not Proposal.objects.exists()
    return answer.content.decode()


def test_after_the_deadline_nothing_is_taken(
    client: Client, author: Person, policy: Callable[..., None]
) -> None:
    policy(until="2026-01-10T07:00:00Z")
    assert "Proposals were taken until" in hindered(client)


def test_before_it_opens_nothing_is_taken(
    client: Client, author: Person, policy: Callable[..., None]
) -> None:
    policy(opens="2999-01-10T07:00:00Z")
    assert "Proposals are taken from" in hindered(client)


def test_a_blocked_person_is_told_why(client: Client, author: Person) -> None:
    Person.objects.update(blocked="advertisements")
    assert "Your account is blocked: advertisements" in hindered(client)


def test_a_tier_that_is_asked_for_is_told(
    client: Client, author: Person, policy: Callable[..., None]
) -> None:
    policy(propose="verified")
    assert "your identity must be verified" in hindered(client)


def test_one_person_makes_no_more_than_the_policy_says(
    client: Client, author: Person, policy: Callable[..., None]
) -> None:
    policy(limit=1)
    client.post(PATH, typed())
    answer = client.post(PATH, typed(token="b" * 32, proposed="за тридцать дней"))
    assert "The limit for one person is reached; proposals: 1." in answer.content.decode()
    assert Proposal.objects.count() == 1


def test_an_older_version_takes_no_proposals(client: Client, author: Person) -> None:
    publish_charter("new")
    assert "A newer version is consulted upon." in hindered(client)


def test_the_groups_and_regions_of_the_policy_are_the_choices(
    client: Client, author: Person, policy: Callable[..., None]
) -> None:
    policy(groups=["elders"], regions={"north": {"en": "The north"}})
    form = client.get(f"{PATH}?address={PLACE}").context["form"]
    assert form.fields["group"].choices == [("elders", "elders")]
    assert form.fields["region"].choices == [("north", "The north")]
    client.post(PATH, typed(group="elders", region="north"))
    assert Proposal.objects.get().group == "elders"
