"""Writes a law as a PDF that everybody can read: tagged, with bookmarks, in embedded fonts.

PDF/UA-1, made by typst from a template that never changes; the law comes in as data, as one JSON
string, so that no word of it can be a command of the template. No file, font, network or moment of
the machine is used: the same text gives the same bytes. Specification 3-text, section 7.
"""

from __future__ import annotations

import json
import re
from typing import Final

import typst

from dauys.errors import Refused
from dauys.text.formats.about import UNKNOWN, About
from dauys.text.printed import Printed, lines
from dauys.text.provision import Text

STANDARD: Final = "ua-1"
LEVELS = 6  # headings that the standard knows

_LACKING = re.compile(r'the text `"(.+?)"` could not be displayed')

TEMPLATE = r"""
#let law = json(bytes(sys.inputs.law))
#set document(title: law.name, date: none)
#set page(paper: "a4", margin: (left: 28mm, right: 20mm, y: 22mm), numbering: "1")
#set text(font: ("Libertinus Serif", "DejaVu Sans Mono"), size: 11pt, lang: law.language,
  hyphenate: false)
#set par(leading: 0.62em, spacing: 1.05em)
#show heading: set block(above: 1.7em, below: 0.95em)
#show heading: set text(size: 11.5pt)
#show heading.where(level: 1): set text(size: 14pt)
#show heading.where(level: 2): set text(size: 12.5pt)
#show quote: set text(size: 9.5pt, style: "italic")
#show quote: set pad(x: 0mm)
// A line is broken between words alone: who reads the file must not guess what a hyphen was.
#show regex("[\p{L}\p{N}]{1,30}([-–—/][\p{L}\p{N}]{1,30}){1,4}"): it => box(it)
#if law.title != "" {
  align(center, block(below: 1.6em, text(size: 16pt, weight: "bold", law.title)))
}
#for row in law.rows {
  if row.level > 0 { heading(level: row.level, row.text) }
  else {
    let words = if row.note { quote(block: true, row.text) } else { par(row.text) }
    pad(left: (row.depth - 1) * 6mm, words)
  }
}
"""


def write_pdf(text: Text, about: About = UNKNOWN) -> bytes:
    """The bytes of a PDF/UA-1. Raises `Refused` text.sign for one that no font has."""
    printed = [line for line in lines(text, inline=False) if line.form != "title"]
    law = {
        "title": text.title,
        "name": text.title or printed[0].text,
        "language": text.language,
        "rows": [_row(line) for line in printed],
    }
    try:
        data: bytes = typst.compile(
            TEMPLATE.encode("utf-8"),
            format="pdf",
            ignore_system_fonts=True,
            pdf_standards=[STANDARD],
            sys_inputs={"law": json.dumps(law, ensure_ascii=True)},
        )
    except typst.TypstError as error:
        if (lacking := _LACKING.search(str(error))) is None:
            raise
        raise Refused("text.sign", sign=lacking[1][:20]) from None
    return data


def _row(line: Printed) -> dict[str, object]:
    return {
        "level": min(line.level - 1, LEVELS) if line.form == "heading" else 0,
        "depth": line.depth,
        "note": line.form == "note",
        "text": line.text,
    }
