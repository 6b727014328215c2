"""The page of the question: wording in every language, the rule leg by leg, who holds the keys."""

from __future__ import annotations

import pytest
from django.test import Client

from dauys.question.rule import parse_rule
from dauys.site.question.models import Confirmation, Question, Region
from dauys.site.question.told import rule_told
from tests.site.conftest import put
from tests.site.said import document, facts, said, table, words
from tests.verification.world import World

PATH = "/en/question/"
RULE = {"kk": "Қағида", "ru": "Правило", "en": "The rule"}


def test_the_question_stands_in_every_language_that_of_the_page_first(
    whole: World, client: Client
) -> None:
    called = whole.entries[whole.find("question.called")]["body"]
    for language, order in (("ru", ["ru", "en"]), ("en", ["en", "ru"]), ("kk", ["en", "ru"])):
        told = document(client, f"/{language}/question/").xpath("//section[@lang]")
        assert [each.get("lang") for each in told] == order
        for section, code in zip(told, order, strict=True):
            answers = [each["words"][code] for each in called["answers"]]
            assert words(section) == " ".join(
                [called["title"][code], called["wording"][code], *answers]
            )


def test_it_is_bound_to_a_text_by_its_hash(whole: World, client: Client) -> None:
    called = whole.entries[whole.find("question.called")]["body"]
    page = document(client, PATH)
    assert facts(page)["Hash of the text in all languages"] == called["text"]
    assert page.xpath("//main//a[@href='/en/text/draft-2/']")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_each_leg_of_the_rule_is_told(whole: World, client: Client, language: str) -> None:
    asked = Question.objects.get()
    rule = rule_told(parse_rule(asked.rule.encode()), asked.question_type, language)
    found = table(document(client, f"/{language}/question/"), RULE[language])[1:]
    assert [row[:2] for row in found] == [[leg.what, leg.needed] for leg in rule.legs]
    assert [row[3] for row in found] == [leg.source for leg in rule.legs]
    assert len({row[2] for row in found}) == 2  # for the vote to be valid, and to be adopted
    assert asked.rule_sha256 in said(client, f"/{language}/question/")


def test_regions_have_their_districts_and_electors(whole: World, client: Client) -> None:
    rows = table(document(client, PATH), "Regions and ballot boxes")
    assert rows[1:] == [["North", "n1, n2", "3"], ["South", "s1", "2"]]


def test_before_it_is_called_the_page_says_what_will_come(db: None, client: Client) -> None:
    told = said(client, PATH)
    assert "No question has been called yet." in told
    assert "The online vote has not been set up." in told
    assert "The rule" not in told.replace("The question, the rule", "")


def test_who_has_not_confirmed_is_told_by_number(db: None, client: Client, played: World) -> None:
    put(World(played.entries[: played.find("setup.confirmed", 2)], played.objects))
    rows = table(document(client, PATH), "Set-up of the online vote")
    assert [row[0] for row in rows[1:]] == ["Registrar", "Trustee 1", "Trustee 2"]
    assert [row[1] == "not yet" for row in rows[1:]] == [False, False, True]


def test_stages_say_whether_they_are_open(whole: World, client: Client) -> None:
    """The clock never stands before the record's last entry: the vote of the sample is over."""
    (voting,) = (
        each
        for each in document(client, PATH).find_class("steps")[0]
        if "1 May 2027" in words(each)
    )
    assert "over" in words(voting)


@pytest.mark.parametrize("count", [3, 60])
def test_the_page_asks_no_more_as_regions_grow(  # type: ignore[no-untyped-def]
    whole: World, client: Client, django_assert_max_num_queries, count: int
) -> None:
    Region.objects.bulk_create(
        Region(region=f"r{n}", place=10 + n, title={"en": f"R {n}"}, districts=[f"d{n}"])
        for n in range(count)
    )
    Confirmation.objects.bulk_create(
        Confirmation(entry=7000 + n, at="2027-04-11T08:00:00Z", role="trustee", index=10 + n)
        for n in range(count)
    )
    with django_assert_max_num_queries(22):
        rows = table(document(client, PATH), "Regions and ballot boxes")
    assert len(rows) == 3 + count
