"""Files that are no document, or would harm whoever opens them: refused, each with its code."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from dauys.errors import DauysError, Unreadable
from dauys.text.formats import Changes, package
from dauys.text.formats.docx_read import read_docx
from dauys.text.lines import MAX_BYTES
from tests.text.office import NAMES, container, document, form, level, num, p, run

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAW = document(p("Статья 1"), p("Река чиста."))


def code(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read_docx(data, accused="file:law.docx")
    assert caught.value.accused == "file:law.docx"
    return caught.value.code


def test_what_is_no_document() -> None:
    assert code(b"") == "text.damaged"
    assert code(b"\x00" * 1000) == "text.damaged"
    assert code("Статья 1. Река".encode()) == "text.damaged"
    assert code(LAW[: len(LAW) // 2]) == "text.damaged"
    assert code(document()) == "text.empty"
    assert code(document(p("Просто слова."))) == "text.articles"
    assert code(bytes(MAX_BYTES + 1)) == "text.size"


def test_more_elements_than_any_law_has() -> None:
    assert code(document("<w:p/>" * package.MAX_TAGS)) == "text.many"


def test_an_old_doc_and_a_document_under_a_password_are_told_apart() -> None:
    """Word wraps an encrypted DOCX in the container of the old .doc."""
    assert code(OLE + bytes(600)) == "text.doc"
    assert code(OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")) == "text.encrypted"


def test_a_part_of_a_zip_under_a_password() -> None:
    """The flag of encryption in the headers of zip."""
    data = bytearray(LAW)
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(signature)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(signature, place + 4)
    assert code(bytes(data)) == "text.encrypted"


def test_a_zip_without_a_document() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("readme.txt", "Статья 1")
    assert code(data.getvalue()) == "text.damaged"


def test_a_zip_bomb_is_not_unpacked() -> None:
    """200 MB of blanks in 200 kB: it would fill the memory of the server."""
    blanks = " " * (200 * 1024 * 1024)
    started = time.monotonic()
    body = f"<w:document {NAMES}><w:body>{blanks}</w:body></w:document>"
    data = container(body, {})
    made = time.monotonic()
    assert code(data) == "text.unpacked"
    assert time.monotonic() - made < max(made - started, 1)


def test_a_zip_with_very_many_parts_is_refused() -> None:
    data = io.BytesIO(LAW)
    with zipfile.ZipFile(data, "a") as archive:
        for n in range(package.MAX_PARTS):
            archive.writestr(f"x/{n}", b"")
    assert code(data.getvalue()) == "text.unpacked"


ENTITIES = {
    "of a file": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "that grow": '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    "elsewhere": '<!DOCTYPE x SYSTEM "x.dtd">',
}


@pytest.mark.parametrize("name", ENTITIES)
def test_entities_are_refused(name: str) -> None:
    """They read files of the machine, or grow without end."""
    body = f"{ENTITIES[name]}<w:document {NAMES}><w:body>{p('Статья 1')}</w:body></w:document>"
    assert code(container(body, {})) == "text.doctype"


def test_entities_in_utf_16_are_refused_too() -> None:
    """The same, past whoever looks for the bytes of a declaration."""
    body = f"{ENTITIES['that grow']}<w:document {NAMES}><w:body/></w:document>"
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(LAW)) as source, zipfile.ZipFile(made, "w") as archive:
        for name in source.namelist():
            is_body = name == "word/document.xml"
            archive.writestr(name, body.encode("utf-16") if is_body else source.read(name))
    assert code(made.getvalue()) == "text.doctype"


def test_a_document_may_say_that_it_is_in_another_place() -> None:
    """A relation must not lead out of the container, nor to a part that is not there."""
    assert code(container("<x/>", {})) == "text.damaged"


def test_a_footnote_of_itself_is_read_once() -> None:
    """It would be read for ever."""
    again = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    note = f'<w:footnote w:id="1">{p(run("Введена.") + again)}</w:footnote>'
    notes = {"footnotes": f"<w:footnotes {NAMES}>{note}</w:footnotes>"}
    law = read_docx(document(p("Статья 1"), p(run("Река.") + again), more=notes)).text
    assert law.find("art_1__note_1").text == "Введена."


def test_a_long_label_that_is_printed_again_and_again() -> None:
    """A hundred kilobytes of numbering would be gigabytes of text."""
    numbering = form(1, level(0, "x" * 100_000 + " %1.")) + num(1, 1)
    data = document(p("Статья 1"), *[p("x", numbered=(1, 0))] * 1000, numbering=numbering)
    assert code(data) == "text.size"


@pytest.mark.parametrize("accept", ["accept", "reject"])
def test_very_many_changes_are_settled_in_time(accept: Changes) -> None:
    """Each is settled on its own, not by going through all the others."""
    end = f"<w:rPr><w:{'del' if accept == 'accept' else 'ins'}/></w:rPr>"
    one = p(run("а "), look=end)
    body = [p("Статья 1"), *[one] * 20_000, p(f"<w:ins>{run('б')}</w:ins>" * 20_000), p("в.")]
    started = time.monotonic()
    read_docx(document(*body), changes=accept)
    assert time.monotonic() - started < 20


def test_every_cut_and_every_changed_byte_gives_a_code_and_no_traceback() -> None:
    for at in range(0, len(LAW), 7):
        for data in (LAW[:at], LAW[:at] + bytes([LAW[at] ^ 0xFF]) + LAW[at + 1 :]):
            try:
                read_docx(data)
            except DauysError:
                continue
