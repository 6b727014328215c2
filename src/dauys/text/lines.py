"""From bytes to lines: encoding, Unicode form, what Markdown means (specification 3-text, 3.1).

A line of plain text is a passage. In Markdown a passage may go on in the next line; headings,
quotations and bold lines are marked. It knows no language and no law.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dauys.errors import Findings, Unreadable
from dauys.text import findings

MAX_BYTES = 16 * 1024 * 1024

_SPACES = re.compile(r"[^\S\n]+")
_INVISIBLE = dict.fromkeys(map(ord, "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}\ufeff"))
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")
_BREAKS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
_HEADING = re.compile(r"(#{1,6})(?:\s+|$)(.*?)(?:\s+#+)?")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|<!--[^<>]{0,2000}-->")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=\S)([^*]+?)(?<=\S)\1(?![\w*])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>])")
_BULLET = re.compile(r"^[-*+•–—]\s+(?=\S)")
_WORDLESS = re.compile(r"[\W_]*")
_ITEM = re.compile(r"\(?[\w-]{1,6}\s?[.)º°]")
_STOPS = tuple('.;:!?)»”"…')


@dataclass(frozen=True, slots=True)
class Line:
    """A passage: where it stands ("14", or "chapter.md:14"), its words, and how it was marked.

    ``level`` is that of a Markdown heading, 0 where it is none.
    """

    where: str
    text: str
    level: int = 0
    bold: bool = False
    quoted: bool = False


def lines_of(
    data: bytes, *, markdown: bool, accused: str = "", file: str = "", found: Findings
) -> list[Line]:
    """The lines of a file that hold words.

    Raises `Unreadable` text.size, text.encoding, text.empty; what is left out is a finding.
    """
    text = decode(data, accused)
    numbered = [
        (f"{file}:{n}" if file else str(n), _SPACES.sub(" ", line).strip())
        for n, line in enumerate(text.split("\n"), 1)
    ]
    lines = list(_markdown(numbered, found) if markdown else _plain(numbered))
    if not lines:
        raise Unreadable("text.empty", accused)
    return lines


def decode(data: bytes, accused: str = "") -> str:
    """UTF-8 (a byte-order mark is allowed) in NFC with one kind of line end."""
    if len(data) > MAX_BYTES:
        raise Unreadable("text.size", accused, limit=MAX_BYTES)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable("text.encoding", accused, guess=_guess(data)) from None
    text = _BREAKS.sub("\n", text)
    if _CONTROLS.search(text):
        raise Unreadable("text.encoding", accused, guess=_guess(data))
    return unicodedata.normalize("NFC", text.translate(_INVISIBLE))


def clean(text: str) -> str:
    """Words of another format as a line has them: NFC, nothing invisible, single spaces."""
    text = _SPACES.sub(" ", text.replace("\n", " ").translate(_INVISIBLE))
    return unicodedata.normalize("NFC", text).strip()


def unmarked(line: Line) -> Line | None:
    """A line without the bullet before it (a note may begin so); None where no word is left."""
    text = line.text if line.quoted else _BULLET.sub("", line.text, count=1)
    return None if _WORDLESS.fullmatch(text) else replace(line, text=text)


def joined(parts: list[str]) -> list[str]:
    """Lines that were broken by hand, as passages: one goes on in the next when nothing ended it
    and nothing begins."""
    passages: list[list[str]] = []
    for part in filter(None, map(clean, parts)):
        if passages and not passages[-1][-1].endswith(_STOPS) and not _ITEM.match(part):
            passages[-1].append(part)
        else:
            passages.append([part])
    return [" ".join(passage) for passage in passages]


def _guess(data: bytes) -> str:
    """Which encoding it may be: two thirds of Cyrillic letters as CP1251 say so."""
    sample = data[:65536]
    if sample[:2] in (b"\xff\xfe", b"\xfe\xff") or sample.count(0) * 3 > len(sample):
        return "UTF-16"
    if _CONTROLS.search(sample.decode("latin-1").translate(dict.fromkeys(range(0x80, 0xA0)))):
        return "binary"
    letters = [c for c in sample.decode("cp1251", "replace") if c.isalpha()]
    lower = sum("а" <= letter <= "я" for letter in letters)
    return "windows-1251" if lower * 3 > len(letters) * 2 else "?"


def _plain(numbered: list[tuple[str, str]]) -> Iterator[Line]:
    for where, text in numbered:
        if not _WORDLESS.fullmatch(text):
            yield Line(where, _BULLET.sub("", text, count=1))


def _markdown(numbered: list[tuple[str, str]], found: Findings) -> Iterator[Line]:
    start = _after_front_matter(numbered, found)
    held: list[Line] = []
    for where, raw in numbered[start:]:
        line = _marked(where, raw)
        if held and not _goes_on(held[-1], line, raw):
            yield replace(held[0], text=" ".join(part.text for part in held))
            held = []
        if line.text:
            held.append(line)
    if held:
        yield replace(held[0], text=" ".join(part.text for part in held))


def _after_front_matter(numbered: list[tuple[str, str]], found: Findings) -> int:
    """A YAML block between lines of three dashes at the top is about the file, not the law."""
    if not numbered or numbered[0][1] != "---":
        return 0
    for n, (where, text) in enumerate(numbered[1:], 1):
        if text == "---":
            found.add(findings.note("text.ignored", numbered[0][0], until=where))
            return n + 1
    return 0


def _marked(where: str, raw: str) -> Line:
    quoted = raw.startswith(">")
    text = raw.lstrip("> ") if quoted else raw
    heading = _HEADING.fullmatch(text)
    text = _TAG.sub("", heading[2] if heading else _BULLET.sub("", text, count=1)).strip()
    bold = bool(re.fullmatch(r"\*\*[^*]+\*\*", text))
    text = _ESCAPE.sub(r"\1", _EMPHASIS.sub(r"\2", text)).strip()
    text = "" if _WORDLESS.fullmatch(text) else text  # a rule across the page
    return Line(where, text, len(heading[1]) if heading else 0, bold, quoted)


def _goes_on(held: Line, line: Line, raw: str) -> bool:
    """Whether a passage goes on in the next line: nothing ended it, and nothing begins."""
    if not line.text or held.level or line.level or held.bold or line.bold:
        return False
    if held.text.endswith(_STOPS) or held.quoted != line.quoted:
        return False
    return not _BULLET.match(raw) and not _ITEM.match(line.text)
