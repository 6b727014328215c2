"""Writes a law as a Word document in Word's own styles: Title, headings, a style for each passage.

Specification 3-text, section 7. The styles carry kind and depth (`own`), so that the document is
read back to the same tree; nothing is hidden in it. The same text gives the same bytes: no moment
and no name of a person is written, and the container is not compressed.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import cast

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from dauys.errors import Refused
from dauys.text.formats import own
from dauys.text.formats.about import UNKNOWN, About
from dauys.text.printed import Printed, lines
from dauys.text.provision import Text

FONT = "Times New Roman"
REGIONS = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB", "es": "es-ES"}
LEVELS = 9  # headings of Word
MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_STEP = Mm(7)
_KEPT = ("Normal", "Default Paragraph", "No List", "Title", "Heading", "Header", "Footer")
_SIZES = {0: Pt(18), 1: Pt(14), 2: Pt(13)}  # of the title, and of the two outer levels


def write_docx(text: Text, about: About = UNKNOWN) -> bytes:
    """The bytes of a DOCX; `read_docx` gives the same tree again. Raises `Refused` text.character
    for one that XML does not allow."""
    printed = list(lines(text, inline=False))
    for line in printed:
        if found := _FORBIDDEN.search(line.text):
            raise Refused("text.character", character=f"U+{ord(found[0]):04X}")
    document = docx.Document()
    _page(document)
    _properties(document, text)
    _dress(document, text.language)
    styles = _own_styles(document, printed)
    body = document.element.body
    last = body.index(body.sectPr)
    body[last:last] = [_paragraph(line, styles) for line in printed]
    data = io.BytesIO()
    document.save(data)
    return fixed(data.getvalue())


def fixed(data: bytes) -> bytes:
    """A container with its parts as they are, and no moment in it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as parts, zipfile.ZipFile(made, "w") as archive:
        for name in parts.namelist():
            archive.writestr(zipfile.ZipInfo(name, MOMENT), parts.read(name))
    return made.getvalue()


def _page(document: Document) -> None:
    """A4 with the number of the page at its foot."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    foot._p.append(field)


def _properties(document: Document, text: Text) -> None:
    """Title and language; whoever and whenever is left out, and the picture of an empty page."""
    properties = document.core_properties
    properties._element[:] = []
    properties.title, properties.language = text.title[:255], text.language
    for relations in (document.part.package.rels, document.part.rels):
        for name, relation in list(relations.items()):
            if relation.reltype.endswith(("/thumbnail", "/stylesWithEffects")):
                del relations[name]


def _dress(document: Document, language: str) -> None:
    """Black Times on white in every style, and the language of the text for all its words."""
    styles = document.styles
    for style in list(styles):
        if not style.name or not style.name.startswith(_KEPT):
            style.delete()
    said = styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    for name in ("val", "eastAsia"):
        said.set(qn(f"w:{name}"), REGIONS.get(language, language))
    for level in range(LEVELS + 1):
        style = styles[f"Heading {level}" if level else "Title"]
        _plain(style, _SIZES.get(level, Pt(12)))
        style.font.bold = True
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(14), Pt(6)
        style.paragraph_format.keep_with_next = True
    _plain(styles["Normal"], Pt(12))
    styles["Normal"].paragraph_format.space_after = Pt(6)
    styles["Normal"].paragraph_format.line_spacing = 1
    styles.add_style(own.LABEL, WD_STYLE_TYPE.CHARACTER)


def _plain(style: ParagraphStyle, size: Pt) -> None:
    """A font by its name in place of the theme's, no colour and no line beneath."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    style.font.size, style.font.italic = size, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    for border in style.element.iter(qn("w:pBdr")):
        border.getparent().remove(border)


def _own_styles(document: Document, printed: list[Printed]) -> dict[str, str]:
    """Makes the styles of the passages that there are; gives the ids of styles by their names."""
    for line in printed:
        name = _style_of(line)
        if name not in document.styles:
            style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = document.styles["Normal"]
            style.quick_style = True
            style.paragraph_format.left_indent = (line.depth - 1) * _STEP
            if line.form == "note":
                style.font.size, style.font.italic = Pt(10), True
    return {style.name or "": style.style_id for style in document.styles}


def _style_of(line: Printed) -> str:
    if line.provision is None:
        return "Title"
    if line.form == "heading":
        return f"Heading {min(line.level - 1, LEVELS)}"
    if line.form == "note":
        return own.style_name("note", line.depth)
    if line.provision.address.startswith("conclusions"):
        return own.CLOSING
    kind = line.provision.kind  # of an article or a preamble it is the own text
    return own.style_name(kind if kind in own.BODY else "paragraph", line.depth)


def _paragraph(line: Printed, styles: dict[str, str]) -> CT_P:
    """Made without the methods of the library, which look through all styles for each paragraph."""
    paragraph = cast(CT_P, OxmlElement("w:p"))
    paragraph.get_or_add_pPr().style = styles[_style_of(line)]
    if line.label:
        label = paragraph.add_r()
        label.text, label.style = line.label, styles[own.LABEL]
    if line.words:
        paragraph.add_r().text = f" {line.words}" if line.label else line.words
    return paragraph
