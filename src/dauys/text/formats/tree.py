"""JSON: the object of a text as a record stores it (3-text, section 4), read strictly."""

from __future__ import annotations

from dauys.errors import Findings, Refused, Unreadable
from dauys.text.formats.about import About
from dauys.text.provision import Text
from dauys.text.read import Reading
from dauys.text.wire import read_text, write_text

NO_JSON = ("json.encoding", "json.syntax", "json.depth")  # another kind of file, or cut short


def read_json(data: bytes, language: str | None, accused: str) -> Reading:
    """The text of an object; raises `Refused` json.*, text.tree, `Unreadable` text.damaged,
    text.language, text.articles, text.empty."""
    if not data.strip():
        raise Unreadable("text.empty", accused)
    try:
        text = read_text(data, accused=accused)
    except Refused as error:
        if error.code in NO_JSON:
            raise Unreadable("text.damaged", accused, format="JSON") from None
        raise
    return checked(text, language, accused, Findings())


def write_json(text: Text, about: About) -> bytes:
    """The canonical bytes of a text."""
    return write_text(text)


def checked(text: Text, language: str | None, accused: str, found: Findings) -> Reading:
    """A text whose tree was given and not worked out, if it is one that a record may store, in the
    language asked for and with articles. Raises `Refused` text.tree, json.*."""
    read_text(write_text(text), accused=accused)
    if language is not None and text.language != language:
        raise Unreadable("text.language", accused, expected=language[:40], found=text.language)
    if not text.units():
        raise Unreadable("text.articles", accused)
    return Reading(text, found)
