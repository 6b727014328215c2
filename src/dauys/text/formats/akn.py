"""Akoma Ntoso 3.0 out: an ``act`` with its identification, its notes apart, and the tree
(docs/specification/3-text.md, section 7).

An address is the eId, ``num`` shows the number as it is printed and has the bare one as its title.
What it writes validates against the schema of the standard, and `akn_read` reads it to the same
tree. It says nothing of the life of a law (events, amendments).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dauys.errors import Refused
from dauys.text.formats.about import About
from dauys.text.formats.akn_meta import Identity, write_meta
from dauys.text.formats.akn_terms import element, is_remark
from dauys.text.formats.markup import Markup, escaped, tag
from dauys.text.printed import label, marks
from dauys.text.provision import Provision, Text


def write_akn(text: Text, about: About) -> bytes:
    """The act of a text.

    Raises `Refused` text.articles for a text without provisions that stand in a body, text.about,
    text.date for an identification that has not the form asked for, text.character.
    """
    return _Act(text, Identity.of(about, text.language)).written()


@dataclass(slots=True)
class _Act:
    text: Text
    identity: Identity
    out: Markup = field(default_factory=Markup)
    marks: dict[str, str] = field(default_factory=dict)
    notes: dict[str, int] = field(default_factory=dict)  # address of a note: its marker

    def written(self) -> bytes:
        self.marks = marks(self.text)
        front, preamble, body, conclusion = _places(self.text.provisions)
        if not body:
            raise Refused("text.articles")
        remarks = [each for each in self.text.walk() if is_remark(each)]
        self.notes = {each.address: n for n, each in enumerate(self._apart(remarks), 1)}
        self.out.raw('<?xml version="1.0" encoding="UTF-8"?>')
        write_meta(self.out, self.identity, [n for n in remarks if n.address in self.notes])
        self._preface(front)
        if preamble:
            self._block("preamble", preamble)
        self.out.open("body", xml__lang=self.text.language)
        for each in body:
            self._provision(each)
        self.out.close("body")
        if conclusion:
            self._block("conclusions", conclusion)
        self.out.close("act")
        self.out.close("akomaNtoso")
        return self.out.data()

    def _apart(self, remarks: list[Provision]) -> list[Provision]:
        """The notes that stand after all else in their provision, or above the preamble."""
        last = {
            child.address
            for each in self.text.walk()
            for child in each.children[len(_without_remarks(each)) :]
        }
        last |= {each.address for each in _places(self.text.provisions)[0]}
        return [each for each in remarks if each.address in last]

    def _preface(self, notes: tuple[Provision, ...]) -> None:
        if not self.text.title and not notes:
            return
        self.out.open("preface", xml__lang=self.text.language)
        self.out.open("longTitle")
        title = f"<docTitle>{escaped(self.text.title)}</docTitle>" if self.text.title else ""
        self.out.put("p", title + self._references(notes))
        self.out.close("longTitle")
        self.out.close("preface")

    def _provision(self, each: Provision) -> None:
        name, called = element(each)
        self.out.open(name, eId=each.address, name=called)
        if each.number:
            number = label(each, self.text.language)
            self.out.put("num", escaped(self.marks.get(each.address, number)), title=each.number)
        if each.heading:
            self.out.put("heading", escaped(each.heading, each.address))
        children = _without_remarks(each)
        words = self._words(each, each.children[len(children) :])
        if words:
            self.out.open("intro" if children else "content")
            self.out.put("p", words)
            self.out.close("intro" if children else "content")
        for child in children:
            self._provision(child)
        self.out.close(name)

    def _block(self, name: str, each: Provision) -> None:
        """The preamble, the conclusions, or a provision in them: paragraphs and containers."""
        children = _without_remarks(each)
        words = self._words(each, each.children[len(children) :])
        bare = not (children or each.heading or each.number)
        if bare and name == "container" and each.kind == "paragraph":
            self.out.put("p", words, eId=each.address)
            return
        top = name != "container"
        self.out.open(
            name,
            eId=each.address,
            name="" if top else each.kind,
            xml__lang=self.text.language if top else "",
        )
        if each.heading:
            self.out.put("p", escaped(each.heading, each.address), class_="heading")
        if each.number:
            opening = tag("inline", name="number", title=each.number)
            mark = escaped(self.marks.get(each.address, each.number))
            words = f"<{opening}>{mark}</inline> {words}"
        if words or not (children or each.heading):
            self.out.put("p", words)
        for child in children:
            self._block("container", child)
        self.out.close(name)

    def _words(self, each: Provision, notes: tuple[Provision, ...]) -> str:
        return escaped(each.text, each.address) + self._references(notes)

    def _references(self, notes: tuple[Provision, ...]) -> str:
        told = ""
        for note in notes:
            marker = str(self.notes[note.address])
            told += f"<{tag('noteRef', href=f'#{note.address}', marker=marker)}/>"
        return told


def _without_remarks(each: Provision) -> tuple[Provision, ...]:
    """The children without the notes at their end."""
    end = len(each.children)
    while end and is_remark(each.children[end - 1]):
        end -= 1
    return each.children[:end]


def _places(
    top: tuple[Provision, ...],
) -> tuple[tuple[Provision, ...], Provision | None, tuple[Provision, ...], Provision | None]:
    """What stands at the top: the notes of the title, the preamble, the body, the conclusion."""
    start, end = 0, len(top)
    while start < end and is_remark(top[start]):
        start += 1
    front, preamble, conclusion = top[:start], None, None
    if start < end and top[start].kind == "preamble":
        preamble, start = top[start], start + 1
    if start < end and top[end - 1].kind == "conclusion":
        conclusion, end = top[end - 1], end - 1
    return front, preamble, top[start:end], conclusion
