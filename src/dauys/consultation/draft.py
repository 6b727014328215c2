"""The next version of a text: the changes made, and which of them made which words.

Specification: docs/specification/4-consultation.md, section 7. All changes are of the version that
was consulted upon, so that their order makes no difference. It renumbers nothing: what stands
after a removed provision keeps its number until an editor gives it another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dauys.consultation.amendment import (
    Addition,
    Change,
    Edit,
    Part,
    Removal,
    inserted,
    is_bare,
)
from dauys.consultation.collision import collisions, together
from dauys.errors import Refused
from dauys.text import numbers
from dauys.text.languages import GRAMMARS
from dauys.text.provision import Provision, Text
from dauys.wire.ids import Name

_GIVEN = re.compile(r"\(?(\d{1,4}(?:-\d{1,3})?|[^\W\d_])[.)]\s+")  # "6) the work of councils"
_LISTED = ("paragraph", "point", "subpoint")


@dataclass(frozen=True, slots=True)
class Made:
    """Words that a change made: the characters from ``start`` to ``end`` of a passage of the new
    text at ``address``, in the place of ``gone``. Of a provision that was removed it is the old
    address, and ``gone`` its words."""

    address: str
    part: Part
    start: int
    end: int
    words: str
    gone: str
    proposals: tuple[Name, ...]
    editor: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of the next version, and the words that changed, in the order of the text."""

    text: Text
    made: tuple[Made, ...]


def draft(text: Text, changes: Iterable[Change]) -> Draft:
    """The text with all changes made. Raises amendment.collision where two cannot both be made,
    and what `_number` raises."""
    listed = together(changes)
    for each in collisions(listed):
        raise Refused(
            "amendment.collision",
            f"provision:{each.address}",
            proposals=", ".join(each.proposals),
        )
    maker = _Maker(text, listed)
    provisions = tuple(new for each in text.provisions for new in maker.made(each))
    return Draft(replace(text, provisions=provisions), tuple(maker.found))


def without_number(words: str) -> str:
    """The words of an addition without the number that is printed before them, if one is."""
    given = _GIVEN.match(words)
    return words[given.end() :] if given else words


class _Maker:
    """Makes the provisions of the new text one by one, and notes what was made."""

    def __init__(self, text: Text, changes: Sequence[Change]):
        self.ordinals: Mapping[str, int] = GRAMMARS[text.language].ordinals
        self.changes: dict[str, list[Change]] = {}
        for each in changes:
            self.changes.setdefault(each.address, []).append(each)
        self.found: list[Made] = []

    def made(self, provision: Provision) -> list[Provision]:
        """What becomes of a provision: itself with its changes, or nothing."""
        own = self.changes.get(provision.address, [])
        removed = [each for each in own if isinstance(each, Removal)]
        if removed:
            self._removed(provision, removed)
            return []
        noted = len(self.found)
        heading = self._passage(provision, "heading", own)
        text = self._passage(provision, "text", own)
        children = [new for each in provision.children for new in self.made(each)]
        added = [each for each in own if isinstance(each, Addition)]
        if _delete(own) and is_bare(replace(provision, heading=heading, text=text)):
            del self.found[noted:]  # several took the words, and nothing is left to have a number
            self._removed(provision, own)
            return []
        notes = len(children)
        while notes and children[notes - 1].kind == "note":
            notes -= 1
        children[notes:notes] = self._added(provision, added)
        return [replace(provision, heading=heading, text=text, children=tuple(children))]

    def _removed(self, provision: Provision, removed: Sequence[Change]) -> None:
        inner = [
            change
            for each in provision.walk()
            for change in self.changes.get(each.address, ())
            if isinstance(change, Removal)
        ]
        names = sorted({name for each in (*removed, *inner) for name in each.proposals})
        editor = next((each.editor for each in removed if each.editor), "")
        gone = " ".join(
            part
            for each in provision.walk()
            if each.kind != "note"
            for part in (each.heading, each.text)
            if part
        )
        self.found.append(Made(provision.address, "text", 0, 0, "", gone, tuple(names), editor))

    def _passage(self, provision: Provision, part: Part, own: Sequence[Change]) -> str:
        passage: str = getattr(provision, part)
        edits = [each for each in own if isinstance(each, Edit) and each.part == part]
        made, at = "", 0
        for each in sorted(edits, key=lambda edit: (edit.start, edit.end, edit.rank)):
            made += passage[at : each.start]
            words = each.words
            if each.start == each.end and each.editor:
                words = inserted(made, len(made), words.lstrip())
            first, at = max(at, each.start), each.end
            if not made and not words:  # all before it is gone: it takes the space after it along
                at = len(passage) - len(passage[at:].lstrip())
            start, made = len(made), made + words
            spot = provision.address, part, start, len(made)
            gone = passage[first:at]
            self.found.append(Made(*spot, words, gone, each.proposals, each.editor))
        return made + passage[at:]

    def _added(self, provision: Provision, added: Sequence[Addition]) -> list[Provision]:
        made: list[Provision] = []
        last = next((each for each in reversed(provision.children) if each.kind != "note"), None)
        for each in sorted(added, key=lambda addition: addition.rank):
            if last is None or last.kind not in _LISTED:
                raise Refused("amendment.level", _accused(each), address=provision.address)
            last = self._next(last, each)
            made.append(last)
            words = last.text
            spot = Made(last.address, "text", 0, len(words), words, "", each.proposals, each.editor)
            self.found.append(spot)
        return made

    def _next(self, last: Provision, addition: Addition) -> Provision:
        """The provision of an addition, numbered after the last one."""
        number, words = last.number, addition.words
        given = _GIVEN.match(words) if number else None
        wanted = str(int(number) + 1) if number.isdecimal() else ""
        if given:
            words = words[given.end() :]
        if number and not wanted:
            wanted = given[1] if given else ""
        if number and (not wanted or (given and given[1] != wanted)):
            raise Refused(
                "amendment.number",
                _accused(addition),
                last=number,
                given=given[1] if given else "–",
            )
        step, _, end = last.address.rpartition("_")
        if wanted:
            spelt = numbers.normal(wanted, self.ordinals, roman=False) or numbers.spelt(wanted)
        else:
            spelt = str(int(end) + 1)
        return Provision(f"{step}_{spelt}", last.kind, wanted, "", words)


def _delete(own: Sequence[Change]) -> bool:
    """Whether there are changes, and all take words away without giving others."""
    return bool(own) and all(isinstance(each, Edit) and not each.words for each in own)


def _accused(addition: Addition) -> str:
    return f"proposal:{addition.proposals[0]}"
