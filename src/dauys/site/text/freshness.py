"""When a reader's copy of a page is still good: the ETag of pages that everybody sees alike.

It holds whatever such a page is made of: the texts by their hashes, how far the record goes, the
day, and the version of Dauys. Who is signed in, or has a message waiting, gets a fresh page.
"""

from __future__ import annotations

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.utils.translation import get_language

from dauys import __version__
from dauys.site.look import moment
from dauys.site.record.models import Head
from dauys.wire.hashes import sha256_hex


def etag(request: HttpRequest, *parts: str) -> str | None:
    """The tag of a page, or None where the reader must get a fresh one."""
    if request.user.is_authenticated or len(get_messages(request)):
        return None
    head = Head.objects.values_list("size", flat=True).filter(pk=1).first() or 0
    facts = (
        __version__, str(head), moment.today().isoformat(), get_language() or "",
        request.get_full_path(), *parts,
    )  # fmt: skip
    return f'"{sha256_hex(chr(0).join(facts).encode())}"'
