"""How provisions are cited in a language, as data (docs/specification/3-text.md, section 6).

A `Citations` is a table of words; `CITATIONS` has one for each language: what a level is called,
what joins numbers to a list, what links a point to its article, and how another act is named. It
is no logic: the words are found by `mentions` and led to their provisions by `references`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from dauys.text.languages import GRAMMARS

Level = Literal[
    "part", "section", "chapter", "article", "transitional", "paragraph", "point", "passage"
]
# Outer levels first; a paragraph, a point and a passage may each stand in another.
RANK: dict[Level, int] = {
    "part": 0,
    "section": 1,
    "chapter": 2,
    "article": 3,
    "transitional": 3,
    "paragraph": 4,
    "point": 4,
    "passage": 4,
}


@dataclass(frozen=True, slots=True)
class Citations:
    """The words of one language, folded to one case; a pattern matches a whole word.

    ``number_first``: «44-бап», and then the outer level stands before the inner («44-баптың
    2-тармағы»); else «пункт 2 статьи 44». ``nested`` are the levels that may also follow their
    outer level («artículo 19 Nº 15», "article 44(2)"). ``act`` is a word for an act in the case
    that follows a provision, ``between`` what may stand before it, ``named`` what shows that an
    act of the same kind is another one.
    """

    units: tuple[tuple[Level, re.Pattern[str]], ...]
    joins: frozenset[str]
    ranges: frozenset[str]
    links: frozenset[str]
    this: re.Pattern[str]
    previous: re.Pattern[str]
    following: re.Pattern[str]
    said: re.Pattern[str]
    last: frozenset[str]
    ordinals: Mapping[str, int]
    act: re.Pattern[str]
    between: re.Pattern[str]
    named: re.Pattern[str]
    number_first: bool = False
    nested: frozenset[Level] = frozenset()
    ordinal_first: bool = False
    any: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        words = "|".join(pattern.pattern for _, pattern in self.units)
        whole = re.compile(rf"(?<![^\W\d_])(?:{words})(?![^\W\d_])", re.IGNORECASE)
        object.__setattr__(self, "any", whole)

    def level(self, word: str) -> Level | None:
        """The level that a word names."""
        return next((level for level, names in self.units if names.fullmatch(word)), None)


_PUNCTUATION = frozenset({",", ";"})
_DASHES = frozenset("-–—‑")
_ACT_ENDINGS_RU = r"(?:а|я|и|ов|ей|ий)"


def _russian_ordinals() -> dict[str, int]:
    """The ordinals of headings in all their cases: «первой», «третьего»."""
    adjective = r"""ый ой ий ая ья ую ью ого его ьего ому ему ьему ым им ьим ом ем ьем ей ьей ые
        ых ими ыми ьих ьими"""
    endings = adjective.split()
    nominative = re.compile(r"(?:ый|ой|ий|ая|ья)$")
    stems = {nominative.sub("", word): n for word, n in GRAMMARS["ru"].ordinals.items()}
    return {stem + ending: n for stem, n in stems.items() for ending in endings}


RUSSIAN = Citations(
    units=(
        ("article", re.compile(r"стат(?:ья|ьи|ье|ью|ьей|ей|ьям|ьями|ьях)|ст")),
        ("paragraph", re.compile(r"пункт(?:а|у|ом|е|ы|ов|ам|ами|ах)?|пп?")),
        ("point", re.compile(r"подпункт(?:а|у|ом|е|ы|ов|ам|ами|ах)?|подп|пп")),
        ("passage", re.compile(r"част(?:ь|и|ью|ей|ям|ями|ях)|абзац(?:а|у|ем|е|ы|ев|ам|ами|ах)?|ч")),
        ("section", re.compile(r"раздел(?:а|у|ом|е|ы|ов|ам|ами|ах)?")),
        ("chapter", re.compile(r"глав(?:а|ы|е|у|ой|ам|ами|ах)?|гл")),
    ),
    joins=frozenset({"и", "или", "либо"}) | _PUNCTUATION,
    ranges=_DASHES | {"по"},
    links=frozenset(),
    this=re.compile(r"настоящ(?:ая|ей|ую|его|ем|ему|ий|им|их|ими|ие)"),
    previous=re.compile(r"предыдущ(?:ая|ей|ую|его|ем|ему|ий|им|их|ими|ие)"),
    following=re.compile(r"следующ(?:ей|ую|ем)"),
    said=re.compile(r"(?:указанн|названн|упомянут)(?:ая|ой|ую|ого|ом|ому|ый|ым|ых|ыми|ые)"),
    last=frozenset({"последний", "последняя", "последней", "последнего"}),
    ordinals=_russian_ordinals(),
    act=re.compile(
        rf"(?:закон|кодекс|устав|указ|регламент|договор|конвенци|конституци|постановлени|пакт)"
        rf"{_ACT_ENDINGS_RU}"
    ),
    between=re.compile(r"\w+(?:ого|его|ой|ей|ых|их)"),
    named=re.compile(r"[«\"“]|принят(?:ой|ого)|\d{4}"),
)

KAZAKH = Citations(
    units=(
        ("article", re.compile(r"ба[пб](?:тар\w*|[ытқі]\w*)?")),
        ("point", re.compile(r"тармақша\w*")),
        ("paragraph", re.compile(r"тарма[қғ](?!ша)\w*")),
        ("passage", re.compile(r"бөлі[кг]\w*|абзац\w*")),
        ("section", re.compile(r"бөлім\w*")),
        ("chapter", re.compile(r"тарау\w*")),
    ),
    joins=frozenset({"және", "мен", "немесе", "не"}) | _PUNCTUATION,
    ranges=_DASHES,
    links=frozenset(),
    this=re.compile(r"осы"),
    previous=re.compile(r"алдыңғы"),
    following=re.compile(r"келесі"),
    said=re.compile(r"аталған|көрсетілген|сол"),
    last=frozenset({"соңғы"}),
    ordinals=GRAMMARS["kk"].ordinals,
    act=re.compile(
        r"(?:конституция(?:сы)?|заң(?:ы|дары)?|кодекс(?:і|тері)?|жарғы(?:сы)?|жарлы(?:қ|ғы)|"
        r"регламент(?:і)?|шарт(?:ы)?|конвенция(?:сы)?|қаулы(?:сы)?)[ндт][ыі]ң"
    ),
    between=re.compile(r"(?!)"),
    named=re.compile(r"[»\"”]|жылғы|қабылданған|№"),
    number_first=True,
)

ENGLISH = Citations(
    units=(
        ("article", re.compile(r"articles?|arts?")),
        ("paragraph", re.compile(r"paragraphs?|clauses?|paras?")),
        ("point", re.compile(r"subparagraphs?|subclauses?|points?|items?|subparas?")),
        ("passage", re.compile(r"parts?|subsections?")),
        ("section", re.compile(r"sections?")),
        ("chapter", re.compile(r"chapters?")),
    ),
    joins=frozenset({"and", "or"}) | _PUNCTUATION,
    ranges=_DASHES | {"to"},
    links=frozenset({"of", "the", "in"}),
    this=re.compile(r"this|present"),
    previous=re.compile(r"preceding|previous"),
    following=re.compile(r"following|next"),
    said=re.compile(r"that|said"),
    last=frozenset({"last"}),
    ordinals=GRAMMARS["en"].ordinals,
    act=re.compile(
        r"(?:law|act|code|charter|statute|decree|constitution|treaty|convention|covenant|"
        r"regulation|rule)s?"
    ),
    between=re.compile(r"of|the|that|this|its|[A-Z][A-Za-z]+"),
    named=re.compile(r"[«\"“]|№|adopted|\d{4}"),
    nested=frozenset({"paragraph", "point", "passage"}),
    ordinal_first=True,
)

SPANISH = Citations(
    units=(
        ("article", re.compile(r"art[íi]culos?|arts?")),
        ("transitional", re.compile(r"disposici[óo]n(?:es)?")),
        ("point", re.compile(r"n[úu]meros?|numeral(?:es)?|n[º°]s?|letras?|núms?")),
        ("passage", re.compile(r"incisos?|párrafos?|inc")),
        ("chapter", re.compile(r"cap[íi]tulos?")),
        ("part", re.compile(r"t[íi]tulos?")),
    ),
    joins=frozenset({"y", "e", "o", "ó", "u"}) | _PUNCTUATION,
    ranges=_DASHES | {"al", "a"},
    links=frozenset({"de", "del", "la", "el", "los", "las"}),
    this=re.compile(r"est[ea]|presente"),
    previous=re.compile(r"anterior(?:es)?|precedentes?"),
    following=re.compile(r"siguientes?"),
    said=re.compile(r"dich[oa]|mism[oa]|citad[oa]"),
    last=frozenset({"final", "último", "última"}),
    ordinals=GRAMMARS["es"].ordinals,
    act=re.compile(
        r"constitución|ley(?:es)?|códigos?|estatutos?|cartas?|decretos?|reglamentos?|tratados?"
    ),
    between=re.compile(r"de|del|la|el|los|est[ea]|dich[oa]|citad[oa]|mism[oa]|decreto"),
    named=re.compile(r"[«\"“]|sobre|n[º°]|\d{4}"),
    nested=frozenset({"point", "passage"}),
    ordinal_first=True,
)

CITATIONS: dict[str, Citations] = {
    "kk": KAZAKH,
    "ru": RUSSIAN,
    "en": ENGLISH,
    "es": SPANISH,
}
