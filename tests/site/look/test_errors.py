"""What goes wrong is a page with a sentence in the person's language; never a traceback."""

from __future__ import annotations

import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from dauys.errors import DauysError, Refused, Unreadable
from dauys.site import urls as ours
from dauys.site.look import views

RAISED: dict[str, Exception] = {
    "refused": Refused("proposal.late", "proposal:7"),
    "unreadable": Unreadable("json.syntax", "entry:7", line=1, column=1),
    "rollback": Refused("log.rollback", "log", size=3, signed=5),
    "fork": Refused("log.fork", "log", size=5, signed=5),
    "busy": Unreadable("record.busy", "log"),
    "locked": OperationalError("database is locked"),
    "fault": ZeroDivisionError("secret of the program"),
}


def fails(request: HttpRequest, how: str) -> HttpResponse:
    """A view that raises."""
    raise RAISED[how]


def takes(request: HttpRequest) -> HttpResponse:
    """A view that reads a form."""
    return HttpResponse(str(len(request.POST)))


handler400, handler403 = ours.handler400, ours.handler403
handler404, handler500 = ours.handler404, ours.handler500
urlpatterns = [
    *ours.urlpatterns,
    path("fails/<how>/", fails),
    path("takes/", takes),
    path("forbidden/", views.forbidden),
]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def visitor() -> Client:
    """Somebody whose browser asks for Russian; faults come back as pages."""
    return Client(raise_request_exception=False, headers={"accept-language": "ru"})


@pytest.mark.parametrize(
    ("how", "status"),
    [("refused", 409), ("unreadable", 400), ("rollback", 503), ("fork", 503), ("busy", 503)],
)
def test_a_refusal_is_a_page_with_its_sentence(visitor: Client, how: str, status: int) -> None:
    answer = visitor.get(f"/fails/{how}/")
    told = answer.content.decode()
    error = RAISED[how]
    assert isinstance(error, DauysError)
    assert answer.status_code == status
    assert error.code in told
    assert '<html lang="ru">' in told
    assert "Traceback" not in told


@pytest.mark.parametrize("how", ["rollback", "fork", "busy", "locked"])
def test_what_halts_the_site_says_when_to_come_back(visitor: Client, how: str) -> None:
    assert visitor.get(f"/fails/{how}/").headers["Retry-After"] == "10"


def test_a_fault_of_the_site_tells_nothing_of_the_program(visitor: Client) -> None:
    answer = visitor.get("/fails/fault/")
    assert answer.status_code == 500
    assert "secret" not in answer.content.decode()
    assert "На сайте произошла ошибка" in answer.content.decode()


def test_the_page_of_a_fault_asks_nothing_of_the_database(
    visitor: Client, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert views.broken(HttpRequest()).status_code == 500


def test_a_page_that_is_not_there(visitor: Client) -> None:
    answer = visitor.get("/kk/nothing/")
    assert answer.status_code == 404
    assert "Мұндай бет жоқ" in answer.content.decode()


def test_what_a_person_may_not_see(visitor: Client) -> None:
    answer = visitor.get("/forbidden/")
    assert answer.status_code == 403
    assert "Эта страница вам не открыта" in answer.content.decode()


def test_a_form_that_is_stale_says_that_nothing_was_lost() -> None:
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    answer = client.post("/takes/", {"words": "mine"})
    assert answer.status_code == 403
    assert "Nothing is lost and nothing was sent" in answer.content.decode()


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=10)
def test_a_form_that_is_too_large_is_413(visitor: Client) -> None:
    answer = visitor.post("/takes/", "words=" + "a" * 100, "application/x-www-form-urlencoded")
    assert answer.status_code == 413
    assert "Это слишком велико" in answer.content.decode()


def test_the_sentence_of_an_error_is_escaped(visitor: Client) -> None:
    RAISED["markup"] = Refused("proposal.late", "proposal:<script>")
    assert "<script>" not in visitor.get("/fails/markup/").content.decode().replace(
        "<script src=", ""
    )
