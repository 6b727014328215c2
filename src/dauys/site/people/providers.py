"""The providers of identities by which one can sign in: the JSON file of DAUYS_OIDC, strictly read.

    {"providers": [{"id": "egov", "name": "eGov", "server": "https://id.example",
                    "client": "…", "secret": "…", "verifies": true, "pages": ["https://…"]}]}

``verifies`` says that this provider has seen who a person is. ``pages`` are further origins through
which it leads a browser; the content policy lets a form go nowhere else. The protocol itself,
OpenID Connect with PKCE, is allauth's.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dauys.errors import Unreadable

MOST = 64 * 1024  # bytes of the file
ID = re.compile(r"[a-z][a-z0-9-]{0,30}")
NEEDED = {"id": str, "name": str, "server": str, "client": str, "secret": str}
TAKEN = NEEDED | {"verifies": bool, "pages": list}
LOOPBACK = ("localhost", "127.0.0.1")


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider; ``origins`` are those to which a browser may be sent."""

    id: str
    name: str
    server: str
    client: str
    secret: str = field(repr=False)
    verifies: bool
    origins: tuple[str, ...]


def read(path: Path | None) -> tuple[Provider, ...]:
    """The providers of a file; none without one. Raises `Unreadable` ``setting.provider``."""
    if path is None:
        return ()
    try:
        if path.stat().st_mode & 0o077:
            raise _wrong(path, "chmod 600")
        data = path.read_bytes()[: MOST + 1]
        told = json.loads(data.decode("utf-8")) if len(data) <= MOST else None
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise _wrong(path, "JSON") from None
    if not (isinstance(told, dict) and set(told) == {"providers"}):
        raise _wrong(path, '{"providers": […]}')
    rows = told["providers"]
    if not (isinstance(rows, list) and rows):
        raise _wrong(path, '{"providers": […]}')
    found = tuple(_provider(path, row) for row in rows)
    if len({each.id for each in found}) != len(found):
        raise _wrong(path, "id")
    return found


def apps(providers: tuple[Provider, ...]) -> list[dict[str, Any]]:
    """The providers as allauth's settings have them."""
    return [
        {
            "provider_id": each.id,
            "name": each.name,
            "client_id": each.client,
            "secret": each.secret,
            "settings": {"server_url": each.server, "oauth_pkce_enabled": True},
        }
        for each in providers
    ]


def _provider(path: Path, row: Any) -> Provider:
    if not (isinstance(row, dict) and set(NEEDED) <= set(row) <= set(TAKEN)):
        raise _wrong(path, ", ".join(sorted(NEEDED)))
    for name, value in row.items():
        if not isinstance(value, TAKEN[name]) or value == "":
            raise _wrong(path, name)
    if not ID.fullmatch(row["id"]):
        raise _wrong(path, "id: a-z 0-9 -")
    origins = tuple(_origin(path, page) for page in (row["server"], *row.get("pages", ())))
    return Provider(
        row["id"], row["name"], row["server"], row["client"], row["secret"],
        row.get("verifies", False), tuple(dict.fromkeys(origins)),
    )  # fmt: skip


def _origin(path: Path, address: Any) -> str:
    """``https://host:port`` of an address; http only on the machine itself, for trials."""
    parts = urlsplit(address) if isinstance(address, str) else urlsplit("")
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    if not (safe and re.fullmatch(r"[A-Za-z0-9.-]+(:[0-9]+)?", parts.netloc)):
        raise _wrong(path, "https://HOST")
    return f"{parts.scheme}://{parts.netloc}"


def _wrong(path: Path, expected: str) -> Unreadable:
    return Unreadable("setting.provider", f"file:{path}", expected=expected)
