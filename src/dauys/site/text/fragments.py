"""Large parts of pages that depend on texts alone: rendered once, then kept under their hashes.

A fragment knows nothing of who reads: no request, no session, no query but what its key names.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from dauys import __version__
from dauys.site.look import kept as store


def kept(key: str, template: str, context: Callable[[], dict[str, Any]]) -> SafeString:
    """A rendered template, out of the cache or made now."""
    name = f"text:part:{__version__}:{template}:{key}"
    found = store.kept(store.TEXTS, name, lambda: str(render_to_string(template, context())))
    return mark_safe(found)  # rendered, with everything escaped, by the line above
