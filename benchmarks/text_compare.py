"""How long it takes to read two constitutions and lay them side by side.

    python benchmarks/text_compare.py [OLD NEW]

Without arguments the charter of the sample is used. Printed: seconds for reading and for
comparing, the best of five on one core, and the same for texts ten times as long, made by
repeating the articles under other numbers with other words mixed in. The peers of a later issue
will be measured in the same run; `difflib` over whole texts is given now as the plain yardstick.
"""

from __future__ import annotations

import difflib
import sys
import time
from collections.abc import Callable
from pathlib import Path

import dauys.sample
from dauys.text.compare import compare
from dauys.text.formats import load
from dauys.text.provision import Provision, Text, words_of

RUNS = 5
TIMES = 10


def best(work: Callable[[], object], runs: int = RUNS) -> float:
    """Seconds of the fastest run: what the work takes, the machine's other business left out."""
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def longer(text: Text) -> Text:
    """A text of ten times as many articles: every copy has other words in other places."""
    articles = text.articles()
    made = tuple(
        _copy(unit, f"{n * len(articles) + k}", n)
        for n in range(TIMES)
        for k, unit in enumerate(articles)
    )
    return Text(text.language, text.title, made)


def _copy(unit: Provision, number: str, n: int) -> Provision:
    words = words_of(unit).split()
    told = " ".join(word if n == 0 or at % 3 else f"{word[:3]}{n}" for at, word in enumerate(words))
    return Provision(f"art_{number}", "article", number, "", told)


def main() -> None:
    sample = Path(next(iter(dauys.sample.__path__)))
    default = [str(sample / "charter.old.ru.txt"), str(sample / "charter.new.ru.txt")]
    paths = sys.argv[1:] or default
    old, new = load(paths[0]), load(paths[1])
    sizes = f"{len(old.articles())} and {len(new.articles())} articles"
    print(f"{sizes}: read {best(lambda: (load(paths[0]), load(paths[1]))):.3f} s")
    print(f"{sizes}: compare {best(lambda: compare(old, new)):.3f} s")
    first, second = (
        " ".join(words_of(unit) for unit in text.articles()).split() for text in (old, new)
    )
    plain = difflib.SequenceMatcher(None, first, second, autojunk=False)
    print(f"{sizes}: difflib by word {best(plain.get_opcodes, 1):.3f} s")
    long = longer(old), longer(new)
    print(f"{TIMES} times as long: compare {best(lambda: compare(*long), 1):.3f} s")


if __name__ == "__main__":
    main()
