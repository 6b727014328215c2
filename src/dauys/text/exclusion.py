"""Provisions that a law keeps by number alone: «Статья 84. Исключена.», "(Repealed)".

Their number stays taken, so that those after them keep theirs. Only a mark in the provision's own
place counts: a sentence such as «Исключены из оборота земли …» is law like any other.
"""

from __future__ import annotations

import re

from dauys.text.provision import Provision, passages

_MARKS = (
    r"исключен[аоы]?|утратил[аои]?\s+силу|признан[аоы]?\s+утратившими?\s+силу"
    r"|алып\s+тасталды|алынып\s+тасталды|күші\s+жойыл(?:ды|ған)|күшін\s+жойды"
    r"|(?:(?:is|are|was|were|has\s+been|have\s+been)\s+)?(?:excluded|repealed|deleted|revoked)"
    r"|(?:queda\s+)?(?:derogad|suprimid|eliminad)[oa]s?"
)
# What may follow a mark: nothing, a stop, or by what it was excluded.
_AFTER = (
    r"(?=\s*(?:$|[.;,()\[\]–—-]|(?:конституционным\s+)?законом\b|указом\b|"
    r"by\b|with\s+effect\b|por\b))"
)
_MARK = re.compile(rf"\W{{0,3}}(?:{_MARKS}){_AFTER}", re.IGNORECASE)
_BY_KAZAKH = re.compile(
    r"\W{0,3}[^;]{0,120}(?:заңы|жарлығы)мен\s+(?:алып|алынып)\s+тасталды\W*", re.IGNORECASE
)
_IN_NOTE = re.compile(rf"[^;]{{0,60}}?(?<!\w)(?:{_MARKS})(?!\w)", re.IGNORECASE)
MAX_MARK = 300  # characters; what is longer says more than that it is excluded


def is_excluded(provision: Provision) -> bool:
    """Whether a provision stands there by its number alone, marked as excluded or repealed.

    Either its only words are the mark, or it has none and a note of its own says so.
    """
    own = [each for each in passages(provision) if each.strip()]
    if not own:
        notes = (child.text for child in provision.children if child.kind == "note")
        return any(_IN_NOTE.match(note) for note in notes)
    return len(own) == 1 and is_mark(own[0])


def is_mark(passage: str) -> bool:
    """Whether a passage says no more than that something is excluded, and by which act."""
    if len(passage) > MAX_MARK:
        return False
    return bool(_MARK.match(passage) or _BY_KAZAKH.fullmatch(passage))
