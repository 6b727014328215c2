"""The container of a DOCX: a zip of XML parts, opened without trust.

What is no zip, is encrypted or is an old .doc is told apart by its first bytes. A part is unpacked
only when it is asked for and only up to a limit, and its XML may declare no entity. It knows
nothing of paragraphs (see `docx_read`).
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field

from lxml import etree

from dauys.errors import Unreadable
from dauys.text.formats.hostile import root_of

MAX_PARTS = 5_000
MAX_TAGS = 1_000_000  # of a part: Word spends twenty and more on a passage
MAX_UNPACKED = 32 * 1024 * 1024  # bytes of all the parts that are read: a zip bomb is larger

RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
# The strict form of the standard says the same under other names.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
     b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main",
     b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# RuntimeError: zipfile's word for a way to compress that it does not know.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, ValueError)
_UNDER_PASSWORD = 1  # the flag of a part


@dataclass(slots=True)
class Package:
    """The parts of a document by their names in the container."""

    archive: zipfile.ZipFile
    accused: str
    names: frozenset[str]
    left: int = MAX_UNPACKED  # bytes that may still be unpacked
    _read: dict[str, etree._Element] = field(default_factory=dict)

    def part(self, name: str) -> etree._Element | None:
        """The root element of a part, or None where there is none of the name.

        Raises `Unreadable` text.unpacked, text.many, text.doctype, text.depth, text.damaged,
        text.encrypted.
        """
        if name not in self.names:
            return None
        if name not in self._read:
            self._read[name] = self._parsed(self._unpacked(name))
        return self._read[name]

    def related(self, source: str, kind: str) -> list[str]:
        """The names of the parts that a part is tied to by a relation whose type ends in
        ``kind``; "" is the document as a whole."""
        folder, name = posixpath.split(source)
        relations = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
        if relations is None:
            return []
        return [
            posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")
            for each in relations.iter(f"{RELATIONSHIPS}Relationship")
            if each.get("Type", "").endswith(f"/{kind}") and each.get("TargetMode") != "External"
        ]

    def _unpacked(self, name: str) -> bytes:
        if self.archive.getinfo(name).flag_bits & _UNDER_PASSWORD:
            raise Unreadable("text.encrypted", self.accused)
        try:
            with self.archive.open(name) as stream:
                data = stream.read(self.left + 1)
        except _BROKEN:
            raise Unreadable("text.damaged", self.accused, format="DOCX") from None
        self.left -= len(data)
        if self.left < 0:
            raise Unreadable("text.unpacked", self.accused, limit=MAX_UNPACKED)
        return data

    def _parsed(self, data: bytes) -> etree._Element:
        """XML, read as if a stranger wrote it, under the names of the usual form."""
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        try:
            root: etree._Element = root_of(data, self.accused, tags=MAX_TAGS)
        except (etree.XMLSyntaxError, ValueError):
            raise Unreadable("text.damaged", self.accused, format="DOCX") from None
        return root


def open_package(data: bytes, accused: str) -> Package:
    """A container that can be read. Raises `Unreadable` text.encrypted, text.doc, text.damaged,
    text.unpacked (more parts than a document has)."""
    if data.startswith(_OLE):  # Word wraps an encrypted DOCX in the container of the old .doc
        if _ENCRYPTED in data:
            raise Unreadable("text.encrypted", accused)
        raise Unreadable("text.doc", accused)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN:
        raise Unreadable("text.damaged", accused, format="DOCX") from None
    names = archive.namelist()
    if len(names) > MAX_PARTS:
        raise Unreadable("text.unpacked", accused, limit=MAX_UNPACKED)
    return Package(archive, accused, frozenset(names))
