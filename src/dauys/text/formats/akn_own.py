"""Reads back, exactly, what `akn` wrote: the inverse of the writer, element by element.

It looks for nothing else. Whether a document is one that the writer made is decided afterwards, by
writing the tree again and comparing every byte (`akn_read`); what it cannot follow is `NotOurs`.
"""

from __future__ import annotations

from dataclasses import dataclass

from dauys.text.formats.about import About
from dauys.text.formats.akn_terms import (
    ALINEA,
    AUTHOR,
    HCONTAINER,
    NO_AUTHOR,
    NO_COUNTRY,
    NO_DATE,
    NO_WORK,
    XML_LANG,
)
from dauys.text.formats.hostile import Element, name_of
from dauys.text.provision import Kind, Provision, Text

_BLOCKS: dict[str, Kind] = {"preamble": "preamble", "conclusions": "conclusion"}


class NotOurs(Exception):
    """The document has another form than the writer gives."""


def read_own(root: Element) -> tuple[Text, About]:
    """The text of a document and what it says about it. Raises `NotOurs`."""
    try:
        return _read(root)
    except (LookupError, StopIteration):  # something is not where the writer puts it
        raise NotOurs from None


def _read(root: Element) -> tuple[Text, About]:
    act = root[0]
    parts = {name_of(part): part for part in act}
    reader = _Reader({note.get("eId"): note[0].text or "" for note in act.iter("{*}note")})
    title, provisions = "", []
    if "preface" in parts:
        line = parts["preface"][0][0]
        title = "".join(each.text or "" for each in line.iter("{*}docTitle"))
        provisions += reader.notes(line)
    if "preamble" in parts:
        provisions.append(reader.block(parts["preamble"]))
    provisions += [reader.provision(each) for each in parts["body"]]
    if "conclusions" in parts:
        provisions.append(reader.block(parts["conclusions"]))
    language = parts["body"].attrib[XML_LANG]
    return Text(language, title, tuple(provisions)), _about(act)


def _about(act: Element) -> About:
    work = next(act.iter("{*}FRBRWork"))
    author = next(each for each in act.iter("{*}TLCOrganization") if each.get("eId") == AUTHOR)

    def known(value: str, stand_in: str) -> str:
        return "" if value == stand_in else value

    return About(
        known(next(work.iter("{*}FRBRcountry")).attrib["value"], NO_COUNTRY),
        known(next(work.iter("{*}FRBRname")).attrib["value"], NO_WORK),
        known(next(work.iter("{*}FRBRdate")).attrib["date"], NO_DATE),
        known(author.attrib["showAs"], NO_AUTHOR),
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    remarks: dict[str, str]  # the words of each note among the metadata

    def notes(self, line: Element) -> list[Provision]:
        addresses = [each.attrib["href"][1:] for each in line.iter("{*}noteRef")]
        return [Provision(each, "note", "", "", self.remarks[each]) for each in addresses]

    def provision(self, element: Element) -> Provision:
        """A provision of the body."""
        number = heading = text = ""
        children: list[Provision] = []
        notes: list[Provision] = []
        for part in element:
            name = name_of(part)
            if name == "num":
                number = part.attrib["title"]
            elif name == "heading":
                heading = part.text or ""
            elif name in ("intro", "content"):
                text, notes = part[0].text or "", self.notes(part[0])
            else:
                children.append(self.provision(part))
        kind = _kind(element)
        return Provision(element.attrib["eId"], kind, number, heading, text, (*children, *notes))

    def block(self, element: Element) -> Provision:
        """The preamble, the conclusions, or a provision in them."""
        if name_of(element) == "p":
            text, notes = element.text or "", self.notes(element)
            return Provision(element.attrib["eId"], "paragraph", "", "", text, tuple(notes))
        number = heading = text = ""
        children: list[Provision] = []
        notes = []
        for part in element:
            if part.get("eId"):
                children.append(self.block(part))
            elif part.get("class") == "heading":
                heading = part.text or ""
            else:
                number, text = _marked(part)
                notes = self.notes(part)
        kind = _BLOCKS.get(name_of(element)) or element.attrib["name"]
        return Provision(element.attrib["eId"], kind, number, heading, text, (*children, *notes))


def _kind(element: Element) -> Kind:
    name = name_of(element)
    if name == ALINEA:
        return "paragraph"
    kind: Kind = element.attrib["name"] if name == HCONTAINER else element.tag.rpartition("}")[2]
    return kind


def _marked(line: Element) -> tuple[str, str]:
    """The number and the words of a line that may begin with its mark."""
    inline = next(iter(line.iter("{*}inline")), None)
    if inline is None:
        return "", line.text or ""
    return inline.attrib["title"], (inline.tail or "")[1:]
