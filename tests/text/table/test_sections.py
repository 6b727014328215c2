"""What stands where: everything once, and what stands elsewhere is named in both places."""

from __future__ import annotations

import pytest

from dauys.text.compare import comparison
from dauys.text.provision import Text
from dauys.text.read import read
from dauys.text.table.figures import figures
from dauys.text.table.names import Both
from dauys.text.table.rows import Entry, Table, table
from dauys.text.table.sections import Layout, layout
from dauys.text.table.sheet import sheet
from tests.text.table.laws import ALL, any_table, joined, say

COURT = """1. Суд независим и подчиняется только закону.
2. Судьи избираются Сенатом пожизненно."""
CITIZEN = """1. Каждый гражданин вправе обращаться в любые органы.
2. Гражданство приобретается по рождению."""
RULE = "Законы, усиливающие ответственность, обратной силы не имеют."
CHANGED = "Законы, усиливающие наказание, обратной силы не имеют."


def law(*articles: str) -> Text:
    told = "\n".join(f"Статья {n}.\n{words}" for n, words in enumerate(articles, 1))
    return read(told.encode()).text


def wandered(rule: str = RULE) -> Table:
    """The third paragraph of the first article became the third of the second."""
    old = law(f"{COURT}\n3. {RULE}", CITIZEN)
    new = law(COURT, f"{CITIZEN}\n3. {rule}")
    return table(comparison(old, new))


def at(made: Table, address: str, side: str) -> Entry:
    (found,) = [
        entry for entry in made.entries if address in [c.address for c in getattr(entry, side)]
    ]
    return found


def pieces(entry: Entry) -> list[tuple[str, str, str]]:
    return [
        (p.mark, p.text, p.place) for cell in (*entry.old, *entry.new) for p in cell.pieces
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "old", "new", "see"),
    [
        ("ru", "Статья 1, пункт 3", "Статья 2, пункт 3", "см.:"),
        ("kk", "1-бап, 3-тармақ", "2-бап, 3-тармақ", "қараңыз:"),
        ("en", "Article 1, paragraph 3", "Article 2, paragraph 3", "see:"),
    ],
)
def test_both_places_name_each_other(language: str, old: str, new: str, see: str) -> None:
    made = wandered()
    both = Both(made.comparison.old, made.comparison.new, say(language))
    gone, come = at(made, "art_1__para_3", "old"), at(made, "art_2__para_3", "new")
    assert (gone.new, come.old) == ((), ())
    assert both.element(gone) == f"{old} → {see} {new}"
    assert both.element(come) == f"{see} {old} → {new}"


def test_a_paragraph_that_went_elsewhere_in_the_same_words_is_moved_and_not_changed() -> None:
    made = wandered()
    gone, come = at(made, "art_1__para_3", "old"), at(made, "art_2__para_3", "new")
    assert pieces(gone) == [("moved_away", RULE, "art_2__para_3")]
    assert pieces(come) == [("moved_here", RULE, "art_1__para_3")]
    counted = figures(made)
    assert (counted.old.changed, counted.new.changed) == (0, 0)
    assert (counted.old.moved, counted.new.moved) == (7, 7)


def test_one_that_was_reworded_on_its_way_shows_what_changed_in_both_places() -> None:
    made = wandered(CHANGED)
    gone, come = at(made, "art_1__para_3", "old"), at(made, "art_2__para_3", "new")
    assert [(mark, text.strip()) for mark, text, _ in pieces(gone)] == [
        ("moved_away", "Законы, усиливающие"),
        ("deleted", "ответственность,"),
        ("moved_away", "обратной силы не имеют."),
    ]
    assert [mark for mark, _, _ in pieces(come)] == ["moved_here", "inserted", "moved_here"]
    counted = figures(made)
    assert (counted.old.changed, counted.new.changed) == (1, 1)


def test_the_empty_cell_names_the_place_and_the_words_name_it_once() -> None:
    made = wandered(CHANGED)
    told = sheet(made, say("ru"), "ru")
    (line,) = [each for each in told.lines if each.old_addresses == ("art_1__para_3",)]
    assert [each.remark for each in line.new] == ["См.: Статья 2, пункт 3."]
    assert [span.shown for span in line.old[0].spans] == ["Статья 2, пункт 3", "", ""]
    told = sheet(wandered(), say("ru"), "ru")
    (line,) = [each for each in told.lines if each.old_addresses == ("art_1__para_3",)]
    assert [each.remark for each in line.new] == ["Перенесено: Статья 2, пункт 3."]


@pytest.mark.parametrize("name", ALL)
def test_every_unit_opens_once_and_every_row_is_told(name: str) -> None:
    made = any_table(name)
    found = layout(made.comparison)
    for text, side in ((made.comparison.old, "old"), (made.comparison.new, "new")):
        units = [u.address for s in found.sections if not s.frame for u in getattr(s, side)]
        assert sorted(units) == sorted(unit.address for unit in text.units())
    told = {id(row) for section in found.sections for row in section.rows}
    assert told == {id(row) for row in made.comparison.rows}
    assert all(min(len(s.old), len(s.new)) <= 1 for s in found.sections)


@pytest.mark.parametrize("name", ALL)
def test_every_paragraph_is_laid_once_and_no_row_melts_many_with_many(name: str) -> None:
    found = layout(any_table(name).comparison)
    rows = [row for section in found.sections for row in section.paragraphs]
    for side in ("old", "new"):
        laid = [p.address for row in rows for p in getattr(row, side)]
        assert len(laid) == len(set(laid))
    assert all(min(len(row.old), len(row.new)) <= 1 for row in rows)


@pytest.mark.parametrize("name", ALL)
def test_exchanged_texts_stand_beside_each_other_in_the_same_way(name: str) -> None:
    made = any_table(name).comparison
    there, back = layout(made), layout(comparison(made.new, made.old))

    assert beside(there) == {(old, new) for new, old in beside(back)}


def beside(found: Layout) -> set[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The paragraphs that stand beside each other, by address."""
    rows = [row for section in found.sections for row in section.paragraphs]
    return {
        (tuple(p.address for p in row.old), tuple(p.address for p in row.new))
        for row in (*rows, *found.away)
    }


def test_every_place_elsewhere_is_named_from_both_sides() -> None:
    made = any_table("kz")
    named = layout(made.comparison).see
    pairs = {(old, new) for old, news in named[0].items() for new in news}
    assert pairs == {(old, new) for new, olds in named[1].items() for old in olds}
    assert ("art_77__para_3__point_5", "art_5__para_5") in pairs
    assert joined(at(made, "art_42__para_5", "old").new) == []


def test_a_row_with_both_sides_names_what_else_went_elsewhere() -> None:
    """Point 4 of article 10 became point 3, and passage 2 of article 14 too."""
    made = any_table("cl")
    both = Both(made.comparison.old, made.comparison.new, say("en"))
    there = at(made, "art_10__para_1__point_4", "old")
    back = at(made, "art_14__para_2", "new")
    assert both.element(there).endswith("; see: Article 14, passage 2")
    assert both.element(back) == (
        "see: Article 10, passage 1, point 4 → Article 14, passage 2"
    )  # fmt: skip
