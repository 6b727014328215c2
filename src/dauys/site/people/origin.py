"""Where a request comes from, and whose account it tries: what throttles count by.

Behind a proxy every request comes from the proxy, which says from where in ``X-Forwarded-For``; of
that list only the last entry, which the proxy itself has added, can be believed.
"""

from __future__ import annotations

from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.http import HttpRequest


def client(request: HttpRequest) -> str:
    """The address of the client; without a proxy nobody else's word is taken for it."""
    if settings.ENVIRONMENT.proxy:
        last = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        try:
            return str(ip_address(last))
        except ValueError:
            pass  # the proxy does not name clients: all count as one, and none escapes
    return str(request.META.get("REMOTE_ADDR") or "127.0.0.1")


def account(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The e-mail address that is tried, in one spelling: no spelling is counted apart."""
    told = (credentials or {}).get("email") or request.POST.get("login", "")
    return str(told).strip().lower()[:254]
