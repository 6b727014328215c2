"""Number words of Kazakh, Russian and English, and the units and months beside them: data.

«жетпіс екі», «семьдесят два», "seventy-two" are read by `quantities`; this says what each word is
worth. A further language is a further row of `NUMERALS`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Form = Literal["cardinal", "ordinal", "denominator", "of", "part"]
Unit = Literal["hour", "day", "week", "month", "year"]


@dataclass(frozen=True, slots=True)
class Numeral:
    """What a word is worth. ``forms``: how it may be used; «үштен» is a number "of" which some
    are taken, «екісі» the "part" taken, «третей» a "denominator"."""

    value: int
    forms: frozenset[Form]


@dataclass(frozen=True, slots=True)
class Numerals:
    """The words of one language. ``words`` is complete: every inflected form stands in it.

    ``compound`` finds a number and a unit in one word («двухмесячный», "ten-day").
    """

    words: Mapping[str, Numeral]
    fractions: tuple[tuple[re.Pattern[str], tuple[int, int]], ...]
    units: tuple[tuple[re.Pattern[str], Unit], ...]
    months: tuple[re.Pattern[str], ...]
    percent: re.Pattern[str]
    between: re.Pattern[str]  # may stand between a number and its unit: «рабочих»
    implied: re.Pattern[str]  # before a unit without a number, which then means one
    day_first: bool
    compound: Mapping[str, tuple[int, Unit]]
    ambiguous_months: frozenset[int] = frozenset()


def _pattern(*stems: str) -> re.Pattern[str]:
    return re.compile("|".join(stems))


def _table(*rows: tuple[Form, int, str]) -> dict[str, Numeral]:
    """Every form of every word: rows are the form, the value and the words, spaces between."""
    found: dict[str, Numeral] = {}
    for form, value, words in rows:
        for word in words.split():
            forms = found[word].forms | {form} if word in found else frozenset((form,))
            found[word] = Numeral(value, forms)
    return found


# --- Kazakh: a number word with the endings of case and possession --------------------------------

_KK = {
    1: "бір",
    2: "екі",
    3: "үш",
    4: "төрт",
    5: "бес",
    6: "алты",
    7: "жеті",
    8: "сегіз",
    9: "тоғыз",
    10: "он",
    20: "жиырма",
    30: "отыз",
    40: "қырық",
    50: "елу",
    60: "алпыс",
    70: "жетпіс",
    80: "сексен",
    90: "тоқсан",
    100: "жүз",
    1000: "мың",
    10**6: "миллион",
}
_KK_CASES = {
    "hard": "ға қа дың тың ның ды ты ны да та дағы тағы ы ының ында ынан ына ын ымен мен пен бен",
    "soft": "ге ке дің тің нің ді ті ні де те дегі тегі і інің інде інен іне ін імен мен пен бен",
}
_KK_PARTS = {
    "hard": "ы ын ының ына ында ынан ынша сы сын сының сына сында сынан",
    "soft": "і ін інің іне інде інен сі сін сінің сіне сінде сінен",
}
_KK_ABLATIVES = {"hard": "дан тан нан", "soft": "ден тен нен"}
_KK_ORDINALS = {"hard": "ыншы ншы", "soft": "інші нші"}
_KK_ADJECTIVES = "ге ден де дегі нің ні сі сінде сінен сінің"
_SOFT = frozenset((1, 2, 3, 4, 5, 7, 8, 50, 70, 80, 100))
_KK_LOST = ("жүзі", "жүзінде", "оны", "онда", "оның", "онымен", "онан", "үшін")


def _kazakh() -> dict[str, Numeral]:
    rows: list[tuple[Form, int, str]] = []
    for value, word in _KK.items():
        harmony = "soft" if value in _SOFT else "hard"

        def inflected(endings: str, word: str = word) -> str:
            return " ".join(word + ending for ending in endings.split())

        rows.append(("cardinal", value, word))
        rows.append(("cardinal", value, inflected(_KK_CASES[harmony])))
        rows.append(("of", value, inflected(_KK_ABLATIVES[harmony])))
        rows.append(("part", value, inflected(_KK_PARTS[harmony])))
        ordinals = [word + end for end in _KK_ORDINALS[harmony].split()]
        softer = (
            _KK_ADJECTIVES if harmony == "soft" else "ға дан да дағы ның ны сы сында сынан сының"
        )
        rows.append(("ordinal", value, " ".join(ordinals)))
        rows.append(("ordinal", value, " ".join(o + e for o in ordinals for e in softer.split())))
    rows.append(("cardinal", 2, "екеу екеуі екеуінің екеуін"))
    rows.append(("cardinal", 3, "үшеу үшеуі"))
    rows.append(("ordinal", 20, "жиырмасыншы"))
    found = _table(*rows)
    for word in _KK_LOST:  # other words: «оның» is "its", «үшін» "for", «жүзінде» "in practice"
        found.pop(word, None)
    return found


# --- Russian: declined word by word ---------------------------------------------------------------

_RU_CARDINALS: tuple[tuple[int, str], ...] = (
    (1, "один одна одно одного одной одну одному одним одном"),
    (2, "два две двух двум двумя двое двоих оба обе обоих обеих дважды"),
    (3, "три трех трёх трем трём тремя трое троих"),
    (4, "четыре четырех четырёх четырем четырьмя четверо"),
    (5, "пять пяти пятью"),
    (6, "шесть шести шестью"),
    (7, "семь семи"),
    (8, "восемь восьми восемью"),
    (9, "девять девяти девятью"),
    (10, "десять десяти десятью"),
    (11, "одиннадцать одиннадцати"),
    (12, "двенадцать двенадцати"),
    (13, "тринадцать тринадцати"),
    (14, "четырнадцать четырнадцати"),
    (15, "пятнадцать пятнадцати"),
    (16, "шестнадцать шестнадцати"),
    (17, "семнадцать семнадцати"),
    (18, "восемнадцать восемнадцати"),
    (19, "девятнадцать девятнадцати"),
    (20, "двадцать двадцати двадцатью"),
    (30, "тридцать тридцати тридцатью"),
    (40, "сорок сорока"),
    (50, "пятьдесят пятидесяти пятьюдесятью"),
    (60, "шестьдесят шестидесяти"),
    (70, "семьдесят семидесяти"),
    (80, "восемьдесят восьмидесяти"),
    (90, "девяносто девяноста"),
    (100, "сто ста"),
    (200, "двести двухсот двумстам двумястами"),
    (300, "триста трехсот трёхсот тремстам"),
    (400, "четыреста четырехсот четырёхсот"),
    (500, "пятьсот пятисот"),
    (600, "шестьсот шестисот"),
    (700, "семьсот семисот"),
    (800, "восемьсот восьмисот"),
    (900, "девятьсот девятисот"),
    (1000, "тысяча тысячи тысяч тысячу тысяче тысячам тысячами"),
    (10**6, "миллион миллиона миллионов миллионам миллионе"),
)
_RU_ORDINALS: tuple[tuple[int, str], ...] = (
    *((1, "перв"), (2, "втор"), (4, "четверт"), (4, "четвёрт"), (5, "пят"), (6, "шест")),
    *((7, "седьм"), (8, "восьм"), (9, "девят"), (10, "десят"), (11, "одиннадцат")),
    *((12, "двенадцат"), (13, "тринадцат"), (14, "четырнадцат"), (15, "пятнадцат")),
    *((16, "шестнадцат"), (17, "семнадцат"), (18, "восемнадцат"), (19, "девятнадцат")),
    *((20, "двадцат"), (30, "тридцат"), (40, "сороков"), (50, "пятидесят")),
    *((60, "шестидесят"), (70, "семидесят"), (80, "восьмидесят"), (90, "девяност"), (100, "сот")),
)
_RU_ENDINGS = ["ый", "ой", "ого", "ому", "ым", "ом", "ая", "ую", "ое", "ые", "ых", "ым", "ыми"]
_RU_DENOMINATORS = ["ая", "ой", "ую", "ых", "ым", "ыми"]
_RU_STEMS = {
    1: "одно",
    2: "двух",
    3: "трех",
    4: "четырех",
    5: "пяти",
    6: "шести",
    7: "семи",
    8: "восьми",
    9: "девяти",
    10: "десяти",
    12: "двенадцати",
    14: "четырнадцати",
    15: "пятнадцати",
    20: "двадцати",
    30: "тридцати",
    40: "сорока",
    45: "сорокапяти",
    48: "сорокавосьми",
    60: "шестидесяти",
    72: "семидесятидвух",
    90: "девяноста",
}
_RU_COMPOUNDS: tuple[tuple[str, Unit], ...] = (
    ("месячн", "month"),
    ("дневн", "day"),
    ("суточн", "day"),
    ("недельн", "week"),
    ("летн", "year"),
    ("годичн", "year"),
    ("годовал", "year"),
    ("часов", "hour"),
)
_ADJECTIVE = ["ый", "ого", "ому", "ым", "ом", "ая", "ой", "ую", "ое", "ые", "ых", "ыми"]
_SOFT_ADJECTIVE = ["ий", "его", "ему", "им", "ем", "яя", "ей", "юю", "ее", "ие", "их", "ими"]


def _russian() -> dict[str, Numeral]:
    rows: list[tuple[Form, int, str]] = [("cardinal", n, words) for n, words in _RU_CARDINALS]
    for value, stem in _RU_ORDINALS:
        rows.append(("ordinal", value, " ".join(stem + e for e in _RU_ENDINGS)))
        if value > 3:
            rows.append(("denominator", value, " ".join(stem + e for e in _RU_DENOMINATORS)))
    thirds = ["ий", "ья", "ье", "ьего", "ьему", "ьим", "ьем", "ьей", "ью", "ьи", "ьих", "ьими"]
    rows.append(("ordinal", 3, " ".join("трет" + end for end in thirds)))
    rows.append(("denominator", 3, "треть трети третью третей третям третями третях"))
    rows.append(("denominator", 4, "четверть четверти четвертью четвертей четвертям четвертями"))
    return _table(*rows)


def _russian_compounds() -> dict[str, tuple[int, Unit]]:
    found: dict[str, tuple[int, Unit]] = {}
    for stem, unit in _RU_COMPOUNDS:
        for ending in _SOFT_ADJECTIVE if stem == "летн" else _ADJECTIVE:
            for value, before in _RU_STEMS.items():
                found[before + stem + ending] = (value, unit)
                found[before.replace("ех", "ёх") + stem + ending] = (value, unit)
            if stem in ("месячн", "недельн", "годичн", "суточн"):
                found[stem + ending] = (1, unit)
    return found


# --- English ----------------------------------------------------------------------------------

_EN_CARDINALS = (
    *["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"],
    *["twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"],
)
_EN_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_EN_ORDINALS = (
    *["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"],
    *["tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth"],
    *["sixteenth", "seventeenth", "eighteenth", "nineteenth"],
)
_EN_ORDINAL_TENS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"
_EN_DENOMINATORS = (
    (3, "third thirds"),
    (4, "fourth fourths quarter quarters"),
    *((n, f"{word} {word}s") for n, word in enumerate(_EN_ORDINALS[4:10], 5)),
)


def _english() -> dict[str, Numeral]:
    rows: list[tuple[Form, int, str]] = []
    rows += [("cardinal", n, word) for n, word in enumerate(_EN_CARDINALS, 1)]
    rows += [("cardinal", 10 * n, word) for n, word in enumerate(_EN_TENS, 2)]
    rows += [("cardinal", 100, "hundred"), ("cardinal", 1000, "thousand")]
    rows += [("cardinal", 10**6, "million"), ("cardinal", 2, "twice both")]
    rows += [("ordinal", n, word) for n, word in enumerate(_EN_ORDINALS, 1)]
    rows += [("ordinal", 10 * n, word) for n, word in enumerate(_EN_ORDINAL_TENS.split(), 2)]
    rows += [("denominator", n, words) for n, words in _EN_DENOMINATORS]
    return _table(*rows)


_NEVER = re.compile(r"(?!)")

NUMERALS: dict[str, Numerals] = {
    "kk": Numerals(
        words=_kazakh(),
        fractions=(
            (_pattern(r"жартысы\w*", r"жарты"), (1, 2)),
            (_pattern(r"ширегі\w*"), (1, 4)),
        ),
        units=(
            (_pattern(r"сағат(?:тан|қа|та|тың|ты|ттан|тық|ы)?"), "hour"),
            (_pattern(r"күн(?:нен|ге|де|нің|ді|дік|дей|і|ін|іне|інен)?", r"тәулік\w*"), "day"),
            (_pattern(r"апта(?:дан|ға|да|ның|ны|лық)?"), "week"),
            (_pattern(r"ай(?:дан|ға|да|дың|ды|лық|ында|ына|ынан)?"), "month"),
            (_pattern(r"жыл(?:дан|ға|да|дың|ды|дық|ы|ына|ында|ғы)?"), "year"),
            (_pattern(r"жас(?:тан|қа|та|ты|тың|ында|ынан|тағы)?"), "year"),
        ),
        months=tuple(
            re.compile(rf"(?:{month})\w{{0,7}}")
            for month in (
                *("қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым(?!д)"),
                *("шілде", "тамыз(?!ы)", "қыркүйек|қыркүйег", "қазан(?!ы)", "қараша", "желтоқсан"),
            )
        ),
        percent=re.compile(r"пайыз\w*|процент\w*|percent"),
        between=re.compile(r"жұмыс|күнтізбелік|толық"),
        implied=_NEVER,
        day_first=True,
        compound={},
    ),
    "ru": Numerals(
        words=_russian(),
        fractions=((_pattern(r"половин\w*"), (1, 2)),),
        units=(
            (_pattern(r"час(?:а|ов|ам|ами|ах|у)?"), "hour"),
            (_pattern(r"день|дня|дней|дням|днями|днях|дню", r"сутки|суток|суткам"), "day"),
            (_pattern(r"недел(?:я|и|ю|ь|ям|ями|ях|е)"), "week"),
            (_pattern(r"месяц(?:а|ев|ам|ами|ах|у|ем|е)?"), "month"),
            (
                _pattern(r"год(?:а|ов|у|ом|ам|ами|ах|ы)?", r"лет|летнего|летнему|летний|летия"),
                "year",
            ),
        ),
        months=tuple(
            re.compile(month)
            for month in (
                *("январ[ьяюе]м?", "феврал[ьяюе]м?", "март(?:а|у|е|ом)?", "апрел[ьяюе]м?"),
                *("ма[йяюе]|маем", "июн[ьяюе]м?", "июл[ьяюе]м?", "август(?:а|у|е|ом)?"),
                *("сентябр[ьяюе]м?", "октябр[ьяюе]м?", "ноябр[ьяюе]м?", "декабр[ьяюе]м?"),
            )
        ),
        percent=re.compile(r"процент\w*|percent"),
        between=re.compile(r"рабоч\w+|календарн\w+|полн\w+|последн\w+"),
        implied=re.compile(r"течение|течении|через|спустя|позднее|позже"),
        day_first=True,
        compound=_russian_compounds(),
    ),
    "en": Numerals(
        words=_english(),
        fractions=((_pattern(r"half|halves"), (1, 2)),),
        units=(
            (_pattern(r"hours?"), "hour"),
            (_pattern(r"days?"), "day"),
            (_pattern(r"weeks?"), "week"),
            (_pattern(r"months?"), "month"),
            (_pattern(r"years?"), "year"),
        ),
        months=tuple(
            re.compile(month)
            for month in (
                *("january", "february", "march", "april", "may", "june"),
                *("july", "august", "september", "october", "november", "december"),
            )
        ),
        percent=re.compile(r"percents?|percentage"),
        between=re.compile(r"working|calendar|business|full|consecutive"),
        implied=_NEVER,
        day_first=False,
        compound={},
        ambiguous_months=frozenset((3, 5)),
    ),
}
