"""Two small laws and the real ones as tables, for the tests of this folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import dauys.sample
from dauys.text.compare import comparison
from dauys.text.formats import load
from dauys.text.provision import Text
from dauys.text.read import read
from dauys.text.table.rows import Cell, Table, table
from dauys.text.tokens import words
from dauys.words import Words
from tests.shared import shared

SAMPLE = Path(dauys.sample.__file__).parent
REAL = {
    "kz": ("kz/1995.rus.txt", "kz/2026.rus.txt"),
    "ru": ("ru/1993.rus.txt", "ru/2020.rus.txt"),
    "cl": ("cl/1980", "cl/2005"),
}

OLD = """УСТАВ ПРЕЖНИЙ
Мы, жители города, принимаем Устав.
Раздел I. Город
Статья 1. Река
1. Река открыта для всех жителей города.
2. Берега реки охраняются городом по закону. Купаться у моста запрещается всем детям.
Статья 2. Парк
Парк закрыт ночью.
Раздел II. Собрание
Статья 3.
Собрание избирается на четыре года.
"""
NEW = """УСТАВ НОВЫЙ
Мы, жители города, принимаем Устав.
Раздел I. Город и река
Статья 1. Река
1. Река открыта для всех жителей города. Купаться у моста запрещается всем детям.
2. Берега реки охраняются государством по закону.
Раздел II. Собрание
Статья 2.
Собрание избирается на пять лет.
Статья 3. Школа
Школа бесплатна.
"""


def small() -> Table:
    """The table of the two small laws."""
    return table(comparison(read(OLD.encode()).text, read(NEW.encode()).text))


@cache
def real(name: str) -> Table:
    """The table of two real constitutions; skips the test where they are missing."""
    old, new = (load(shared(f"texts/{path}")) for path in REAL[name])
    return table(comparison(old, new))


@cache
def sample(language: str) -> Table:
    """The table of the sample's charter in one language."""
    old, new = (load(SAMPLE / f"charter.{age}.{language}.txt") for age in ("old", "new"))
    return table(comparison(old, new))


def any_table(name: str) -> Table:
    """By name: a language is the sample in it, anything else a real pair."""
    return sample(name[-2:]) if name.startswith("sample") else real(name)


ALL = ("sample-kk", "sample-ru", "sample-en", *REAL)


def say(language: str = "en"):  # type: ignore[no-untyped-def]
    """The words of a language."""
    return Words(language).say


def joined(cells: Iterable[Cell]) -> list[str]:
    """The words of some cells as they stand in the law."""
    return ["".join(piece.text for piece in cell.pieces) for cell in cells]


def words_in(text: Text) -> Counter[str]:
    """Every word of a law, notes aside."""
    inner = [f"{p.heading} {p.text}" for p in text.walk() if p.kind != "note"]
    return Counter(word for told in (text.title, *inner) for word in words(told))
