"""What holds for the table of every pair of texts, whatever they say."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from dauys.text.compare import comparison
from dauys.text.languages import GRAMMARS
from dauys.text.provision import Text
from dauys.text.table.figures import figures
from dauys.text.table.rows import Table, table
from dauys.text.tokens import words
from tests.text.alignment.laws import law, rewritten, some_articles
from tests.text.laws import random_law
from tests.text.table.laws import joined, words_in

SEEDS = st.integers(0, 10**6)
MIRROR = {
    "kept": "kept",
    "deleted": "inserted",
    "inserted": "deleted",
    "moved_away": "moved_here",
    "moved_here": "moved_away",
}


def pair(seed: int) -> tuple[Text, Text]:
    """A law, and what became of it: articles out of order, dropped, reworded, with passages of
    others."""
    articles = some_articles(seed, 14)
    return law(articles, chapter_at=6), law(rewritten(articles, seed), chapter_at=5)


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_every_word_and_every_address_of_both_texts_stands_once(seed: int) -> None:
    made = table(comparison(*pair(seed)))
    for text, side in ((made.comparison.old, "old"), (made.comparison.new, "new")):
        cells = [cell for entry in made.entries for cell in getattr(entry, side)]
        assert Counter(w for told in joined(cells) for w in words(told)) == words_in(text)
        assert max(Counter(cell.address for cell in cells).values()) == 1


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_the_exchanged_texts_give_the_same_marks_exchanged(seed: int) -> None:
    old, new = pair(seed)
    there, back = table(comparison(old, new)), table(comparison(new, old))
    assert marks(there, "old") == turned(marks(back, "new"))
    assert marks(there, "new") == turned(marks(back, "old"))


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_words_that_moved_are_as_many_on_both_sides_and_name_each_other(seed: int) -> None:
    made = table(comparison(*pair(seed)))
    counted = figures(made)
    assert counted.old.moved == counted.new.moved
    assert counted.old.kept == counted.new.kept
    places = {(at, place) for at, mark, place in named(made, "old") if mark == "moved_away"}
    assert places == {(place, at) for at, mark, place in named(made, "new") if mark == "moved_here"}


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_no_word_of_articles_in_another_order_is_changed(seed: int) -> None:
    articles = some_articles(seed, 12)
    made = table(comparison(law(articles), law(articles[::-1])))
    assert figures(made).share() == 0


@settings(max_examples=20, deadline=None)
@given(SEEDS, st.sampled_from(sorted(GRAMMARS)))
def test_a_text_with_itself_has_no_marks(seed: int, language: str) -> None:
    text = random_law(language, seed).text
    made = table(comparison(text, text))
    assert {mark for side in ("old", "new") for _, mark, _ in named(made, side)} <= {"kept"}
    assert all(joined(entry.old) == joined(entry.new) for entry in made.entries)


def marks(made: Table, side: str) -> dict[str, list[tuple[str, str, str]]]:
    """The pieces of each provision of one side."""
    return {
        cell.address: [(piece.mark, piece.text, piece.place) for piece in cell.pieces]
        for entry in made.entries
        for cell in getattr(entry, side)
    }


def turned(found: dict[str, list[tuple[str, str, str]]]) -> dict[str, list[tuple[str, str, str]]]:
    return {
        address: [(MIRROR[mark], text, place) for mark, text, place in pieces]
        for address, pieces in found.items()
    }


def named(made: Table, side: str) -> list[tuple[str, str, str]]:
    return [(at, mark, place) for at, told in marks(made, side).items() for mark, _, place in told]
