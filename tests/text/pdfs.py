"""PDFs for the tests, written byte by byte: lines at places, untagged, as old programs made them.

In Helvetica, which needs no file, and so in English. Nothing of the package is used here.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
IDENTITY = bytes(range(16))
PICTURE = b"q 400 0 0 500 90 150 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q\n"
EDGE, TOP, LEADING, SIZE = 70, 760, 15, 12


@dataclass(frozen=True)
class At:
    """Words at a place of the page, in points."""

    text: str
    x: int = EDGE
    y: int = TOP
    size: int = SIZE
    font: str = "F1"


def column(*lines: str | At, x: int = EDGE, top: int = TOP) -> list[At]:
    """Lines one below the other; a blank one leaves room."""
    placed: list[At] = []
    for n, line in enumerate(lines):
        y = top - n * LEADING
        if isinstance(line, At):
            placed.append(At(line.text, line.x, y, line.size, line.font))
        elif line:
            indent = len(line) - len(line.lstrip())
            placed.append(At(line.strip(), x + 4 * indent, y))
    return placed


def pdf(*pages: list[At], more: bytes = b"", password: str = "", title: str = "") -> bytes:
    """A PDF of these pages; ``more`` is drawn on each of them besides."""
    count = len(pages)
    streams = [_drawn(page) + more for page in pages]
    kids = " ".join(f"{6 + 2 * n} 0 R" for n in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        f"<< /Title ({title}) >>".encode("latin-1"),
    ]
    for n, stream in enumerate(streams):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {7 + 2 * n} 0 R "
            "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>".encode()
        )
        if password:
            stream = _rc4(_object_key(_file_key(password), 7 + 2 * n), stream)
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream))
    trailer = b"/Root 1 0 R /Info 5 0 R"
    if password:
        trailer = b"/Root 1 0 R " + _encryption(password)
    return _file(objects, trailer)


def _drawn(page: list[At]) -> bytes:
    made = b""
    for at in page:
        words = at.text.encode("cp1252").replace(b"\\", b"\\\\")
        words = words.replace(b"(", b"\\(").replace(b")", b"\\)")
        made += b"BT /%b %d Tf %d %d Td (%b) Tj ET\n" % (
            at.font.encode(), at.size, at.x, at.y, words,
        )  # fmt: skip
    return made


def _file(objects: list[bytes], trailer: bytes) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for n, each in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (n, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table)
    return data + b"trailer << /Size %d %b >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)


# The standard handler of revision 2: ISO 32000-1, section 7.6.3. Nobody should use it today.


def _encryption(password: str) -> bytes:
    user = _rc4(_file_key(password), PADDING)
    owner = _owner(password)
    return b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%b> /U <%b> >> /ID [<%b> <%b>]" % (
        owner.hex().encode(),
        user.hex().encode(),
        *[IDENTITY.hex().encode()] * 2,
    )


def _padded(password: str) -> bytes:
    return (password.encode("latin-1") + PADDING)[:32]


def _owner(password: str) -> bytes:
    return _rc4(hashlib.md5(_padded(password)).digest()[:5], _padded(password))


def _file_key(password: str) -> bytes:
    told = _padded(password) + _owner(password) + (-4).to_bytes(4, "little", signed=True)
    return hashlib.md5(told + IDENTITY).digest()[:5]


def _object_key(key: bytes, number: int) -> bytes:
    return hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]


def _rc4(key: bytes, data: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    made, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        made.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(made)
