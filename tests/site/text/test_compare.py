"""Old and new side by side: the stage's own table, kept by hash, answered by ETag."""

from __future__ import annotations

import re

import pytest
from django.core.cache import caches
from django.test import Client

from dauys.record.opening import ReferendumOpened
from dauys.site.people.roles import Role
from dauys.site.text import laid, queries, trees
from dauys.text.compare import comparison
from dauys.text.table.rows import table
from dauys.text.table.sheet import sheet
from dauys.words import Words

pytestmark = pytest.mark.django_db
ADDRESS = "/ru/text/compare/in-force/draft-2/"


def made() -> laid.Laid:
    old, new = queries.find("in-force"), queries.find("draft-2")
    assert old is not None
    assert new is not None
    return laid.laid(old, new, "ru", "ru")


def test_every_row_and_mark_of_the_table_is_there(three: ReferendumOpened) -> None:
    old, new = (queries.find(name) for name in ("in-force", "draft-2"))
    assert old is not None
    assert new is not None
    pair = comparison(queries.text(old, "ru"), queries.text(new, "ru"))
    told = sheet(table(pair), Words("ru").say, "ru")
    found = made()
    assert [line.number for line in found.lines] == [line.number for line in told.lines]
    for mine, line in zip(found.lines, told.lines, strict=True):
        marks = [s.mark for p in (*line.old, *line.new) for s in p.spans]
        assert mine.html.count("<ins") == sum(m in ("inserted", "moved_here") for m in marks)
        assert mine.html.count("<del") == sum(m in ("deleted", "moved_away") for m in marks)
        assert (mine.state == "same") <= (set(marks) <= {"kept"})


def test_differences_are_told_to_those_who_hear(three: ReferendumOpened, client: Client) -> None:
    shown = client.get(ADDRESS).content.decode()
    marks = shown.count("<ins>") + shown.count("<del>")
    assert marks > 50
    assert shown.count("(удалено: ") + shown.count("(добавлено: ") >= marks - 3  # the legend
    assert shown.count("конец отметки") >= marks - 3


@pytest.mark.parametrize(
    ("show", "states"),
    [("new", {"new"}), ("dropped", {"dropped"}), ("changed", {"changed", "new", "dropped"})],
)
def test_a_filter_shows_its_rows_and_where_they_stand(
    show: str, states: set[str], three: ReferendumOpened
) -> None:
    found = made()
    shown = found.shown(show)
    wanted = [line for line in found.lines if line.state in states]
    assert [line for line in shown if line.state in states] == wanted
    assert len(wanted) == found.counts()[show]
    others = [line for line in shown if line.state not in states]
    assert {line.kind for line in others} <= {"unit", "division"}
    numbers = [line.number for line in shown]
    assert numbers == sorted(numbers)


def test_it_is_worked_out_once(three: ReferendumOpened, monkeypatch: pytest.MonkeyPatch) -> None:
    first = made()
    monkeypatch.setattr(trees, "comparison", None)  # whoever works it out again, fails
    assert made() == first
    caches["texts"].clear()
    with pytest.raises(TypeError):
        made()


def test_who_has_the_page_gets_no_second_copy(three: ReferendumOpened, client: Client) -> None:
    first = client.get(ADDRESS)
    tag = first["ETag"]
    again = client.get(ADDRESS, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    for other in (ADDRESS + "?show=new", ADDRESS.replace("/ru/", "/kk/")):
        assert client.get(other, headers={"if-none-match": tag}).status_code == 200
    head = client.head(ADDRESS)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", tag)


def test_who_is_signed_in_gets_a_fresh_page(three: ReferendumOpened, signed_in: object) -> None:
    client = signed_in("a@example.org", Role.EDITOR)  # type: ignore[operator]
    assert "ETag" not in client.get(ADDRESS)


def test_the_picture_runs_nothing(three: ReferendumOpened, client: Client) -> None:
    answer = client.get(ADDRESS + "picture.svg")
    assert answer["Content-Type"].startswith("image/svg+xml")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "script-src" not in answer["Content-Security-Policy"]
    assert answer.content.startswith(b"<svg")


def test_two_versions_are_chosen_by_a_form(three: ReferendumOpened, client: Client) -> None:
    answer = client.get("/ru/text/compare/", {"old": "draft-1", "new": "draft-2"})
    assert answer["Location"] == "/ru/text/compare/draft-1/draft-2/"
    answer = client.get("/ru/text/compare/", {"old": "draft-1", "new": "draft-1"})
    assert answer["Location"] == "/ru/text/draft-1/"
    assert client.get("/ru/text/compare/", {"old": "x", "new": "//evil"}).status_code == 404


def test_ids_on_the_page_of_a_provision_are_there_once(
    three: ReferendumOpened, client: Client
) -> None:
    for each in ("art_1", "art_7", "art_12"):
        shown = client.get(f"/ru/text/draft-1/{each}/").content.decode()
        ids = re.findall(r' id="([^"]+)"', shown)
        assert len(ids) == len(set(ids))


@pytest.mark.django_db(transaction=True)
def test_no_reader_waits_for_a_comparison(
    three: ReferendumOpened, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was worked out when the version was published, in every language of the site."""

    def refuse(*_: object) -> None:
        raise AssertionError("worked out while a reader waits")

    monkeypatch.setattr(laid, "_laid", refuse)
    monkeypatch.setattr(trees, "comparison", refuse)
    for language in ("kk", "ru", "en"):
        for old, new in (("in-force", "draft-1"), ("in-force", "draft-2"), ("draft-1", "draft-2")):
            page = f"/{language}/text/compare/{old}/{new}/"
            assert client.get(page).status_code == 200
            assert client.get(f"{page}picture.svg").status_code == 200
