"""add-checkpoint over HTTP: the statuses of tlog-witness, and strangers who mean no good."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from dauys.cli import exchange
from dauys.errors import DauysError, Refused, Unreadable
from dauys.log import cosignature
from dauys.log import note as notes
from dauys.log.witness import MAX_REQUEST, Request
from tests.cli.watched import WITNESSES, Place, place, seen, serving


@pytest.fixture
def log(tmp_path: Path) -> Place:
    """A log with three witnesses."""
    return place(tmp_path / "log")


@pytest.fixture
def address(log: Place) -> Iterator[str]:
    """Its first witness, over HTTP."""
    with serving(log.watch()) as found:
        yield found


def post(address: str, data: bytes, path: str = exchange.PATH) -> tuple[int, str, bytes]:
    """Status, type and body of an answer, by another client than the log keeper's."""
    asked = urllib.request.Request(address + path, data)
    try:
        with urllib.request.urlopen(asked, timeout=10) as answer:
            return answer.status, answer.headers["Content-Type"], answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers["Content-Type"], error.read()


def raw(address: str, data: bytes, *, wait: float = 5.0) -> bytes:
    """What comes back on a bare line until it ends."""
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=wait) as line:
        found = b""
        with contextlib.suppress(OSError):  # hung up on before all was said
            line.sendall(data)
            line.shutdown(socket.SHUT_WR)
        with contextlib.suppress(OSError):
            while piece := line.recv(65536):
                found += piece
        return found


def first(log: Place) -> bytes:
    """The first request that a log makes."""
    return Request(0, (), log.note()).write()


def test_a_head_is_cosigned(log: Place, address: str) -> None:
    status, kind, body = post(address, first(log))
    assert (status, kind) == (200, "text/plain; charset=utf-8")
    note = notes.parse(log.note() + body)
    assert cosignature.time_of(note, WITNESSES[0].verifier) is not None
    assert seen(log) == 1


def test_a_witness_that_is_further_says_how_far(log: Place, address: str) -> None:
    """409 with the size as text/x.tlog.size."""
    post(address, first(log))
    log.grow("v1")
    assert post(address, first(log)) == (409, "text/x.tlog.size", b"1\n")
    assert seen(log) == 1


def test_the_refusals_have_their_statuses(log: Place, address: str) -> None:
    """404 a log that is not watched, 403 no signature of it, 422 no proof, 400 all else."""
    note = log.note()
    head = note.split(b"\n\n")[0] + b"\n"
    elsewhere = note.replace(b"tal.example", b"far.example")
    unsigned = head + b"\n" + "— far.example AAAAAAA=\n".encode()
    forged = note.replace(b"\n1\n", b"\n2\n", 1)
    for data, status in (
        (b"old 0\n\n" + elsewhere, 404),
        (b"old 0\n\n" + unsigned, 403),
        (b"old 0\n\n" + forged, 403),
        (b"old 0\n" + b"A" * 43 + b"=\n\n" + note, 422),
        (b"old 2\n\n" + note, 400),
        (b"old 0\n\n" + head, 400),
        (b"old 0\n\n\xff" + note, 400),
        (b"old 00\n\n" + note, 400),
        (b"garbage", 400),
        (b"", 400),
        (b"old 1\n\n" + note, 409),
    ):
        found, _, body = post(address, data)
        assert found == status, data[:40]
        assert "—".encode() not in body
    assert seen(log) == 0


def test_a_fork_is_a_conflict_and_evidence(log: Place, address: str) -> None:
    log.grow("v1")
    twin = place(log.root / "twin")
    twin.grow("v2")
    post(address, first(log))
    assert post(address, Request(2, (), twin.note()).write()) == (409, "text/x.tlog.size", b"2\n")
    (evidence,) = (log.own(0) / "evidence").iterdir()
    assert (evidence / "shown").read_bytes() == twin.note()


def test_a_proof_of_another_past_is_no_proof(log: Place, address: str) -> None:
    post(address, first(log))
    twin = place(log.root / "twin", quorum=1)
    twin.grow("v1")
    twin.grow("v2")
    asked = log.fork("v3")
    status, _, _ = post(address, Request(1, (), asked.note()).write())
    assert status == 422
    status, _, _ = post(address, Request(1, (bytes(32), bytes(32)), twin.note()).write())
    assert status == 422


def test_nothing_else_is_served(log: Place, address: str) -> None:
    assert post(address, first(log), "/")[0] == 404
    assert post(address, first(log), "/add-checkpoint/more")[0] == 404
    for method in ("GET", "PUT", "DELETE"):
        head = f"{method} /add-checkpoint HTTP/1.1\r\nHost: w\r\nContent-Length: 0\r\n\r\n"
        assert raw(address, head.encode()).startswith(b"HTTP/1.1 501")
    assert seen(log) == 0


@pytest.mark.parametrize(
    "headers",
    [
        "",
        "Content-Length: -1",
        "Content-Length: 1e3",
        "Content-Length: +5",
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked",
    ],
)
def test_a_body_whose_length_is_not_said_once_is_not_read(address: str, headers: str) -> None:
    """Two lengths are two requests for two readers."""
    named = f"{headers}\r\n" if headers else ""
    head = f"POST /add-checkpoint HTTP/1.1\r\nHost: w\r\n{named}\r\n"
    answer = raw(address, head.encode() + b"old 0\n\n")
    assert answer.startswith(b"HTTP/1.1 400")
    assert answer.count(b"HTTP/1.1") == 1


@pytest.mark.parametrize("size", [MAX_REQUEST + 1, 999_999_999])
def test_a_huge_body_is_refused_before_it_is_read(log: Place, address: str, size: int) -> None:
    head = f"POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nContent-Length: {size}\r\n\r\n"
    started = time.monotonic()
    assert raw(address, head.encode()).startswith(b"HTTP/1.1 413")
    assert time.monotonic() - started < 2
    assert post(address, first(log))[0] == 200


def test_the_largest_body_is_read(log: Place, address: str) -> None:
    assert post(address, b"x" * MAX_REQUEST)[0] == 400
    assert post(address, first(log))[0] == 200


def test_a_body_that_breaks_off_is_not_answered(log: Place, address: str) -> None:
    """Half a request is none."""
    data = first(log)
    head = f"POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nContent-Length: {len(data)}\r\n\r\n"
    assert raw(address, head.encode() + data[:-1]) == b""
    assert seen(log) == 0


def test_headers_without_end_are_refused(address: str) -> None:
    many = b"".join(b"X-%d: y\r\n" % n for n in range(300))
    for head in (b"POST /" + b"x" * 100_000, b"POST / HTTP/1.1\r\n" + many + b"\r\n"):
        answer = raw(address, head)
        assert answer == b"" or answer[:12] in (b"HTTP/1.1 414", b"HTTP/1.1 431")


def test_several_requests_share_a_line(log: Place, address: str) -> None:
    """A busy log need not connect anew for each head."""
    data = first(log)
    head = f"POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nContent-Length: {len(data)}\r\n\r\n"
    answer = raw(address, (head.encode() + data) * 2)
    assert answer.count(b"HTTP/1.1 200") == 1
    assert answer.count(b"HTTP/1.1 409") == 1


def test_one_who_says_nothing_is_hung_up_on(log: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange.Line, "timeout", 0.2)
    with serving(log.watch()) as address:
        started = time.monotonic()
        assert silent(address, b"") == b""
        assert silent(address, b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: 9\r\n\r\n") == b""
        assert time.monotonic() - started < 3


def test_one_who_speaks_slowly_is_hung_up_on(log: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """A byte now and then keeps no line open: the whole of it has an end."""
    monkeypatch.setattr(exchange, "PATIENCE", 0.5)
    with serving(log.watch()) as address:
        started = time.monotonic()
        slow = b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: 1000\r\n\r\n" + b"x" * 900
        assert silent(address, slow, pause=0.02) == b""
        assert time.monotonic() - started < 4
        assert post(address, first(log))[0] == 200


def test_more_lines_than_there_are_wait_for_nobody(
    log: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who keeps all lines busy does not make the witness start ever more of them."""
    monkeypatch.setattr(exchange, "LINES", 2)
    with serving(log.watch()) as address:
        host, port = address.removeprefix("http://").split(":")
        held = [socket.create_connection((host, int(port))) for _ in range(2)]
        time.sleep(0.2)
        before = threading.active_count()
        assert raw(address, b"GET / HTTP/1.1\r\n\r\n") == b""
        assert threading.active_count() == before
        for line in held:
            line.close()
        time.sleep(0.2)
        assert post(address, first(log))[0] == 200


def silent(address: str, data: bytes, pause: float = 0.0) -> bytes:
    """What comes back on a line whose caller does not hang up."""
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as line:
        with contextlib.suppress(OSError):
            for byte in data if pause else ():
                line.sendall(bytes([byte]))
                time.sleep(pause)
            if not pause:
                line.sendall(data)
        with contextlib.suppress(OSError):
            return line.recv(65536)
    return b""


def test_a_disk_that_is_full_gives_no_cosignature(
    log: Place, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be remembered is not signed."""

    def full(*_: object) -> None:
        raise Unreadable("file.unwritable", "file:seen", reason="No space left on device")

    monkeypatch.setattr("dauys.cli.heads.put", full)
    assert post(address, first(log)) == (500, "text/plain; charset=utf-8", b"")


# the log keeper's side


@contextlib.contextmanager
def answering(answer: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[str]:
    """A server that is no honest witness."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            with contextlib.suppress(OSError):
                answer(self)

        def do_GET(self) -> None:
            self.do_POST()

        def log_message(self, format: str, *args: Any) -> None:
            """Says nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def told(status: int, body: bytes = b"", kind: str = "text/plain", **headers: str) -> Any:
    """Answers with this."""

    def answer(line: BaseHTTPRequestHandler) -> None:
        line.send_response(status)
        line.send_header("Content-Type", kind)
        line.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            line.send_header(name, value)
        line.end_headers()
        line.wfile.write(body)

    return answer


ASKED = Request(0, (), b"any")


@pytest.mark.parametrize("status", [400, 403, 404, 418, 422, 500])
def test_a_witness_that_does_not_sign_is_told_with_its_status(status: int) -> None:
    with answering(told(status, b"no")) as address:
        with pytest.raises(Refused) as caught:
            exchange.ask(address, ASKED)
        assert (caught.value.code, caught.value.facts) == ("witness.refused", {"status": status})
        assert caught.value.accused == f"witness:{address}"


def test_a_size_comes_back_as_a_size() -> None:
    with answering(told(409, b"70000\n", exchange.SIZE_TYPE)) as address:
        assert exchange.ask(address + "/", ASKED) == 70_000


@pytest.mark.parametrize(
    ("body", "kind"),
    [(b"7\n", "text/plain"), (b"07\n", exchange.SIZE_TYPE), (b"7", exchange.SIZE_TYPE),
     (b"-7\n", exchange.SIZE_TYPE), (b"9999999999999999999\n", exchange.SIZE_TYPE)],
)  # fmt: skip
def test_a_conflict_without_a_size_is_a_refusal(body: bytes, kind: str) -> None:
    with answering(told(409, body, kind)) as address:
        with pytest.raises(Refused) as caught:
            exchange.ask(address, ASKED)
        assert caught.value.facts == {"status": 409}


def test_a_witness_leads_the_logs_machine_nowhere_else() -> None:
    """A redirection would have the keeper's machine ask addresses of the witness's choice."""
    asked: list[str] = []

    def lead(line: BaseHTTPRequestHandler) -> None:
        asked.append(line.path)
        told(302, Location="/elsewhere")(line)

    with answering(lead) as address:
        with pytest.raises(Refused) as caught:
            exchange.ask(address, ASKED)
        assert caught.value.facts == {"status": 302}
    assert asked == [exchange.PATH]


def test_an_answer_without_end_is_no_answer() -> None:
    with answering(told(200, b"x" * (exchange.MAX_ANSWER + 1))) as address:
        with pytest.raises(Unreadable) as caught:
            exchange.ask(address, ASKED)
        assert caught.value.code == "witness.silent"


def test_an_answer_that_trickles_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "PATIENCE", 0.3)

    def trickle(line: BaseHTTPRequestHandler) -> None:
        line.send_response(200)
        line.send_header("Content-Length", "1000")
        line.end_headers()
        for _ in range(100):
            line.wfile.write(b"x")
            time.sleep(0.05)

    with answering(trickle) as address:
        started = time.monotonic()
        with pytest.raises(Unreadable):
            exchange.ask(address, ASKED)
        assert time.monotonic() - started < 3


@pytest.mark.parametrize("address", ["http://127.0.0.1:1", "file:///etc/hosts", "no address", ""])
def test_nobody_at_an_address_is_told(address: str) -> None:
    with pytest.raises(DauysError) as caught:
        exchange.ask(address, ASKED)
    assert (caught.value.code, caught.value.accused) == ("witness.silent", f"witness:{address}")
