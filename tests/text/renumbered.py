"""A made-up variant of a text whose articles were dropped, inserted, swapped and renumbered.

For tests of aligning across languages: the numbers of one language no longer help. What each
article was before is known, so that every tie can be judged.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from dauys.text.provision import DIVISIONS, Provision, Text


def renumbered(
    text: Text, seed: int, *, dropped: int, swapped: int, inserted: Sequence[Provision]
) -> tuple[Text, dict[str, str]]:
    """The variant, and for each of its articles the address of the article that it was; an
    inserted one is not in it."""
    rng = random.Random(seed)
    articles = list(text.articles())
    gone = set(rng.sample(range(len(articles)), dropped))
    kept = [article for n, article in enumerate(articles) if n not in gone]
    for _ in range(swapped):
        a, b = rng.sample(range(len(kept)), 2)
        kept[a], kept[b] = kept[b], kept[a]
    for new in inserted:
        kept.insert(rng.randrange(len(kept) + 1), new)
    was = {
        f"art_{n}": article.address
        for n, article in enumerate(kept, 1)
        if not any(article is new for new in inserted)
    }
    numbered = [_numbered(article, str(n)) for n, article in enumerate(kept, 1)]
    return Text(text.language, text.title, tuple(_dealt(text.provisions, numbered))), was


def _numbered(article: Provision, number: str) -> Provision:
    def moved(each: Provision) -> Provision:
        address = f"art_{number}" + each.address[len(article.address) :]
        return replace(each, address=address, children=tuple(map(moved, each.children)))

    return replace(moved(article), number=number)


def _dealt(provisions: Sequence[Provision], articles: list[Provision]) -> list[Provision]:
    """The divisions of the text with the articles dealt out in order, about as many to each."""
    waiting = list(articles)

    def fill(each: Provision, last: bool) -> Provision:
        if each.kind not in DIVISIONS:
            return each
        inner: list[Provision] = []
        for n, child in enumerate(each.children):
            if child.kind == "article":
                inner += [waiting.pop(0)] if waiting else []
            else:
                inner.append(fill(child, last and n == len(each.children) - 1))
        if last:
            inner += waiting
            waiting.clear()
        return replace(each, children=tuple(inner))

    divisions = [n for n, each in enumerate(provisions) if each.kind in DIVISIONS]
    return [fill(each, n == divisions[-1]) for n, each in enumerate(provisions)]
