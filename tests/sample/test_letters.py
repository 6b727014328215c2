"""Kazakh stands in Kazakh letters, Russian in Russian ones: no look-alike from another script."""

from __future__ import annotations

import json
import re
import unicodedata
from importlib import resources

import pytest

from dauys import sample
from dauys.wire import table

VERSIONS = ("old", "draft", "new")
RUSSIAN = set("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
KAZAKH = RUSSIAN | set("әғқңөұүһі")
ROMAN = re.compile(r"[IVX]+")
NAMES = sorted(
    each.name
    for each in resources.files("dauys.sample").iterdir()
    if each.name.endswith((".txt", ".csv", ".json", ".md"))
)


def kazakh() -> dict[str, str]:
    """Every Kazakh passage of the sample, by where it stands."""
    found = {v: sample.data(f"charter.{v}.kk.txt").decode() for v in VERSIONS}
    for name in NAMES:
        if name.endswith(".csv"):
            for row in table.read(sample.data(name), ()):
                cells = {c: cell for c, cell in row.cells.items() if c.endswith("_kk")}
                if row.cells.get("language") == "kk":
                    cells |= {c: row.cells.get(c, "") for c in ("quote", "proposed", "reasons")}
                cells |= {c: cell for c, cell in row.cells.items() if c == "comment-body"}
                found |= {f"{name}:{row.line}:{c}": cell for c, cell in cells.items()}
        if name.endswith(".json"):
            found |= dict(_of_json(json.loads(sample.data(name)), name))
    return found


def _of_json(value: object, where: str) -> list[tuple[str, str]]:
    if isinstance(value, list):
        return [pair for n, each in enumerate(value) for pair in _of_json(each, f"{where}/{n}")]
    if not isinstance(value, dict):
        return []
    own = [(f"{where}/kk", value["kk"])] if "kk" in value else []
    return own + [pair for key, each in value.items() for pair in _of_json(each, f"{where}/{key}")]


def strange(text: str, letters: set[str]) -> list[str]:
    """The words of a text with a letter that is not of this alphabet; Roman numerals are."""
    return [
        word
        for word in re.findall(r"[^\W\d_]+", text)
        if not ROMAN.fullmatch(word) and not set(word.casefold()) <= letters
    ]


def test_kazakh_words_have_kazakh_letters_alone() -> None:
    """A Latin i or a Ukrainian ї looks right and is found by no search."""
    assert {where: bad for where, text in kazakh().items() if (bad := strange(text, KAZAKH))} == {}


def test_the_test_sees_a_look_alike() -> None:
    assert strange("Кеңеc", KAZAKH) == ["Кеңеc"]
    assert strange("III бөлім", KAZAKH) == []


@pytest.mark.parametrize("version", VERSIONS)
def test_the_letters_of_kazakh_are_there(version: str) -> None:
    """All but һ, which only few words have."""
    text = sample.data(f"charter.{version}.kk.txt").decode().casefold()
    assert set("әғқңөұүі") <= set(text)


@pytest.mark.parametrize("version", VERSIONS)
def test_russian_words_have_russian_letters_alone(version: str) -> None:
    assert strange(sample.data(f"charter.{version}.ru.txt").decode(), RUSSIAN) == []


@pytest.mark.parametrize("version", VERSIONS)
def test_english_is_plain_ascii(version: str) -> None:
    assert sample.data(f"charter.{version}.en.txt").isascii()


@pytest.mark.parametrize("name", NAMES)
def test_every_file_is_nfc_without_stray_spaces(name: str) -> None:
    text = sample.data(name).decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert not re.search(r"[ \t]\n|\u00a0|\u00ad|\r|  \S", text) or name.endswith((".json", ".md"))
