"""Parses XML and HTML that a stranger wrote: no entities, no document types, nothing fetched,
nothing deeper than any law is (docs/specification/3-text.md, section 7).

It gives the root of a tree in which the readers may walk without fear; what the tree means is
theirs.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from dauys.errors import Unreadable
from dauys.text.lines import decode

MAX_NESTING = 200  # elements; libxml2 itself stops at 256, and where it stops, words are lost
MAX_TAGS = 600_000  # a file of ours that is as long as may be read has fewer
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)

Element = Any  # of lxml


def parse_xml(data: bytes, accused: str) -> Element:
    """The root of a document in UTF-8.

    Raises `Unreadable` text.encoding, text.empty, text.many, text.doctype, text.depth, text.xml.
    """
    if not decode(data, accused).strip():
        raise Unreadable("text.empty", accused)
    try:
        root = root_of(data, accused, encoding="utf-8")
    except etree.XMLSyntaxError as error:
        raise Unreadable("text.xml", accused, line=error.lineno or 1) from None
    _check_depth(root, accused)
    return root


def root_of(
    data: bytes, accused: str, *, encoding: str | None = None, tags: int = MAX_TAGS
) -> Element:
    """The root of a document of at most so many ``tags``, in the encoding that it declares if none
    is given.

    Raises `Unreadable` text.many, text.doctype, text.depth, and as lxml does where it is no XML.
    """
    _check_tags(data.count(b"<"), accused, tags)
    if _DOCTYPE.search(data):  # entities that grow without bound, files of this machine
        raise Unreadable("text.doctype", accused)
    parser = etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error):
            raise Unreadable("text.depth", accused, limit=MAX_NESTING) from None
        raise
    if root.getroottree().docinfo.internalDTD is not None:  # spelt in UTF-16
        raise Unreadable("text.doctype", accused)
    return root


def parse_html(text: str, accused: str) -> Element:
    """The root of a page, as forgiving as a browser is. Raises `Unreadable` text.empty, text.many,
    text.depth."""
    _check_tags(text.count("<"), accused, MAX_TAGS)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    root = None
    if text.strip():
        root = etree.fromstring(text.encode("utf-8"), parser)
    if any(error.level_name == "FATAL" for error in parser.error_log):
        raise Unreadable("text.depth", accused, limit=MAX_NESTING)
    if root is None:
        raise Unreadable("text.empty", accused)
    _check_depth(root, accused)
    return root


def _check_tags(count: int, accused: str, limit: int) -> None:
    """Each would be an object of several hundred bytes, and visited by every step."""
    if count > limit:
        raise Unreadable("text.many", accused, limit=limit)


def _check_depth(root: Element, accused: str) -> None:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_NESTING:
            raise Unreadable("text.depth", accused, limit=MAX_NESTING)


def name_of(element: Element) -> str:
    """The name of an element without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
