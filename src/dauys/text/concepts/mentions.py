"""References between provisions as they stand in words, for comparing languages.

«62-баптың 3-тармағы», «пункт 3 статьи 62», "article 62(3)" all mention article 62 and paragraph 3.
Whether what they point at exists is checked elsewhere; here only whether both sides mention it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_NUMBER = r"\d{1,4}(?:-\d{1,3})*"
_AND = r"(?:,|и|или|либо|және|немесе|мен|пен|and|or|to)"
# At most 41 numbers, taken or left as a whole: a list without end would take quadratic time.
_LIST = rf"(?>\(?{_NUMBER}\)?(?:\s{{0,3}}{_AND}\s{{0,3}}(?:and\s|or\s)?\(?{_NUMBER}\)?){{0,40}})"
_RU = (
    ("point", r"подпункт\w*"),
    ("paragraph", r"пункт\w*"),
    ("article", r"стат(?:ья|ьи|ье|ью|ьей|ьями|ьям|ьях|ей)"),
    ("part", r"част(?:ь|и|ью|ями|ям|ях|ей)"),
    ("part", r"абзац\w*"),
    ("chapter", r"глав(?:а|ы|е|у|ой|ами|ах)"),
    ("section", r"раздел\w*"),
)
_KK = (
    ("point", r"тармақша\w*"),
    ("paragraph", r"тарма[қғ]\w*"),
    ("article", r"ба[пб](?!а)\w*"),
    ("part", r"бөлі[кг]\w*"),
    ("chapter", r"тарау\w*"),
    ("section", r"бөлім\w*"),
)
_EN = (
    ("point", r"(?:sub-?paragraphs?|sub-?points?|points?|sub-?clauses?)"),
    ("paragraph", r"(?:paragraphs?|clauses?)"),
    ("article", r"articles?"),
    ("part", r"parts?"),
    ("chapter", r"chapters?"),
    ("section", r"sections?"),
)
_RU_ORDINALS = ("перв", "втор", "треть|трети", "четверт", "пят")
_EN_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_KK_ORDINALS = ("бірінші", "екінші", "үшінші", "төртінші", "бесінші")


@dataclass(frozen=True, slots=True)
class Mention:
    """A provision that is mentioned: «article 62», and the words that do."""

    mark: str
    words: str


def mentions(text: str, language: str) -> tuple[list[Mention], str]:
    """The references of a passage, and the passage without them."""
    patterns = _PATTERNS.get(language, ())
    found: list[Mention] = []

    def take(kind: str, ordinal: int = 0) -> _Replace:
        def replace(match: re.Match[str]) -> str:
            found.extend(_numbers(kind, match, ordinal))
            return " ; "

        return replace

    for kind, pattern, ordinal in patterns:
        text = pattern.sub(take(kind, ordinal), text)
    return found, text


def _numbers(kind: str, match: re.Match[str], ordinal: int) -> list[Mention]:
    if ordinal:
        return [Mention(f"{kind} {ordinal}", match[0])]
    numbers = [(kind, number) for number in re.findall(_NUMBER, match["numbers"])]
    if "inner" in match.re.groupindex and match["inner"]:
        inner = re.findall(r"\w+(?:-\w+)*", match["inner"])
        numbers += list(zip(("paragraph", "point", "point"), inner, strict=False))
    return [Mention(f"{kind} {number}", match[0].strip()) for kind, number in numbers]


_Replace = Callable[[re.Match[str]], str]
_Rows = tuple[tuple[str, re.Pattern[str], int], ...]


def _russian() -> _Rows:
    before = [
        (kind, re.compile(rf"\b{word}\s+(?P<numbers>{_LIST})", re.I), 0) for kind, word in _RU
    ]
    ordinals = [
        ("part", re.compile(rf"\b(?:част(?:ь|и|ью)|абзац\w*)\s+(?:{stem})\w*", re.I), n)
        for n, stem in enumerate(_RU_ORDINALS, 1)
    ]
    return (*before, *ordinals)


def _kazakh() -> _Rows:
    after = [
        (
            kind,
            re.compile(rf"(?<![\w-])(?<!\d, )(?<!\d,)(?P<numbers>{_LIST})\s?[-‑–]?\s?{word}", re.I),
            0,
        )
        for kind, word in _KK
    ]
    ordinals = [
        ("part", re.compile(rf"\b{stem}\s+(?:бөлі[кг]|абзац)\w*", re.I), n)
        for n, stem in enumerate(_KK_ORDINALS, 1)
    ]
    return (*after, *ordinals)


def _english() -> _Rows:
    inner = r"(?P<inner>(?:\s?\(\w{1,3}\))+)?"
    before = [
        (kind, re.compile(rf"\b{word}\s+(?P<numbers>{_LIST}){inner}", re.I), 0)
        for kind, word in _EN
    ]
    ordinals = [
        ("part", re.compile(rf"\b(?:{word}\s+part|part\s+{word})\b", re.I), n)
        for n, word in enumerate(_EN_ORDINALS, 1)
    ]
    return (*before, *ordinals)


_PATTERNS: dict[str, _Rows] = {"ru": _russian(), "kk": _kazakh(), "en": _english()}
