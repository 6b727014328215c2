"""Has an uploaded law, or a workbook, read by a process of its own, killed if it takes long.

The process gets the bytes and nothing else: no environment, no files, no database.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dauys.consultation.raw import Line
from dauys.errors import DauysError, Refused, Unreadable
from dauys.text.formats import FORMATS, Format, suffix_of
from dauys.wire.hashes import sha256_hex
from dauys.words import Words

SECONDS = 60  # a reader that has not answered by then is killed
COMMAND = (sys.executable, "-m", "dauys.site.text.reader")
MAX_NAME = 120  # characters of a file's name that are kept


@dataclass(frozen=True, slots=True)
class Told:
    """A fault or finding as the reader tells it; `sentence` says it in a language."""

    code: str
    accused: str
    facts: Mapping[str, Any]
    certain: bool = True

    def sentence(self, language: str) -> str:
        """What it says."""
        return Words(language).sentence(self.code, self.accused, self.facts, self.certain)


@dataclass(frozen=True, slots=True)
class Read:
    """A file that has been read."""

    language: str
    source: str
    text: bytes
    articles: int
    findings: list[dict[str, Any]]

    @property
    def sha256(self) -> str:
        """The name of the object that it would be."""
        return sha256_hex(self.text)


def suffix(name: str) -> str:
    """The ending by which a file is read. Raises `Unreadable` ``text.format``."""
    found = suffix_of(name)
    known = [each for each, row in FORMATS.items() if row.read and each != ".json"]
    if found not in known:
        shown = found[:20] or "?"
        raise Unreadable("text.format", f"file:{name}", suffix=shown, known=" ".join(known))
    return found


def check_size(name: str, size: int) -> None:
    """Refuses a file of so many bytes before it is taken in: `Unreadable` ``text.size``."""
    limit = FORMATS.get(suffix(name), Format()).limit
    if size > limit:
        raise Unreadable("text.size", f"file:{name}", limit=limit)


def read(name: str, data: bytes, language: str, seconds: int = SECONDS) -> Read | Told:
    """A file in one language; the reader's refusal where it cannot be read."""
    short = name[-MAX_NAME:]
    try:
        ending = suffix(short) if short else ".txt"
        wanted = {"job": "read", "name": short, "suffix": ending, "language": language}
        told, made = _asked(wanted, data, seconds, f"file:{short}" if short else "")
    except DauysError as error:
        return Told(error.code, error.accused, error.facts, error.certain)
    if "error" in told:
        return _fault(told["error"])
    return Read(language, short, made, int(told["articles"]), told["findings"])


def parity(
    texts: Sequence[bytes], authoritative: Sequence[str], seconds: int = SECONDS
) -> list[dict[str, Any]] | Told:
    """Where the languages of a version differ; a refusal where they cannot be compared."""
    sizes = [len(each) for each in texts]
    wanted = {"job": "compare", "sizes": sizes, "authoritative": list(authoritative)}
    try:
        told, _ = _asked(wanted, b"".join(texts), seconds, "")
    except DauysError as error:
        return Told(error.code, error.accused, error.facts, error.certain)
    return _fault(told["error"]) if "error" in told else told["findings"]


def rows(
    data: bytes, suffix: str, sheet: str | None, accused: str, seconds: int = SECONDS
) -> list[Line]:
    """The lines of a workbook of proposals. Raises what `dauys.consultation.raw.read` does, and as
    `_asked`."""
    wanted = {"job": "rows", "suffix": suffix, "sheet": sheet, "accused": accused}
    told, made = _asked(wanted, data, seconds, accused)
    if "error" in told:
        raise _raised(told["error"])
    return [
        Line(number, tuple(cells), _raised(fault) if fault else None, loose=loose)
        for number, cells, fault, loose in json.loads(made)
    ]


def _asked(
    wanted: dict[str, Any], data: bytes, seconds: int, accused: str
) -> tuple[dict[str, Any], bytes]:
    """The reader's answer. Raises `Unreadable` ``upload.time``, or ``upload.stopped`` where it
    needed more memory than it has or broke down."""
    try:
        done = subprocess.run(
            [*COMMAND, str(seconds)],
            input=json.dumps(wanted).encode("ascii") + b"\n" + data,
            capture_output=True,
            timeout=seconds,
            env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Unreadable("upload.time", accused, limit=seconds) from None
    line, found, made = done.stdout.partition(b"\n")
    if done.returncode or not found:
        raise Unreadable("upload.stopped", accused)
    return json.loads(line), made


def _raised(error: dict[str, Any]) -> Any:
    kind = Refused if error["refused"] else Unreadable
    return kind(error["code"], error["accused"], **error["facts"])


def _fault(error: dict[str, Any]) -> Told:
    return Told(error["code"], error["accused"], error["facts"], error["certain"])
