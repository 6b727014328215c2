"""The table as one page of HTML: self-contained, without script, for screen, phone, paper and ear.

Changes are marked by ``del`` and ``ins`` with words that only a screen reader hears, by signs, by
strokes and by colour. Beside the table stand the figures, and the picture with its own table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from dauys.text.table import figures
from dauys.text.table.names import Say
from dauys.text.table.picture import picture, ties
from dauys.text.table.rows import Table
from dauys.text.table.sheet import SIGNS, Line, Meaning, Paragraph, Sheet, Span
from dauys.text.table.told import Grid, account

STYLE = """
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0;font:1rem/1.5 system-ui,"Noto Sans",Arial,sans-serif;color:#1b1b1b;background:#fff}
main{max-width:84rem;margin:0 auto;padding:1rem}
h1{font-size:1.6rem;margin:.3rem 0}h2{font-size:1.25rem;margin:2rem 0 .5rem}
.titles{color:#444;margin:.2rem 0 1rem}nav a{margin-right:1rem}a{color:#0b4f8a}
table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:bold;padding:.4rem 0}
th,td{border:1px solid #8a8a8a;padding:.35rem .5rem;vertical-align:top;text-align:left}
thead th{background:#ececec}td.r,th.r{text-align:right}p{margin:0 0 .3rem}
.t col.n{width:4%}.t col.e{width:14%}.t col.j{width:16%}.t{table-layout:fixed}
.t td,.t th{overflow-wrap:break-word}
tr.unit>*{background:#f1f5f9;border-top-width:3px}
tr.division>*,tr.title>*{background:#e4e4e4;font-weight:bold}
.relation{display:block;color:#444;font-size:.85rem}
del{color:#8c1d12;background:#fdeceb;text-decoration:line-through}
ins{color:#0d5223;background:#e7f6ea;text-decoration:underline}
del.moved_away,ins.moved_here{color:#55217a;background:#f4ecf9;text-decoration:underline dotted}
.sign{font-size:.8em;text-decoration:none;display:inline-block}
.place{font-size:.85em;font-style:italic}
.remark{color:#444;font-style:italic}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);
white-space:nowrap}
.legend{list-style:none;padding:0}
.beside{display:flex;gap:2rem;flex-wrap:wrap;align-items:flex-start}
.beside>figure{flex:1 1 22rem;margin:0;max-width:38rem}.beside>div{flex:1 1 20rem}
svg{width:100%;height:auto}
.scroll{overflow-x:auto}
@media screen and (max-width:48rem){
main{padding:.6rem}
.t colgroup{display:none}
.t thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.t,.t caption,.t tbody,.t tr,.t td,.t th{display:block;width:100%}
.t tr{border:2px solid #8a8a8a;margin:0 0 .8rem}.t tr.unit{background:#f1f5f9}
.t td,.t th{border:0;border-top:1px solid #cfcfcf}
.t td[data-head]::before{content:attr(data-head);
display:block;font-size:.8rem;color:#444;font-weight:bold}
.t td.none{display:none}
.t tr>td:first-child:not([data-head]){display:inline-block;width:auto;border:0}
.scroll{font-size:.85rem}.scroll th,.scroll td{padding:.25rem .35rem}
.defined tr{display:grid;grid-template-columns:1fr 7rem 8rem}
.defined tr>:last-child{grid-column:1/-1}
.beside>figure{margin:0 -.6rem}
.t th[scope=row]{display:inline-block;width:auto;border:0}
}
@media print{
@page{size:A4 landscape;margin:12mm}
body{font-size:9.5pt}main{max-width:none;padding:0}nav{display:none}
thead{display:table-header-group}tr{break-inside:avoid}
.beside{display:block}svg{width:95mm}
}
"""


def write(sheet: Sheet, table: Table, say: Say) -> bytes:
    """The bytes of the page."""
    return ("\n".join(_page(sheet, table, say)) + "\n").encode("utf-8")


def _page(sheet: Sheet, table: Table, say: Say) -> Iterator[str]:
    counted = account(table, figures.figures(table), say)
    heading = escape(sheet.heading)
    titles = " → ".join(dict.fromkeys(escape(title) for title in sheet.titles if title))
    yield f'<!DOCTYPE html>\n<html lang="{sheet.language}">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield (
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    )
    yield f"<title>{heading}: {titles}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>"
    yield f'<h1>{heading}</h1>\n<p class="titles" lang="{sheet.spoken}">{titles}</p>'
    heads = ("figures", say("figures.heading")), ("picture", say("picture.heading"))
    links = (f'<a href="#{name}">{escape(told)}</a>' for name, told in (("table", heading), *heads))
    yield f"<nav>{''.join(links)}</nav>"
    yield f"<h2>{escape(say('table.marks'))}</h2>"
    yield from _legend(sheet.legend, say)
    yield from _table(sheet, say)
    yield f'<h2 id="figures">{escape(say("figures.heading"))}</h2>'
    for sentence in counted.sentences:
        yield f"<p>{escape(sentence)}</p>"
    for grid in counted.grids:
        yield from _grid(grid)
    yield f'<h2 id="picture">{escape(say("picture.heading"))}</h2>\n<div class="beside">'
    yield f"<figure>{picture(table.comparison, say, sheet.language)}</figure>\n<div>"
    yield from _grid(_ties(table, say))
    yield "</div>\n</div>\n</main>\n</body>\n</html>"


def _legend(legend: Iterable[Meaning], say: Say) -> Iterator[str]:
    yield '<ul class="legend">'
    for each in legend:
        word = "…" if each.mark.startswith("moved") else say(f"table.{each.mark}")
        sample = _marked(each.mark, "", escape(word), "")
        yield f"<li>{sample} {escape(each.means)}</li>"
    yield "</ul>"


def _table(sheet: Sheet, say: Say) -> Iterator[str]:
    heads = "".join(
        f'<th scope="col" role="columnheader">{escape(head)}</th>' for head in sheet.columns
    )
    official = '<colgroup><col class="n"><col class="e"><col><col><col class="j"></colgroup>'
    yield f'<table class="t" id="table" role="table">\n<caption>{escape(sheet.heading)}</caption>'
    if sheet.form == "official":
        yield official
    yield f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>\n<tbody role="rowgroup">'
    for line in sheet.lines:
        yield f'<tr class="{line.kind}" role="row">{"".join(_cells(line, sheet, say))}</tr>'
    yield "</tbody>\n</table>"


def _cells(line: Line, sheet: Sheet, say: Say) -> Iterator[str]:
    texts = sheet.columns[2:4] if sheet.form == "official" else sheet.columns
    if sheet.form == "official":
        relation = f'<span class="relation">{escape(line.relation)}</span>' if line.relation else ""
        yield f'<td role="cell">{line.number}</td>'
        yield f'<th scope="row" role="rowheader">{escape(line.element)}{relation}</th>'
    for head, side in zip(texts, (line.old, line.new), strict=True):
        told = "".join(_paragraph(each, say) for each in side)
        yield f'<td role="cell" lang="{sheet.spoken}" data-head="{escape(head)}">{told}</td>'
    if sheet.form == "official":
        reasons = "".join(f"<p>{escape(text)}</p>" for text in line.justification)
        none = "" if reasons else ' class="none"'
        yield f'<td role="cell"{none} data-head="{escape(sheet.columns[4])}">{reasons}</td>'


def _paragraph(paragraph: Paragraph, say: Say) -> str:
    if paragraph.remark:
        return f'<p class="remark">{escape(paragraph.remark)}</p>'
    printed = f"{escape(paragraph.printed)} " if paragraph.printed else ""
    return f"<p>{printed}{''.join(_span(span, say) for span in paragraph.spans)}</p>"


def _span(span: Span, say: Say) -> str:
    text = escape(span.text).replace("\n", "<br>")
    if span.mark == "kept":
        inner = text
    else:
        told = (
            say(f"table.{span.mark}", place=span.place) if span.place else say(f"table.{span.mark}")
        )
        inner = _marked(span.mark, told, text, say("table.end"), span.shown)
    return f"{escape(span.before)}{inner}{escape(span.after)}".replace("\n", "<br>")


def _marked(mark: str, begins: str, text: str, ends: str, place: str = "") -> str:
    """Words between their signs; what the signs say to the eye, the hidden words say to the ear."""
    signs = {str(name): pair for name, pair in SIGNS.items()}[mark]
    tag = "del" if mark in ("deleted", "moved_away") else "ins"
    opening, closing = (
        f'<span class="sign" aria-hidden="true">{escape(sign)}</span>' for sign in signs
    )
    shown = f'<span class="place" aria-hidden="true">{escape(place)}: </span>' if place else ""
    first, last = (
        f'<span class="unseen">{escape(told)}</span>' if told else ""
        for told in (f" ({begins}: " if begins else "", f" – {ends}) " if ends else "")
    )
    return f'<{tag} class="{mark}">{opening}{first}{shown}{text}{last}{closing}</{tag}>'


def _ties(table: Table, say: Say) -> Grid:
    columns = (say("table.old"), say("text.relation"), say("table.new"), "%")
    rows = tuple(
        (each.old or "–", each.relation, each.new or "–", each.hundredths)
        for each in ties(table.comparison, say)
    )
    return Grid(say("picture.table"), columns, rows)


def _grid(grid: Grid) -> Iterator[str]:
    """A small table; the one without a caption of its own defines each line in its last cell."""
    caption = f"<caption>{escape(grid.caption)}</caption>" if grid.caption else ""
    kind = "" if grid.caption else ' class="defined"'
    heads = "".join(
        f'<th scope="col" role="columnheader">{escape(head)}</th>' for head in grid.columns
    )
    yield f'<div class="scroll" tabindex="0"><table{kind} role="table">{caption}'
    yield f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead><tbody role="rowgroup">'
    for first, *rest in grid.rows:
        cells = "".join(f'<td role="cell"{_right(cell)}>{escape(cell)}</td>' for cell in rest)
        yield f'<tr role="row"><th scope="row" role="rowheader">{escape(first)}</th>{cells}</tr>'
    yield "</tbody></table></div>"


def _right(cell: str) -> str:
    return ' class="r"' if cell[:1].isdigit() and len(cell) < 12 else ""
