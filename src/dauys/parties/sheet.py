"""The printed sheet of one voter: A4, with the credential large and what to do with it.

Made by typst from a template that never changes. What differs from voter to voter comes in as data,
as one JSON string: a name is text on the page whatever it is spelt like, and can never be a command
of the template. No file, no network and no font of the machine is used, so that the same voter gets
the same sheet again. There is no QR code: typst has none of its own.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

import typst

MAX_TEXT = 200  # characters: more of a name does not help the one who hands the sheet over
MAX_WORD = 40  # characters, before a word may break
BREAK = "\u200b"
UNSEEN = "\ufffd"

TEMPLATE = """
#let sheet = json(bytes(sys.inputs.sheet))
#let joined = sheet.words.map(w => w.heading).join(" / ")
#set document(title: joined, date: none)
#set page(paper: "a4", margin: (x: 22mm, y: 14mm))
#set text(font: ("Libertinus Serif", "DejaVu Sans Mono"), size: 10pt)
#set par(leading: 0.55em)
#let label(key) = text(size: 8.5pt, fill: luma(70), sheet.words.map(w => w.at(key)).join(" / "))
#let line-for(key, value) = (label(key), if value == "" { line(length: 100%, stroke: 0.4pt) }
  else { text(size: 11pt, value) })
#text(size: 16pt, weight: "bold", sheet.words.first().heading)
#if sheet.words.len() > 1 {
  linebreak()
  text(size: 11pt, sheet.words.slice(1).map(w => w.heading).join(" / "))
}
#v(3mm)
#grid(columns: (58mm, 1fr), row-gutter: 3.2mm, align: (left + bottom, left + bottom),
  ..line-for("vote", sheet.vote), ..line-for("region", sheet.region),
  ..line-for("id", sheet.id), ..line-for("name", sheet.name))
#v(3mm)
#align(center, block(stroke: 0.8pt, inset: 5mm, width: 100%, {
  label("credential")
  v(1mm)
  text(font: "DejaVu Sans Mono", size: 21pt, sheet.credential)
}))
#if sheet.log != "" {
  v(1mm)
  label("log")
  linebreak()
  // Cut and not given places to break at: what is copied from a file must be the key itself.
  let lines = sheet.log.clusters().chunks(90).map(line => line.join())
  text(font: "DejaVu Sans Mono", size: 8pt, lines.join(linebreak()))
}
#for w in sheet.words {
  set text(lang: w.language)
  v(1.5mm)
  enum(..w.steps)
  block(strong(w.warning))
}
"""


@dataclass(frozen=True, slots=True)
class SheetWords:
    """What a sheet says in one language."""

    language: str
    heading: str
    vote: str
    region: str
    id: str
    name: str
    credential: str
    log: str
    steps: tuple[str, ...]
    warning: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a sheet says of one voter; what is empty is left as a line to write on.

    ``log`` is the key of the log, which a voter's program asks for and must not have from a server:
    on paper it comes from somebody else. Where it is empty, nothing is said of it.
    """

    vote: str
    region: str
    id: str
    name: str
    log: str
    credential: str = field(repr=False)


def pdf(sheet: Sheet, words: Sequence[SheetWords]) -> bytes:
    """The sheet as a PDF of A4, in one or several languages."""
    data: bytes = typst.compile(
        TEMPLATE.encode("utf-8"),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"sheet": _inputs(sheet, words)},
    )
    return data


def _inputs(sheet: Sheet, words: Sequence[SheetWords]) -> str:
    shown = {name: visible(text) for name, text in asdict(sheet).items()}
    shown["log"] = "".join(map(_shown, sheet.log))  # a key is whole or of no use
    spoken = [asdict(each) for each in words]
    return json.dumps({**shown, "words": spoken}, ensure_ascii=True)


def visible(text: str) -> str:
    """Text as it can be printed: nothing unseen, nothing that turns the direction, not too long."""
    seen = "".join(_shown(char) for char in text[:MAX_TEXT])
    cut = seen + "…" if len(text) > MAX_TEXT else seen
    return " ".join(_breakable(word) for word in cut.split(" "))


def _shown(char: str) -> str:
    """A character; format characters are left out, controls and the like are marked."""
    category = unicodedata.category(char)
    if category == "Cf":
        return ""
    return UNSEEN if category[0] == "C" or category in ("Zl", "Zp") else char


def _breakable(word: str) -> str:
    pieces = [word[at : at + MAX_WORD] for at in range(0, len(word), MAX_WORD)]
    return BREAK.join(pieces)
