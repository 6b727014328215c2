"""Reads document formats: the one place of the stage that opens files.

``.txt`` is plain text, ``.md`` Markdown, ``.docx`` and ``.pdf`` what they say, whose modules are
loaded when one is met; a folder is its texts (``.txt``, ``.md``) in the order of their names, the
README left out. What the lines mean is `dauys.text.read`.
"""

from __future__ import annotations

import unicodedata
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

from dauys.errors import Unreadable
from dauys.text.lines import MAX_BYTES
from dauys.text.provision import Text
from dauys.text.read import Reading, Source, read

SUFFIXES = {".txt": False, ".md": True, ".markdown": True}  # whether it is Markdown
OFFICE = {".docx": "docx_read.read_docx", ".pdf": "pdf_read.read_pdf"}

# What becomes of the changes that a Word document tracks.
Changes = Literal["refuse", "accept", "reject"]


def load(path: Path | str, language: str | None = None, changes: Changes = "refuse") -> Text:
    """The law in a file or folder; raises as `read` does, and for a path that cannot be read."""
    return load_reading(path, language, changes).text


def load_reading(
    path: Path | str, language: str | None = None, changes: Changes = "refuse"
) -> Reading:
    """The law in a file or folder, with the findings of the reading."""
    place = Path(path)
    accused = f"file:{place.name}"
    if not place.exists():
        raise Unreadable("file.missing", f"file:{place}")
    if place.is_file() and (reader := OFFICE.get(place.suffix.lower())):
        module, _, function = reader.partition(".")
        reads = getattr(import_module(f"{__name__}.{module}"), function)
        more: dict[str, Any] = {"changes": changes} if module == "docx_read" else {}
        reading: Reading = reads(_bytes(place, accused), language, accused, **more)
        return reading
    files = _files(place, accused) if place.is_dir() else [place]
    sources = [_source(file) for file in files]
    if sum(len(source.data) for source in sources) > MAX_BYTES:
        raise Unreadable("text.size", accused, limit=MAX_BYTES)
    return read(sources, language, accused=accused)


def _files(folder: Path, accused: str) -> list[Path]:
    found = [
        file
        for file in folder.iterdir()
        if file.suffix.lower() in SUFFIXES
        and file.stem.casefold() != "readme"
        and not file.name.startswith(".")
    ]
    if not found:
        raise Unreadable("text.folder", accused)
    return sorted(found, key=lambda file: unicodedata.normalize("NFC", file.name))


def _source(file: Path) -> Source:
    accused = f"file:{file.name}"
    markdown = SUFFIXES.get(file.suffix.lower())
    if markdown is None:
        raise Unreadable("text.format", accused, suffix=file.suffix[:20] or "?")
    return Source(file.name, _bytes(file, accused), markdown)


def _bytes(file: Path, accused: str) -> bytes:
    """The bytes of a file; one more than allowed, which the reader refuses."""
    try:
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise Unreadable("file.unreadable", accused, reason=error.strerror or "?") from None
