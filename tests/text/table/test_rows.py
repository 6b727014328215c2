"""The table as data: everything of both texts once, side by side, in order."""

from __future__ import annotations

from collections import Counter

import pytest

from dauys.errors import Refused
from dauys.text.compare import comparison
from dauys.text.read import read
from dauys.text.table.names import Both
from dauys.text.table.rows import table
from dauys.text.tokens import words
from tests.text.table.laws import ALL, NEW, OLD, any_table, joined, say, small, words_in


@pytest.mark.parametrize("name", ALL)
def test_every_word_of_both_texts_stands_in_the_table_once(name: str) -> None:
    made = any_table(name)
    for text, side in ((made.comparison.old, "old"), (made.comparison.new, "new")):
        cells = [cell for entry in made.entries for cell in getattr(entry, side)]
        assert Counter(w for told in joined(cells) for w in words(told)) == words_in(text)
        addresses = Counter(cell.address for cell in cells)
        assert {units.address for units in text.units()} <= set(addresses)
        assert max(addresses.values()) == 1


@pytest.mark.parametrize("name", ["sample-ru", "kz"])
def test_entries_are_numbered_from_one(name: str) -> None:
    entries = any_table(name).entries
    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))


def test_the_table_of_two_small_laws() -> None:
    made = small()
    both = Both(made.comparison.old, made.comparison.new, say("ru"))
    told = [(entry.kind, both.element(entry), both.relation(entry)) for entry in made.entries]
    assert told == [
        ("title", "Наименование", ""),
        ("passage", "Преамбула, абзац 1", ""),
        ("division", "Раздел I", ""),
        ("unit", "Статья 1", "изложена иначе"),
        ("passage", "Статья 1, пункт 1", ""),
        ("passage", "Статья 1, пункт 2", ""),
        ("unit", "Статья 2", "исключена"),
        ("passage", "Статья 2, абзац 1", ""),
        ("division", "Раздел II", ""),
        ("unit", "Статья 3 → Статья 2", "изложена иначе"),
        ("passage", "Статья 3, абзац 1 → Статья 2, абзац 1", ""),
        ("unit", "Статья 3", "новая"),
        ("passage", "Статья 3, абзац 1", ""),
    ]
    assert joined(made.entries[0].new) == ["УСТАВ НОВЫЙ"]
    assert [p.mark for p in made.entries[0].old[0].pieces] == ["kept", "deleted"]
    assert joined(made.entries[6].old) == ["Парк"]
    assert made.entries[6].new == ()


def test_a_moved_sentence_is_named_at_both_places() -> None:
    moved = [
        (cell.address, piece.mark, piece.place)
        for entry in small().entries
        for cell in (*entry.old, *entry.new)
        for piece in cell.pieces
        if piece.place
    ]
    assert sorted(moved) == [
        ("art_1__para_1", "moved_here", "art_1__para_2"),
        ("art_1__para_2", "moved_away", "art_1__para_1"),
    ]


def test_an_opening_tells_all_that_became_of_its_units() -> None:
    """Article 77 went into 5, 19 and 78, and 5 stands beside article 4, which is nearer to it."""
    made = any_table("kz")
    both = Both(made.comparison.old, made.comparison.new, say("ru"))
    told = {both.element(entry): both.relation(entry) for entry in made.entries if entry.rows}
    assert told["Статья 77 → Статья 19; Статья 78"] == "77 → 5, 19, 78: разделена, с переносом"
    assert told["Статья 4 → Статья 5"] == "2, 4, 77 → 5: объединены, с переносом"


def test_a_justification_stands_beside_its_address() -> None:
    found = comparison(read(OLD.encode()).text, read(NEW.encode()).text)
    made = table(found, {"art_1__para_2": ["Ради рек."], "art_3": ["Нужна школа.", "И ещё."]})
    told = {e.new[0].address: e.justifications for e in made.entries if e.justifications}
    assert told == {"art_1__para_2": ("Ради рек.",), "art_3": ("Нужна школа.", "И ещё.")}


def test_a_justification_for_a_place_that_is_not_there_is_refused() -> None:
    """It would be lost without a word."""
    found = comparison(read(OLD.encode()).text, read(NEW.encode()).text)
    with pytest.raises(Refused, match=r"anchor\.address"):
        table(found, {"art_99": ["Нет такой."]})


def test_the_table_of_a_text_with_itself_has_no_marks() -> None:
    text = read(OLD.encode()).text
    made = table(comparison(text, text))
    marks = {p.mark for e in made.entries for c in (*e.old, *e.new) for p in c.pieces}
    assert marks == {"kept"}
    assert all(joined(entry.old) == joined(entry.new) for entry in made.entries)


def test_the_swapped_table_holds_the_same_marks_swapped() -> None:
    old, new = read(OLD.encode()).text, read(NEW.encode()).text
    there, back = (table(comparison(*pair)) for pair in ((old, new), (new, old)))
    mirror = {"deleted": "inserted", "moved_away": "moved_here", "kept": "kept"}
    olds = Counter((mirror[p.mark], p.text) for e in there.entries for c in e.old for p in c.pieces)
    news = Counter((p.mark, p.text) for e in back.entries for c in e.new for p in c.pieces)
    assert olds == news


def test_texts_without_a_title_have_no_row_of_one() -> None:
    text = read("Статья 1. Река\nРека чиста.".encode()).text
    assert [entry.kind for entry in table(comparison(text, text)).entries] == ["unit", "passage"]
