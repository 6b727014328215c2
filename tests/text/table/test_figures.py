"""The figures: every article once, every word as it is marked, exact."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dauys.text.table.figures import ARTICLES, changed, figures, total
from dauys.text.table.told import account
from tests.text.table.laws import ALL, any_table, say, small, words_in


@pytest.mark.parametrize("name", ALL)
def test_articles_and_words_add_up(name: str) -> None:
    made = any_table(name)
    counted = figures(made)
    texts = made.comparison.old, made.comparison.new
    sides = counted.old_articles, counted.new_articles
    for text, articles, words in zip(texts, sides, (counted.old, counted.new), strict=True):
        assert total(articles) == sum(unit.kind in ARTICLES for unit in text.units())
        assert words.all == sum(words_in(text).values())
    assert counted.old.kept == counted.new.kept
    assert counted.old.moved == counted.new.moved
    for relation in ("same", "moved", "reworded"):
        assert sides[0].get(relation, 0) == sides[1].get(relation, 0)
    assert "new" not in sides[0]
    assert "dropped" not in sides[1]


def test_the_figures_of_two_small_laws() -> None:
    counted = figures(small())
    assert counted.old_articles == {"reworded": 2, "dropped": 1}
    assert counted.new_articles == {"reworded": 2, "new": 1}
    # ПРЕЖНИЙ; городом; Парк Парк закрыт ночью; четыре года: of 37 words, 6 of them moved
    assert (counted.old.all, counted.old.changed, counted.old.moved) == (37, 8, 6)
    # НОВЫЙ; и река; государством; пять лет; Школа Школа бесплатна
    assert (counted.new.all, counted.new.changed, counted.new.moved) == (38, 9, 6)
    assert counted.share() == Fraction(17, 75)
    assert [(each.address, each.words.changed) for each in counted.old_divisions] == [
        ("", 1), ("sec_1", 5), ("sec_2", 2),
    ]  # fmt: skip


def test_a_text_of_no_words_has_no_share() -> None:
    assert changed() == 0


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_figure_is_defined_in_words(language: str) -> None:
    made = small()
    told = account(made, figures(made), say(language))
    first = told.grids[0]
    assert [row[1:3] for row in first.rows][-1] == ("3", "3")
    assert all(len(row[3]) > 10 for row in first.rows)
    share = "22.7" if language == "en" else "22,7"
    assert any(share in sentence and "17" in sentence for sentence in told.sentences)
