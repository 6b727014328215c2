"""Akoma Ntoso 3.0 in (docs/specification/3-text.md, section 7).

A document that Dauys wrote is read to exactly the tree that it was written from: the tree is
written again, and every byte must be the same. Any other is read by `akn_other`, and a document of
ours that somebody has changed is read so too, and told.
"""

from __future__ import annotations

from dauys.errors import DauysError, Finding, Findings, Unreadable
from dauys.text.formats.akn import write_akn
from dauys.text.formats.akn_other import DOCUMENTS, read_other
from dauys.text.formats.akn_own import NotOurs, read_own
from dauys.text.formats.akn_terms import NAMESPACE, SOURCE
from dauys.text.formats.hostile import Element, name_of, parse_xml
from dauys.text.formats.tree import checked
from dauys.text.provision import Text
from dauys.text.read import Reading


def read_akn(data: bytes, language: str | None, accused: str) -> Reading:
    """The law in a document.

    Raises `Unreadable` text.xml, text.doctype, text.depth, text.encoding for what is no XML that
    is read, text.akn for another vocabulary or kind of document, text.language, text.articles.
    """
    root = parse_xml(data, accused)
    if root.tag != f"{{{NAMESPACE}}}akomaNtoso":
        raise Unreadable("text.akn", accused, found=str(root.tag)[:100])
    kinds = [name_of(each) for each in root]
    if not kinds or kinds[0] not in DOCUMENTS:
        raise Unreadable("text.akn", accused, found=(kinds or ["?"])[0][:100])
    found = Findings()
    text = None
    if _claims(root):
        text = _exactly(root, data)
        if text is None:
            found.add(Finding("text.altered", "information", accused))
    if text is None:
        text = read_other(root, found)
    return checked(text, language, accused, found)


def _claims(root: Element) -> bool:
    """Whether a document says that Dauys wrote it."""
    identification = next(root.iter("{*}identification"), None)
    return identification is not None and identification.get("source") == f"#{SOURCE}"


def _exactly(root: Element, data: bytes) -> Text | None:
    try:
        text, about = read_own(root)
        return text if write_akn(text, about) == data else None
    except (NotOurs, DauysError):
        return None
