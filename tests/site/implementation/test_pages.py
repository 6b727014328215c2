"""The pages of the matrix: each task with its deadline and status, what is overdue, the gaps."""

from __future__ import annotations

import pytest
from django.test import Client

from dauys.implementation.matrix import NORMS, STATUSES
from dauys.site.implementation.models import Task
from dauys.words import Words
from tests.site.said import document, facts, said, table, words
from tests.verification.world import World

PATH = "/en/implementation/"


def task(name: str, **facts: object) -> Task:
    """One more task, like that of the sample but for these facts."""
    made = Task.objects.get(pk="t-1")
    made.pk = name
    for key, value in facts.items():
        setattr(made, key, value)
    made.save(force_insert=True)
    return made


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_matrix_counts_tasks_by_status(whole: World, client: Client, language: str) -> None:
    task("t-2", status="complete")
    task("t-3", status="complete")
    caption = {"kk": "күйі бойынша", "ru": "по состоянию", "en": "Tasks by status"}[language]
    _head, *found, total = table(document(client, f"/{language}/implementation/"), caption)
    say = Words(language).say
    assert [row[0] for row in found] == [say(f"implementation.status.{each}") for each in STATUSES]
    assert [row[1] for row in found] == ["0", "0", "1", "0", "2"]
    assert total[1] == "3"


def test_a_row_leads_to_the_provision_and_to_the_task(whole: World, client: Client) -> None:
    page = document(client, PATH)
    (row,) = table(page, "The matrix")[1:]
    assert row == [
        "Article 2, paragraph 1",
        "Regulations",
        "Regulations",
        "1 December 2027",
        "limited",
    ]
    assert page.xpath("//main//td/a[@href='/en/text/draft-2/art_2__para_1/']")
    assert page.xpath("//main//th/a[@href='/en/implementation/t-1/']")


def test_a_task_tells_all_that_was_entered(whole: World, client: Client) -> None:
    told = facts(document(client, f"{PATH}t-1/"))
    assert told["How the provision works"] == "needs a law"
    assert told["What happens to the act"] == "a new one is made"
    assert told["The time runs from"] == "1 June 2027 (entry into force)"
    assert told["Deadline"] == "1 December 2027"
    assert told["The old norm lapses on"] == "1 September 2027"
    assert told["Transitional provision"].startswith("Article 2")
    assert told["Status"] == "limited"
    entered = whole.entries[whole.find("implementation.planned")]["body"]["task"]
    assert told["Hash of the provision's words"] == entered["anchor"]["hash"]


def test_evidence_of_others_is_a_link_that_lends_no_weight(whole: World, client: Client) -> None:
    (link,) = document(client, f"{PATH}t-1/").xpath("//dd/a[starts-with(@href, 'https:')]")
    assert link.get("href") == "https://town.example/act"
    assert set(link.get("rel").split()) == {"nofollow", "noopener"}


def test_what_is_past_its_deadline_is_told_and_the_day_itself_is_in_time(
    whole: World, client: Client
) -> None:
    """Today is the day of the last entry, 1 June 2027, in a record that lies ahead of the clock."""
    task("t-late", deadline="2027-05-31")
    task("t-today", deadline="2027-06-01")
    task("t-done", deadline="2027-05-31", status="complete")
    assert "Past their deadline on 1 June 2027 : 1" in said(client, PATH)
    rows = table(document(client, f"{PATH}?overdue=1"), "The matrix")
    assert [row[3] for row in rows[1:]] == ["31 May 2027 past"]
    assert facts(document(client, f"{PATH}t-late/"))["Deadline"] == "31 May 2027 past"
    assert facts(document(client, f"{PATH}t-done/"))["Deadline"] == "31 May 2027"


def test_where_none_is_past_the_page_says_so(whole: World, client: Client) -> None:
    assert "On 1 June 2027 no task is past its deadline." in said(client, PATH)


def test_filters_keep_to_what_there_is(whole: World, client: Client) -> None:
    task("t-2", status="complete", norm="immediate")
    for query, names in (
        ("status=complete", ["t-2"]), ("norm=needs_law", ["t-1"]),
        ("status=<script>&norm=none", ["t-1", "t-2"]),
    ):  # fmt: skip
        page = document(client, f"{PATH}?{query}")
        links = page.xpath("//main//th/a[contains(@href, '/implementation/')]/@href")
        assert [each.split("/")[-2] for each in links] == names
    assert "No task is like that." in said(client, f"{PATH}?status=not_started")


def test_articles_without_a_task_are_gaps_and_said_to_be_no_more(
    whole: World, client: Client
) -> None:
    page = document(client, PATH)
    (shown,) = page.xpath("//main//details//ul")
    assert [words(each).split(":")[0] for each in shown] == ["Article 1"]
    assert "Some need nothing; where one does, this is a gap." in said(client, PATH)
    task("t-2", address="art_1")
    assert "Every article has a task." in said(client, PATH)


def test_before_anything_is_planned_there_is_no_matrix(counted: World, client: Client) -> None:
    told = said(client, PATH)
    assert "Nothing has been planned yet." in told
    assert "The matrix" not in told


@pytest.mark.parametrize("norm", NORMS)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_kind_of_norm_has_words(
    whole: World, client: Client, language: str, norm: str
) -> None:
    Task.objects.filter(pk="t-1").update(norm=norm)
    told = said(client, f"/{language}/implementation/t-1/")
    assert norm not in told.split()


@pytest.mark.parametrize("count", [10, 300])
def test_the_matrix_asks_no_more_as_tasks_grow(  # type: ignore[no-untyped-def]
    whole: World, client: Client, django_assert_max_num_queries, count: int
) -> None:
    for n in range(count):
        task(f"x-{n}", entry=900 + n)
    with django_assert_max_num_queries(14):
        rows = table(document(client, PATH), "The matrix")
    assert len(rows) == 1 + min(count + 1, 50)
