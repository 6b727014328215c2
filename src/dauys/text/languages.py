"""The grammars of Russian, Kazakh, English and Spanish: data for `grammar`, no logic.

A further language is a further row of `GRAMMARS` and of this file.
"""

from __future__ import annotations

import re

from dauys.text.grammar import (
    CAPITAL,
    CYRILLIC,
    DASHED,
    DIGITS,
    LATIN,
    NUMBER,
    ORDINAL,
    PARAGRAPH,
    ROMAN,
    ROMANS,
    SEPARATOR,
    Division,
    Grammar,
)
from dauys.text.provision import Kind

_NOTHING = re.compile(r"(?!)")


def _counted(*stems: str, endings: tuple[str, ...]) -> dict[str, int]:
    """Ordinal words: the stems of first, second, third … each with every ending."""
    return {stem + ending: n for n, stem in enumerate(stems, 1) for ending in endings}


def _before(kind: Kind, word: str, number: str) -> Division:
    """«Раздел I. Общие положения»: the word, then the number."""
    return Division(kind, re.compile(rf"(?:{word})\s+(?P<number>{number})(?!\w){SEPARATOR}"))


def _after(kind: Kind, word: str, number: str) -> Division:
    """«I бөлім. Жалпы ережелер»: the number, then the word."""
    return Division(kind, re.compile(rf"(?P<number>{number})\s*-?\s*(?:{word})(?!\w){SEPARATOR}"))


_CYRILLIC_WORD = r"[А-ЯЁӘҒҚҢӨҰҮҺІ][А-ЯЁӘҒҚҢӨҰҮҺІа-яёәғқңөұүһі]{2,}"
_RU = rf"{ROMAN}|{DIGITS}|{_CYRILLIC_WORD}"
_KK = rf"{ROMAN}|{DIGITS}|{_CYRILLIC_WORD}(?:\s[а-яА-ЯӘҒҚҢӨҰҮҺІәғқңөұүһі]+)?"
_LATIN = rf"{ROMAN}|{DIGITS}|[A-Za-záéíóúÁÉÍÓÚ]{{3,}}"
_MULTIPLE = r"(?:bis|ter|qu[aá]ter|quinquies|sexies|septies|octies)"

RUSSIAN = Grammar(
    language="ru",
    article=re.compile(rf"(?:Статья|СТАТЬЯ)\s+(?P<number>{DIGITS}|{ROMAN})(?!\w){SEPARATOR}"),
    divisions=(
        _before("part", "Часть|ЧАСТЬ", _RU),
        _before("section", "Раздел|РАЗДЕЛ", _RU),
        _before("chapter", "Глава|ГЛАВА", _RU),
    ),
    transitional=re.compile(
        r"(?:заключительные\s+и\s+)?переходные\s+(?:и\s+заключительные\s+)?положения\.?",
        re.IGNORECASE,
    ),
    preamble=re.compile(r"преамбула\.?", re.IGNORECASE),
    title=re.compile(r"\b(?:конституция|устав|закон|кодекс|положение)\b", re.IGNORECASE),
    note=re.compile(r"(?:Сноска|СНОСКА|Примечание|ПРИМЕЧАНИЕ)(?:\s+ИЗПИ|\s+РЦПИ)?\s*[.:!]"),
    inline_note=re.compile(
        r"\s*\((?:(?:Статья|Часть|Пункт|Подпункт|Абзац|Наименование|Глава|Раздел)\s+)?"
        r"(?:[Вв]\s+редакции|[Вв]веден[ао]?\s|[Дд]ополнен[ао]?\s|утратил[ао]?\s+силу)"
        r"(?:[^()]|\([^()]*\))*\)\s*[.;]?$"
    ),
    closing=_NOTHING,
    styles=(PARAGRAPH, NUMBER, CYRILLIC, LATIN),
    ordinals=_counted(
        *("перв", "втор", "трет", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят"),
        *("одиннадцат", "двенадцат", "тринадцат", "четырнадцат", "пятнадцат"),
        endings=("ый", "ой", "ий", "ая", "ья"),
    ),
    stem=6,
    labels={
        "part": "Часть {}",
        "section": "Раздел {}",
        "chapter": "Глава {}",
        "article": "Статья {}",
    },
)

_KK_UNITS = (
    *("бірінші", "екінші", "үшінші", "төртінші", "бесінші"),
    *("алтыншы", "жетінші", "сегізінші", "тоғызыншы", "оныншы"),
)

KAZAKH = Grammar(
    language="kk",
    article=re.compile(rf"(?P<number>{DIGITS}|{ROMAN})\s?[-‑–]\s?(?:бап|БАП)(?!\w){SEPARATOR}"),
    divisions=(
        _after("part", "бөлік|БӨЛІК", _KK),
        _after("section", "бөлім|БӨЛІМ", _KK),
        _after("chapter", "тарау|ТАРАУ", _KK),
    ),
    transitional=re.compile(
        r"(?:қорытынды\s+және\s+)?өтпелі\s+(?:және\s+қорытынды\s+)?ережелер\.?", re.IGNORECASE
    ),
    preamble=re.compile(r"(?:кіріспе|преамбула)\.?", re.IGNORECASE),
    title=re.compile(r"(?:конституциясы|жарғысы|заңы|кодексі|ережесі)\b", re.IGNORECASE),
    note=re.compile(r"(?:Ескерту|ЕСКЕРТУ|Ескертпе|ЕСКЕРТПЕ)\s*[.:!]"),
    inline_note=re.compile(r"\s*\(Ескерт(?:у|пе)[.:](?:[^()]|\([^()]*\))*\)$"),
    closing=_NOTHING,
    styles=(PARAGRAPH, NUMBER, CYRILLIC, LATIN),
    ordinals={
        **_counted(*_KK_UNITS, endings=("",)),
        **{f"он-{unit}": n for n, unit in enumerate(_KK_UNITS[:9], 11)},
    },
    stem=6,
    labels={"part": "{} бөлік", "section": "{} бөлім", "chapter": "{}-тарау", "article": "{}-бап"},
)

ENGLISH = Grammar(
    language="en",
    article=re.compile(
        rf"(?:Article|ARTICLE)\s+(?P<number>{DIGITS}(?:\s?{_MULTIPLE}|[A-Z])?|{ROMAN})(?!\w)"
        rf"{SEPARATOR}"
    ),
    divisions=(
        _before("part", "Part|PART|Title|TITLE", _LATIN),
        _before("section", "Section|SECTION", _LATIN),
        _before("chapter", "Chapter|CHAPTER", _LATIN),
    ),
    transitional=re.compile(
        r"(?:final\s+and\s+)?transitional\s+(?:and\s+final\s+)?provisions\.?", re.IGNORECASE
    ),
    preamble=re.compile(r"preamble\.?", re.IGNORECASE),
    title=re.compile(r"\b(?:constitution|charter|law|act|code|statute)\b", re.IGNORECASE),
    note=re.compile(r"(?:Footnote|FOOTNOTE|Note|NOTE)s?\s*[.:]"),
    inline_note=re.compile(r"\s*\((?:Footnote|Note)[.:](?:[^()]|\([^()]*\))*\)$"),
    closing=_NOTHING,
    styles=(PARAGRAPH, NUMBER, ROMANS, LATIN),
    ordinals=_counted(
        *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
        *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth"),
        endings=("",),
    ),
    stem=8,
    labels={
        "part": "Part {}",
        "section": "Section {}",
        "chapter": "Chapter {}",
        "article": "Article {}",
    },
)

_ES_UNITS = (
    *("primer", "segund", "tercer", "cuart", "quint"),
    *("sext", "septim", "octav", "noven"),
)
_ES_TENS = (
    (10, ("decimo", "decima")),
    (20, ("vigesimo", "vigesima")),
    (30, ("trigesimo", "trigesima")),
    (40, ("cuadragesimo", "cuadragesima")),
)

SPANISH = Grammar(
    language="es",
    article=re.compile(
        rf"(?:Art[íi]culo|ART[ÍI]CULO)\s+(?P<number>{DIGITS}(?:\s?[º°])?"
        rf"(?:\s{_MULTIPLE}|\s?[A-Z](?=\s*(?:[.:]|$)))?|{ROMAN}|final|único|[a-z]{{5,}}[oa])(?!\w){SEPARATOR}"
    ),
    divisions=(
        _before("part", "Título|TÍTULO|Titulo|TITULO|Parte|PARTE", _LATIN),
        _before("chapter", "Capítulo|CAPÍTULO|Capitulo|CAPITULO", _LATIN),
        _before("section", "Sección|SECCIÓN|Seccion|SECCION", _LATIN),
    ),
    transitional=re.compile(r"disposiciones\s+transitorias\.?", re.IGNORECASE),
    preamble=re.compile(r"pre[áa]mbulo\.?", re.IGNORECASE),
    title=re.compile(r"\b(?:constituci[óo]n|ley|estatuto|c[óo]digo|carta)\b", re.IGNORECASE),
    note=re.compile(r"(?:Nota|NOTA)s?\s*[.:]"),
    inline_note=re.compile(r"\s*\(Nota[.:](?:[^()]|\([^()]*\))*\)$"),
    closing=re.compile(r"(?:Regístrese|Anótese|Comuníquese|Publíquese|Cúmplase)\b.*"),
    styles=(ORDINAL, DASHED, CAPITAL, PARAGRAPH, NUMBER, ROMANS, LATIN),
    ordinals={
        **_counted(*_ES_UNITS, endings=("o", "a")),
        **{word: ten for ten, words in _ES_TENS for word in words},
        **{
            ten_word.removesuffix("o" if unit == "octav" else "") + unit + ending: ten + n
            for ten, ten_words in _ES_TENS
            for ten_word in ten_words
            for n, unit in enumerate(_ES_UNITS, 1)
            for ending in "oa"
        },
        "undecimo": 11,
        "undecima": 11,
        "duodecimo": 12,
        "duodecima": 12,
    },
    stem=7,
    labels={
        "part": "Título {}",
        "section": "Sección {}",
        "chapter": "Capítulo {}",
        "article": "Artículo {}",
    },
)

GRAMMARS: dict[str, Grammar] = {
    grammar.language: grammar for grammar in (KAZAKH, RUSSIAN, ENGLISH, SPANISH)
}
