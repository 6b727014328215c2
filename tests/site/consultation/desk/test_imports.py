"""Files of proposals: looked through, refused in words, taken in once, and out again."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dauys.consultation import intake, raw
from dauys.consultation.proposal import Proposal
from dauys.errors import Refused
from dauys.record.opening import ReferendumOpened
from dauys.site.consultation import texts
from dauys.site.consultation.desk import imports
from dauys.site.consultation.desk.forms import UploadForm
from dauys.site.consultation.desk.imports import Upload
from dauys.site.consultation.models import Import
from dauys.site.consultation.models import Proposal as Row
from dauys.site.people.models import Person
from dauys.site.record.models import Entry
from dauys.site.text import reading
from tests.site.consultation.desk.conftest import text

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
PAGE = "/en/consultation/desk/import/"
HEADER = "id,received,language,kind,address,quote,proposed,reasons,group,region,origin"
LATER = "2027-05-01T00:00:00Z"


def row(
    name: str, *, language: str = "en", address: str = "art_8", proposed: str = "Shorter."
) -> str:
    """A line of a file."""
    place = f"{language},question,{address},,{proposed}"
    return f"{name},2026-01-20T05:00:00Z,{place},,citizen,central,letter"


def file_of(*rows: str) -> bytes:
    """A file of proposals."""
    return "\n".join([HEADER, *rows, ""]).encode()


def send(client: Client, data: bytes, name: str = "letters.csv", **more: Any) -> Any:
    """Sends a file to be looked through."""
    told = {"file": SimpleUploadedFile(name, data), "version": "draft-1", **more}
    return client.post(PAGE, told)


def _refusal(act: Callable[[], object]) -> str:
    """The code that an action is refused with."""
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


@pytest.fixture(autouse=True)
def _late(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample lies in the year 2027."""
    monkeypatch.setattr("dauys.site.record.actions.now", lambda: LATER)


def test_a_file_is_looked_through_then_taken_in_once(
    drafted: ReferendumOpened, signed_in: SignIn, django_capture_on_commit_callbacks: Any
) -> None:
    client, data = signed_in("aigul"), file_of(row("l-1"), row("l-2"), row("l-3"))
    job: Any = send(client, data)
    assert not Row.objects.exists()
    assert "Shorter." in text(client.get(job["Location"]))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(job["Location"], {"wish": "start"})
    assert list(Row.objects.order_by("entry").values_list("pk", flat=True)) == ["l-1", "l-2", "l-3"]
    kept = Import.objects.get()
    assert (kept.state, kept.done, bytes(kept.data)) == ("done", 3, b"")
    assert "was sent before" in text(send(client, data))
    assert _refusal(lambda: imports.start(kept.by, kept.pk, partial=True)) == "import.twice"
    assert client.post(job["Location"], {"wish": "start"}).status_code == 409
    assert Row.objects.count() == 3


def test_with_a_wrong_line_nothing_is_taken_in_unless_the_rest_is_asked_for(
    drafted: ReferendumOpened, signed_in: SignIn, django_capture_on_commit_callbacks: Any
) -> None:
    client = signed_in("aigul")
    wrong = (
        row("l-2", address="art_99"),
        row("l-3", language="de"),
        row("l-1"),
        row("l-4", proposed=""),
    )
    job: Any = send(client, file_of(row("l-1"), *wrong))
    page = text(client.get(job["Location"]))
    for line, told in (("3", "art_99"), ("4", "de"), ("5", "l-1"), ("6", "l-4")):
        assert f'<th scope="row">{line}</th>' in page
        assert told in page
    assert client.post(job["Location"], {"wish": "start"}).status_code == 409
    kept = Import.objects.get()
    assert _refusal(lambda: imports.start(kept.by, kept.pk, partial=False)) == "import.faulty"
    assert not Row.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(job["Location"], {"wish": "start", "partial": "1"})
    assert [each.pk for each in Row.objects.all()] == ["l-1"]


def test_ids_that_are_taken_are_faults_of_their_lines(
    consulted: dict[str, Proposal], signed_in: SignIn
) -> None:
    send(signed_in("aigul"), file_of(row("p-01"), row("l-1")))
    assert [(line, code) for line, code, *_ in Import.objects.get().faults] == [
        (2, "proposal.twice")
    ]


def test_a_mapping_translates_the_columns_of_another_system(
    drafted: ReferendumOpened, signed_in: SignIn
) -> None:
    data = (
        file_of(row("1")).replace(b"id,received", b"No,received").replace(b"citizen", b"Citizens")
    )
    plan = b"part,ours,theirs\ncolumn,id,No\nprefix,,letter-\ngroup,citizen,Citizens\n"
    client = signed_in("aigul")
    assert "column" in text(send(client, data))
    job: Any = send(client, data, mapping=SimpleUploadedFile("plan.csv", plan))
    assert "letter-1" in text(client.get(job["Location"]))


def bomb() -> bytes:
    """A workbook of a few kilobytes that unpacks to a gigabyte."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("[Content_Types].xml", "<Types/>")
        with box.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(300):
                part.write(bytes(1024 * 1024))
    return stream.getvalue()


WRONG = {
    "CP1251": (file_of(row("l-1", proposed="Короче.")).decode().encode("cp1251"), "a.csv", "UTF-8"),
    "columns": (b"id,name\n1,2\n", "a.csv", "column"),
    "empty": (b"\n", "a.csv", "empty"),
    "type": (b"%PDF-1.7", "a.pdf", ".pdf"),
    "no workbook": (file_of(row("l-1")), "a.xlsx", "damaged"),
    "entities": (b"PK\x03\x04", "a.xlsx", "damaged"),
    "bomb": (bomb(), "a.xlsx", "a.xlsx"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_is_told_in_a_sentence(
    drafted: ReferendumOpened, signed_in: SignIn, name: str
) -> None:
    data, called, told = WRONG[name]
    page = send(signed_in("aigul"), data, called)
    assert page.status_code == 200
    assert "Not saved yet" in text(page)
    assert told in text(page)
    assert not Import.objects.exists()


def test_a_workbook_is_opened_by_a_process_of_its_own(
    drafted: ReferendumOpened, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same lines and faults as here; one that takes too long or too much is told."""
    head = HEADER.split(",")
    cells = [head, row("l-1").split(","), row("l-2", address="art_99").split(",")]
    book = raw.write(cells, ".xlsx")
    assert reading.rows(book, ".xlsx", None, "file:a.xlsx") == raw.read(book, ".xlsx")
    client = signed_in("aigul")
    with monkeypatch.context() as patch:
        patch.setattr(raw, "read", lambda *_, **__: pytest.fail("it was opened here"))
        job: Any = send(client, book, "a.xlsx")
    kept = Import.objects.get()
    assert (kept.accepted, [line for line, *_ in kept.faults]) == (1, [3])
    assert "art_99" in text(client.get(job["Location"]))
    hangs = (sys.executable, "-c", "while True: pass")
    monkeypatch.setattr(reading, "COMMAND", hangs)
    monkeypatch.setattr(reading.rows, "__defaults__", (1,))
    assert "a.xlsx" in text(send(client, book + b" ", "a.xlsx"))
    monkeypatch.setattr(reading, "COMMAND", (sys.executable, "-c", "1/0"))
    assert "a.xlsx" in text(send(client, book + b"  ", "a.xlsx"))
    assert Import.objects.count() == 1


def test_half_a_gigabyte_is_refused_unread(
    drafted: ReferendumOpened, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SimpleUploadedFile, "read", lambda *_: pytest.fail("it was read"))
    form_file = SimpleUploadedFile("a.csv", b"id\n")
    form_file.size = 500 * 2**20
    form = UploadForm({"version": "draft-1"}, {"file": form_file}, versions=["draft-1"])
    assert not form.is_valid()
    assert "too large" in str(form.errors["file"])


def test_markup_in_a_file_is_shown_and_not_run(
    drafted: ReferendumOpened, signed_in: SignIn
) -> None:
    client = signed_in("aigul")
    job: Any = send(client, file_of(row("l-1", proposed="<script>alert(1)</script>")), "<b>.csv")
    page = text(client.get(job["Location"]))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert "<b>.csv" not in page


def test_a_task_that_was_stopped_goes_on_where_it_was(
    drafted: ReferendumOpened, staff: dict[str, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "BATCH", 2)
    rows = [row(f"l-{number}") for number in range(5)]
    job = imports.check(staff["aigul"], Upload("a.csv", file_of(*rows), b"", "draft-1"))
    imports.start(staff["aigul"], job.pk, partial=False)
    real = imports._enter
    calls: list[int] = []

    def failing(number: int, before: int, proposals: Any) -> bool:
        calls.append(number)
        if len(calls) == 2:
            raise Refused("record.busy", "log")
        return real(number, before, proposals)

    monkeypatch.setattr(imports, "_enter", failing)
    assert imports.take_in.call(job.pk) == 2
    job.refresh_from_db()
    assert (job.state, job.done) == ("stopped", 2)
    imports.start(staff["aigul"], job.pk, partial=False)
    assert imports.take_in.call(job.pk) == 5
    assert Entry.objects.filter(kind="proposal.received").count() == 5
    assert imports.take_in.call(job.pk) == 5


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".json"])
def test_a_filtered_list_leaves_as_a_file(
    consulted: dict[str, Proposal], signed_in: SignIn, suffix: str
) -> None:
    client = signed_in("dana")
    answer: Any = client.post(
        "/en/consultation/desk/choose/?language=kk", {"act": suffix, "all": "1"}
    )
    assert f"proposals{suffix}" in answer["Content-Disposition"]
    wanted = {name: each for name, each in consulted.items() if each.language == "kk"}
    if suffix == ".json":
        assert {each["id"] for each in answer.json()["proposals"]} == set(wanted)
        return
    version = texts.version("draft-1")
    assert version is not None
    again = intake.read(answer.content, suffix, texts.all_places(version), LATER)
    assert {each.id: each for each in again.proposals} == wanted


def test_a_file_that_nobody_takes_in_is_not_kept_for_ever(
    drafted: ReferendumOpened, staff: dict[str, Person], signed_in: SignIn
) -> None:
    """What stopped half-way keeps its report; sent again, the rest of it can be taken in."""
    upload = Upload("a.csv", file_of(row("l-1"), row("l-2")), b"", "draft-1")
    idle = imports.check(staff["aigul"], Upload("b.csv", file_of(row("l-3")), b"", "draft-1"))
    job = imports.check(staff["aigul"], upload)
    Import.objects.filter(pk=job.pk).update(state="stopped", done=1, trouble="record.busy log")
    assert imports.expire(job.at) == 1
    assert not Import.objects.filter(pk=idle.pk).exists()
    assert imports.expire(job.at + timedelta(seconds=1)) == 1
    assert imports.expire(job.at + timedelta(days=9)) == 0
    job.refresh_from_db()
    assert (bytes(job.data), job.state, job.done) == (b"", "stopped", 1)
    page = signed_in("aigul").get(f"{PAGE}{job.pk}/")
    assert "Send it again to take in the rest." in text(page)
    assert 'value="start"' not in text(page)
    assert _refusal(lambda: imports.start(staff["aigul"], job.pk, partial=True)) == "import.expired"
    assert imports.check(staff["aigul"], upload).accepted == 2
