"""add-checkpoint over HTTP (C2SP tlog-witness), 2-log.md section 8: the witness's server, the log's
client.

Either may face a stranger. So a request and an answer have a largest size, a line has a moment by
which it must be over however slowly it speaks, and few lines are open at once; what is beyond that
is hung up on, without a word. Nothing here knows what a checkpoint means.
"""

from __future__ import annotations

import contextlib
import re
import socket
import threading
from collections.abc import Callable
from http.client import HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from dauys.errors import DauysError, Refused, Unreadable
from dauys.log.tiles import MAX_SIZE
from dauys.log.witness import MAX_REQUEST, Request
from dauys.verification import web

PATH = "/add-checkpoint"
SIZE_TYPE = "text/x.tlog.size"
LINES = 32  # open at once
SILENCE = 10  # seconds without a byte
PATIENCE = 30  # seconds that a line, or an answer, may take in all
MAX_ANSWER = 64 * 1024  # bytes

# How each refusal is told (tlog-witness, "add-checkpoint"); any other is a bad request.
STATUS = {
    "witness.origin": 404,
    "note.unsigned": 403,
    "note.signature": 403,
    "witness.size": 409,
    "log.fork": 409,
    "log.proof": 422,
}
_SIZE = re.compile(rb"(0|[1-9][0-9]{0,18})\n")

Answer = Callable[[bytes], str]


class Server(ThreadingHTTPServer):
    """Answers add-checkpoint requests with what ``answer`` gives for their bodies, or raises."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], answer: Answer):
        self.answer = answer
        self._free = threading.BoundedSemaphore(LINES)
        super().__init__(address, Line)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Takes a line, if one is free."""
        if self._free.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Speaks on a line until it ends, and frees it."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Says nothing: a caller who hangs up is no fault of the witness."""


class Line(BaseHTTPRequestHandler):
    """One line: any number of requests, one after another, until it is over."""

    protocol_version = "HTTP/1.1"
    server_version = "dauys-witness"
    sys_version = ""
    timeout = SILENCE
    server: Server
    _end: threading.Timer

    def setup(self) -> None:
        """Sets the moment by which the line is over, whoever is speaking then."""
        super().setup()
        self._end = threading.Timer(PATIENCE, self._hang_up)
        self._end.daemon = True
        self._end.start()

    def finish(self) -> None:
        """Ends the line."""
        self._end.cancel()
        super().finish()

    def do_POST(self) -> None:
        """add-checkpoint."""
        size = self._size()
        if self.path != PATH or size is None:
            self.close_connection = True  # the body, if there is one, stays unread
            self._tell(404 if self.path != PATH else 400, "")
        elif size > MAX_REQUEST:
            self.close_connection = True
            self._tell(413, "")
        else:
            data = self.rfile.read(size)
            if len(data) == size:
                self._tell(*self._answer(data))

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: who asks, and from where, is nobody's business."""

    def _answer(self, data: bytes) -> tuple[int, str, str]:
        """Status, body and its type."""
        try:
            return 200, self.server.answer(data), "text/plain; charset=utf-8"
        except Refused as error:
            size = error.facts.get("size") if STATUS.get(error.code) == 409 else None
            # Of a fork the size alone is told: it is the one that the log itself has stated.
            told = (f"{size}\n", SIZE_TYPE) if size is not None else (f"{error.code}\n", "")
            return STATUS.get(error.code, 400), *told
        except (DauysError, OSError):
            return 500, "", ""

    def _size(self) -> int | None:
        """How long the body is; None where that is not said, or said in two ways."""
        lengths = self.headers.get_all("Content-Length") or []
        if len(lengths) != 1 or "Transfer-Encoding" in self.headers:
            return None
        return int(lengths[0]) if re.fullmatch("[0-9]{1,9}", lengths[0]) else None

    def _tell(self, status: int, body: str, kind: str = "") -> None:
        data = body.encode("utf-8")
        self.send_response(status)
        self.send_header("Content-Type", kind or "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(data)

    def _hang_up(self) -> None:
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)


def ask(address: str, request: Request) -> bytes | int:
    """The lines that a witness answers with, or the size from which it wants the proof to go on.

    Raises `Unreadable` ``witness.silent`` where it cannot be reached, and `Refused`
    ``witness.refused`` where it does not sign.
    """
    who = f"witness:{address}"
    try:
        patience = web.Patience(SILENCE, PATIENCE)
        told = web.ask(address.rstrip("/") + PATH, MAX_ANSWER, patience, request.write())
    except (OSError, ValueError, HTTPException):
        raise Unreadable("witness.silent", who) from None
    if told.status == 200:
        return told.body
    size = _SIZE.fullmatch(told.body)
    if told.status == 409 and told.kind == SIZE_TYPE and size and int(size[1]) <= MAX_SIZE:
        return int(size[1])
    raise Refused("witness.refused", who, status=told.status)
