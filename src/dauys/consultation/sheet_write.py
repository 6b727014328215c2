"""A table as an XLSX workbook of one sheet, every cell typed as text.

Specification: docs/specification/4-consultation.md, section 11. A cell that is text is never worked
out by a spreadsheet, whatever it begins with. The same rows give the same bytes on every machine:
the parts are written here, without a moment, a name or compression.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say
WIDTH = 24  # letters of a column as it is first shown

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# What XML cannot hold, a lone CR, and what would be read as an escape: Part 1, 22.9.2.19.
_UNWRITTEN = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")

_PARTS = {
    "[Content_Types].xml": f"""<Types xmlns="{_PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>\
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>\
<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>""",
    "_rels/.rels": f"""<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>\
</Relationships>""",
    "xl/workbook.xml": f"""<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>\
<sheet name="proposals" sheetId="1" r:id="rId1"/></sheets></workbook>""",
    "xl/_rels/workbook.xml.rels": f"""<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>\
<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>""",
    # Format 49 is "@", text; the second style is the header's.
    "xl/styles.xml": f"""<styleSheet xmlns="{_MAIN}">\
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>\
<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>\
<fills count="2"><fill><patternFill patternType="none"/></fill>\
<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="2"><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" \
applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>\
<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" \
applyFont="1"/></cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>\
</styleSheet>""",
}


def write_sheet(rows: Sequence[Sequence[str]]) -> bytes:
    """The bytes of a workbook whose first row is the header."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as archive:
        for name, part in (*_PARTS.items(), ("xl/worksheets/sheet1.xml", _sheet(rows))):
            archive.writestr(zipfile.ZipInfo(name, MOMENT), (_HEAD + part).encode())
    return data.getvalue()


def _sheet(rows: Sequence[Sequence[str]]) -> str:
    widest = max(map(len, rows), default=1)
    return "".join(
        (
            f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">',
            '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>',
            f'</sheetView></sheetViews><cols><col min="1" max="{widest}" width="{WIDTH}" style="0"',
            ' customWidth="1"/></cols><sheetData>',
            *(_row(number, cells) for number, cells in enumerate(rows, 1)),
            "</sheetData></worksheet>",
        )
    )


def _row(number: int, cells: Sequence[str]) -> str:
    return f'<row r="{number}">{"".join(_cells(number, cells))}</row>'


def _cells(number: int, cells: Sequence[str]) -> Iterator[str]:
    style = 1 if number == 1 else 0
    for column, cell in enumerate(cells, 1):
        if cell:
            told = escape(_UNWRITTEN.sub(_escaped, cell))
            place = f"{_letters(column)}{number}"
            yield f'<c r="{place}" s="{style}" t="inlineStr">'
            yield f'<is><t xml:space="preserve">{told}</t></is></c>'


def _escaped(found: re.Match[str]) -> str:
    return f"_x{ord(found[0]):04X}_"


def _letters(column: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
