"""From bytes to lines: encoding, Unicode form, what Markdown means (specification 3-text, 3.1).

A line of plain text is a passage; one with a line of the same length of ``=``, ``-``, ``~`` or
``^`` beneath it is a heading, one that begins with ``>`` a note. In Markdown a passage may go on
in the next line; headings, quotations and bold lines are marked. It knows no language and no law.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dauys.errors import Findings, Unreadable
from dauys.text import findings
from dauys.text.indents import markdown_depths, plain_depths

MAX_BYTES = 16 * 1024 * 1024
MAX_LINES = 100_000  # the longest codes have some ten thousand

_SPACES = re.compile(r"[^\S\n]+")
_DOUBLE_SPACE = re.compile(r"(?<=[^\W_][,;:.]|[^\W_][^\W_])[ \t\u00a0]{2,}(?=\w)")
_INVISIBLE = dict.fromkeys(map(ord, "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}\ufeff"))
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")
_BREAKS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
_CYRILLIC_CODECS = {"windows-1251": "cp1251", "KOI8-R": "koi8-r", "IBM866": "cp866"}
_HEADING = re.compile(r"(#{1,6})(?:\s+|$)(.*?)(?:\s+#+)?")
_INLINE = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<tag></?[a-zA-Z][^<>]{0,200}>|<!--[^<>]{0,2000}-->)"
    r"|(?<![\w*])(?P<stars>\*{1,3})(?=\S)(?P<inner>(?:\\.|[^*\\])+?)(?<=\S)(?P=stars)(?![\w*])"
)
_BOLD = re.compile(r"(?:<[^<>]+>)*\*\*[^*]+\*\*(?:<[^<>]+>)*")
_BULLET = re.compile(r"^[-*+•–—]\s+(?=\S)")
_WORDLESS = re.compile(r"[\W_]*")
_ITEM = re.compile(r"\(?[\w-]{1,6}\s?[.)º°]")
UNDERLINES = "=-~^"  # of headings in plain text, the highest first
_UNDERLINE = re.compile(r"([=\-~^])\1{2,}")
_STOPS = tuple('.;:!?)»”"…')


@dataclass(frozen=True, slots=True)
class Line:
    """A passage: where it stands ("14", or "chapter.md:14"), its words, and how it was marked.

    ``level`` is that of a Markdown heading, 0 where it is none. ``depth`` is the number of list
    items that it goes on in, not counting one that it begins; 0 where the format does not say.
    """

    where: str
    text: str
    level: int = 0
    bold: bool = False
    quoted: bool = False
    depth: int = 0


def lines_of(
    data: bytes, *, markdown: bool, accused: str = "", file: str = "", found: Findings
) -> list[Line]:
    """The lines of a file that hold words.

    Raises `Unreadable` text.size, text.many, text.encoding, text.empty; what is left out is a
    finding.
    """
    text = decode(data, accused)
    if not text.strip():
        raise Unreadable("text.empty", accused)
    if text.count("\n") > MAX_LINES:
        raise Unreadable("text.many", accused, limit=MAX_LINES)
    _note_spaces(text, file, found)
    rows = text.split("\n")
    numbered = [
        (f"{file}:{n}" if file else str(n), _SPACES.sub(" ", row).strip())
        for n, row in enumerate(rows, 1)
    ]
    depths = markdown_depths(rows) if markdown else plain_depths(rows)
    placed = dict(zip((where for where, _ in numbered), depths, strict=True))
    made = _markdown(numbered, found) if markdown else _plain(numbered)
    lines = [replace(line, depth=placed[line.where]) for line in made]
    if not lines:
        raise Unreadable("text.empty", accused)
    return lines


def _note_spaces(text: str, file: str, found: Findings) -> None:
    """Several spaces between words are read as one: a file is told of once."""
    first = _DOUBLE_SPACE.search(text)
    if first is None:
        return
    number = str(text.count("\n", 0, first.start()) + 1)
    count = sum(1 for _ in _DOUBLE_SPACE.finditer(text))
    found.add(findings.note("text.spaces", f"{file}:{number}" if file else number, count=count))


def decode(data: bytes, accused: str = "") -> str:
    """UTF-8 (a byte-order mark is allowed) in NFC with one kind of line end."""
    return cleaned(characters(data, accused))


def characters(data: bytes, accused: str = "", encoding: str = "utf-8-sig") -> str:
    """The characters of a file as they stand. Raises `Unreadable` text.size, text.encoding."""
    if len(data) > MAX_BYTES:
        raise Unreadable("text.size", accused, limit=MAX_BYTES)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable("text.encoding", accused, guess=_guess(data)) from None
    if _CONTROLS.search(text):
        raise Unreadable("text.encoding", accused, guess=_guess(data))
    return text


def cleaned(text: str) -> str:
    """Unicode form NFC, one kind of line end, nothing that cannot be seen."""
    return unicodedata.normalize("NFC", _BREAKS.sub("\n", text).translate(_INVISIBLE))


def passage(where: str, text: str, *, level: int = 0, bold: bool = False) -> Line | None:
    """The line of a passage from a format without marks of its own; None if it has no word."""
    return unmarked(Line(where, clean(text), level, bold))


def clean(text: str) -> str:
    """Words of another format as a line has them: NFC, nothing invisible, single spaces."""
    return _SPACES.sub(" ", cleaned(text).replace("\n", " ")).strip()


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
    """Which encoding it may be: the one in which two thirds of what is not ASCII are small
    Cyrillic letters, or letters of Spanish; "?" where nothing speaks for one."""
    sample = data[:65536]
    if sample[:4] in (b"\xff\xfe\0\0", b"\0\0\xfe\xff"):
        return "UTF-32"
    if _is_utf16(sample):
        return "UTF-16"
    if _CONTROLS.search(sample.decode("latin-1").translate(dict.fromkeys(range(0x80, 0xA0)))):
        return "binary"
    beyond = bytes(byte for byte in sample if byte >= 0x80)
    ascii_letters = sum(byte < 0x80 and chr(byte).isalpha() for byte in sample)
    for name, codec in _CYRILLIC_CODECS.items() if len(beyond) > ascii_letters else ():
        lower = sum("а" <= letter <= "я" for letter in beyond.decode(codec, "replace"))
        if lower * 3 > len(beyond) * 2:
            return name
    spanish = sum(letter in "áéíóúüñÁÉÍÓÚÜÑ°ºª" for letter in beyond.decode("cp1252", "replace"))
    return "windows-1252" if spanish * 3 > len(beyond) * 2 else "?"


def _is_utf16(sample: bytes) -> bool:
    """A mark at the beginning, or one and the same byte (0, or 4 for Cyrillic) as every other."""
    if sample[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    halves = sample[0::2], sample[1::2]
    high = [half.count(0) + half.count(4) for half in halves]
    return max(high) * 10 > len(sample) * 4 > min(high) * 10


def _plain(numbered: list[tuple[str, str]]) -> Iterator[Line]:
    beneath = [text for _, text in numbered[1:]] + [""]
    for (where, text), below in zip(numbered, beneath, strict=True):
        if _WORDLESS.fullmatch(text):
            continue
        underlined = _UNDERLINE.fullmatch(below) and len(below) == len(text)
        level = UNDERLINES.index(below[0]) + 1 if underlined else 0
        quoted = text.startswith("> ")
        yield Line(where, _BULLET.sub("", text.removeprefix("> "), count=1), level, quoted=quoted)


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
    text = (heading[2] if heading else _BULLET.sub("", text, count=1)).strip()
    bold = bool(_BOLD.fullmatch(text))
    text = _without_marks(text).strip()
    text = "" if _WORDLESS.fullmatch(text) else text  # a rule across the page
    return Line(where, text, len(heading[1]) if heading else 0, bold, quoted)


def _without_marks(text: str) -> str:
    """Escaped characters as they are meant; tags and stars of emphasis left out."""
    return _INLINE.sub(
        lambda found: found["escaped"] or _without_marks(found["inner"] or ""),
        text,
    )


def _goes_on(held: Line, line: Line, raw: str) -> bool:
    """Whether a passage goes on in the next line: nothing ended it, and nothing begins."""
    if not line.text or held.level or line.level or held.bold or line.bold:
        return False
    if held.text.endswith(_STOPS) or held.quoted != line.quoted:
        return False
    return not _BULLET.match(raw) and not _ITEM.match(line.text)
