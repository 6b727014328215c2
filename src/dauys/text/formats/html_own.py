"""Reads back, exactly, the page that `html` wrote: ids, kinds and numbers as they stand there.

Whether a page is one that the writer made is decided afterwards, by writing the tree again and
comparing every byte (`html_read`).
"""

from __future__ import annotations

from dauys.text.formats.hostile import Element
from dauys.text.provision import Provision, Text


def read_own(root: Element) -> Text:
    """The text of a page. Raises `LookupError` where it has not the form of the writer."""
    main = next((each for each in root.iter("main") if each.get("data-dauys")), None)
    if main is None:
        raise LookupError("main")
    title = next((each.text or "" for each in main if each.tag == "h1"), "")
    return Text(root.get("lang", ""), title, _provisions(main))


def _provisions(element: Element) -> tuple[Provision, ...]:
    """The provisions that stand in an element, those of its lists among them."""
    found: list[Provision] = []
    for child in element:
        if child.tag == "ul":
            found += _provisions(child)
        elif child.get("id"):
            found.append(_provision(child))
    return tuple(found)


def _provision(element: Element) -> Provision:
    spans = {
        span.get("class"): span.text or ""
        for line in element
        if not line.get("id")
        for span in line
        if span.tag == "span"
    }
    return Provision(
        element.attrib["id"],
        element.attrib["class"],
        element.get("data-number", ""),
        spans.get("heading", ""),
        spans.get("text", ""),
        _provisions(element),
    )
