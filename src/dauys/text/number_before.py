"""Citations whose word stands behind its numbers: Kazakh.

«Заңның 44-бабы 2-тармағының 1) және 3) тармақшалары»: the act first, then the outer level, then
the inner. docs/specification/3-text.md, section 6; the words are in `citations`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dauys.text.citations import Level
from dauys.text.mentions import Act, Finder, Item, Mention

_LOCATIVE = re.compile(r"[дт][ае]$")
_NAMED_WITHIN = 3  # words before the act that tell it from others of its kind


class NumberBefore(Finder):
    """The numbers before their word, the outer level before the inner."""

    def mentions(self) -> Iterator[Mention]:
        least = 0
        for at, token in enumerate(self.tokens):
            level = self.level(at) if token.kind == "word" else None
            found = self.mention(at, level, least) if level is not None else None
            if found is not None:
                least = found.end
                yield found

    def mention(self, at: int, level: Level, least: int) -> Mention | None:
        relative = self.relative(at - 1)
        if relative == "said" and self.level(at - 2) and _LOCATIVE.search(self.key(at - 2)):
            return None  # «10-бапта көрсетілген бөлігін»: the share that article 10 speaks of
        if relative:
            return Mention(level, (), relative, at - 1, at + 1)
        items: list[Item] = []
        first = at
        before = at - 1 - (self.key(at - 1) in self.cited.ranges)
        while found := self.atom(before, level, least):
            number, begin = found
            until = ""
            if self.key(begin - 1) in self.cited.ranges and (
                start := self.atom(begin - 2, level, least)
            ):
                number, until, begin = start[0], number, start[1]
            items.insert(0, Item(number, until))
            first, before = begin, begin - 1
            if not self.joins(before):
                break
            before -= 1
        return Mention(level, tuple(items), "", first, at + 1) if items else None

    def atom(self, at: int, level: Level, least: int) -> tuple[str, int] | None:
        """A number that ends at a token, and where it begins: «1)», «IV», «бірінші»."""
        if at < least:
            return None
        if self.key(at) == ")" and at > least:
            opened = self.key(at - 2) in ("(", '"')
            inside = self.tokens[at - 1]
            letters = inside.kind != "other" and len(inside.text) <= 4
            return (inside.text, at - 1 - opened) if letters else None
        number = self.number(at, level)
        return (number, at) if number else None

    def act(self, group: list[Mention]) -> Act:
        """The act named before the chain: «Азаматтық кодекстің 5-бабы»."""
        at = group[0].first - 1
        if at < 0 or not self.cited.act.fullmatch(self.key(at)):
            return ""
        if self.relative(at - 1) == "this":
            return "own"
        before = range(max(0, at - _NAMED_WITHIN), at)
        other = any(self.cited.named.fullmatch(self.key(n)) for n in before)
        return self.whose(at, other or self.key(at - 1) == "туралы")
