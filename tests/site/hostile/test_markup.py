"""What an attacker types into every field of every form is text on every page, feed, file and mail.

The run fills each form of the site as a page shows it; a form that it does not meet fails it.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from dauys import sample
from dauys.consultation.proposal import Proposal as Told
from dauys.site.consultation.models import (
    Batch,
    Hearing,
    Import,
    Planned,
    Proposal,
    Stock,
)
from dauys.site.data import tables
from dauys.site.people import actions
from dauys.site.people.models import Intent, Person
from dauys.site.people.roles import Role
from dauys.site.record.models import Entry
from dauys.site.text.models import Manuscript
from tests.site.consultation.conftest import consulted
from tests.site.hostile import filling
from tests.site.hostile.filling import EVIL, Elements, forms_on, send, text_fields
from tests.site.people.addresses import PAGES
from tests.site.text.manuscripts import charter

__all__ = ["consulted"]
pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
Make = Callable[..., Person]
C = "/en/consultation"
DESK = f"{C}/desk"
# Nothing that is typed into these is kept: searches, proofs, choices, the page of pieces.
UNKEPT = {
    "AssignForm", "CodeProof", "PasswordProof", "RoleChange", "Sample", "Search", "SignIn",
    "StatementForm", "TrailSearch",
}  # fmt: skip
Step = tuple[str, str, dict[str, Any]]


@pytest.fixture
def staff(person: Make) -> Client:
    """One person with every role and an evil name."""
    client = Client()
    client.force_login(person("a@example.org", *Role, name=EVIL[:150]), backend=BACKEND)
    return client


def chosen(client: Client, act: str, *names: str) -> str:
    """The page of what is done with a choice of proposals."""
    answer = client.post(f"{DESK}/choose/", {"act": act, "pick": names})
    assert answer.status_code == 302, answer.content
    return str(answer["Location"])


def public() -> list[Step]:
    """What anybody types: a page, its form, and what is told beside the evil words."""
    question = {"kind": "question", "quote": "", "language": "en"}
    place = f"{C}/propose/?version=draft-1&kind=question&language=en&address="
    return [
        ("/en/people/", "Profile", {}),
        (f"{place}art_8", "ProposalForm", {**question, "send": "1", "shown": "on"}),
        (f"{place}art_9", "ProposalForm", {**question, "send": "1"}),
        (f"{place}art_8", "ProposalForm", {"quote": "", "draft": "1"}),
    ]


def at_the_desk() -> list[Step]:
    """What the staff types about proposals."""
    parts = {"part-TOTAL_FORMS": "3", "part-INITIAL_FORMS": "0"}
    parts |= {f"part-{number}-quote": "" for number in range(3)}
    return [
        (f"{DESK}/proposals/p-02/", "RemarkForm", {}),
        ("answer p-03 p-04", "AnswerForm", {"outcome": "rejected", "carried": ""}),
        ("moderate p-05", "ModerateForm", {}),
        ("withdraw p-06", "EndForm", {}),
        ("merge p-07 p-08", "MergeForm", {"into": "p-07"}),
        (f"{DESK}/stock/", "StockForm", {}),
        (f"{DESK}/statements/", "NewStatementForm", {}),
        (f"{DESK}/proposals/p-09/split/", "WhyForm PartForm", parts),
        (f"{DESK}/import/", "UploadForm", {"version": "draft-1"}),
    ]


def elsewhere() -> list[Step]:
    """What the staff types at hearings and of texts."""
    hearing = f"{DESK}/hearings/h-99/"
    aloud = {"address": "art_8", "kind": "question", "quote": "", "language": "en"}
    names = {"work": sample.WORK, "name": "draft-2", "role": "draft", "date": "2026-02-10"}
    pasted = {f"pasted_{each}": "" for each in ("kk", "ru", "en")}
    return [
        (f"{DESK}/hearings/new/plan/", "PlanForm", {"name": "h-99", "region": "central"}),
        (hearing, "SpeakerForm", {"wish": "speaker"}),
        (hearing, "HeardForm",
         {"wish": "proposal", **{f"heard-{name}": told for name, told in aloud.items()}}),
        (f"{hearing}close/", "CloseForm", {"closes": "2026-02-02T10:00"}),
        (f"{hearing}set-aside/", "SilenceForm", {}),
        ("/en/desk/text/new/", "ManuscriptForm", {**names, **pasted}),
    ]  # fmt: skip


def files(form: str) -> dict[str, Any]:
    """The files of a form, fresh each time, with evil names and rows."""
    if form == "ManuscriptForm":
        return {f"file_{each}": SimpleUploadedFile(f"{EVIL[:9]}.txt", charter(each))
                for each in ("kk", "ru", "en")}  # fmt: skip
    if form != "UploadForm":
        return {}
    head = "id,received,language,kind,address,quote,proposed,reasons,group,region,origin"
    cell = '"' + EVIL.replace('"', '""') + '"'
    row = f"l-1,2026-01-20T05:00:00Z,en,question,art_8,,{cell},{cell},citizen,central,letter"
    return {"file": SimpleUploadedFile(f"{EVIL[:9]}.csv", f"{head}\n{row}\n".encode())}


def page_of(client: Client, path: str) -> str:
    """The page of a step; that of a choice is made by choosing."""
    act, *names = path.split(" ")
    return chosen(client, act, *names) if names else path


def refuses(client: Client, path: str, form: str, more: dict[str, Any], words: str) -> None:
    """Every field that takes words says that there is a character that cannot be shown."""
    if "draft" in more or form == "UploadForm":  # kept as it is; takes no words
        return
    answer = send(client, path, form, words, **more, **files(form))
    assert answer.status_code == 200, (form, words)
    for each in forms_on(answer):
        wrong = {each.add_prefix(name) for name in each.errors}
        wanted = set(text_fields(each)) - set(more)
        if type(each).__name__ in form.split():
            assert wanted <= wrong, (form, words, wanted - wrong)


@pytest.fixture
def met(consulted: dict[str, Told], staff: Client, person: Make) -> set[str]:
    """Everything has been typed into everything; the forms that were met."""
    steps = [*public(), *at_the_desk(), *elsewhere()]
    for where, form, more in steps:
        path = page_of(staff, where)
        for words in filling.TURNED:
            refuses(staff, path, form, more, words)
        answer = send(staff, path, form, **more, **files(form))
        told = [each.errors for each in forms_on(answer)] if answer.status_code == 200 else []
        assert answer.status_code == 302, (form, told)
    target = person("t@example.org")
    blocked = f"/en/people/staff/{target.pk}/block/"
    for words in filling.TURNED:
        assert staff.post(blocked, {"reason": words}).status_code == 200
    assert staff.post(blocked, {"reason": EVIL}).status_code == 302
    taken = Proposal.objects.get(authorship__isnull=False, address="art_9")
    answer = send(staff, f"{C}/proposals/{taken.pk}/withdraw/", "WithdrawForm")
    assert answer.status_code == 302
    agree(staff, person("b@example.org", *Role))
    return {one for _path, form, _more in steps for one in form.split()} | {
        "Reason",
        "WithdrawForm",
    }


def agree(staff: Client, second: Person) -> None:
    """Puts every decision before a second person, who confirms it: then its words are public."""
    for each in Batch.objects.all():
        assert staff.post(f"{DESK}/decisions/{each.pk}/", {"wish": "ask"}).status_code == 302
    waiting = list(Intent.objects.filter(state="waiting"))
    assert len(waiting) == 4
    for each in waiting:
        actions.confirm(second, each)


def things() -> dict[str, Any]:
    """What addresses name, as it is there now."""
    return {
        "consultation:proposal": [{"name": row.pk} for row in Proposal.objects.all()],
        "consultation:desk_proposal": [{"name": row.pk} for row in Proposal.objects.all()],
        "consultation:proposal_feed": [{"name": row.pk} for row in Proposal.objects.all()],
        "consultation:hearing": [{"name": row.pk} for row in Hearing.objects.all()],
        "consultation:desk_hearing": [{"name": row.pk} for row in Planned.objects.all()],
        "consultation:desk_batch": [{"number": row.pk} for row in Batch.objects.all()],
        "consultation:desk_import": [{"number": row.pk} for row in Import.objects.all()],
        "consultation:desk_kept": [{"number": row.pk} for row in Stock.objects.all()],
        "consultation:place": [{"version": "draft-1", "address": "art_8"}],
        "consultation:place_feed": [{"version": "draft-1", "address": "art_8"}],
        "people:person": [{"number": row.pk} for row in Person.objects.all()],
        "text:desk_manuscript": [{"number": row.pk} for row in Manuscript.objects.all()],
        "record:entry": [{"index": row.index} for row in Entry.objects.all()],
        "table": [{"name": each.name, "form": form} for each in tables.every()
                  for form in ("csv", "json")],
    }  # fmt: skip


def every_answer(clients: list[Client]) -> Iterator[tuple[str, Any]]:
    """The answer to every address that can be asked, to each visitor."""
    named = things()
    for name, row in PAGES.items():
        if row.method != "get":
            continue
        for words in named.get(name, [row.words]):
            path = reverse(name, kwargs=words)
            for client in clients:
                answer = client.get(path)
                assert answer.status_code < 500, path
                yield path, answer


def test_every_form_of_the_site_is_met(met: set[str]) -> None:
    assert filling.every_form() == met | UNKEPT


def test_what_was_typed_is_text_wherever_it_is_shown(met: set[str], staff: Client) -> None:
    shown: set[str] = set()
    for path, answer in every_answer([staff, Client()]):
        body = b"".join(answer) if answer.streaming else answer.content
        kind = answer.headers.get("Content-Type", "").split(";")[0]
        told = looked_at(path, kind, body.decode("utf-8", "replace"))
        if "xss-mark" in told:
            shown.add(path)
    assert len(shown) > 50, shown
    assert {"/kk/consultation/moderated/", "/kk/consultation/answers/feed/"} <= shown
    assert {"/data/proposals.csv", "/data/proposals.json", "/kk/people/export/"} <= shown


def looked_at(path: str, kind: str, body: str) -> str:
    """What a reader of this kind of file finds in it, all of it as text."""
    if kind == "text/html":
        assert Elements(body).smuggled == [], path
    elif kind.endswith("xml"):
        assert not list(ElementTree.fromstring(body).iter("xss-mark")), path
    elif kind == "application/json":
        return json.dumps(json.loads(body), ensure_ascii=False)
    elif kind == "text/csv":
        cells = [cell for row in csv.reader(io.StringIO(body)) for cell in row]
        assert [cell for cell in cells if cell.startswith(tuple("=+@\t\r"))] == [], path
        assert [cell for cell in cells if cell.startswith("-") and not cell[1:].isdigit()] == []
    return body


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".json"])
def test_a_list_that_leaves_the_desk_runs_in_no_spreadsheet(
    met: set[str], staff: Client, suffix: str
) -> None:
    """A formula would send the secretary's table to whoever has written the proposal."""
    data = staff.post(f"{DESK}/choose/", {"act": suffix, "all": "1"}).content
    if suffix == ".xlsx":
        sheets = zipfile.ZipFile(io.BytesIO(data))
        text = b"".join(sheets.read(name) for name in sheets.namelist()).decode()
        assert "<f>" not in text
        assert "xss-mark" in text
        assert "<xss-mark" not in text
    else:
        kind = "text/csv" if suffix == ".csv" else "application/json"
        assert "xss-mark" in looked_at(suffix, kind, data.decode("utf-8-sig"))


def test_mails_hold_no_markup_and_no_header_of_a_stranger(met: set[str]) -> None:
    client = Client()
    client.post("/en/account/signup/", {"email": "b@example.org\nBcc: c@example.org"})
    client.post("/en/account/login/", {"login": "b@example.org\r\nBcc: c@example.org"})
    client.post("/en/account/password/reset/", {"email": "b@example.org\nBcc:c@example.org"})
    assert not any("c@example.org" in each.recipients() for each in mail.outbox)
    for each in mail.outbox:
        assert "\n" not in each.subject
        assert "xss-mark" not in each.message().as_string().split("\n\n")[0]
