"""Citations whose word stands before its numbers: Russian, English, Spanish.

«подпунктами 1) и 3) пункта 2 статьи 44 Закона»: the inner level before the outer, the act behind
both. docs/specification/3-text.md, section 6; the words are in `citations`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dauys.text import numbers
from dauys.text.citations import Level
from dauys.text.mentions import Act, Finder, Item, Mention

NESTING = 4  # levels that may follow one another: «artículo 19 Nº 3 inciso cuarto»
_ACT_WITHIN = 6  # words between a provision and the act that it stands in
_NAMED_WITHIN = 8  # words from the act to what tells it from others of its kind


class NumberAfter(Finder):
    """The word before its numbers, the inner level before the outer: Russian, English, Spanish."""

    def mentions(self) -> Iterator[Mention]:
        at = 0
        while at < len(self.tokens):
            found = self.mention(at) if self.tokens[at].kind == "word" else None
            if found is not None:
                yield found
            at = found.end if found is not None else at + 1

    def mention(self, at: int, depth: int = 0, *, enclosed: bool = False) -> Mention | None:
        """The mention that begins at a token; ``enclosed``: within brackets, which end it."""
        level = self.level(at)
        if level is None:
            return self.relative_first(at)
        after = at + 1
        if level == "transitional" and self.key(after) == "transitoria":
            after += 1
        if self.key(after) == "." and len(self.key(at)) <= 4:
            after += 1
        if relative := self.relative(after):
            return Mention(level, (), relative, at, after + 1)
        items, end = self.items(after, level, depth, enclosed)
        if not items:
            return None
        if level == "transitional" and self.key(end) in ("transitoria", "transitorias"):
            end += 1
        if level == "passage" and self.tokens[after].text.isupper():
            level = "part" if numbers.roman_value(self.tokens[after].text) else level
        return Mention(level, items, "", at, end)

    def relative_first(self, at: int) -> Mention | None:
        """«настоящей статьи», "the second part"."""
        level = self.level(at + 1)
        if level is None:
            return None
        if relative := self.relative(at):
            return Mention(level, (), relative, at, at + 2)
        number = self.number(at, level) if self.cited.ordinal_first else ""
        if not number or self.tokens[at].kind != "word" or self.tokens[at].text.isupper():
            return None
        return Mention(level, (Item(number),), "", at, at + 2)

    def items(
        self, at: int, level: Level, depth: int, enclosed: bool
    ) -> tuple[tuple[Item, ...], int]:
        """The numbers of a list from a token on, and where the list ends."""
        items: list[Item] = []
        end, kind = at, self.tokens[at].kind if at < len(self.tokens) else ""
        while found := self.item(at, level, depth):
            items.append(found[0])
            end = at = found[1]
            if enclosed and self.key(end - 1) == ")":  # «23 (часть 1), 24»
                break
            at += self.joins(at)
            at += self.joins(at)  # «, y»
            if at > end and self.relative(at) == "following":  # «68 y siguientes»
                end = at + 1
                break
            other_kind = at < len(self.tokens) and self.tokens[at].kind != kind
            if at == end or (level == "passage" and other_kind):
                break  # «inciso cuarto, 19º»: the words go on with something else
        return tuple(items), end

    def item(self, at: int, level: Level, depth: int) -> tuple[Item, int] | None:
        """A number or a range, with what is cited within it alone."""
        found = self.atom(at, level)
        if found is None:
            return None
        number, at = found
        if self.key(at) in self.cited.ranges and (last := self.atom(at + 1, level)):
            return Item(number, last[0]), last[1]
        inner = self.inner(at, level, depth) if depth < NESTING else None
        return (Item(number, inner=inner), inner.end) if inner else (Item(number), at)

    def atom(self, at: int, level: Level) -> tuple[str, int] | None:
        """A number with its signs: «1)», «"б"», «(ii)», «15º», "19 bis"; and where it ends."""
        first, second, third = self.key(at), self.key(at + 1), self.key(at + 2)
        if first in ('"', "«", "“", "(") and second and third in ('"', "»", "”", ")"):
            simple = self.tokens[at + 1].kind != "other"
            return (self.tokens[at + 1].text, at + 3) if simple and len(second) <= 7 else None
        if number := self.number(at, level):
            if number[0].isdigit() and second in ("bis", "ter", "quater"):
                return f"{number} {second}", at + 2
            return number, self.after_signs(at + 1)
        is_letter = 0 < len(first) <= 4 and self.tokens[at].kind == "word"
        if level in ("point", "paragraph") and is_letter and second == ")":
            return self.tokens[at].text, at + 2
        if level == "point" and is_letter and len(first) == 1 and first != self.tokens[at].text:
            return self.tokens[at].text, at + 1  # «letra B»
        return None

    def after_signs(self, at: int) -> int:
        """Behind the signs of a number: «15º.», «7)», «17a.»; a full stop only where the
        sentence goes on."""
        sign = at
        while self.key(sign) in ("º", "°", "ª", ")") and self.tokens[sign - 1].kind != "other":
            sign += 1
        glued = self.key(at) in ("a", "o") and self.tokens[at].start == self.tokens[at - 1].end
        sign += glued
        goes_on = sign + 1 < len(self.tokens) and not self.tokens[sign + 1].text[0].isupper()
        decorated = glued or self.key(sign - 1) in ("º", "°", "ª")
        return sign + 1 if decorated and goes_on and self.key(sign) == "." else sign

    def inner(self, at: int, level: Level, depth: int) -> Mention | None:
        """What is cited within one number: «23 (часть 1)», «47(1)», «19, número 3º»."""
        if self.key(at) == "(":
            return self.bracketed(at, level, depth)
        if not self.cited.nested:
            return None
        start = at + 1 if self.key(at) == "," else at
        found = self.mention(start, depth + 1)
        if found is None or found.level not in self.cited.nested or found.relative:
            return None
        after = found.end
        while self.key(after) in self.cited.links and after < found.end + 3:
            after += 1
        outer = self.level(after) or self.level(after + 1)
        belongs_ahead = after > found.end and outer is not None
        return None if belongs_ahead else found

    def bracketed(self, at: int, level: Level, depth: int) -> Mention | None:
        """«(часть 1)» behind a number; "(2)(b)" behind an article."""
        found = self.mention(at + 1, depth + 1, enclosed=True)
        if found is not None and found.level != level:
            closed = self.key(found.end) == ")" or self.key(found.end - 1) == ")"
            end = found.end + (self.key(found.end) == ")")
            return replace(found, end=end) if closed else None
        atom = self.atom(at, "point") if level == "article" or depth else None
        if atom is None or not self.cited.nested:
            return None
        inner = self.inner(atom[1], "paragraph", depth + 1) if depth < NESTING else None
        own: Level = "paragraph" if level == "article" else "point"
        end = inner.end if inner else atom[1]
        return Mention(own, (Item(atom[0], inner=inner),), "", at, end)

    def act(self, group: list[Mention]) -> Act:
        """The act named behind the chain: «статьи 5 Гражданского кодекса»."""
        first = at = group[-1].end
        if self.cited.links and self.key(at) not in self.cited.links:
            return ""
        other = False
        while not self.cited.act.fullmatch(self.key(at)):
            between = at < len(self.tokens) and self.cited.between.fullmatch(self.tokens[at].text)
            if not between or at - first >= _ACT_WITHIN:
                return ""
            if self.relative(at) == "this":
                return "own"
            other = other or self.key(at) not in self.cited.links
            at += 1
        return self.whose(at, other or self.named(at + 1))

    def named(self, at: int) -> bool:
        """Whether the name of an act goes on so that it is another: a title, a date, a year."""
        for n in range(at, min(at + _NAMED_WITHIN, len(self.tokens))):
            if self.key(n) in (".", ";", ":", ")"):
                return False
            if self.cited.named.fullmatch(self.key(n)):
                return True
        return False
