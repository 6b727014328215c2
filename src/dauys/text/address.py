"""Addresses of provisions, in the manner of Akoma Ntoso eIds (3-text, section 2).

``art_83-1__para_2__point_3``: an abbreviation and a normalised number for each step down from the
article, which is unique in the whole text; divisions count from the top: ``sec_1__chp_2``. What
has no number gets its position. Two provisions never share an address.
"""

from __future__ import annotations

from dauys.errors import Findings
from dauys.text import findings, numbers
from dauys.text.grammar import Grammar
from dauys.text.outline import Node
from dauys.text.provision import DIVISIONS, Provision

PREFIXES = {
    "part": "part",
    "section": "sec",
    "chapter": "chp",
    "article": "art",
    "transitional": "trans",
    "paragraph": "para",
    "point": "point",
    "subpoint": "sub",
    "note": "note",
}
_ALONE = ("article", "transitional")  # addresses begin anew here


class Addresses:
    """Gives out addresses within one text; remembers those that are taken."""

    def __init__(self, grammar: Grammar, found: Findings):
        self.grammar = grammar
        self.found = found
        self.taken: set[str] = set()
        self.endings: dict[str, int] = {}  # the last one given to an address that stands again

    def provision(self, node: Node, around: str, position: int, *, further: bool) -> Provision:
        """The provision of a node; ``position`` counts the unnumbered siblings of its kind, and
        ``further`` says whether a passage without a number is one more of what is around it."""
        own = self._step(node, position, further)
        address = own if node.kind in _ALONE or not around else f"{around}__{own}"
        address = self._unique(address, node.where)
        children = list(self.provisions(node, address))
        children += [
            Provision(self._unique(f"{address}__note_{n}", node.where), "note", "", "", note)
            for n, note in enumerate(node.notes, 1)
        ]
        return Provision(address, node.kind, node.number, node.heading, node.text, tuple(children))

    def provisions(self, parent: Node, address: str) -> tuple[Provision, ...]:
        """The children of a node as provisions."""
        made: list[Provision] = []
        unnumbered: dict[str, int] = {}
        further = _has_further_passages(parent)
        for child in parent.children:
            if not child.number:
                start = 1 if child.kind == "paragraph" and parent.text else 0
                unnumbered[child.kind] = unnumbered.get(child.kind, start) + 1
            around = "" if address == "" else address
            position = unnumbered.get(child.kind, 0)
            made.append(self.provision(child, around, position, further=further))
        return tuple(made)

    def _step(self, node: Node, position: int, further: bool) -> str:
        if node.kind in ("preamble", "conclusion"):
            return "preamble" if node.kind == "preamble" else "conclusions"
        if node.normal == "trans":
            return "trans"
        prefix = PREFIXES[node.kind]
        if not node.number:
            return f"{'al' if further and node.kind == 'paragraph' else prefix}_{position}"
        roman = node.kind in DIVISIONS or node.kind in _ALONE
        number = node.normal or node.number
        normal = numbers.normal(number, self.grammar.ordinals, roman=roman)
        return f"{prefix}_{normal or numbers.spelt(number)}"

    def _unique(self, address: str, where: str) -> str:
        """A number that stands twice is told apart by an ending, and said aloud."""
        unique, n = address, self.endings.get(address, 1)
        while unique in self.taken:
            n += 1
            unique = f"{address}_{n}"
        if unique != address:
            self.endings[address] = n
            self.found.add(findings.doubt("text.repeated", where, address=unique))
        self.taken.add(unique)
        return unique


def _has_further_passages(parent: Node) -> bool:
    """A passage without a number is ``al``: inside a paragraph or point, and beside numbered
    paragraphs, whose numbers it must not seem to have. Elsewhere it is ``para`` by position."""
    if parent.kind in ("paragraph", "point", "subpoint"):
        return True
    return any(sibling.number for sibling in parent.children if sibling.kind == "paragraph")
