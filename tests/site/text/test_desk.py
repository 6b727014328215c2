"""The desk: what is sent is kept or refused in words, and published when two persons want it."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dauys import sample
from dauys.record.opening import ReferendumOpened
from dauys.site.people.models import Intent, Person
from dauys.site.people.roles import Role
from dauys.site.text import queries, reading
from dauys.site.text.models import Manuscript, Sheet
from tests.site.text.conftest import BACKEND
from tests.site.text.manuscripts import charter

pytestmark = pytest.mark.django_db
NEW = "/ru/desk/text/new/"
Make = Callable[..., Client]


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def form(**more: Any) -> dict[str, Any]:
    """The form of the second draft, each language as a file."""
    files = {f"file_{each}": upload(f"c.{each}.txt", charter(each)) for each in ("kk", "ru", "en")}
    return {
        "work": sample.WORK, "name": "draft-2", "role": "draft", "date": "2026-02-10",
        "author": "araitas-log", "authoritative": ["kk"], **files, **more,
    }  # fmt: skip


@pytest.fixture
def editor(signed_in: Make) -> Client:
    return signed_in("a@example.org", Role.EDITOR)


def test_a_version_goes_from_the_form_to_the_record(
    drafted: ReferendumOpened, editor: Client, signed_in: Make
) -> None:
    altered = charter("ru").replace("четыре района".encode(), "семь районов".encode())
    answer = editor.post(NEW, form(file_ru=upload("c.ru.txt", altered)))
    made = Manuscript.objects.get()
    assert answer["Location"] == f"/ru/desk/text/{made.pk}/"
    shown = editor.get(answer["Location"]).content.decode()
    assert "<code>parity.number</code>" in shown
    assert f"/ru/desk/text/{made.pk}/compare/ru/" in shown
    for language in ("kk", "ru", "en"):
        assert editor.get(f"/ru/desk/text/{made.pk}/read/{language}/").status_code == 200
        assert editor.get(f"/ru/desk/text/{made.pk}/compare/{language}/").status_code == 200
    editor.post(f"/ru/desk/text/{made.pk}/ask/")
    editor.post(f"/ru/desk/text/{made.pk}/answer/", {"answer": "confirm"})  # alone he cannot
    assert queries.find("draft-2") is None
    second = signed_in("b@example.org", Role.EDITOR)
    second.post(f"/ru/desk/text/{made.pk}/answer/", {"answer": "confirm"})
    version = queries.find("draft-2")
    assert version is not None
    assert version.expressions == dict(Sheet.objects.values_list("language", "sha256"))
    assert "/ru/text/draft-2/" in second.get(f"/ru/desk/text/{made.pk}/").content.decode()


def test_what_is_sent_twice_is_one_manuscript_and_one_request(
    drafted: ReferendumOpened, editor: Client
) -> None:
    for _ in range(2):
        answer = editor.post(NEW, form())
    made = Manuscript.objects.get()
    assert made.sheets.count() == 3
    for _ in range(2):
        editor.post(f"{answer['Location']}ask/")
    assert Intent.objects.count() == 1
    editor.post(NEW, form())  # a second person looks at it now
    assert Manuscript.objects.get().waiting


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("file_ru", None, "Нет текста на этом языке"),
        ("file_ru", ("c.ru.exe", b"x"), ".docx"),
        ("file_ru", ("c.ru.txt", b""), "нет ни одного слова"),
        ("file_ru", ("c.ru.txt", charter("kk")), "kk"),
        ("file_ru", ("c.ru.txt", charter("ru").decode().encode("cp1251", "replace")), "UTF-8"),
        ("file_ru", ("c.ru.pdf", b"%PDF-1.7 broken"), "c.ru.pdf"),
        ("pasted_ru", "Статья 1. Город", "Оставьте что-то одно"),
    ],
)
def test_a_wrong_file_is_told_at_its_field_and_the_others_are_kept(
    field: str, value: Any, told: str, drafted: ReferendumOpened, editor: Client
) -> None:
    sent = form()
    if value is None:
        del sent[field]
    else:
        sent[field] = upload(*value) if isinstance(value, tuple) else value
    answer = editor.post(NEW, sent)
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="summary"' in shown
    assert told in shown
    assert 'value="draft-2"' in shown
    made = Manuscript.objects.get()
    assert set(made.sheets.values_list("language", flat=True)) == {"kk", "en"}
    assert made.parity is None
    assert f"/ru/desk/text/{made.pk}/edit/" in shown
    again = {k: v for k, v in form().items() if not k.startswith("file_")}
    again["file_ru"] = upload("c.ru.txt", charter("ru"))
    assert editor.post(f"/ru/desk/text/{made.pk}/edit/", again).status_code == 302
    assert made.sheets.count() == 3


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", "Черновик 2"), ("name", "draft-1"), ("work", "a b"), ("date", "2026-02-30"),
     ("authoritative", ["es"]), ("authoritative", []), ("role", "law"), ("author", "")],
)  # fmt: skip
def test_a_wrong_word_is_told_and_nothing_is_kept(
    field: str, value: Any, drafted: ReferendumOpened, editor: Client
) -> None:
    answer = editor.post(NEW, form(**{field: value}))
    assert 'id="summary"' in answer.content.decode()
    assert not Manuscript.objects.exists()


def test_what_was_pasted_comes_back(drafted: ReferendumOpened, editor: Client) -> None:
    sent = form(pasted_ru="Ни одной статьи <b>нет</b>")
    del sent["file_ru"]
    shown = editor.post(NEW, sent).content.decode()
    assert "Ни одной статьи &lt;b&gt;нет&lt;/b&gt;" in shown


def test_a_file_that_hangs_its_reader_is_told(
    drafted: ReferendumOpened, editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reader sleeps, as one that a hostile PDF sends in circles."""
    monkeypatch.setattr(reading, "COMMAND", (sys.executable, "-c", "import time; time.sleep(50)"))
    monkeypatch.setattr(reading.read, "__defaults__", (1,))
    shown = editor.post(NEW, form()).content.decode()
    assert shown.count("чтение не закончилось за 1 с") >= 3
    assert not Manuscript.objects.exists()


def test_a_huge_file_is_told(drafted: ReferendumOpened, editor: Client) -> None:
    big = io.BytesIO(b"Words of no law. " * 1_100_000)
    big.name = "c.ru.txt"
    shown = editor.post(NEW, form(file_ru=big)).content.decode()
    assert "c.ru.txt" in shown
    assert Manuscript.objects.get().sheets.count() == 2


def test_somebody_else_does_not_write_into_it(
    drafted: ReferendumOpened, editor: Client, signed_in: Make
) -> None:
    editor.post(NEW, form())
    answer = signed_in("b@example.org", Role.EDITOR).post(NEW, form())
    assert "готовит другой сотрудник" in answer.content.decode()
    assert Manuscript.objects.count() == 1


def test_it_is_thrown_away(drafted: ReferendumOpened, editor: Client) -> None:
    editor.post(NEW, form())
    editor.post(f"/ru/desk/text/{Manuscript.objects.get().pk}/discard/")
    assert not Manuscript.objects.exists()


@pytest.mark.parametrize("role", [None, *(each for each in Role if each != Role.EDITOR)])
def test_the_desk_is_for_editors(
    role: Role | None, drafted: ReferendumOpened, person: Callable[..., Person], editor: Client
) -> None:
    editor.post(NEW, form())
    number = Manuscript.objects.get().pk
    other = Client()
    other.force_login(person("c@example.org", *([role] if role else [])), backend=BACKEND)
    for address in ("", "new/", f"{number}/", f"{number}/edit/", f"{number}/read/ru/"):
        assert other.get(f"/ru/desk/text/{address}").status_code == 403
        assert Client().get(f"/ru/desk/text/{address}").status_code == 302
    for address in ("ask", "answer", "discard"):
        assert other.post(f"/ru/desk/text/{number}/{address}/").status_code == 403
    assert Manuscript.objects.get().intent is None


def test_before_the_record_is_opened_nothing_is_prepared(db: None, editor: Client) -> None:
    assert editor.get("/ru/desk/text/").status_code == 200
    assert editor.get(NEW)["Location"] == "/ru/desk/text/"
