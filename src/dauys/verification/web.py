"""One question to a web server, and its answer, within a size and a time.

Specification: docs/specification/2-log.md, MUST 31. A stranger may be at the other end. So one
moment ends it all, the connecting, the headers and the body, however slowly bytes come; an answer
beyond its limit, or shorter than it said, is none; and a redirection is an answer like any other:
it is not followed. A record is read from the address that a person gave, and nobody leads this
machine to addresses of a private network. Names are resolved by the operating system, in its time.
"""

from __future__ import annotations

import io
import socket
import time
import urllib.request
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any

PIECE = 1024 * 1024  # bytes


class Overlong(OSError):
    """There is more of an answer than was asked for."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a server is waited for, in seconds: without a byte, and in all."""

    silence: float
    whole: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said."""

    status: int
    kind: str
    body: bytes


def ask(url: str, limit: int, patience: Patience, data: bytes | None = None) -> Answer:
    """The answer to a GET, or to a POST of ``data`` (plain text), at most ``limit`` bytes long.

    Raises `Overlong`, another `OSError` or ``HTTPException`` where there is no whole answer, and
    ``ValueError`` for what is no address.
    """
    headers = {} if data is None else {"Content-Type": "text/plain; charset=utf-8"}
    opener = urllib.request.OpenerDirector()  # without what follows redirections, or opens files
    clock = _Clock(patience.silence, time.monotonic() + patience.whole)
    for handler in (urllib.request.ProxyHandler(), _Http(clock), _Https(clock)):
        opener.add_handler(handler)
    answer: HTTPResponse | None = opener.open(urllib.request.Request(url, data, headers))
    if answer is None:
        raise OSError(url)  # neither http nor https
    with answer:
        body = _read(answer, limit)
        return Answer(answer.status, answer.headers.get("Content-Type", ""), body)


def _read(answer: HTTPResponse, limit: int) -> bytes:
    """The whole body, in pieces: what a header says of its size must not become an allocation."""
    size = _stated(answer)
    if size is not None and size > limit:
        raise Overlong(size)
    data = bytearray()
    while size is None or len(data) < size:
        piece = answer.read1(min(PIECE, limit + 1 - len(data)))
        if not piece:
            break
        data += piece
        if len(data) > limit:
            raise Overlong(len(data))
    if size is not None and len(data) != size:
        raise OSError(len(data), size)  # cut short: what is missing is no fault of the record
    return bytes(data)


def _stated(answer: HTTPResponse) -> int | None:
    """The size of the body as the headers have it; None where they leave it open."""
    if answer.chunked:  # its end is told by the pieces themselves
        return None
    stated = answer.headers.get_all("Content-Length") or []
    if not stated:
        return None
    if len(set(stated)) > 1 or not (stated[0].isascii() and stated[0].isdigit()):
        raise HTTPException(stated)
    return int(stated[0])


@dataclass(frozen=True, slots=True)
class _Clock:
    """The moment at which all must be over, on the clock that is never set back."""

    silence: float
    end: float

    def left(self) -> float:
        """How long the next byte may be waited for."""
        left = self.end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return min(self.silence, left)


class _Paced(io.RawIOBase):
    """The bytes of a line, each waited for no longer than the clock has it."""

    def __init__(self, raw: Any, line: socket.socket, clock: _Clock):
        self._raw, self._line, self._clock = raw, line, clock

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._line.settimeout(self._clock.left())
        count: int | None = self._raw.readinto(buffer)
        return count

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Response(HTTPResponse):
    """An answer that is read against the clock, headers too."""

    def __init__(self, sock: socket.socket, *given: Any, clock: _Clock, **named: Any):
        super().__init__(sock, *given, **named)
        raw: Any = self.fp.detach()
        self.fp = io.BufferedReader(_Paced(raw, sock, clock))


class _Connection(HTTPConnection):
    """A line that is connected, spoken on and read against the clock."""

    def __init__(self, *given: Any, clock: _Clock, **named: Any):
        super().__init__(*given, **named)
        self._clock = clock
        self._create_connection = self._connected
        self.response_class = partial(_Response, clock=clock)  # type: ignore[assignment]

    def _connected(self, address: tuple[str, int], *_: Any) -> socket.socket:
        """A name may have any number of addresses: each has what is left of the time."""
        error: OSError = OSError(address)
        for family, kind, protocol, _name, place in socket.getaddrinfo(
            *address, type=socket.SOCK_STREAM
        ):
            line = socket.socket(family, kind, protocol)
            try:
                line.settimeout(self._clock.left())
                line.connect(place)
                line.settimeout(self._clock.left())
                return line
            except OSError as failed:
                line.close()
                error = failed
        raise error

    def send(self, data: Any) -> None:
        if self.sock is not None:
            self.sock.settimeout(self._clock.left())
        super().send(data)


class _SecureConnection(_Connection, HTTPSConnection):
    """The same behind TLS: the handshake takes its time out of the whole as well."""


class _Http(urllib.request.HTTPHandler):
    def __init__(self, clock: _Clock):
        super().__init__()
        self._clock = clock

    def http_open(self, request: urllib.request.Request) -> Any:
        return self.do_open(partial(_Connection, clock=self._clock), request)


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, clock: _Clock):
        super().__init__()
        self._clock = clock

    def https_open(self, request: urllib.request.Request) -> Any:
        return self.do_open(partial(_SecureConnection, clock=self._clock), request)
