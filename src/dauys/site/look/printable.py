"""Words that can be shown as they are: no control characters, and none that turns its neighbours.

A sign that overrides the direction of writing makes a page show other words than it holds
(CVE-2021-42574); Arabic letters, Kazakh ones too, are written without.
"""

from __future__ import annotations

import unicodedata
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

CHARACTER = _("There is a character in it that cannot be shown.")
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def unprintable(text: str) -> bool:
    """Whether a character stands in it that no page can show, or that turns others around."""
    return any(
        char in TURNING or (unicodedata.category(char) in ("Cc", "Cs") and char not in "\r\n\t")
        for char in text
    )


class Printable:
    """Makes a form refuse such characters in every field; for forms that people type words into.

    ``RAW`` are the beginnings of the names of fields that are read by something stricter.
    """

    RAW: ClassVar[tuple[str, ...]] = ()

    def full_clean(self) -> None:
        """Django's checks, then this one, for fields that have no fault so far."""
        form: Any = self
        super().full_clean()  # type: ignore[misc]
        for name, value in list(getattr(form, "cleaned_data", {}).items()):
            if isinstance(value, str) and not name.startswith(self.RAW) and unprintable(value):
                form.add_error(name, CHARACTER)
