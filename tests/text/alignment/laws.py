"""Laws for the tests of alignment, and a table of rows as plain data."""

from __future__ import annotations

import random
from collections.abc import Iterable
from fractions import Fraction

from dauys.text.compare import Comparison
from dauys.text.provision import Provision, Text
from dauys.text.read import read

MIRRORED = {"new": "dropped", "dropped": "new", "split": "merged", "merged": "split"}
Told = tuple[tuple[str, ...], tuple[str, ...], str, Fraction, bool, bool]

SUBJECTS = (
    *("Глава", "Собрание", "Житель", "Депутат", "Суд", "Мэрия", "Комиссия", "Староста"),
    *("Ревизор", "Совет"),
)
VERBS = (
    *("утверждает", "публикует", "отменяет", "избирает", "проверяет", "назначает", "слышит"),
    *("хранит", "ведёт"),
)
THINGS = (
    *("бюджет города", "реку и берег", "школу и сад", "мост через реку", "рынок по субботам"),
    *("музей истории", "налог на землю", "пожарную часть", "кладбище у леса", "список жителей"),
    *("устав общины", "колодец села", "праздник урожая", "дорогу до станции", "печать общины"),
    *("архив решений", "больницу и аптеку"),
)


def law(articles: Iterable[str], *, chapter_at: int = 0) -> Text:
    """A law of the given articles; each line of one is a passage."""
    lines = ["УСТАВ", "Глава 1. Начала"]
    for n, words in enumerate(articles, 1):
        if n == chapter_at:
            lines.append("Глава 2. Прочее")
        lines += [f"Статья {n}.", *words.split("\n")]
    return read("\n".join(lines).encode()).text


def some_articles(seed: int, count: int) -> list[str]:
    """The words of some articles, of one to four numbered paragraphs each."""
    chance = random.Random(seed)
    return ["\n".join(_paragraphs(chance)) for _ in range(count)]


def _paragraphs(chance: random.Random) -> list[str]:
    made = []
    for n in range(1, chance.randint(1, 4) + 1):
        who, does, what = (chance.choice(words) for words in (SUBJECTS, VERBS, THINGS))
        again = f" {chance.choice(SUBJECTS)} {chance.choice(VERBS)} {chance.choice(THINGS)}."
        made.append(f"{n}. {who} {does} {what}." + (again if chance.random() < 0.5 else ""))
    return made


def rewritten(articles: list[str], seed: int) -> list[str]:
    """The articles shuffled, some dropped, some with a passage of another one, some reworded."""
    chance = random.Random(seed)
    kept = chance.sample(articles, len(articles) - 2)
    made = []
    for words in kept:
        if chance.random() < 0.3:
            words = words.replace("города", "посёлка").replace("общины", "товарищества")
        if chance.random() < 0.3:
            words += "\n9. " + chance.choice(articles).split("\n")[-1][3:]
        made.append(words)
    return made


def addresses(provisions: Iterable[Provision]) -> tuple[str, ...]:
    """The addresses of some provisions."""
    return tuple(each.address for each in provisions)


def table(found: Comparison) -> dict[tuple[object, ...], frozenset[Told]]:
    """Every row with its paragraphs."""
    return {
        (
            addresses(row.old),
            addresses(row.new),
            row.relation,
            row.similarity,
            (row.moved, row.reworded, row.renumbered),
        ): frozenset(
            (addresses(p.old), addresses(p.new), p.relation, p.similarity, p.moved, p.reworded)
            for p in found.paragraphs(row)
        )
        for row in found.rows
    }


def mirrored(found: Comparison) -> dict[tuple[object, ...], frozenset[Told]]:
    """The table with its two sides exchanged."""
    turned = {}
    for (old, new, relation, *rest), paragraphs in table(found).items():
        turned[(new, old, MIRRORED.get(str(relation), relation), *rest)] = frozenset(
            (b, a, MIRRORED.get(name, name), *others) for a, b, name, *others in paragraphs
        )
    return turned  # type: ignore[return-value]
