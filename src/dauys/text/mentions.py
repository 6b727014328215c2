"""Finds in a passage the words that cite provisions (docs/specification/3-text.md, section 6).

«подпунктами 1) и 3) пункта 2 настоящей статьи» is a `Chain` of three `Mention`s, the outermost
first: this article, paragraph 2, points 1 and 3. What they lead to is found by `references`; this
knows the words of a language (`citations`) and no law. What both orders of words share is here;
see `number_after` and `number_before`. Every token is looked at a bounded number of times, so that
no text is slow.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dauys.text import numbers
from dauys.text.citations import RANK, Citations, Level
from dauys.text.places import LAST

Relative = Literal["", "this", "previous", "following", "said"]
Act = Literal["", "own", "other"]
_NEAR = 6  # tokens between two mentions of one list

_TOKEN = re.compile(
    r"(?P<mark>[^\W\d_]\d{1,2}(?!\w))"
    r"|(?P<number>\d{1,6}(?:[-‑]\d{1,4})*[⁰¹²³⁴⁵⁶⁷⁸⁹]*(?:[A-Z](?!\w))?)"
    r"|(?P<word>[Nn][º°]s?|[IVXLCІХС]{1,9}(?=[-‑][^\W\d_])|[^\W\d_]+(?:-[^\W\d_]+)*)"
    r"|(?P<other>[^\s\w]|\w)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a sign, and where it stands; ``key`` is the word in one case."""

    kind: str
    text: str
    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Item:
    """A number of a list, the last one of a range, and what is cited within it alone."""

    number: str
    until: str = ""
    inner: Mention | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A level with its numbers, or with «настоящий»; ``first`` to ``end`` are its tokens."""

    level: Level
    items: tuple[Item, ...]
    relative: Relative
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Chain:
    """Mentions that lead to one place, the outermost first, and in whose act they stand."""

    mentions: tuple[Mention, ...]
    act: Act
    start: int
    end: int


def tokens_of(text: str) -> Iterator[Token]:
    """The words, numbers and signs of a passage."""
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or ""
        yield Token(kind, found[0], found[0].casefold(), found.start(), found.end())


class Finder(ABC):
    """What both directions share: tokens, numbers, and how mentions become chains."""

    def __init__(self, tokens: Sequence[Token], cited: Citations, own: str):
        self.tokens, self.cited, self.own = tokens, cited, own

    @abstractmethod
    def mentions(self) -> Iterator[Mention]:
        """The mentions of the passage in their order."""

    def key(self, at: int) -> str:
        return self.tokens[at].key if 0 <= at < len(self.tokens) else ""

    def level(self, at: int) -> Level | None:
        known = 0 <= at < len(self.tokens) and self.tokens[at].kind == "word"
        return self.cited.level(self.key(at)) if known else None

    def relative(self, at: int) -> Relative:
        key = self.key(at)
        if self.cited.this.fullmatch(key):
            return "this"
        if self.cited.previous.fullmatch(key):
            return "previous"
        if self.cited.said.fullmatch(key):
            return "said"
        return "following" if self.cited.following.fullmatch(key) else ""

    def joins(self, at: int) -> bool:
        """Whether a token joins numbers to a list: «и», and not the letter of «и)»."""
        return self.key(at) in self.cited.joins and self.key(at + 1) != ")"

    def number(self, at: int, level: Level) -> str:
        """The number that a single token is, or ""."""
        if not 0 <= at < len(self.tokens):
            return ""
        token = self.tokens[at]
        if token.kind in ("number", "mark"):
            return token.text
        if token.key in self.cited.last:
            return LAST
        if (ordinal := self.cited.ordinals.get(numbers.without_accents(token.key))) is not None:
            return str(ordinal)
        roman = token.text.isupper() and numbers.roman_value(token.text)
        return str(roman) if roman and level not in ("point", "paragraph") else ""

    def only_between(self, start: int, end: int, allowed: frozenset[str]) -> bool:
        return end - start <= _NEAR and all(self.key(at) in allowed for at in range(start, end))

    def chains(self) -> Iterator[Chain]:
        """Mentions linked to chains; chains of one list share the act that one of them names."""
        groups: list[list[Mention]] = []
        for mention in self.mentions():
            if groups and self.linked(groups[-1][-1], mention):
                groups[-1].append(mention)
            else:
                groups.append([mention])
        acts = [self.act(group) for group in groups]
        order = range(len(groups) - 2, -1, -1)
        if self.cited.number_first:
            order = range(1, len(groups))
        for n in order:
            giver = n - 1 if self.cited.number_first else n + 1
            first, second = sorted((n, giver))
            between = groups[first][-1].end, groups[second][0].first
            if not acts[n] and self.only_between(*between, self.cited.joins):
                acts[n] = acts[giver]
        for group, act in zip(groups, acts, strict=True):
            start, end = self.tokens[group[0].first].start, self.tokens[group[-1].end - 1].end
            outer_first = group if self.cited.number_first else group[::-1]
            yield Chain(tuple(outer_first), act, start, end)

    def linked(self, before: Mention, after: Mention) -> bool:
        if not self.only_between(before.end, after.first, self.cited.links):
            return False
        inner, outer = (after, before) if self.cited.number_first else (before, after)
        return RANK[outer.level] < RANK[inner.level] or self.may_hold(outer, inner)

    def may_hold(self, outer: Mention, inner: Mention) -> bool:
        """Below the article a level may stand in any other: «letra b) del número 3º»."""
        if not RANK[outer.level] == RANK[inner.level] == RANK["point"]:
            return False
        other_word = self.key(outer.first)[:3] != self.key(inner.first)[:3]
        return outer.level != inner.level or (other_word and not self.cited.number_first)

    @abstractmethod
    def act(self, group: list[Mention]) -> Act:
        """In whose act linked mentions stand; "" where none is named."""

    def whose(self, act: int, other: bool) -> Act:
        """Whether the word for an act at a token means the act that is read."""
        stem = self.key(act)[:4]
        return "own" if not other and (not self.own or stem in self.own) else "other"
