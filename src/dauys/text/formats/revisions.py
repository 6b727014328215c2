"""Tracked changes of a Word document: counted, and accepted or rejected as Word would.

A document with them says two things at once; which of them is the law nobody can tell who only
reads it. It works on the XML of `package`, in place, and knows no text.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_IN = {f"{W}ins", f"{W}moveTo", f"{W}cellIns"}
_OUT = {f"{W}del", f"{W}moveFrom", f"{W}cellDel"}
_FORMER = {f"{W}{name}PrChange" for name in ("p", "r", "sect", "tbl", "tblEx", "tc", "tr")}
_FORMER |= {f"{W}tblGridChange", f"{W}numberingChange", f"{W}cellMerge"}


def tracked(root: etree._Element) -> int:
    """How many tracked changes a part holds: insertions, deletions, moves, formats."""
    return sum(1 for _ in root.iter(*_IN, *_OUT, *_FORMER))


def settle(root: etree._Element, *, accept: bool) -> None:
    """Accepts or rejects every tracked change of a part."""
    gone, kept = (_OUT, _IN) if accept else (_IN, _OUT)
    _formats(root, accept=accept)
    for mark in reversed(list(root.iter(*gone))):  # so that each word of a chain is moved once
        _remove_around(mark)
    for mark in list(root.iter(*kept)):
        parent = mark.getparent()
        if parent is None:
            continue
        for inside in list(mark):
            mark.addprevious(inside)
        parent.remove(mark)


def _formats(root: etree._Element, *, accept: bool) -> None:
    """A former format is dropped with the change or, rejected, put back in its place."""
    for change in list(root.iter(*_FORMER)):
        now = change.getparent()
        if now is None:
            continue
        now.remove(change)
        former = change.find(now.tag)
        if accept or former is None or now.tag not in (f"{W}pPr", f"{W}rPr"):
            continue
        keep = [each for each in now if each.tag in (f"{W}rPr", f"{W}sectPr")]
        now[:] = [*former, *keep] if now.tag == f"{W}pPr" else list(former)


def _remove_around(mark: etree._Element) -> None:
    """Takes away what a mark says is gone: its content, or the row, cell or end of paragraph
    whose properties it stands in."""
    parent = mark.getparent()
    if parent is None:
        return
    holder = {f"{W}trPr": f"{W}tr", f"{W}tcPr": f"{W}tc"}.get(str(parent.tag))
    if holder is not None:
        around = next(_above(mark, holder), None)
        if around is not None and (outer := around.getparent()) is not None:
            outer.remove(around)
    elif parent.tag == f"{W}rPr":
        paragraph = next(_above(mark, f"{W}p"), None)
        parent.remove(mark)
        around = parent.getparent()
        if paragraph is not None and around is not None and around.tag == f"{W}pPr":
            _join_with_next(paragraph)
    else:
        parent.remove(mark)


def _above(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    return element.iterancestors(tag)


def _join_with_next(paragraph: etree._Element) -> None:
    """The paragraph has lost its end: its words open the next one, whose properties stay."""
    following = paragraph.getnext()
    parent = paragraph.getparent()
    if following is None or following.tag != f"{W}p" or parent is None:
        return
    own = [each for each in paragraph if each.tag != f"{W}pPr"]
    parent.remove(paragraph)
    first = next(iter(following), None)
    if first is None:
        following.extend(own)
    elif first.tag == f"{W}pPr":
        for each in reversed(own):
            first.addnext(each)
    else:
        for each in own:
            first.addprevious(each)
