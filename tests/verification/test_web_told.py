"""A record on a web server: which address is asked for a file, and what is told of each answer."""

from __future__ import annotations

from http.client import HTTPException

import pytest

from dauys.errors import Refused, Unreadable
from dauys.verification import sources, web
from dauys.verification.sources import Web


def answering(
    monkeypatch: pytest.MonkeyPatch, status: int = 200, error: Exception | None = None
) -> list[tuple[str, int, web.Patience]]:
    """A server that answers with this status, or not at all; gives what it is asked."""
    asked: list[tuple[str, int, web.Patience]] = []

    def ask(url: str, limit: int, patience: web.Patience) -> web.Answer:
        asked.append((url, limit, patience))
        if error is not None:
            raise error
        return web.Answer(status, "", b"whole")

    monkeypatch.setattr(web, "ask", ask)
    return asked


@pytest.mark.parametrize(
    "address",
    ["https://town.example/X", "https://town.example/X/", "https://town.example/X//"],
)
def test_a_file_is_asked_for_below_the_address_that_was_given(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With one stroke between the two, however many the address ends with."""
    asked = answering(monkeypatch)
    assert Web(address).read("tile/0/000", 7) == b"whole"
    patience = web.Patience(sources.TIMEOUT, sources.PATIENCE)
    assert asked == [("https://town.example/X/tile/0/000", 7, patience)]


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (199, "source.unreadable"), (201, "source.unreadable"), (299, "source.unreadable"),
        (300, "source.redirect"), (399, "source.redirect"),
        (400, "source.unreadable"), (403, "source.unreadable"),
        (404, "source.missing"), (405, "source.unreadable"), (409, "source.unreadable"),
        (410, "source.missing"), (411, "source.unreadable"), (500, "source.unreadable"),
    ],
)  # fmt: skip
def test_every_status_but_one_says_why_there_is_no_file(
    status: int, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is not there is told from what this server would not or could not give."""
    answering(monkeypatch, status)
    with pytest.raises(Unreadable) as caught:
        Web("https://town.example").read("checkpoint")
    assert (caught.value.code, caught.value.accused) == (code, "file:checkpoint")


@pytest.mark.parametrize("error", [OSError(), ValueError(), HTTPException()])
def test_without_an_answer_a_file_is_unread(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, error=error)
    with pytest.raises(Unreadable) as caught:
        Web("https://town.example").read("checkpoint")
    assert (caught.value.code, caught.value.accused) == ("source.unreadable", "file:checkpoint")


def test_more_than_was_asked_for_is_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, error=web.Overlong())
    with pytest.raises(Refused) as caught:
        Web("https://town.example").read("checkpoint", 4)
    assert (caught.value.code, caught.value.accused) == ("source.size", "file:checkpoint")
    assert caught.value.facts == {"limit": 4}
