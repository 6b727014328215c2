"""Reads Akoma Ntoso that others wrote: their elements become nodes, the nodes get our addresses.

Which element is which kind depends on where it stands: the first numbered level of an article is a
paragraph, what is below it a point, then sub-points. Passages are found by `akn_flow`. No word is
dropped: what has no place is kept outside any article, and told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dauys.errors import Findings
from dauys.text import findings, numbers
from dauys.text.address import Addresses
from dauys.text.formats.akn_flow import Item, Passage, flow, words
from dauys.text.formats.akn_terms import HCONTAINER, LANGUAGES
from dauys.text.formats.hostile import Element, name_of
from dauys.text.grammar import Grammar
from dauys.text.languages import ENGLISH, GRAMMARS
from dauys.text.lines import passage
from dauys.text.outline import Node
from dauys.text.provision import DIVISIONS, Kind, Provision, Text

DOCUMENTS = ("act", "bill", "doc", "statement")
_DIVISIONS: dict[str, Kind] = {
    "book": "part", "tome": "part", "part": "part", "title": "part", "chapter": "chapter",
    "section": "section", "subchapter": "section", "subtitle": "section", "subpart": "section",
    "division": "section", "subdivision": "section", "subsection": "section",
    "transitional": "transitional",
}  # fmt: skip
_ARTICLES = ("article", "section", "rule", "clause")  # the unit of a law, whichever it has
_POINTS = ("point", "indent", "list", "sublist", "subparagraph", "item")
_HIER = (
    *_DIVISIONS, *_ARTICLES, *_POINTS, "paragraph", "alinea", "subrule", "proviso", "subclause",
    "sublist", "level", HCONTAINER,
)  # fmt: skip
_LABEL = re.compile(r"[^\W\d_]{3,}\.?\s+(?=\S)")
_EDGES = " .,:;()[]–—-"


def read_other(root: Element, found: Findings) -> Text:
    """The text of a document. What it says of itself is believed about its language alone."""
    document = root[0]
    code = next((each.get("language") for each in document.iter("{*}FRBRlanguage")), "") or ""
    names = {long: short for short, long in LANGUAGES.items()}
    language = names.get(code, code) if re.fullmatch(r"[a-z]{2,3}", code) else "und"
    grammar = GRAMMARS.get(language)
    reader = _Reader(document, grammar, found)
    reader.read()
    addresses = Addresses(grammar or ENGLISH, found)
    provisions = addresses.provisions(Node("part", children=reader.top), "")
    notes = tuple(
        Provision(f"note_{n}", "note", "", "", note) for n, note in enumerate(reader.notes, 1)
    )
    return Text(language, reader.title, notes + provisions)


@dataclass(frozen=True, slots=True)
class _Around:
    """Where a provision stands: whether in an article, and how many numbered levels are above."""

    article: bool = False
    levels: int = 0


class _Reader:
    def __init__(self, document: Element, grammar: Grammar | None, found: Findings):
        self.document, self.grammar, self.found = document, grammar, found
        self.title = ""
        self.notes: list[str] = []
        self.top: list[Node] = []
        present = {name_of(each) for each in document.iter()}
        self.article = next((name for name in _ARTICLES if name in present), "article")
        metas = [each for each in document if name_of(each) == "meta"]
        self.remarks = {
            note.get("eId", ""): words(note) for meta in metas for note in meta.iter("{*}note")
        }

    def read(self) -> None:
        """Takes every part of the document; notes that nothing refers to belong to the whole."""
        for part in self.document:
            name = name_of(part)
            if name in ("coverPage", "preface"):
                self._front(part)
            elif name in ("preamble", "conclusions"):
                node = Node("preamble" if name == "preamble" else "conclusion")
                self._fill(node, part, _Around(article=True))
                self.top.append(node)
            elif name in ("body", "mainBody"):
                whole = Node("part")
                self._fill(whole, part, _Around())
                self.top += whole.children
                self.notes += whole.notes
            elif name != "meta":
                self._attached(part)
        for part in self.document.itersiblings():
            self._attached(part)
        self.notes += [told for told in self.remarks.values() if told]

    def _front(self, part: Element) -> None:
        """The title; all else that stands above the preamble is kept as notes of the text."""
        marked = next(part.iter("{*}docTitle"), None)
        title = "" if marked is None else words(marked)
        for each in flow(part):
            told = each.text
            if not self.title and (title or told) in told:
                self.title = title or told
                told = told.replace(self.title, "", 1).strip()
            self.notes += [told] if told else []
            self._remark(self.notes, each)

    def _attached(self, part: Element) -> None:
        """A schedule or another component: no part of the articles, kept after them."""
        if name_of(part) in ("attachments", "components"):
            for each in part:
                self._attached(each)
            return
        node = Node("section", where=str(part.sourceline))
        self._component(node, part)
        self.top.append(node)

    def _component(self, node: Node, element: Element) -> None:
        for part in element:
            name = name_of(part)
            if name in ("heading", "subheading"):
                self._heading(node, part)
            elif name in ("body", "mainBody"):
                self._fill(node, part, _Around())
            elif name in ("attachments", "components", "attachment", "component", *DOCUMENTS):
                self._component(node, part)
            elif name != "meta":
                self._passages(node, part, _Around())

    def _fill(self, node: Node, element: Element, around: _Around) -> None:
        """Gives a node what stands in its element."""
        node.where = node.where or str(element.sourceline)
        self._stray(node, element.text, element)
        for part in element:
            name = name_of(part)
            if name == "num":
                node.number = number_of(words(part) or (part.text or "").strip(), self.grammar)
                node.normal = node.number
            elif name in ("heading", "subheading"):
                self._heading(node, part)
            elif name in _HIER:
                child = self._node(part, around)
                _attach(node, child)
            else:
                self._passages(node, part, around)
            self._stray(node, part.tail, part)

    def _stray(self, node: Node, text: str | None, near: Element) -> None:
        """Words where the schema has none."""
        if not text or text.isspace():
            return
        line = passage(str(near.sourceline), text)
        if line is not None:
            self._passage(node, Passage(line.where, line.text), [])

    def _heading(self, node: Node, part: Element) -> None:
        for each in flow(part):
            node.heading = " ".join(told for told in (node.heading, each.text) if told)
            self._remark(node.notes, each)

    def _node(self, element: Element, around: _Around) -> Node:
        numbered = any(name_of(part) == "num" for part in element)
        kind = self._kind(element, around, numbered)
        inside = _Around(
            around.article or kind in ("article", "transitional"),
            around.levels + (numbered and kind in ("paragraph", "point", "subpoint")),
        )
        node = Node(kind)
        self._fill(node, element, inside)
        if not node.number and kind in ("point", "subpoint"):
            node.kind = "paragraph"
        return node

    def _kind(self, element: Element, around: _Around, numbered: bool) -> Kind:
        name = name_of(element)
        if name == HCONTAINER:
            name = element.get("name", "")
        if name == self.article and not around.article:
            return "article"
        if name in _DIVISIONS and not around.article:
            return _DIVISIONS[name]
        if not numbered:
            headed = any(name_of(part) == "heading" for part in element)
            return "section" if headed and not around.article else "paragraph"
        if around.levels == 0 and name not in _POINTS:
            return "paragraph"
        return "point" if around.levels <= 1 else "subpoint"

    def _passages(self, node: Node, part: Element, around: _Around) -> None:
        """What stands in ``intro``, ``content``, ``wrapUp`` and the like."""
        points: list[tuple[int, Node]] = []
        for each in flow(part):
            made: list[str] = []
            self._remark(made, each)
            if isinstance(each, Item):
                outer = around.levels <= 1 and each.depth == 1
                kind: Kind = "point" if outer else "subpoint"
                child = Node(kind, each.number, each.number, text=each.text, where=each.where)
                child.notes = made
                while points and points[-1][0] >= each.depth:
                    points.pop()
                _attach(points[-1][1] if points else node, child)
                points.append((each.depth, child))
                continue
            while points and points[-1][0] > each.depth:
                points.pop()
            self._passage(points[-1][1] if points else node, each, made)

    def _passage(self, node: Node, each: Passage, notes: list[str]) -> None:
        if not each.text:  # nothing but a reference to a note
            node.notes += notes
            return
        leaf = node.kind in ("paragraph", "point", "subpoint")
        if leaf and not node.text and not node.children:
            node.text = each.text
            node.notes += notes
            return
        child = Node("paragraph", text=each.text, where=each.where, notes=notes)
        if node.kind in DIVISIONS:
            told = findings.excerpt(each.text)
            self.found.add(findings.note("text.outside", each.where, words=told))
        node.children.append(child)

    def _remark(self, notes: list[str], each: Passage) -> None:
        notes += each.notes
        for reference in each.references:
            if told := self.remarks.pop(reference, ""):
                notes.append(told)


def _attach(node: Node, child: Node) -> None:
    """A point belongs to the passage that announces it, as in `lists`."""
    last = node.children[-1] if node.children else None
    announced = last is not None and last.kind == "paragraph" and not last.number
    if child.kind in ("point", "subpoint") and last is not None and announced:
        last.children.append(child)
    else:
        node.children.append(child)


def number_of(printed: str, grammar: Grammar | None) -> str:
    """The number without its decoration: «Статья 5.», "(a)", "5-бап", "Section I" give 5, a, 5, I.

    What has no number in it is kept as it is.
    """
    told = printed.strip()
    if grammar:
        patterns = (grammar.article, *(division.pattern for division in grammar.divisions))
        for pattern in patterns:
            found = pattern.fullmatch(told)
            if found and not found["rest"]:
                return numbers.printed(found["number"])
    label = _LABEL.match(told)
    if label and not numbers.roman_value(label[0].strip(" .")):
        told = told[label.end() :]
    return numbers.printed(told.strip(_EDGES)) or printed.strip()
