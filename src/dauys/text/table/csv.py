"""The table as CSV (RFC 4180), for spreadsheets and programs.

UTF-8 with a byte-order mark, without which spreadsheets take Cyrillic for another encoding. Words
are marked by signs. A cell that a spreadsheet would take for a formula begins with an apostrophe:
the text of a law comes from anyone.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from dauys.text.table.names import Say
from dauys.text.table.sheet import SIGNS, Line, Paragraph, Sheet

FORMULA = "=+-@\t\r"
BYTE_ORDER_MARK = "\ufeff"


def write(sheet: Sheet, say: Say) -> bytes:
    """The bytes of the file. After the columns of the form come the relation and the addresses."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\r\n")
    more = say("text.relation"), say("table.old_address"), say("table.new_address")
    rows.writerow(map(safe, (*sheet.columns, *more)))
    for line in sheet.lines:
        rows.writerow(map(safe, _cells(line, sheet)))
    return (BYTE_ORDER_MARK + written.getvalue()).encode("utf-8")


def _cells(line: Line, sheet: Sheet) -> Iterable[str]:
    texts = "\n".join(map(marked, line.old)), "\n".join(map(marked, line.new))
    if sheet.form == "official":
        yield from (str(line.number), line.element, *texts, "\n".join(line.justification))
    else:
        yield from texts
    yield from (line.relation, " ".join(line.old_addresses), " ".join(line.new_addresses))


def marked(paragraph: Paragraph) -> str:
    """A paragraph with the signs of its marks: «1. Народ [-прежний-] {+новый+}»."""
    told = [f"{paragraph.printed} " if paragraph.printed else ""]
    for span in paragraph.spans:
        opening, closing = SIGNS[span.mark]
        place = f" {span.shown}: " if span.shown else ""
        told.append(f"{span.before}{opening}{place}{span.text}{closing}{span.after}")
    return "".join(told).rstrip(" ") or paragraph.remark


def safe(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula."""
    return f"'{cell}" if cell[:1] and cell[0] in FORMULA else cell
