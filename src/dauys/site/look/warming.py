"""What the first readers of a process would wait for is done before it answers.

A process that has just started has loaded no page's code, made no template and kept nothing that
was worked out. So it reads the site as a reader without script would, from the front page of each
language along the links, each kind of page once in each language, and throws away what it read.
Files, searches and what only people who sign in see are left alone.
"""

from __future__ import annotations

import io
import re
import sys
from collections import deque
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse, HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.translation import override

LINK = re.compile(rb'href="(/[^"#?]*/)"')
PERSONAL = ("account", "mfa", "people", "socialaccount")  # what their views' names begin with


def pages(handler: WSGIHandler) -> Iterator[tuple[str, int]]:
    """Reads one page after the other; gives the address of each and the status of its answer."""
    waiting = deque(f"/{language}/" for language, _ in settings.LANGUAGES)
    known = set(map(_kind, waiting))
    while waiting:
        path = waiting.popleft()
        status, body = _read(handler, path)
        yield path, status
        for link in map(bytes.decode, LINK.findall(body)):
            kind = _kind(link)
            if kind is not None and kind not in known:
                known.add(kind)
                waiting.append(link)


def _kind(path: str) -> tuple[str, str] | None:
    """The language and the kind of a page; None where it is none that is read here."""
    language = path.split("/")[1]
    if language not in dict(settings.LANGUAGES):
        return None
    try:
        with override(language):
            name = resolve(path).view_name
    except Resolver404:
        return None
    return None if name.startswith(PERSONAL) else (language, name)


def _read(handler: WSGIHandler, path: str) -> tuple[int, bytes]:
    """The status and the words of a page, as if it had been asked for through the proxy."""
    host = settings.ALLOWED_HOSTS[0]
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "SERVER_NAME": host,
        "SERVER_PORT": "443",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": host,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "https",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
    }
    if settings.SECURE_PROXY_SSL_HEADER:
        name, value = settings.SECURE_PROXY_SSL_HEADER
        environ[name] = value
    answer = handler(environ, lambda status, headers, failed=None, /: io.BytesIO().write)
    try:
        return answer.status_code, answer.content if isinstance(answer, HttpResponse) else b""
    finally:
        _forget(answer)
        answer.close()  # which gives the connection to the database back


def _forget(answer: HttpResponseBase) -> None:
    """A page with a form opens a session: nobody is in this one."""
    opened = answer.cookies.get(settings.SESSION_COOKIE_NAME)
    if opened is not None and opened.value:
        import_module(settings.SESSION_ENGINE).SessionStore(opened.value).delete()
