"""What a page says, read as a person does: its words, and its tables by what stands above them."""

from __future__ import annotations

import re

from django.test import Client
from lxml import html


def document(client: Client, path: str) -> html.HtmlElement:
    """The page at a path, which must be there."""
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return html.document_fromstring(answer.content.decode("utf-8"))


def said(client: Client, path: str) -> str:
    """The words of the page's main part in their order, with single spaces."""
    return words(document(client, path).get_element_by_id("main"))


def words(of: html.HtmlElement) -> str:
    """The words of an element."""
    return plain(" ".join(of.itertext()))


def plain(told: str) -> str:
    """Words with single spaces: no line is broken here. The thin ones within numbers stay."""
    return re.sub(r"[ \n\u00a0]+", " ", told).strip()


def table(page: html.HtmlElement, told: str) -> list[list[str]]:
    """The rows of the table whose caption, figure or heading says this; all cells as words."""
    for each in page.iter("table"):
        figure = next(each.iterancestors("figure"), None)
        above = "(preceding::h2|preceding::h3)[last()]"
        heads = figure.xpath("figcaption") if figure is not None else each.xpath(f"caption|{above}")
        if any(told in words(head) for head in heads):
            return [[words(cell) for cell in row.xpath("th|td")] for row in each.iter("tr")]
    raise AssertionError(f"no table is called {told!r}")


def facts(page: html.HtmlElement) -> dict[str, str]:
    """The terms of all lists of facts with what is said of them; of two alike the first."""
    found: dict[str, str] = {}
    for term in page.iter("dt"):
        found.setdefault(words(term), words(term.getnext()))
    return found
