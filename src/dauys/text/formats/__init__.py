"""Reads and writes document formats: the one place of the stage that opens files.

`FORMATS` is the table: a row for each ending, with the functions that read and write it. A
format's module is loaded when a file of it is met, so that who reads plain text loads no library.
A folder is its files in the order of their names, the README left out. What the lines mean is
`dauys.text.read`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

from dauys.errors import Finding, Findings, Unreadable
from dauys.text.formats.about import UNKNOWN, About
from dauys.text.lines import MAX_BYTES, Line
from dauys.text.provision import Text
from dauys.text.read import Reading, read_lines

Read = Callable[..., Reading]  # data, language, accused; and Changes where a format tracks them
Changes = Literal["refuse", "accept", "reject"]  # of the changes that a Word document tracks
Lines = Callable[[bytes, str, str, Findings], list[Line]]
Write = Callable[[Text, About], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """What can be done with files of an ending: ``module.function`` of this folder, or "".

    ``read(data, language, accused)`` gives the `Reading` of a file. ``lines(data, accused, file,
    found)`` gives its lines, so that it may be one of several in a folder. ``write(text, about)``
    gives its bytes. ``limit`` is the size in bytes of the longest file that is read. ``tracks``:
    it may hold tracked changes, and ``read`` is told what becomes of them.
    """

    read: str = ""
    lines: str = ""
    write: str = ""
    limit: int = MAX_BYTES
    tracks: bool = False


_PLAIN = Format("plain.read_plain", "plain.lines_plain", "plain.write_plain")
_MARKDOWN = Format("markdown.read_markdown", "markdown.lines_markdown", "markdown.write_markdown")
_HTML = Format("html_read.read_html", "html_read.lines_html", "html.write_html")
_AKN = Format("akn_read.read_akn", "", "akn.write_akn")

FORMATS: dict[str, Format] = {  # of two endings that fit, the longer one counts
    ".txt": _PLAIN,
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".html": _HTML,
    ".htm": _HTML,
    ".akn.xml": _AKN,
    ".akn": _AKN,
    ".xml": _AKN,
    ".docx": Format("docx_read.read_docx", "", "docx_write.write_docx", tracks=True),
    ".pdf": Format("pdf_read.read_pdf", "", "pdf_write.write_pdf"),
    ".json": Format("tree.read_json", "", "tree.write_json"),
}


def load(path: Path | str, language: str | None = None, changes: Changes = "refuse") -> Text:
    """The law in a file or folder; raises as its reader does, and for what cannot be read."""
    return load_reading(path, language, changes).text


def load_reading(
    path: Path | str, language: str | None = None, changes: Changes = "refuse"
) -> Reading:
    """The law in a file or folder, with the findings of the reading."""
    place = Path(path)
    if not place.exists():
        raise Unreadable("file.missing", f"file:{place}")
    if not place.is_dir():
        return _alone(place, language, changes)
    files, found = _files(place)
    if len(files) > 1:
        return _together(files, language, f"file:{place.name}", found)
    reading = _alone(files[0], language, changes)
    return Reading(reading.text, Findings([*found.found, *reading.findings.found]))


def read_bytes(
    data: bytes,
    suffix: str,
    language: str | None = None,
    accused: str = "",
    changes: Changes = "refuse",
) -> Reading:
    """The law in the bytes of a file with this ending.

    Raises `Unreadable` text.format for an ending that is not read, text.size, and as the format's
    reader does.
    """
    row = FORMATS.get(suffix, Format())
    if not row.read:
        raise _unknown(suffix, accused, [name for name, each in FORMATS.items() if each.read])
    if len(data) > row.limit:
        raise Unreadable("text.size", accused, limit=row.limit)
    read: Read = _function(row.read)
    return read(data, language, accused, *([changes] if row.tracks else []))


def dump(text: Text, suffix: str, about: About = UNKNOWN, accused: str = "") -> bytes:
    """The bytes of a text as a file with this ending; the same text gives the same bytes.

    Raises as `check_written` and as the writer does.
    """
    check_written(suffix, accused)
    write: Write = _function(FORMATS[suffix].write)
    return write(text, about)


def check_written(suffix: str, accused: str = "") -> None:
    """Refuses an ending that is not written, with those that are: `Unreadable` text.format."""
    known = [name for name, row in FORMATS.items() if row.write]
    if suffix not in known:
        raise _unknown(suffix, accused, known)


def suffix_of(name: str) -> str:
    """The ending by which a file is read and written: the longest that the table has, in small
    letters; of a file that it does not know, what follows the last dot."""
    lower = name.lower()
    known = [suffix for suffix in FORMATS if lower.endswith(suffix)]
    return max(known, key=len) if known else Path(lower).suffix


def _function(name: str) -> Any:
    module, _, function = name.partition(".")
    return getattr(import_module(f"{__name__}.{module}"), function)


def _unknown(suffix: str, accused: str, known: list[str]) -> Unreadable:
    return Unreadable("text.format", accused, suffix=suffix[:20] or "?", known=" ".join(known))


def _alone(file: Path, language: str | None, changes: Changes) -> Reading:
    accused, suffix = f"file:{file.name}", suffix_of(file.name)
    if suffix not in FORMATS:  # before a film of 4 GB is read
        return read_bytes(b"", suffix, language, accused)
    data = _bytes(file, FORMATS[suffix].limit)
    return read_bytes(data, suffix, language, accused, changes)


def _together(files: list[Path], language: str | None, accused: str, found: Findings) -> Reading:
    """Several files as one text: the lines of the first, then those of the next."""
    lines: list[Line] = []
    size = 0
    for file in files:
        row = FORMATS[suffix_of(file.name)]
        data = _bytes(file, MAX_BYTES)
        size += len(data)
        if size > MAX_BYTES:
            raise Unreadable("text.size", accused, limit=MAX_BYTES)
        lines_of: Lines = _function(row.lines)
        lines += lines_of(data, f"file:{file.name}", file.name, found)
    return read_lines(lines, language, accused, found)


def _files(folder: Path) -> tuple[list[Path], Findings]:
    """The files of a folder that are read, in the order of their names; what else lies there is
    told, the README and hidden files aside. What gives a tree or a whole document (JSON, Akoma
    Ntoso, DOCX, PDF) stands alone or not at all, as it cannot go on in the next file."""
    candidates = sorted(
        (
            file
            for file in folder.iterdir()
            if file.stem.casefold() != "readme" and not file.name.startswith(".")
        ),
        key=lambda file: unicodedata.normalize("NFC", file.name),
    )
    rows = {file: FORMATS.get(suffix_of(file.name), Format()) for file in candidates}
    taken = [file for file in candidates if rows[file].lines and not file.is_dir()]
    trees = [file for file in candidates if rows[file].read and not file.is_dir()]
    if not taken and len(trees) == 1:
        taken = trees
    if not taken:
        raise Unreadable("text.folder", f"file:{folder.name}")
    found = Findings()
    for file in candidates:
        if file not in taken:
            found.add(Finding("text.left_out", "information", f"file:{file.name}"))
    return taken, found


def _bytes(file: Path, limit: int) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(limit + 1)  # one more than allowed: the reader refuses it
    except OSError as error:
        accused = f"file:{file.name}"
        raise Unreadable("file.unreadable", accused, reason=error.strerror or "?") from None
