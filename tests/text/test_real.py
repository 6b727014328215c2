"""The real constitutions beside the clone are read whole, and two of them are laid side by side."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from dauys.errors import Unreadable
from dauys.text.compare import compare
from dauys.text.findings import parity
from dauys.text.formats import load, load_reading
from dauys.text.languages import GRAMMARS
from dauys.text.numbers import without_accents
from dauys.text.provision import Text
from dauys.text.tokens import words
from tests.shared import shared

REAL = {
    # path: language, articles, sections, chapters, transitional provisions
    "kz/1995.rus.txt": ("ru", 102, 9, 0, 0),
    "kz/1995.eng.txt": ("en", 102, 9, 0, 0),
    "kz/2026.rus.txt": ("ru", 96, 11, 0, 0),
    "kz/2026.kaz.txt": ("kk", 96, 11, 0, 0),
    "kz/2026.kaz.md": ("kk", 96, 11, 0, 0),
    "ru/1993.rus.txt": ("ru", 137, 2, 9, 0),
    "ru/2020.rus.txt": ("ru", 142, 2, 9, 0),
    "cl/1980": ("es", 120, 15, 14, 29),
    "cl/2005": ("es", 129, 16, 15, 20),
}
LABELS = re.compile(
    r"статья|раздел|глава|первый|второй|article|section|бөлім|\d+-бап|artículo|capítulo|final"
    r"|[ivx]+|[a-zа-я]\d*|\d+(?:[-.]\d+)?[º°]?"
)


def text(path: str) -> Text:
    return load(shared(f"texts/{path}"))


@pytest.mark.parametrize("path", REAL)
def test_every_real_text_has_its_articles_and_divisions(path: str) -> None:
    law = text(path)
    counts = Counter(each.kind for each in law.walk())
    found = (counts["article"], counts["section"], counts["chapter"], counts["transitional"])
    assert (law.language, *found) == REAL[path]


@pytest.mark.parametrize("path", [path for path in REAL if not path.endswith(".kaz.md")])
def test_no_word_of_a_real_text_is_lost_or_made_up(path: str) -> None:
    """What the tree lacks are the words of headings and numbers: «Статья», «83-1», PRIMERA."""
    place = shared(f"texts/{path}")
    files = sorted(place.glob("[0-9]*.md")) if place.is_dir() else [place]
    source = Counter(words("\n".join(file.read_text(encoding="utf-8") for file in files)))
    law = load(place)
    tree = Counter(words(law.title))
    for each in law.walk():
        tree.update(words(f"{each.heading} {each.text}"))
    lost = source - tree
    assert tree - source == Counter()
    ordinals = GRAMMARS[law.language].ordinals
    unlabelled = [word for word in lost if not LABELS.fullmatch(word)]
    assert [word for word in unlabelled if without_accents(word) not in ordinals] == []


def test_no_real_text_is_read_with_more_doubt_than_its_source_deserves() -> None:
    """Torn lines of the English preamble; a heading in Chile that its source does not mark."""
    doubts = {
        path: [f.code for f in load_reading(shared(f"texts/{path}")).findings.found]
        for path in REAL
    }
    assert {path: Counter(found) for path, found in doubts.items() if found} == {
        "kz/1995.eng.txt": {"text.broken": 9},
        "kz/2026.kaz.md": {"text.ignored": 1},
        "ru/1993.rus.txt": {"text.outside": 1},
        "ru/2020.rus.txt": {"text.spaces": 1, "text.superscript": 10, "text.outside": 1},
        "cl/1980": {"text.broken": 1},
        "cl/2005": {"text.spaces": 1, "text.broken": 1, "text.inline": 1},
    }


PLACES = [
    ("kz/1995.rus.txt", "sec_7", "Суды и правосудие. Прокуратура."),
    ("kz/1995.rus.txt", "art_2__para_3-1", "В пределах города Астаны"),
    ("kz/1995.rus.txt", "art_44__para_1__point_10-1", "в интересах защиты прав"),
    ("kz/1995.rus.txt", "art_52__para_5__al_3__point_2", "прекращении деятельности"),
    ("kz/1995.rus.txt", "art_83-1__para_3", "Уполномоченный по правам человека"),
    ("kz/1995.rus.txt", "art_94-2__para_1", "Положение пункта 5 статьи 42"),
    ("kz/1995.rus.txt", "art_61__para_2__al_2", "Законопроекты, внесенные"),
    ("kz/1995.eng.txt", "sec_1", "General Provisions"),
    ("kz/1995.eng.txt", "sec_8", "State Administration"),
    ("kz/1995.eng.txt", "art_52__para_5__al_2__point_3", "loss of citizenship"),
    ("kz/1995.eng.txt", "art_4__note_1", "Note. In accordance"),
    ("kz/1995.eng.txt", "art_84__note_1", "Footnote. Article 84 is excluded"),
    ("kz/1995.eng.txt", "sec_7__note_1", "Footnote. The title of Section VII"),
    ("kz/2026.rus.txt", "preamble__para_1", "Мы, единый народ Казахстана,"),
    ("kz/2026.rus.txt", "art_46__para_1__point_4__al_2", "Президент Республики Казахстан вправе"),
    ("kz/2026.rus.txt", "art_5__para_5__al_3", "В случае отмены"),
    ("kz/2026.rus.txt", "sec_6", "Қазақстан Халық Кеңесі"),
    ("kz/2026.kaz.txt", "sec_11", "Қорытынды және өтпелі ережелер"),
    ("kz/2026.kaz.txt", "art_73__para_1__point_7", "Конституцияның 50-бабының"),
    ("kz/2026.kaz.txt", "art_89__para_4__al_2", "Қазақстан Республикасының Президенті кемінде"),
    ("ru/1993.rus.txt", "sec_1__chp_9", "КОНСТИТУЦИОННЫЕ ПОПРАВКИ"),
    ("ru/1993.rus.txt", "art_102__para_1__point_zh", "назначение на должность судей"),
    ("ru/1993.rus.txt", "sec_2__para_9__al_2", "Депутаты Совета Федерации"),
    ("ru/2020.rus.txt", "art_67-1__para_2", "Российская Федерация, объединенная"),
    ("ru/2020.rus.txt", "art_81__para_3-1", "Положение части 3 статьи 81"),
    ("ru/2020.rus.txt", "art_114__para_1__point_e6", "создает условия для развития"),
    ("ru/2020.rus.txt", "art_65__para_1__al_5__note_1", "(В редакции Федерального"),
    ("ru/2020.rus.txt", "art_103-1__para_1", "Совет Федерации, Государственная Дума вправе"),
    ("cl/1980", "chp_4__sec_2", "Ministros de Estado"),
    ("cl/1980", "art_19__para_1__point_7__al_2__sub_c__al_2", "Si la autoridad"),
    ("cl/1980", "art_final__para_1", "La presente Constitución"),
    ("cl/1980", "trans_15__para_1__point_b__sub_3", "Declarar la guerra;"),
    ("cl/1980", "conclusions__para_1", "Regístrese"),
    ("cl/2005", "chp_4", "GOBIERNO"),
    ("cl/2005", "art_52__para_1__point_1__sub_b", "Citar a un Ministro"),
    ("cl/2005", "art_10__para_2", "La ley reglamentará"),
    ("cl/2005", "trans_20__para_1", "En tanto no se creen"),
]


@pytest.mark.parametrize(("path", "address", "begins"), PLACES)
def test_places_looked_up_by_eye_stand_where_they_should(
    path: str, address: str, begins: str
) -> None:
    provision = text(path).find(address)
    assert (provision.heading or provision.text).startswith(begins)


def test_the_two_languages_of_2026_have_the_same_articles() -> None:
    texts = {"kk": text("kz/2026.kaz.txt"), "ru": text("kz/2026.rus.txt")}
    assert parity(texts, ("kk", "ru")).found == []
    addresses = [[each.address for each in law.walk()] for law in texts.values()]
    assert addresses[0] == addresses[1]


def numbers(law: Text) -> set[str]:
    return {unit.number for unit in law.units()}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kz/1995.rus.txt", "kz/2026.rus.txt"),
        ("ru/1993.rus.txt", "ru/2020.rus.txt"),
        ("cl/1980", "cl/2005"),
    ],
)
def test_every_article_of_two_real_texts_stands_in_a_row(old: str, new: str) -> None:
    texts = text(old), text(new)
    rows = compare(*texts)
    assert {unit.number for row in rows for unit in row.old} == numbers(texts[0])
    assert {unit.number for row in rows for unit in row.new} == numbers(texts[1])


@pytest.mark.parametrize("path", REAL)
def test_a_real_text_with_itself_gives_only_same(path: str) -> None:
    law = text(path)
    assert {row.relation for row in compare(law, law)} == {"same"}


def test_a_real_file_in_cp1251_is_said(tmp_path: Path) -> None:
    source = shared("texts/ru/1993.rus.txt").read_text(encoding="utf-8")
    (tmp_path / "1993.txt").write_bytes(source.encode("cp1251", "replace"))
    with pytest.raises(Unreadable) as caught:
        load(tmp_path / "1993.txt")
    assert caught.value.facts == {"guess": "windows-1251"}
