"""Who is behind a changed word: accepted proposals and editors, found by words and by place.

Specification: docs/specification/4-consultation.md, section 8. By words: what came in is what was
proposed, what went is what the proposal wanted gone. By place: an accepted proposal is carried by
the provision. It looks at one provision at a time; `dauys.consultation.trace` goes through a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dauys.consultation.amendment import Span, occurrences
from dauys.consultation.draft import without_number
from dauys.consultation.edit import Edit
from dauys.consultation.proposal import ACCEPTED, Answer, Proposal
from dauys.consultation.resolution import Resolution
from dauys.text.tokens import words
from dauys.wire.ids import Name

Level = Literal["words", "place", "editor"]
LEVELS: tuple[Level, ...] = ("words", "place", "editor")


@dataclass(frozen=True, slots=True, order=True)
class Cause:
    """What is behind a changed word: a proposal, the editor ``who`` resolved a collision of it, or
    an editor alone."""

    level: Level
    proposal: Name = ""
    editor: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words that an accepted proposal wanted in, or gone, at an address of the old text."""

    proposal: Name
    words: tuple[str, ...]
    editor: str = ""


class Causes:
    """What was accepted, by place, and what editors said: made once for the texts of a language.

    ``answers`` are by proposal; only those that accept count.
    """

    def __init__(
        self,
        language: str,
        proposals: Iterable[Proposal],
        answers: Mapping[Name, Answer],
        edits: Sequence[Edit] = (),
        resolutions: Sequence[Resolution] = (),
    ):
        self.come: dict[Name, list[Wanted]] = {}
        self.gone: dict[Name, list[Wanted]] = {}
        self.whole: set[Name] = set()  # wanted all words of its provision gone
        self.anchored: dict[str, list[Name]] = {}
        self.carried: dict[str, list[Name]] = {}
        self.edits: tuple[dict[str, Edit], dict[str, Edit]] = (
            {each.old: each for each in edits if each.old},
            {each.new: each for each in edits if each.new},
        )
        for each in proposals:
            if each.id in answers and answers[each.id].outcome in ACCEPTED:
                self._add(each, answers[each.id], each.language == language)
        for resolution in resolutions:
            self._add_resolution(resolution)

    def _add(self, proposal: Proposal, answer: Answer, own: bool) -> None:
        self.anchored.setdefault(proposal.anchor.address, []).append(proposal.id)
        for address in answer.carried:
            self.carried.setdefault(address, []).append(proposal.id)
        if not own:
            return  # what was proposed in another language has no words in this one
        come = proposal.proposed if proposal.kind in ("amend", "add") else ""
        if told := words(without_number(come) if proposal.kind == "add" else come):
            self.come[proposal.id] = [Wanted(proposal.id, tuple(told))]
        if proposal.kind in ("amend", "delete"):
            if gone := words(proposal.quote):
                self.gone[proposal.id] = [Wanted(proposal.id, tuple(gone))]
            else:
                self.whole.add(proposal.id)

    def _add_resolution(self, resolution: Resolution) -> None:
        told = tuple(words(resolution.words))
        for name in resolution.proposals:
            if told and (name in self.come or name in self.gone or name in self.whole):
                wanted = Wanted(name, told, resolution.who)
                self.come.setdefault(name, []).append(wanted)

    def by_words(
        self, passage: str, old: Sequence[str], new: Sequence[str], *, came: bool
    ) -> list[tuple[Span, Cause]]:
        """The parts of a passage that are the words of proposals at this place: of one of the new
        text those that were proposed (``came``), of one of the old text those that were to go.
        ``old`` and ``new`` are the addresses of the place and of all that is around it."""
        names = {name: None for each in old for name in self.anchored.get(each, ())}
        names |= {name: None for each in new for name in self.carried.get(each, ())}
        found: list[tuple[Span, Cause]] = []
        for name in names:
            if name in self.whole and not came and self._is_at(name, old):
                found.append(((0, len(passage)), Cause("words", name)))
            for wanted in (self.come if came else self.gone).get(name, ()):
                cause = Cause("words", name, wanted.editor)
                found += [(span, cause) for span in occurrences(passage, list(wanted.words))]
        return found

    def _is_at(self, name: Name, old: Sequence[str]) -> bool:
        return any(name in self.anchored.get(each, ()) for each in old)

    def by_place(self, old: Sequence[str], new: Sequence[str]) -> list[Cause]:
        """The proposals that the place carries, else the editors of the place: of those that stand
        around it, innermost first, the nearest. Where nothing is left in the new text, proposals
        are known by their own anchors."""
        for places, known in ((new, self.carried), (() if new else old, self.anchored)):
            for each in places:
                if each in known:
                    return [Cause("place", name) for name in sorted(known[each])]
        for side, places in ((1, new), (0, old)):
            for each in places:
                if each in self.edits[side]:
                    return [Cause("editor", editor=self.edits[side][each].who)]
        return []
