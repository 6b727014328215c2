"""The numbers that Word works out itself: the reader must print what a person sees on paper.

ECMA-376 part 1, section 17.9: a list (``num``) points to its form (``abstractNum``), may override
levels and begin anew; lists of one form go on counting together. It counts; which paragraph stands
in which list is known by `docx_read`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from dauys.text.formats.revisions import W
from dauys.text.formats.word_styles import Styles, number, switch, value

MAX_LEVEL = 8  # Word has nine levels, from 0
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"  # ё, й, ъ and ь number nothing
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_SEPARATORS = {"nothing": ""}


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: where it begins, how it counts, what is printed around the number.

    ``restart`` is the level (from 1) after which it begins anew, 0 never, None after any above.
    """

    start: int = 1
    form: str = "decimal"
    text: str = ""
    separator: str = " "
    restart: int | None = None
    legal: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class List:
    """A list: the form whose count it shares, its levels, and where it begins anew."""

    form: str
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass(slots=True)
class Numbering:
    """Gives each paragraph of a list its label, in the order of the text."""

    lists: dict[str, List] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)  # ways to count that were read as 1, 2, 3

    def level_of(self, list_id: str, style: str) -> int:
        """The level that is tied to a paragraph style; 0 where none is."""
        found = self.lists.get(list_id)
        tied = [n for n, level in found.levels.items() if level.style == style] if found else []
        return min(tied, default=0)

    def label(self, list_id: str, at: int) -> str:
        """The next label of a list at a level, with what parts it from the words; "" for bullets
        and for a list that is not there."""
        found = self.lists.get(list_id)
        if found is None or at not in found.levels:
            return ""
        counts = self.counts.setdefault(found.form, {})
        level = found.levels[at]
        if (list_id, at) not in self.begun:
            self.begun.add((list_id, at))
            if at in found.starts:
                counts[at] = found.starts[at] - 1
        counts[at] = counts.get(at, level.start - 1) + 1
        for deeper in [n for n in counts if n > at]:
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or at < restart:
                del counts[deeper]
        if level.form in ("bullet", "none") and "%" not in level.text:
            return ""
        printed = re.sub(
            r"%([1-9])",
            lambda part: self._printed(found, counts, level, int(part[1]) - 1),
            level.text,
        )
        return printed + level.separator if printed else ""

    def _printed(self, found: List, counts: dict[int, int], level: Level, at: int) -> str:
        asked = found.levels.get(at, Level())
        count = counts.setdefault(at, asked.start)  # a level above that has not come yet
        return self._counted(count, "decimal" if level.legal else asked.form)

    def _counted(self, count: int, form: str) -> str:
        if form in ("bullet", "none"):
            return ""
        if form not in _FORMS:
            self.unknown.add(form)
        return _FORMS.get(form, str)(count)


def _letters(count: int, alphabet: str) -> str:
    """After the last letter each is doubled: я, аа, бб."""
    if not 1 <= count <= 780:
        return str(count)
    times, at = divmod(count - 1, len(alphabet))
    return alphabet[at] * (times + 1)


def _roman(count: int) -> str:
    if not 1 <= count < 4000:
        return str(count)
    made = ""
    for worth, letters in _ROMAN:
        times, count = divmod(count, worth)
        made += letters * times
    return made


_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda count: f"{count:02}",
    "ordinal": str,
    "lowerLetter": lambda count: _letters(count, _LATIN),
    "upperLetter": lambda count: _letters(count, _LATIN).upper(),
    "russianLower": lambda count: _letters(count, _RUSSIAN),
    "russianUpper": lambda count: _letters(count, _RUSSIAN).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
}


def numbering_of(root: etree._Element | None, styles: Styles) -> Numbering:
    """The lists of the part ``numbering.xml``."""
    if root is None:
        return Numbering()
    forms = {each.get(f"{W}abstractNumId", ""): each for each in root.iter(f"{W}abstractNum")}
    nums = {each.get(f"{W}numId", ""): each for each in root.iter(f"{W}num")}
    return Numbering({name: _list(num, nums, forms, styles) for name, num in nums.items()})


def _list(
    num: etree._Element,
    nums: dict[str, etree._Element],
    forms: dict[str, etree._Element],
    styles: Styles,
) -> List:
    form = value(num, "abstractNumId") or ""
    link = value(forms.get(form), "numStyleLink")  # the levels stand in a list style
    if link is not None and (linked := nums.get(styles.look(link).list_id or "")) is not None:
        form = value(linked, "abstractNumId") or ""
    levels = _levels(forms.get(form))
    starts: dict[int, int] = {}
    for override in num.iter(f"{W}lvlOverride"):
        at = number(override.get(f"{W}ilvl"))
        levels |= _levels(override)
        begins = number(value(override, "startOverride"))
        if at is not None and begins is not None:
            starts[at] = begins
    return List(form, levels, starts)


def _levels(around: etree._Element | None) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for each in () if around is None else around.iter(f"{W}lvl"):
        at = number(each.get(f"{W}ilvl"))
        if at is None or at > MAX_LEVEL:
            continue
        start = number(value(each, "start"))
        levels[at] = Level(
            start=0 if start is None else start,
            form=value(each, "numFmt") or "decimal",
            text=value(each, "lvlText") or "",
            separator=_SEPARATORS.get(value(each, "suff") or "", " "),
            restart=number(value(each, "lvlRestart")),
            legal=bool(switch(each, "isLgl")),
            style=value(each, "pStyle") or "",
        )
    return levels
