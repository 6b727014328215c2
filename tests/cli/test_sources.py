"""Where a record is read from: folders, web servers of every kind, archives, and their limits."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from dauys.cli import exchange
from dauys.errors import Refused, Unreadable
from dauys.log.witness import Request
from dauys.verification import sources
from dauys.verification.objects import Objects
from dauys.verification.sources import Folder, Web, open_source
from dauys.wire.ids import ObjectRef
from tests.cli.test_verify import errors, told
from tests.cli.town import Town
from tests.journeys.world import served


def test_a_record_on_a_web_server_is_verified_there(town: Town) -> None:
    with served(town.root) as address:
        for place in (f"{address}/record", f"{address}/record/"):
            report = told(place, "--log-key", town.log_key)
            assert (report["verdict"], report["result"]) == ("accepted", [[2, 1]])
        assert errors(told(f"{address}/nowhere")) == ["source.record"]


def test_an_object_is_asked_for_no_further_than_its_stated_size(town: Town, tmp_path: Path) -> None:
    """A server could else send without an end."""
    record = town.at("whole", tmp_path)
    place = min(record.glob("object/*"))
    place.write_bytes(place.read_bytes() + b"x" * 100_000)
    with served(tmp_path) as address:
        assert errors(told(f"{address}/record"))[0] == "object.size"


@contextmanager
def answering(answer: bytes, asked: list[bytes] | None = None) -> Iterator[str]:
    """A server that gives every caller the same bytes; ``asked`` collects what they said."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                caller, _ = listening.accept()
            except OSError:
                return
            with caller:
                said = caller.recv(65_536)
                if asked is not None:
                    asked.append(said)
                caller.sendall(answer)

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/record"
    finally:
        listening.close()


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nbroken off",
        b"HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 1\r\n\r\nab",
        b"HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\nab",
        b"HTTP/1.1 206 Partial Content\r\nContent-Length: 2\r\n\r\nab",
    ],
    ids=["nothing", "another protocol", "500", "broken off", "redirected to a file",
         "two lengths", "no length", "a part"],
)  # fmt: skip
def test_a_server_that_answers_with_anything_else_is_not_accepted(answer: bytes) -> None:
    with answering(answer) as address:
        report = told(address)
    assert report["verdict"] in ("unread", "refused")
    assert len(errors(report)) == 1


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nbroken",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nbroken\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nbroken",
    ],
)
def test_what_was_cut_short_is_unread_and_no_fault_of_the_record(answer: bytes) -> None:
    """A line that broke off must not make an object of somebody's look forged."""
    with answering(answer) as address, pytest.raises(Unreadable) as caught:
        Web(address).read("object/" + "ab" * 32)
    assert caught.value.code == "source.unreadable"


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwhole",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwhole and more",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nwhole",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nwho\r\n2\r\nle\r\n0\r\n\r\n",
        b"HTTP/1.0 200 OK\r\n\r\nwhole",
    ],
)
def test_what_came_whole_is_read(answer: bytes) -> None:
    with answering(answer) as address:
        assert Web(address).read("checkpoint", 5) == b"whole"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirection_is_followed(status: int) -> None:
    """The server would choose which address this machine asks, one inside its network say."""
    asked: list[bytes] = []
    with answering(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx", asked) as other:
        lead = f"HTTP/1.1 {status} Moved\r\nLocation: {other}\r\nContent-Length: 0\r\n\r\n"
        with answering(lead.encode()) as address, pytest.raises(Unreadable) as caught:
            Web(address).read("checkpoint")
    assert (caught.value.code, caught.value.accused) == ("source.redirect", "file:checkpoint")
    assert asked == []


HEAD = b"HTTP/1.1 200 OK\r\n"
LENGTH = b"Content-Length: 1000\r\n\r\n"


@pytest.mark.parametrize(
    "start", [b"", HEAD, HEAD + LENGTH, HEAD + b"Transfer-Encoding: chunked\r\n\r\n"],
    ids=["before the status", "in the headers", "in the body", "in a chunk"],
)  # fmt: skip
def test_one_moment_ends_it_all_however_slowly_it_comes(
    start: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A byte now and then would else hold the verification for ever, headers as well."""
    monkeypatch.setattr(sources, "PATIENCE", 0.3)
    with trickling(start) as address:
        started = time.monotonic()
        with pytest.raises(Unreadable) as caught:
            Web(address).read("checkpoint")
        assert caught.value.code == "source.unreadable"
        assert time.monotonic() - started < 2
        with pytest.raises(Unreadable):
            exchange_asked(address, monkeypatch)
        assert time.monotonic() - started < 3


def exchange_asked(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same server in the place of a witness."""
    monkeypatch.setattr(exchange, "PATIENCE", 0.3)
    exchange.ask(address, Request(0, (), b"x"))


@contextmanager
def trickling(start: bytes) -> Iterator[str]:
    """A server that gives these bytes at once, and then a letter at a time."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve(caller: socket.socket) -> None:
        with suppress(OSError), caller:
            caller.recv(65_536)
            caller.sendall(start)
            for _ in range(100):
                caller.sendall(b"1")
                time.sleep(0.05)

    def accept() -> None:
        with suppress(OSError):
            while True:
                caller, _ = listening.accept()
                threading.Thread(target=serve, args=(caller,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        listening.close()


def test_an_address_where_nobody_listens_is_unread() -> None:
    with answering(b"") as address:
        pass
    assert errors(told(address)) == ["source.unreadable"]


@pytest.mark.parametrize("address", ["http://", "http://[::1", "http://a b/", "https://\u0000/"])
def test_an_address_that_is_none_is_unread(address: str) -> None:
    assert told(address)["verdict"] == "unread"


def test_a_file_of_a_record_has_a_largest_size(tmp_path: Path) -> None:
    (tmp_path / "checkpoint").write_bytes(b"12345")
    assert Folder(tmp_path).read("checkpoint", 5) == b"12345"
    for source in (Folder(tmp_path), None):
        with pytest.raises(Refused) as refused, served(tmp_path) as address:
            (source or Web(address)).read("checkpoint", 4)
        assert (refused.value.code, refused.value.facts) == ("source.size", {"limit": 4})


def test_an_archive_has_a_largest_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_ARCHIVE", 10)
    (tmp_path / "a.bel").write_bytes(b"x" * 11)
    with pytest.raises(Unreadable) as refused:
        open_source(str(tmp_path / "a.bel"))
    assert refused.value.code == "source.size"
    assert errors(told(tmp_path / "a.bel")) == ["source.size"]


def test_an_object_with_a_size_below_nought_is_refused(tmp_path: Path) -> None:
    (tmp_path / "object").mkdir()
    (tmp_path / "object" / ("ab" * 32)).write_bytes(b"")
    with pytest.raises(Refused) as refused:
        Objects(Folder(tmp_path)).read(ObjectRef("ab" * 32, -1))
    assert refused.value.code == "object.size"
