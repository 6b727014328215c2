"""Markup as lines: elements opened, closed and indented, every character escaped (XML 1.0, HTML).

It writes and reads nothing of law. A character that it cannot hold is refused, not replaced.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dauys.errors import Refused

# What XML cannot hold, and the controls that no reader of ours takes.
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
# A reader turns a carriage return into a line end, and in an attribute both into a space.
_WHITE = str.maketrans({"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"})


def escaped(text: str, address: str = "") -> str:
    """Text as it stands between tags or in an attribute; raises `Refused` text.character."""
    if found := _FORBIDDEN.search(text):
        accused = f"provision:{address}" if address else ""
        raise Refused("text.character", accused, character=f"U+{ord(found[0]):04X}")
    return text.translate(_ESCAPES).translate(_WHITE)


def tag(name: str, /, **attributes: str) -> str:
    """An opening tag without its brackets; an attribute that is "" is left out. A name that is a
    word of Python ends in ``_``; ``__`` in it stands for ``:`` and ``_`` for ``-``."""
    parts = [name]
    for key, value in attributes.items():
        if value:
            said = key.rstrip("_").replace("__", ":").replace("_", "-")
            parts.append(f'{said}="{escaped(value)}"')
    return " ".join(parts)


@dataclass(slots=True)
class Markup:
    """A document in the making."""

    lines: list[str] = field(default_factory=list)
    depth: int = 0

    def open(self, name: str, /, **attributes: str) -> None:
        """Begins an element; what follows stands inside it."""
        self.raw(f"<{tag(name, **attributes)}>")
        self.depth += 1

    def close(self, name: str) -> None:
        """Ends the element that was begun last."""
        self.depth -= 1
        self.raw(f"</{name}>")

    def empty(self, name: str, /, **attributes: str) -> None:
        """An element with nothing in it."""
        self.raw(f"<{tag(name, **attributes)}/>")

    def put(self, name: str, inner: str, /, **attributes: str) -> None:
        """An element in one line; ``inner`` is markup already."""
        self.raw(f"<{tag(name, **attributes)}>{inner}</{name}>")

    def raw(self, line: str) -> None:
        """A line as it is."""
        self.lines.append("  " * self.depth + line)

    def data(self) -> bytes:
        """The document in UTF-8."""
        return ("\n".join(self.lines) + "\n").encode("utf-8")
