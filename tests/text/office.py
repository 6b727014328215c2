"""Word documents for the tests, written part by part: what the reader meets outside our own.

Nothing of the package under test is used here, so that a fault of the writer cannot hide one of
the reader.
"""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}"'

STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>
  <w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/>
  <w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Art"><w:name w:val="Article head"/><w:basedOn w:val="H2"/>
</w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Step"><w:name w:val="Step"/>
  <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/>
  <w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Up"><w:name w:val="Up"/>
  <w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
"""


def level(at: int, text: str, form: str = "decimal", more: str = "") -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def form(identity: int, *levels: str) -> str:
    """An abstract list."""
    return f'<w:abstractNum w:abstractNumId="{identity}">{"".join(levels)}</w:abstractNum>'


def num(identity: int, of: int, more: str = "") -> str:
    """A list of a form."""
    return f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def run(text: str, look: str = "", tag: str = "t") -> str:
    """A run of words; ``look`` is what stands in its properties."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def p(inside: str, style: str = "", look: str = "", numbered: tuple[int, int] | None = None) -> str:
    """A paragraph: plain words, or runs. ``numbered`` is its list and level."""
    if not inside.startswith("<"):
        inside = run(inside) if inside else ""
    if numbered:
        look += (
            f'<w:numPr><w:ilvl w:val="{numbered[1]}"/><w:numId w:val="{numbered[0]}"/></w:numPr>'
        )
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{look}</w:pPr>{inside}</w:p>"


def document(
    *paragraphs: str, numbering: str = "", more: dict[str, str] | None = None, styles: str = STYLES
) -> bytes:
    """A DOCX with these paragraphs; ``more`` are further parts by their kind (``footnotes``)."""
    parts = {"styles": f"<w:styles {NAMES}>{styles}</w:styles>", **(more or {})}
    if numbering:
        parts["numbering"] = f"<w:numbering {NAMES}>{numbering}</w:numbering>"
    body = f"<w:document {NAMES}><w:body>{''.join(paragraphs)}</w:body></w:document>"
    return container(body, parts)


def container(body: str, parts: dict[str, str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with the document and parts that are tied to it."""
    ties = "".join(
        f'<Relationship Id="r{n}" Type="{R}/{kind}" Target="{kind}.xml"/>'
        for n, kind in enumerate(parts)
    )
    top = f'<Relationship Id="r" Type="{R}/officeDocument" Target="word/document.xml"/>'
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        archive.writestr("[Content_Types].xml", _types(parts))
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{PACKAGE}">{top}</Relationships>')
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{PACKAGE}">{ties}</Relationships>',
        )
        archive.writestr("word/document.xml", body)
        for kind, part in parts.items():
            archive.writestr(f"word/{kind}.xml", part)
    return data.getvalue()


def _types(parts: dict[str, str]) -> str:
    """What each part is: other programs do not open a container without it."""
    kinds = {"document": "document.main", **{kind: kind for kind in parts}}
    each = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{WORD}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    told = "application/vnd.openxmlformats-package.relationships+xml"
    rels = f'<Default Extension="rels" ContentType="{told}"/>'
    return f'<Types xmlns="{TYPES}">{rels}{each}</Types>'
