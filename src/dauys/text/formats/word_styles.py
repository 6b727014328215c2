"""The styles of a Word document, each with what it has from the styles that it is based on.

Only what the reader asks of a style: its name, outline level, list, and whether it is bold, hidden
or raised. What a paragraph or run says itself is laid over it by `Look.under`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from lxml import etree

from dauys.text.formats.revisions import W

_FALSE = {"0", "false", "off", "none"}


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph or run stands there; None where nothing is said.

    ``outline`` is 1 for the uppermost level and 0 for the text of the body.
    """

    name: str = ""
    outline: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    bold: bool | None = None
    hidden: bool | None = None
    raised: bool | None = None

    def under(self, own: Look) -> Look:
        """This look, with what ``own`` says laid over it."""
        said = {
            name: value
            for name in ("outline", "list_id", "list_level", "bold", "hidden", "raised")
            if (value := getattr(own, name)) is not None
        }
        return replace(self, name=own.name or self.name, **said)


NOTHING = Look()


def value(element: etree._Element | None, name: str) -> str | None:
    """The ``w:val`` of a child element, or None."""
    found = None if element is None else element.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val")


def switch(element: etree._Element | None, name: str) -> bool | None:
    """A property that is on or off; None where it is not there."""
    found = None if element is None else element.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val", "1") not in _FALSE


def number(text: str | None) -> int | None:
    """A small whole number, or None for anything else."""
    if text is None or not text.isascii() or not text.isdecimal() or len(text) > 9:
        return None
    return int(text)


def paragraph_look(properties: etree._Element | None) -> Look:
    """What ``w:pPr`` itself says."""
    if properties is None:
        return NOTHING
    level = number(value(properties, "outlineLvl"))
    in_list = properties.find(f"{W}numPr")
    return Look(
        outline=None if level is None else (level + 1 if level < 9 else 0),
        list_id=value(in_list, "numId"),
        list_level=number(value(in_list, "ilvl")),
    )


def run_look(properties: etree._Element | None) -> Look:
    """What ``w:rPr`` itself says."""
    raised = value(properties, "vertAlign")
    return Look(
        bold=switch(properties, "b"),
        hidden=switch(properties, "vanish"),
        raised=None if raised is None else raised == "superscript",
    )


@dataclass(slots=True)
class Styles:
    """The styles by their ids."""

    elements: dict[str, etree._Element] = field(default_factory=dict)
    default: str = ""  # the style of paragraphs that name none
    _known: dict[str, Look] = field(default_factory=dict)

    def look(self, style: str | None) -> Look:
        """The look of a style, of the default one for None; an unknown id looks like nothing."""
        wanted = self.default if style is None else style
        if wanted not in self._known:
            chain: list[str] = []
            at: str | None = wanted
            while at in self.elements and at not in chain:  # a style may name itself as its base
                chain.append(at)
                at = value(self.elements[at], "basedOn")
            look = NOTHING
            for each in reversed(chain):
                look = look.under(self._own(self.elements[each]))
            self._known[wanted] = look
        return self._known[wanted]

    def _own(self, element: etree._Element) -> Look:
        own = paragraph_look(element.find(f"{W}pPr"))
        run = run_look(element.find(f"{W}rPr"))
        return own.under(run).under(Look(name=value(element, "name") or ""))


def styles_of(root: etree._Element | None) -> Styles:
    """The styles of the part ``styles.xml``."""
    styles = Styles()
    for element in () if root is None else root.iter(f"{W}style"):
        identity = element.get(f"{W}styleId", "")
        styles.elements[identity] = element
        is_default = element.get(f"{W}default", "0") not in _FALSE
        if is_default and element.get(f"{W}type") == "paragraph":
            styles.default = identity
    return styles
