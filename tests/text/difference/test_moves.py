"""Sentences that moved are shown as moved: both places name each other."""

from __future__ import annotations

from dataclasses import replace

from dauys.text.compare import comparison
from dauys.text.difference.passages import Marked, mark
from dauys.text.provision import Text
from dauys.text.read import read
from dauys.text.table.sections import layout

MOVED = "Создание партий в государственных органах не допускается."


def law(*articles: str) -> Text:
    lines = ["ЗАКОН"]
    for n, words in enumerate(articles, 1):
        lines += [f"Статья {n}.", *words.split("\n")]
    return read("\n".join(lines).encode()).text


def marked(old: Text, new: Text) -> list[Marked]:
    """What the table shows."""
    found = layout(comparison(old, new))
    return mark([each for section in found.sections for each in section.paragraphs])


def moved(rows: list[Marked]) -> list[tuple[str, str, str, str]]:
    return [
        (passage.provision.address, piece.mark, piece.text.strip(), piece.place)
        for row in rows
        for passage in (*row.old, *row.new)
        for piece in passage.pieces
        if piece.place
    ]


def test_a_sentence_that_went_to_another_paragraph_names_it_and_is_named() -> None:
    old = law(
        f"1. Признаются все партии страны. {MOVED}\n2. Объединения граждан равны перед законом."
    )
    new = law(
        f"1. Признаются все партии страны.\n2. Объединения граждан равны перед законом. {MOVED}"
    )
    assert moved(marked(old, new)) == [
        ("art_1__para_1", "moved_away", MOVED, "art_1__para_2"),
        ("art_1__para_2", "moved_here", MOVED, "art_1__para_1"),
    ]


def test_sentences_that_change_places_in_a_paragraph_are_moved() -> None:
    first, second = "Реки открыты для всех жителей.", "Берега рек строго охраняются городом."
    old, new = law(f"{first} {second}"), law(f"{second} {first}")
    assert {(mark, text) for _, mark, text, _ in moved(marked(old, new))} == {
        ("moved_away", first),
        ("moved_here", first),
    }


def test_a_formula_that_stands_everywhere_is_never_moved() -> None:
    """It would name a place by chance."""
    old = law(f"Одно два три. {MOVED}", f"Шесть семь восемь. {MOVED}", "Город есть дом.")
    new = law("Одно два три.", "Шесть семь восемь.", f"Город есть дом. {MOVED}")
    assert moved(marked(old, new)) == []


def test_the_passages_of_a_row_are_its_paragraphs_word_for_word() -> None:
    old = law(f"1. Признаются партии. {MOVED}\n2. Равны все.\n3. Уходит совсем.", "Река чиста.")
    new = law("1. Признаются движения.\n2. Равны все люди.", f"Река чиста. {MOVED}", "Всё ново.")
    rows = marked(old, new)
    for row in rows:
        for passage in (*row.old, *row.new):
            assert "".join(piece.text for piece in passage.pieces) == passage.provision.text
    assert {p.provision.address for r in rows for p in r.new} == {
        "art_1__para_1", "art_1__para_2", "art_2__para_1", "art_3__para_1",
    }  # fmt: skip


def test_two_paragraphs_that_became_one_are_marked_together() -> None:
    found = comparison(
        law("1. Реки открыты для всех.\n2. Берега рек охраняются."),
        law("Реки открыты для всех, берега рек охраняются законом."),
    )
    row = found.paragraphs(found.rows[0])
    olds = tuple(found.old.find(f"art_1__para_{n}") for n in (1, 2))
    several = replace(row[0], old=olds, new=(found.new.find("art_1__para_1"),))
    (only,) = mark([several])
    assert ["".join(p.text for p in each.pieces) for each in only.old] == [o.text for o in olds]
    assert next(p.text for p in only.old[0].pieces if p.mark == "kept").startswith("Реки открыты")
    assert any(p.mark == "kept" and "рек охраняются" in p.text for p in only.new[0].pieces)


def test_a_thousand_sentences_in_another_order_take_no_time_to_speak_of() -> None:
    sentences = [f"Это правило города номер {n} для всех." for n in range(1_000)]
    rows = marked(law(" ".join(sentences)), law(" ".join(sentences[::-1])))
    assert len(moved(rows)) >= 2
    told = "".join(piece.text for row in rows for p in row.new for piece in p.pieces)
    assert told == " ".join(sentences[::-1])


def test_which_sentence_moved_does_not_depend_on_which_text_is_called_old() -> None:
    first, second = "Реки города открыты для всех.", "Парки города закрыты для всех."
    there = marked(law(f"{first} {second}"), law(f"{second} {first}"))
    back = marked(law(f"{second} {first}"), law(f"{first} {second}"))
    assert {text for _, _, text, _ in moved(there)} == {text for _, _, text, _ in moved(back)}
