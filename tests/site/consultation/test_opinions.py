"""Statements one at a time; groups that anybody can compute again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.test import Client

from dauys.consultation.opinion import check, wire
from dauys.errors import Refused
from dauys.record.opening import ReferendumOpened
from dauys.site.consultation import opinions
from dauys.site.consultation.models import Groups, Opinion, Participant, Statement
from dauys.site.people.models import Person
from dauys.site.people.roles import Role
from dauys.verification.entrance import verify

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PATH = "/en/consultation/opinions/"


@pytest.fixture
def statements(drafted: ReferendumOpened) -> list[Statement]:
    """Nine statements."""
    return [Statement.objects.create(words={"en": f"Statement {n}."}) for n in range(9)]


@pytest.mark.django_db
def test_one_statement_after_another_and_a_change_of_mind(
    client: Client, statements: list[Statement], person: Callable[..., Person]
) -> None:
    client.force_login(person("a@example.org"), backend=BACKEND)
    for vote, each in zip((1, -1, 0), statements, strict=False):
        assert client.get(PATH).context["statement"] == each
        client.post(PATH, {"statement": each.pk, "vote": vote})
    first = client.get(PATH, {"number": statements[0].pk})
    assert first.context["before"] == 1
    client.post(PATH, {"statement": statements[0].pk, "vote": -1})
    said = list(Opinion.objects.order_by("statement").values_list("vote", flat=True))
    assert said == [-1, -1, 0]


@pytest.mark.django_db
def test_who_has_not_signed_in_or_is_blocked_says_nothing(
    client: Client, statements: list[Statement], person: Callable[..., Person]
) -> None:
    told = {"statement": statements[0].pk, "vote": 1}
    assert "/account/login/" in client.post(PATH, told)["Location"]
    client.force_login(person("a@example.org", blocked="noise"), backend=BACKEND)
    client.post(PATH, told)
    assert not Opinion.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "told", [{"vote": 2}, {"vote": ""}, {"statement": 10**15}, {"statement": "x"}]
)
def test_what_is_no_answer_is_not_taken(
    client: Client,
    statements: list[Statement],
    person: Callable[..., Person],
    told: dict[str, object],
) -> None:
    client.force_login(person("a@example.org"), backend=BACKEND)
    given = {"statement": statements[0].pk, "vote": 1, **told}
    assert client.post(PATH, given).status_code == 404
    assert not Opinion.objects.exists()


def vote_all(statements: list[Statement], person: Callable[..., Person]) -> None:
    """Two camps of six: the first agrees with what the second disagrees with."""
    rows = []
    for number in range(12):
        who = Participant.objects.create(
            person=person(f"v{number}@example.org"), number=100 - number
        )
        side = 1 if number % 2 else -1
        rows += [
            Opinion(participant=who, statement=each, vote=side if n % 3 else 1)
            for n, each in enumerate(statements)
        ]
    Opinion.objects.bulk_create(rows)


@pytest.mark.django_db(transaction=True)
def test_groups_enter_the_record_and_follow_from_votes_and_seed(
    client: Client, statements: list[Statement], person: Callable[..., Person]
) -> None:
    vote_all(statements, person)
    opinions.ask_groups(person("m@example.org", Role.MODERATOR))
    row = Groups.objects.get()
    votes = wire.read(opinions.export()).votes
    assert row.matrix == votes.sha256()
    assert row.seed == opinions.seed()
    event, _, told = check.computed(votes, check.find(votes, seed=row.seed))
    assert (row.result, bytes(row.told)) == (event.result.sha256, told)
    assert verify(str(settings.ENVIRONMENT.record), lambda: 0.0).verdict() == "accepted"
    opinions.compute.func()  # the same votes once more
    assert Groups.objects.count() == 1
    page = client.get("/en/consultation/groups/").content.decode()
    assert row.matrix in page
    assert "Statement 1." in page
    picture = client.get(f"/en/consultation/groups/{row.result}.svg")
    assert picture["Content-Type"] == "image/svg+xml"
    assert b"style=" not in picture.content
    assert row.words == {str(each.pk): each.words for each in statements}


@pytest.mark.django_db
def test_words_of_statements_survive_a_record_that_another_site_takes_in(
    client: Client, statements: list[Statement], person: Callable[..., Person]
) -> None:
    """The staff's own rows are not there: pages and tables tell the words that the record has."""
    vote_all(statements, person)
    opinions.compute.func()
    Opinion.objects.all().delete()
    Statement.objects.all().delete()
    shown = [f"/en/consultation/{page}/" for page in ("groups", "opinions")]
    for page in (*shown, "/data/opinions.csv"):
        assert "Statement 8." in b"".join(client.get(page)).decode()
    assert "no statements yet" not in client.get(PATH).content.decode()


@pytest.mark.django_db
def test_the_matrix_names_nobody_and_leaves_out_what_was_set_aside(
    statements: list[Statement], person: Callable[..., Person]
) -> None:
    vote_all(statements, person)
    opinions.close_statement(person("m@example.org", Role.MODERATOR), statements[0].pk)
    rows = opinions.export().decode().splitlines()[1:]
    assert len(rows) == 12 * 8
    assert {int(row.split(",")[2]) for row in rows} == set(range(89, 101))


@pytest.mark.django_db
def test_only_staff_with_the_right_computes_groups(
    statements: list[Statement], person: Callable[..., Person]
) -> None:
    with pytest.raises(PermissionDenied):
        opinions.ask_groups(person("e@example.org", Role.EDITOR))
    with pytest.raises(PermissionDenied):
        opinions.add_statement(person("n@example.org"), {"en": "Mine."})
    with pytest.raises(Refused) as refused:
        opinions.ask_groups(person("m@example.org", Role.MODERATOR))
    assert refused.value.code == "groups.empty"
