"""The table as PDF (PDF/UA-1): tagged, its language set, the head row on every page, A4 across.

Made by typst from a template that never changes; what differs comes in as data, as one JSON string,
so that the words of a law can never be a command of the template. No file, no network and no font
of the machine is used: the same table gives the same bytes.
"""

from __future__ import annotations

import json
from dataclasses import asdict

import typst

from dauys.text.table.names import Say
from dauys.text.table.sheet import SIGNS, Sheet

TEMPLATE = r"""
#let sheet = json(bytes(sys.inputs.sheet))
#let titles = sheet.titles.filter(t => t != "").dedup().join(" → ")
#set document(title: sheet.heading + if titles == none { "" } else { ": " + titles }, date: none)
#set page(paper: "a4", flipped: true, margin: (x: 12mm, y: 13mm), numbering: "1 / 1")
#set text(font: ("Libertinus Serif", "DejaVu Sans Mono"), size: 9pt, lang: sheet.language)
#set par(leading: 0.5em, spacing: 0.6em)
#let colours = (deleted: rgb("#8c1d12"), inserted: rgb("#0d5223"),
  moved_away: rgb("#55217a"), moved_here: rgb("#55217a"))
#let lines(told) = told.split("\n").join(linebreak())
#let marked(span) = {
  let sign = sheet.signs.at(span.mark)
  let place = if span.place == "" or span.again { [] } else { [ #span.place: ] }
  let words = lines(span.text)
  text(fill: colours.at(span.mark), {
    text(size: 0.8em, sign.first())
    place
    if span.mark == "deleted" { strike(words) }
    else if span.mark == "inserted" { underline(words) }
    else { underline(stroke: (dash: "dotted", thickness: 0.6pt), words) }
    text(size: 0.8em, sign.last())
  })
}
#let run(span) = {
  lines(span.before)
  if span.mark == "kept" { lines(span.text) } else { marked(span) }
  lines(span.after)
}
#let paragraph(each) = par(
  if each.remark != "" { text(fill: luma(70), each.remark) } else {
    text(lang: sheet.spoken, {
      if each.printed != "" { each.printed + " " }
      for span in each.spans { run(span) }
    })
  })
#let shades = (title: luma(228), division: luma(228), unit: rgb("#f1f5f9"), passage: none)
#let cell(line, body) = table.cell(fill: shades.at(line.kind),
  if line.kind == "passage" { body } else { strong(body) })
#let row(line) = {
  let texts = (line.old, line.new).map(side => cell(line, side.map(paragraph).join()))
  if sheet.form == "plain" { texts } else {
    (cell(line, str(line.number)), cell(line, {
      line.element
      if line.relation != "" { linebreak(); text(weight: "regular", fill: luma(70), line.relation) }
    }), ..texts, cell(line, line.justification.map(each => par(each)).join()))
  }
}
#heading(level: 1, sheet.heading)
#if titles != none { text(lang: sheet.spoken, titles) }
#for each in sheet.legend {
  par({ marked((mark: each.mark, text: each.sample, place: "", again: false)); " " + each.means })
}
#set text(hyphenate: true)
#table(
  columns: if sheet.form == "plain" { (1fr, 1fr) } else { (14mm, 15%, 1fr, 1fr, 16%) },
  stroke: 0.4pt + luma(130), inset: 4pt, align: left,
  table.header(..sheet.columns.map(head => table.cell(fill: luma(236), strong(head)))),
  ..sheet.lines.map(row).flatten(),
)
"""


def write(sheet: Sheet, say: Say) -> bytes:
    """The bytes of the document."""
    told = asdict(sheet)
    told["signs"] = SIGNS
    for each in told["legend"]:
        each["sample"] = "…" if each["mark"].startswith("moved") else say(f"table.{each['mark']}")
    data: bytes = typst.compile(
        TEMPLATE.encode("utf-8"),
        format="pdf",
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        sys_inputs={"sheet": json.dumps(told, ensure_ascii=True)},
    )
    return data
