"""The table as DOCX: A4 across, the head row on every page, changes marked by stroke and sign.

The rows are written as WordprocessingML, for python-docx needs a second for what takes a tenth
here; python-docx gives the package around them. The same table gives the same bytes: fixed dates,
and parts stored as they are, since compressors differ from machine to machine.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.shared import Mm

from dauys.text.difference.pieces import Mark
from dauys.text.table.names import Say
from dauys.text.table.sheet import SIGNS, Line, Paragraph, Sheet, Span

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WIDTH = 15_476  # twentieths of a point: 297 mm less two margins of 12 mm
OFFICIAL, PLAIN = (5, 15, 32, 32, 16), (50, 50)  # hundredths of the width
EPOCH = datetime(1980, 1, 1)  # noqa: DTZ001 - a file of this format knows no zone
FACES: dict[Mark, str] = {
    "kept": "",
    "deleted": '<w:strike/><w:color w:val="8C1D12"/>',
    "inserted": '<w:color w:val="0D5223"/><w:u w:val="single"/>',
    "moved_away": '<w:color w:val="55217A"/><w:u w:val="dotted"/>',
    "moved_here": '<w:color w:val="55217A"/><w:u w:val="dotted"/>',
}
FONT = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
WHOLE = 400  # letters of a side: a shorter row stands on one page
SHADES = {"title": "E4E4E4", "division": "E4E4E4", "unit": "F1F5F9"}


def write(sheet: Sheet, say: Say) -> bytes:
    """The bytes of the document."""
    document = docx.Document()
    _set_up(document, sheet)
    titles = " → ".join(dict.fromkeys(title for title in sheet.titles if title))
    document.add_heading(sheet.heading, level=1)
    document.add_paragraph(titles)
    body = document.element.body
    end = body.sectPr
    for each in sheet.legend:
        word = "…" if each.mark.startswith("moved") else say(f"table.{each.mark}")
        span = Span(each.mark, "", word, f" {each.means}", "")
        end.addprevious(_parsed(f"<w:p {NAMESPACE}>{_spans([span], sheet.language)}</w:p>"))
    end.addprevious(_parsed("".join(_table(sheet))))
    end.addprevious(_parsed(f"<w:p {NAMESPACE}/>"))
    saved = io.BytesIO()
    document.save(saved)
    return _repacked(saved.getvalue())


def _parsed(xml: str):  # type: ignore[no-untyped-def]
    return parse_xml(xml)


def _set_up(document: Document, sheet: Sheet) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(12)
    section.top_margin = section.bottom_margin = Mm(14)
    properties = document.core_properties
    properties.title, properties.language = sheet.heading, sheet.language
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = EPOCH
    styles = document.styles.element
    for lang in styles.iter(f"{{{NAMESPACE.split(chr(34))[1]}}}lang"):
        for name in lang.attrib:
            lang.set(name, sheet.language)
    footer = section.footer.paragraphs[0]
    field = f'<w:fldSimple {NAMESPACE} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    footer.alignment = 2
    footer._p.append(_parsed(field))


def _table(sheet: Sheet) -> Iterator[str]:
    shares = OFFICIAL if sheet.form == "official" else PLAIN
    widths = [WIDTH * share // 100 for share in shares]
    border = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="8A8A8A"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    yield (
        f'<w:tbl {NAMESPACE}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f"<w:tblBorders>{border}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblLook w:firstRow="1" w:val="0020"/>'
        f'<w:tblCaption w:val="{_quoted(sheet.heading)}"/></w:tblPr><w:tblGrid>'
    )
    yield "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield "</w:tblGrid>"
    heads = [_p(_run(head, "<w:b/>", sheet.language)) for head in sheet.columns]
    yield _row(heads, widths, "ECECEC", "<w:cantSplit/><w:tblHeader/>")
    for line in sheet.lines:
        whole = "<w:cantSplit/>" if max(map(_length, (line.old, line.new))) < WHOLE else ""
        yield _row(list(_cells(line, sheet)), widths, SHADES.get(line.kind, ""), whole)
    yield "</w:tbl>"


def _row(cells: Iterable[str], widths: Iterable[int], shade: str, properties: str) -> str:
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    told = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{fill}</w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{told}</w:tr>"


def _length(side: Iterable[Paragraph]) -> int:
    return sum(len(span.text) for each in side for span in each.spans)


def _cells(line: Line, sheet: Sheet) -> Iterator[str]:
    bold = "<w:b/>" if line.kind in SHADES else ""
    if sheet.form == "official":
        yield _p(_run(str(line.number), "", sheet.language))
        relation = f"\n{line.relation}" if line.relation else ""
        name = _run(line.element, bold, sheet.language)
        yield _p(name + (_run(relation, "", sheet.language) if relation else ""))
    for side in (line.old, line.new):
        yield "".join(_paragraph(each, sheet, bold) for each in side) or _p("")
    if sheet.form == "official":
        told = (_p(_run(text, "", sheet.language)) for text in line.justification)
        yield "".join(told) or _p("")


def _paragraph(paragraph: Paragraph, sheet: Sheet, face: str) -> str:
    if paragraph.remark:
        return _p(_run(paragraph.remark, "<w:i/>", sheet.language))
    printed = f"{paragraph.printed} " if paragraph.printed else ""
    return _p(_run(printed, face, sheet.spoken) + _spans(paragraph.spans, sheet.spoken, face))


def _spans(spans: Iterable[Span], language: str, face: str = "") -> str:
    return "".join(_span(span, language, face) for span in spans)


def _span(span: Span, language: str, face: str) -> str:
    opening, closing = SIGNS[span.mark]
    colour = FACES[span.mark].replace("<w:strike/>", "") if span.mark != "kept" else ""
    place = f" {span.shown}: " if span.shown else ""
    return "".join(
        _run(text, face_of, language)
        for text, face_of in (
            (span.before, face),
            (opening + place, colour.partition("<w:u")[0]),
            (span.text, face + FACES[span.mark] if span.mark == "kept" else FACES[span.mark]),
            (closing, colour.partition("<w:u")[0]),
            (span.after, face),
        )
        if text
    )


def _p(runs: str) -> str:
    """A paragraph; one in bold opens a division or article, and stays with what follows."""
    stays = "<w:keepNext/>" if "<w:b/>" in runs else ""
    return f'<w:p><w:pPr>{stays}<w:spacing w:before="20" w:after="20"/></w:pPr>{runs}</w:p>'


def _run(text: str, face: str, language: str) -> str:
    """A run; the elements of its properties stand in the order of the schema."""
    told = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else ""
        for part in text.split("\n")
    )
    bold, rest = ("<w:b/>", face[len("<w:b/>") :]) if face.startswith("<w:b/>") else ("", face)
    stroke, mark, under = rest.partition("<w:u")
    size = '<w:sz w:val="18"/><w:szCs w:val="18"/>'
    properties = f'{FONT}{bold}{stroke}{size}{mark}{under}<w:lang w:val="{language}"/>'
    return f"<w:r><w:rPr>{properties}</w:rPr>{told}</w:r>"


def _quoted(text: str) -> str:
    return escape(text, {'"': "&quot;"})


def _repacked(data: bytes) -> bytes:
    """The same parts with one date and no compression."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as target,
    ):
        for name in source.namelist():
            part = zipfile.ZipInfo(name, EPOCH.timetuple()[:6])
            part.create_system = 3
            target.writestr(part, source.read(name))
    return packed.getvalue()
