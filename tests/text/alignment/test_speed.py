"""Texts made to be slow: thousands of rules that differ by a word. The work must not be the square.

The limits are many times what the work takes; comparing each with each takes minutes.
"""

from __future__ import annotations

import time

from dauys.text.compare import comparison
from dauys.text.provision import Text
from tests.text.alignment.laws import law

LIMIT = 30  # processor seconds


def seconds(old: Text, new: Text) -> float:
    start = time.process_time()
    found = comparison(old, new)
    assert sum(len(found.paragraphs(row)) for row in found.rows) >= 4000
    return time.process_time() - start


def test_thousands_of_articles_of_the_same_words() -> None:
    same, other = ["Порядок определяет закон."], ["Порядок определяет устав."]
    assert seconds(law(same * 4000), law(same * 3000 + other * 1000)) < LIMIT


def test_thousands_of_articles_that_differ_by_a_number() -> None:
    numbers = range(4000)
    old = law([f"Порядок {n} определяет закон номер {n + 1}." for n in numbers])
    new = law([f"Порядок {n + 2} определяет закон номер {n}." for n in numbers])
    assert seconds(old, new) < LIMIT


def test_thousands_of_paragraphs_in_one_article() -> None:
    numbers = range(4000)
    old = law(["\n".join(f"Порядок {n} определяет закон." for n in numbers)])
    new = law(["\n".join(f"Порядок {n} определит закон." for n in numbers)])
    assert seconds(old, new) < LIMIT
